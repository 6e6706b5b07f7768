# `make demo` and `make test` are all that a newcomer needs; everything is installed into .venv/ in this clone.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
INSTALL := $(PIP) install --constraint constraints.txt

.PHONY: help demo test lint conform bench docs examples pins another clean

help:
	@echo "make demo     turn the sample articles into a data package, release it, cite it, load it"
	@echo "make test     run the tests"
	@echo "make lint     check style, types, layers and dead code"
	@echo "make conform  check the published example releases with validators that this project did not write"
	@echo "make bench    measure start-up, scale and extraction"
	@echo "make docs     write docs/reference/ anew"
	@echo "make examples make the example releases under datapackages/ anew"
	@echo "make pins     write constraints.txt anew, with the newest versions that pyproject.toml allows"
	@echo "make another  install what Pressmark needs for a second Python, PYTHON=python3.13, with which a test compares"
	@echo "make clean    remove everything that make made"

demo: $(VENV)/.core
	@$(BIN)/python docs/demo.py

test: $(VENV)/.dev
	@$(BIN)/python -m pytest --numprocesses auto --dist worksteal

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/vulture

conform: $(VENV)/.core
	@PYTHONPATH=tests $(BIN)/python -m conform.run

bench: $(VENV)/.dev .venvs/bench/.contenders
	@$(BIN)/python benchmarks/start.py
	@$(BIN)/python benchmarks/scale.py
	@$(BIN)/python benchmarks/differences.py
	@.venvs/bench/$(notdir $(BIN))/python benchmarks/score_html.py

# The tools that pages are scored against want older versions of two libraries than constraints.txt pins and
# frictionless takes, so pip says that they are at odds; nothing that is scored uses frictionless.
.venvs/bench/.contenders: $(VENV)/.dev benchmarks/contenders.txt
	@echo "Installing what benchmarks/score_html.py compares with into .venvs/bench ..."
	@$(PYTHON) -m venv --clear --without-pip .venvs/bench
	@sed -e '/^chardet==/d' -e '/^python-dateutil==/d' constraints.txt > .venvs/bench/constraints.txt
	@$(PIP) --python .venvs/bench/$(notdir $(BIN))/python install --constraint .venvs/bench/constraints.txt \
		hatchling editables
	@$(PIP) --python .venvs/bench/$(notdir $(BIN))/python install --constraint .venvs/bench/constraints.txt \
		--no-build-isolation --editable .
	@$(PIP) --python .venvs/bench/$(notdir $(BIN))/python install --constraint .venvs/bench/constraints.txt \
		--requirement benchmarks/contenders.txt
	@touch $@

docs: $(VENV)/.dev
	@$(BIN)/python docs/make_reference.py

examples: $(VENV)/.core
	@$(BIN)/python docs/make_examples.py

pins:
	$(PYTHON) -m venv --clear .venvs/pins
	.venvs/pins/bin/python -m pip install --quiet hatchling editables
	.venvs/pins/bin/python -m pip install --quiet --no-build-isolation --editable '.[dev]'
	{ head -2 constraints.txt; .venvs/pins/bin/python -m pip freeze --exclude-editable --exclude setuptools; } > .venvs/pins/all.txt
	mv .venvs/pins/all.txt constraints.txt

# tests/stages/test_determinism.py holds that this Python writes the same bytes as that of $(VENV).
another: $(VENV)/.core
	@$(PYTHON) -m venv --clear --without-pip .venvs/another
	@$(PIP) --python .venvs/another/$(notdir $(BIN))/python install --constraint constraints.txt hatchling editables
	@$(PIP) --python .venvs/another/$(notdir $(BIN))/python install --constraint constraints.txt \
		--no-build-isolation --editable .

clean:
	rm -rf $(VENV) .venvs demo build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(f"Pressmark needs Python 3.11 or newer and this is {sys.version.split()[0]}: try make PYTHON=python3.11" if sys.version_info < (3, 11) else 0)'
	@echo "Making $(VENV) ..."
	@$(PYTHON) -m venv --clear $(VENV) 2>/dev/null || { \
		$(PYTHON) -m venv --clear --without-pip $(VENV) && \
		$(PYTHON) -m pip --quiet --python $(BIN)/python install pip; }
	@touch $@

$(VENV)/.core: $(VENV)/.python pyproject.toml constraints.txt
	@echo "Installing Pressmark into $(VENV) ..."
	@$(INSTALL) hatchling editables
	@$(INSTALL) --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.core
	@echo "Installing what the tests need into $(VENV) ..."
	@$(INSTALL) --no-build-isolation --editable '.[dev]'
	@touch $@
