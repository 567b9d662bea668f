# Every recipe is one script or a few lines, so that CI, a person and a pre-commit hook do the same thing.
SHELL := /bin/bash
.DEFAULT_GOAL := help
BIN := .venv/bin
PORT ?= 8000

.PHONY: help
help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## */make \1\t/' | expand -t 16

.PHONY: setup
setup:  ## .venv/ and node_modules/ as the locks say, translations built
	@scripts/setup.sh

.PHONY: demo
demo:  ## Larvik in SQLite on http://127.0.0.1:8000 (PORT=...), with people to log in as
	@PORT=$(PORT) scripts/demo.sh

.PHONY: test
test: setup  ## every test this machine can run, and a list of those it cannot (REQUIRE_ALL=1: those fail)
	@scripts/test.sh

.PHONY: test-samples
test-samples: setup  ## the JSON-stat reader on real answers (SAMPLES=folder), which are not part of the repository
	$(BIN)/python -m pytest tests/samples

.PHONY: check
check: setup  ## format, lint, templates, types, import contracts, missing migrations
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	find templates -name '*.html' -print0 | xargs -0 -r $(BIN)/djade --check --target-version 5.2
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python manage.py check

.PHONY: format
format: setup  ## mend what can be mended by itself
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .
	find templates -name '*.html' -print0 | xargs -0 -r $(BIN)/djade --target-version 5.2 || true

.PHONY: messages
messages: setup  ## take new and changed texts into locale/ (needs gettext); translate them before `make test`
	$(BIN)/python manage.py makemessages --locale nn --locale en --no-location --no-wrap --no-obsolete \
		--ignore '.venv/*' --ignore 'node_modules/*' --ignore 'tests/*' --ignore 'var/*'

.PHONY: schema
schema: setup  ## write docs/openapi.yaml anew after a change of the open API
	$(BIN)/python manage.py spectacular --lang nb --validate --fail-on-warn --file docs/openapi.yaml

.PHONY: examples
examples: setup  ## ask the demo anew for the examples in the API's description; then `make schema`
	$(BIN)/python scripts/api_examples.py

.PHONY: bench
bench: setup  ## what is measured, each against something else
	@$(BIN)/python -m bench

.PHONY: guide
guide: setup  ## take the pictures of the user guide again (needs Chromium; a minute or two)
	$(BIN)/python scripts/guide_pictures.py

.PHONY: lock
lock: setup  ## write the locks anew after a change in requirements*.in or package.json
	@scripts/lock.sh
