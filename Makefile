# Two commands: `make run` extracts the claims of the seeds, `make test` checks everything. Both need only Python and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test lint clean

$(VENV)/installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	touch $@

run: $(VENV)/installed
	$(BIN)/zhclaims run seeds -o claims.csv

lint: $(VENV)/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: lint
	$(BIN)/zhclaims rules check
	$(BIN)/pytest

clean:
	rm -rf $(VENV) claims.*
