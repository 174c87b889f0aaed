# Two commands do all the set-up: `make demo` and `make test`. Both need Python 3.11 to 3.13 and nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
JOBS ?= 2

.DEFAULT_GOAL := help
.PHONY: help demo test lint types install bench wheel clean

help:  ## Show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

demo: install  ## Build the graph of examples/ into output/ and say where to look
	$(BIN)/kg build examples --config examples/kg.toml --out output

test: install lint types  ## Lint, types and all tests
	$(BIN)/python -m pytest -n $(JOBS)

lint: install  ## Check style
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: install  ## Check types
	$(BIN)/mypy

bench: install  ## Time every stage beside a straightforward script, and the parts of a build beside each other
	$(BIN)/python -m benchmarks.build
	$(BIN)/python -m benchmarks.bars --skip-script

wheel: install  ## Build the wheel into dist/
	$(BIN)/python -m pip wheel --no-deps --wheel-dir dist .

install: $(STAMP)

$(STAMP): pyproject.toml constraints.txt hatch_build.py package-lock.json $(wildcard kg/views/explorer/source/*.js kg/server/editor/source/*)
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || \
		{ echo "Python 3.11 to 3.13 is needed, $$($(PYTHON) --version) is what $(PYTHON) is: make PYTHON=python3.12 …"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $(STAMP)

clean:  ## Remove the environment and everything generated
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find output -mindepth 1 -not -name README.md -delete
