# Two commands are enough: make run, make test. See README.md.
PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8501
COMPILE = uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate

.PHONY: run test test-long mutants setup lint demo clean lock

run: setup
	@$(BIN)/earshot run --port $(PORT)

test: .venv/.dev deploy/browser.sh
	@sh deploy/browser.sh
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/sqlfluff lint --processes 2 --disable-progress-bar sql
	$(BIN)/codespell
	$(BIN)/pytest -n 2 --dist worksteal

# The same with many more random cases; minutes, each time others.
test-long: .venv/.dev
	$(BIN)/pytest -n 2 --dist worksteal -m long

# Change one rule at a time and see whether its tests notice.
mutants: .venv/.dev
	$(BIN)/python -m tests.mutants

setup: .venv/.run

demo: setup
	$(BIN)/earshot demo

# What a start needs; hashes are checked, and the project itself is linked, not copied.
.venv/.run: requirements.lock pyproject.toml deploy/venv.sh
	@PYTHON=$(PYTHON) sh deploy/venv.sh requirements.lock
	@touch $@

.venv/.dev: requirements-dev.lock .venv/.run
	@PYTHON=$(PYTHON) sh deploy/venv.sh requirements-dev.lock
	@touch $@

lint: .venv/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/python -m ingest.sources.table README.md

# Renew the lock files after a change in pyproject.toml.
lock:
	$(COMPILE) --group build -o requirements.lock
	$(COMPILE) --group build --group dev -o requirements-dev.lock

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache
