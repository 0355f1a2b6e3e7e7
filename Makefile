# make serve | test | build | bench: each sets up .venv/ first, again only when requirements.txt changed.
# make requirements: write requirements.txt anew from requirements.in; what is pinned stays, unless with UPGRADE=--upgrade.
# make matrix | make soak: every snippet with every Python | every test 50 times, calm and busy.

PYTHON ?= python3
BIN = .venv/bin
READY = .venv/.ready

.PHONY: serve build test bench requirements matrix soak

serve: $(READY)
	$(BIN)/mkdocs serve

build: $(READY)
	$(BIN)/mkdocs build --strict

test: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest

bench: $(READY)
	$(BIN)/python -m bench

requirements: $(READY)
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes $(UPGRADE) \
	  --custom-compile-command "make requirements" --output-file requirements.txt requirements.in

matrix: $(READY)
	$(BIN)/python -m livedocs.trials.matrix

soak: $(READY)
	$(BIN)/python -m livedocs.trials.soak

$(READY): requirements.txt
	$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Python 3.11 or later is needed: make PYTHON=python3.13 ...")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.txt
	touch $@
