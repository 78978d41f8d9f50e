# Two commands do everything: `make demo` and `make test`. The others are parts of these.
PORT ?= 8000
PY := .venv/bin/python

.DEFAULT_GOAL := help
.PHONY: help setup demo test check bench bench-rulebooks clean

help: ## Show what there is
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1	\2/p' $(MAKEFILE_LIST)

setup: ## Make .venv with pinned packages (quick when up to date)
	@PYTHON="$(PYTHON)" bash tools/setup.sh

demo: setup ## Serve a demo hospital on 127.0.0.1 (PORT=8000)
	@.venv/bin/aldea demo --port $(PORT)

test: setup ## Everything: check, tests on SQLite and PostgreSQL, the pack, browser journeys
	@$(PY) -m tools.run_tests

check: setup ## Seconds, for every commit: style, types, layers, pack, migrations
	@$(PY) -m tools.run_tests --only check

bench: setup ## Engines compared, lines a second of the triage, time from answer to worklist
	@$(PY) -m bench

bench-rulebooks: setup ## The questions of our proofs, put to published triage rules and to ours
	@$(PY) -m bench.rulebooks

clean: ## Remove what can be made again (not .venv)
	rm -rf build dist screenshots .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find src tests tools bench -name __pycache__ -type d -prune -exec rm -rf {} +
