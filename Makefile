# make serve | test | build | bench: each sets up .venv/ first, again only when requirements.txt changed.

PYTHON ?= python3
BIN = .venv/bin
READY = .venv/.ready

.PHONY: serve build test bench

serve: $(READY)
	$(BIN)/mkdocs serve

build: $(READY)
	$(BIN)/mkdocs build --strict

test: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pytest

bench: $(READY)
	$(BIN)/python -m bench

$(READY): requirements.txt
	$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Python 3.11 or later is needed: make PYTHON=python3.13 ...")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements.txt
	touch $@
