# `make site` and `make test` work from nothing but Python 3.11+ (and Debian's apt, or a Chromium, for the tests).
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
AS_OF ?=
ITEMS ?= 400 2000 10000
TOOLS ?= .

.PHONY: site test bench audit check serve sample lock clean

site: $(VENV)/.site ## build the sample archive into site/
	$(BIN)/moedearkiv build $(if $(AS_OF),--as-of $(AS_OF))
	@echo "Look at it: $(BIN)/python -m http.server --bind 127.0.0.1 --directory site 8000   then open http://127.0.0.1:8000/"

test: $(VENV)/.test ## linters, types and all tests
	sh tests/setup/chromium.sh
	sh tests/setup/npm.sh
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -q -n auto --dist loadgroup

bench: $(VENV)/.test ## time, memory and growth of builds, beside stock MkDocs and what else is installed (half an hour)
	$(BIN)/python -m benchmarks.bench $(ITEMS) --stages --verify --tools $(TOOLS) --results build/bench

audit: $(VENV)/.test ## known weaknesses of what is locked, where an advisory source answers
	$(BIN)/python -m benchmarks.advisories

check: $(VENV)/.site ## what would be published, and why
	$(BIN)/moedearkiv check

serve: $(VENV)/.site ## live preview while editing content/
	$(BIN)/moedearkiv serve

sample: $(VENV)/.test ## make the sample archive's bundles again
	$(BIN)/python -m tests.sample_archive

lock: $(VENV)/.test ## write the lock files again from pyproject.toml
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --extra build pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --extra build --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock

clean:
	rm -rf build site site.next site.old

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "moedearkiv needs Python 3.11 or newer; try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.site: requirements.lock pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.test: requirements-dev.lock $(VENV)/.site
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@
