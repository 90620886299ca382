# Two commands: `make run` extracts the claims of the seeds, `make test` checks everything. Both need only Python and make.
PYTHON ?= python3
# What is installed: dev, or dev,ray to test the Ray engine too.
EXTRAS ?= dev
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test lint readme bench bench-venv accuracy wheel test-compiled bench-compiled clean

# Other extras are another environment to make sure of.
INSTALLED := $(VENV)/installed.$(EXTRAS)

$(INSTALLED): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[$(EXTRAS)]'
	touch $@

run: $(INSTALLED)
	$(BIN)/zhclaims run seeds -o claims.csv

lint: $(INSTALLED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/mypy bench --exclude 'wrap|formats'

test: lint
	$(BIN)/zhclaims rules check
	$(BIN)/pytest

# The output and the scores that the README shows, from a run.
readme: $(INSTALLED)
	$(BIN)/python bench/readme.py --write

# The peers that the benchmarks compare with, and the project beside them, in an environment of their own.
bench-venv: bench/.venv/installed

bench/.venv/installed: pyproject.toml bench/requirements.txt
	$(PYTHON) -m venv bench/.venv
	bench/.venv/bin/python -m pip install --quiet --editable . --requirement bench/requirements.txt
	touch $@

# Precision and recall beside other libraries, on the gold set.
accuracy: bench-venv
	bench/.venv/bin/python bench/accuracy.py

# The speed beside other programs; DOCS is a folder of .txt files, the seeds if left out.
bench: $(INSTALLED) bench-venv
	$(BIN)/python bench/speed.py $(DOCS)
	$(BIN)/python bench/linear.py

# The wheel for this machine with the stages compiled to C: the same claims, sooner. It needs a C compiler, and minutes.
# The flags let functions call each other, and Python, without a detour, which only Linux has; and gcc, when it optimises so
# far, takes some variables for unset that are set.
ifeq ($(shell uname),Linux)
wheel: export CFLAGS += -fno-plt -fno-semantic-interposition -Wno-error=maybe-uninitialized
endif
wheel: $(INSTALLED)
	rm -rf dist
	HATCH_BUILD_HOOKS_ENABLE=1 $(BIN)/python -m build --outdir dist

# That wheel in an environment of its own, with the tests and with the speed beside other programs.
COMPILED := bench/.venv-compiled

$(COMPILED)/installed: $(wildcard extract/*.py extract/*/* rules/*.yaml) pyproject.toml
	$(MAKE) wheel
	$(PYTHON) -m venv $(COMPILED)
	$(COMPILED)/bin/python -m pip install --quiet --force-reinstall "$$(ls dist/*.whl)[dev]"
	touch $@

test-compiled: $(COMPILED)/installed
	$(COMPILED)/bin/pytest tests

bench-compiled: $(COMPILED)/installed bench-venv
	$(COMPILED)/bin/python bench/speed.py $(DOCS)

clean:
	rm -rf $(VENV) bench/.venv $(COMPILED) dist claims.*
