# make serve | build: each sets up .venv/ first, with requirements.txt, again only when that changed.
# make test | bench: each also installs requirements-dev.txt, which only tests and contributors need.
# make requirements: write both anew from their .in files; what is pinned stays, unless with UPGRADE=--upgrade.
# make matrix | make soak: every snippet with every Python | every test 50 times, calm and busy.

PYTHON ?= python3
BIN = .venv/bin
SITE = .venv/.site
DEV = .venv/.dev
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
PIN = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes $(UPGRADE) \
  --custom-compile-command "make requirements"

.PHONY: serve build test bench requirements matrix soak

serve: $(SITE)
	$(BIN)/mkdocs serve

build: $(SITE)
	$(BIN)/mkdocs build --strict

test: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest

bench: $(DEV)
	$(BIN)/python -m bench

requirements: $(DEV)
	$(PIN) --output-file requirements.txt requirements.in
	$(PIN) --output-file requirements-dev.txt --constraints requirements.txt requirements-dev.in

matrix: $(DEV)
	$(BIN)/python -m livedocs.trials.matrix

soak: $(DEV)
	$(BIN)/python -m livedocs.trials.soak

$(SITE): requirements.txt
	$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Python 3.11 or later is needed: make PYTHON=python3.13 ...")'
	$(PYTHON) -m venv .venv
	$(INSTALL) --requirement requirements.txt
	touch $@

$(DEV): $(SITE) requirements-dev.txt
	$(INSTALL) --requirement requirements-dev.txt
	touch $@
