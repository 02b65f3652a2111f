# make run   everything set up, the samples indexed, the page served
# make test  everything set up, then every check and test
#
# Only Python 3.11 or later, make and git are taken for granted.

PYTHON ?= python3
BIN := .venv/bin
LIBRARY ?= library
PORT ?= 8000
SAMPLES_NOTICE := The reviews on this site are invented, to show how it works.

.PHONY: run setup test test-long services check pictures format lock clean

run: export CASEREVIEWS_NOTICE ?= $(SAMPLES_NOTICE)
run: setup
	$(BIN)/casereviews ingest samples/pdf --library "$(LIBRARY)" || test $$? -eq 1
	$(BIN)/casereviews serve --library "$(LIBRARY)" --port $(PORT)

setup: .venv/.runs frontend/static/.built

.venv/.runs: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed; say which with make PYTHON=...")'
	$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear .venv
	@echo "Fetching the Python packages of requirements.lock: a minute or two"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

.venv/.tests: .venv/.runs requirements-dev.lock
	@echo "Fetching the Python packages of requirements-dev.lock, which tests need: a minute"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@

FRONTEND := frontend/build.mjs frontend/package-lock.json $(shell find frontend/styles frontend/scripts frontend/icons frontend/templates -type f)
frontend/static/.built: $(FRONTEND) | .venv/.runs
	$(BIN)/python frontend/build_static.py

check: .venv/.tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-cache
	$(BIN)/mypy

test: setup .venv/.tests check services
	$(BIN)/pytest -m "not long"

test-long: setup .venv/.tests services
	$(BIN)/pytest -m long

# A real Elasticsearch and a real Chromium, found or fetched; what cannot be had is said here and after the tests.
services: .venv/.tests
	$(BIN)/python -m tests.services ready

# Every page at three widths, in light and dark, to be looked at.
pictures: setup .venv/.tests
	$(BIN)/python -m tests.browser.pictures pictures

format: .venv/.tests
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Pins are by name and hash only; where packages come from is the affair of the machine that installs them.
lock:
	$(PYTHON) -m venv .cache/lock && .cache/lock/bin/python -m pip install --quiet uv
	.cache/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml -o requirements.lock
	.cache/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock

clean:
	rm -rf .venv .cache frontend/static frontend/node_modules
