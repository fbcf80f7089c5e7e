# Two commands are enough: make run, make test. See README.md.
PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8501
# Tests start hundreds of processes. Where a machine forbids byte code each compiles all of its
# libraries again, which is most of what `earshot status` then takes.
export PYTHONDONTWRITEBYTECODE =
COMPILE = uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate

.PHONY: run test costs audit test-long test-extra test-servers test-spark browser pictures outlines check-sql check-types check-style check-words mutants setup lint demo clean lock

run: setup
	@$(BIN)/earshot run --port $(PORT)

# Packages and browser come side by side; a browser of Playwright's can only follow them. Three
# workers on two cores: one of them mostly waits for a browser or a server. On a handful of rows a
# second thread of DuckDB costs a fifth more and does nothing.
test:
	@$(MAKE) --no-print-directory -j 2 .venv/.dev browser
	@sh deploy/browser.sh
	@$(MAKE) --no-print-directory -j 3 check-sql check-types check-style check-words
	EARSHOT_THREADS=1 $(BIN)/pytest -n 3 --dist worksteal

check-sql:
	$(BIN)/sqlfluff lint --processes 2 --disable-progress-bar sql dashboard

check-types:
	$(BIN)/mypy

check-style:
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

check-words:
	$(BIN)/codespell

# A few costs beside those that were kept; fails where one has doubled.
costs: .venv/.dev
	$(BIN)/python -m benchmarks --short

# Pins, hashes and secrets, and packages that are known to be weak; the latter need a network.
audit: .venv/.dev
	$(BIN)/pytest -q tests/test_supply.py
	@$(BIN)/python deploy/audit.py

# The tests with many more random cases; minutes, each time others.
test-long: .venv/.dev
	$(BIN)/pytest -n 2 --dist worksteal -m long

# A tiny model read by the real libraries of the extra huggingface, which are gigabytes.
test-extra: .venv/.dev
	$(BIN)/python -m pip install --quiet --editable '.[huggingface]'
	$(BIN)/pytest -m extra

# Every connector for which a server can be started here, from installation to the warehouse. As
# root, since the servers are packages of the system.
test-servers: .venv/.dev
	$(BIN)/pytest -m servers

# Derive on a real cluster of a master and two workers on loopback: Spark and a Java runtime.
test-spark: .venv/.dev
	@sh deploy/spark.sh requirements-spark.lock
	$(BIN)/pytest -n 0 -m spark

# Pictures of every page, whole, at two widths, light and dark; minutes.
pictures: .venv/.dev
	$(BIN)/python -m tests.browser.pages --pictures screenshots

# What stands on every page, written down anew after a change that was meant.
outlines: .venv/.dev
	$(BIN)/python -m tests.browser.pages --outlines

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

# All of that too, in one go. Byte code is made of what the tests import, not of everything.
.venv/.dev: requirements-dev.lock requirements.lock pyproject.toml deploy/venv.sh
	@PYTHON=$(PYTHON) sh deploy/venv.sh requirements-dev.lock --no-compile
	@touch .venv/.run $@

browser:
	@sh deploy/browser.sh early

lint: .venv/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/python -m ingest.sources.table README.md

# Renew the lock files after a change in pyproject.toml.
lock:
	$(COMPILE) --group build -o requirements.lock
	$(COMPILE) --group build --group dev -c requirements.lock -o requirements-dev.lock
	$(COMPILE) --extra spark -c requirements-dev.lock -o requirements-spark.lock

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache
