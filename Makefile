# Every target creates the environment it needs. Python 3.11 to 3.13 is required, nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
JOBS ?= 2
CASES ?= 40000

.DEFAULT_GOAL := help
.PHONY: help demo test lint types docs install bench fuzz wheel clean

help:  ## List the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

demo: install  ## Build the graph of examples/ into output/
	$(BIN)/kg build examples --config examples/kg.toml --out output

test: install lint types  ## Run lint, types and all tests
	$(BIN)/python -m pytest -n $(JOBS)

lint: install  ## Check style
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: install  ## Check types
	$(BIN)/mypy

docs: install  ## Build the documentation into site/; any warning is an error
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict

bench: install  ## Measure a build against a straightforward script, and its parts against each other
	$(BIN)/python -m benchmarks.build
	$(BIN)/python -m benchmarks.bars --skip-script

fuzz: install  ## Check CASES mutants of each kind of input (40,000: about 10^6 in all, half an hour)
	$(BIN)/python -m benchmarks.fuzz --cases $(CASES)

wheel: install  ## Build the wheel into dist/
	$(BIN)/python -m pip wheel --no-deps --wheel-dir dist .

install: $(STAMP)  ## Create the environment .venv

$(STAMP): pyproject.toml constraints.txt hatch_build.py package-lock.json $(wildcard kg/views/explorer/source/*.js kg/server/editor/source/*)
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || \
		{ echo "$(PYTHON) is $$($(PYTHON) --version); Python 3.11 to 3.13 is required: make PYTHON=python3.12 …"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $(STAMP)

clean:  ## Remove the environment and everything generated
	rm -rf $(VENV) dist build site .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find output -mindepth 1 -not -name README.md -delete
