# Everything one does with a checkout. `make` alone explains itself.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
HOST ?= 127.0.0.1
PORT ?= 8050

.DEFAULT_GOAL := help
.PHONY: help system run test test-fast screenshots check bench lock wheels clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

system: ## Chromium and a Chinese font, where this machine can install them
	@sh .ci/system-packages

run: system $(READY) ## set up, build the tables from seeds/, serve the dashboard on 127.0.0.1:8050
	$(BIN)/zhibiao build
	$(BIN)/zhibiao serve --host $(HOST) --port $(PORT)

test: system $(READY) check ## set up and run every test, the browser ones and the long ones too
	$(BIN)/python -m pytest --slow -n 2 --dist loadfile

test-fast: $(READY) ## the tests without a browser and without the long ones
	$(BIN)/python -m pytest -m "not browser" -n 2 --dist loadfile

screenshots: system $(READY) ## every page and every picture, as contact sheets in docs/screens/
	$(BIN)/python -m bench.screenshots

check: $(READY) ## style and lint
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

bench: $(READY) build/peers/.ready ## reading speed beside other libraries, on the same text, in one run
	$(BIN)/python -m bench.reading_speed --peers build/peers/bin/python

build/peers/.ready: bench/peers/requirements.lock
	$(PYTHON) -m venv build/peers
	build/peers/bin/pip install --quiet --require-hashes -r $<
	@touch $@

lock: ## resolve requirements.lock anew (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --extra test \
	  --no-header --no-annotate --no-emit-index-url --output-file requirements.lock pyproject.toml

wheels: ## check that every declared Python finds wheels for the whole lock (needs uv)
	for version in 3.11 3.12 3.13 3.14; do \
	  uv pip install --quiet --dry-run --target build/wheels --only-binary :all: --require-hashes \
	    --python-version $$version -r requirements.lock && echo "$$version: wheels for all" || exit 1; \
	done

clean: ## remove the environment and caches
	rm -rf $(VENV) build .pytest_cache .ruff_cache .hypothesis
