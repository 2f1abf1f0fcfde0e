# What one does with this repository. `make` alone lists it.
#
# The first run makes an environment in .venv with what requirements/ names, to the version and the digest; later runs
# install nothing until that, pyproject.toml or, for what looks at pages, a package-lock.json changes.
# PYTHON=python3.12 make site    takes another Python to make it with
# CHROMIUM=/path/to/browser      takes another browser for the tests (scripts/browser.sh looks for one)
# pip's own settings (pip.conf, PIP_*) hold as everywhere.

PYTHON ?= python3
export PYTHON
# A newer pip is no part of setting up.
export PIP_DISABLE_PIP_VERSION_CHECK := 1

BIN := .venv/bin
READY := .venv/ready-to-build
READY_TO_TEST := .venv/ready-to-test
PAGE_TOOLS := tests/tools/node_modules/.package-lock.json
BENCHMARK_TOOLS := benchmarks/tools/node_modules/.package-lock.json

# On several cores, neighbours on one, since they share sites; told is what takes over 5 s, which is for test-long.
TESTS := -n 3 --dist worksteal --durations=10 --durations-min=5

.DEFAULT_GOAL := help
.PHONY: help site serve test fast test-long test-lowest test-newest lock readers bench guard quality screenshots docs format clean
.DELETE_ON_ERROR:

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' Makefile

site: $(READY) ## build the ENLSP site into public/
	$(BIN)/enlsp build
	@printf '\nThe site is built. Look at it in a browser:\n  %s\n' "$$(pwd)/public/index.html"
	@printf 'or edit it with every save shown at once:\n  make serve\n'

serve: $(READY) ## show the site in a browser and keep it up to date while files are edited
	$(BIN)/enlsp serve

test: $(READY_TO_TEST) $(PAGE_TOOLS) ## all that must pass: lint, format, types, tests, a headless browser's too
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy --strict
	CHROMIUM="$$(sh scripts/browser.sh chromium-headless-shell)" && export CHROMIUM && $(BIN)/python -m pytest $(TESTS)

fast: $(READY_TO_TEST) ## the tests that need neither a browser nor a whole site
	$(BIN)/python -m pytest $(TESTS) -m "not browser and not whole"

test-long: $(READY_TO_TEST) ## the tests that need no browser, with thousands of random inputs each: takes minutes
	HYPOTHESIS_PROFILE=long $(BIN)/python -m pytest -n 3 -m "not browser"

test-lowest: $(PAGE_TOOLS) ## the tests with every library at its lower bound in pyproject.toml, on Python 3.11 if it is there
	@sh scripts/unlocked.sh lowest

test-newest: $(PAGE_TOOLS) ## the tests with the newest libraries that there are
	@sh scripts/unlocked.sh newest

lock: $(READY) ## write requirements/ after a change of pyproject.toml; UPGRADE=1 takes the newest versions of all
	@sh scripts/lock.sh $(if $(UPGRADE),--upgrade)

readers: $(READY) ## bring the programs that exports are read with in tests/readers
	@sh scripts/readers.sh

bench: $(READY_TO_TEST) ## how long a build takes, as a ratio to the imports it cannot do without
	$(BIN)/python -m benchmarks.startup

guard: $(READY_TO_TEST) ## what a build opens, reads, renders and loads, counted, beside what it did before
	$(BIN)/python -m benchmarks.guard

quality: $(READY_TO_TEST) $(PAGE_TOOLS) $(BENCHMARK_TOOLS) ## measure the pages in a browser and write docs/quality.md: takes minutes
	CHROMIUM="$$(sh scripts/browser.sh)" && export CHROMIUM && $(BIN)/python -m benchmarks.page

screenshots: $(READY_TO_TEST) ## take the pictures in the README from the site as it is now
	CHROMIUM="$$(sh scripts/browser.sh)" && export CHROMIUM && $(BIN)/python scripts/screenshots.py

docs: $(READY) ## write what is made of the code: tables in docs/, and the schemas beside content/
	$(BIN)/enlsp schema
	$(BIN)/python -m scripts.doc_tables

format: $(READY_TO_TEST) ## put the code into its form, mending what ruff can mend
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

clean: ## remove what was built and cached; .venv stays
	rm -rf public .enlsp dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +

$(READY): pyproject.toml requirements/build.txt
	@sh scripts/environment.sh
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements/build.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(READY_TO_TEST): $(READY) requirements/test.txt
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements/test.txt
	@touch $@

# npm writes its own list of what it installed, and that is the mark that it did.
%/node_modules/.package-lock.json: %/package-lock.json
	@sh scripts/page-tools.sh $*
