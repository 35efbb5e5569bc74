# Everything a person does with a clone of Peelian. Needs make and Python 3.11 or later, nothing else.
# The environment is in .venv; its packages come from the locks in requirements/, pinned by hash.

VENV := .venv
BIN := $(VENV)/bin
SITE := demo/office/site/index.html
UV_VERSION := 0.13.9

.DEFAULT_GOAL := help
.PHONY: help demo test check format bench docs lock clean

help: ## say what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(VENV)/.run ## set everything up, build the synthetic demonstration site, say where it is
	$(BIN)/peelian demo --no-serve --dir demo
	@echo "The demonstration site is here: open $(CURDIR)/$(SITE) in a browser."

test: $(VENV)/.dev ## set everything up and run the tests (choose some: make test ARGS=tests/unit)
	$(BIN)/python -m pytest -n 2 --dist loadfile $(ARGS)

check: $(VENV)/.dev ## style, types, import contract, house rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python scripts/house_rules.py

format: $(VENV)/.dev ## put the code into the house's format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.dev ## run the benchmarks; each prints one line of JSON
	@set -e; for file in $(wildcard benchmarks/*.py); do $(BIN)/python "$$file"; done

docs: $(VENV)/.dev ## write the reference pages again from the code
	$(BIN)/python scripts/make_reference.py

# --universal: one lock that holds on Linux, macOS and Windows. No index host is written into it.
LOCK = $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header --no-annotate $(UPGRADE) pyproject.toml requirements/build.in
lock: $(VENV)/.dev ## pin the dependencies again (newest versions: make lock UPGRADE=--upgrade)
	$(BIN)/python -m pip install -q "uv==$(UV_VERSION)"
	$(LOCK) -o requirements/lock.txt
	$(LOCK) --group dev -c requirements/lock.txt -o requirements/dev-lock.txt

clean: ## remove what these commands made
	rm -rf $(VENV) demo out build dist src/peelian.egg-info
	rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

$(VENV)/.run: requirements/lock.txt pyproject.toml scripts/environment.sh
	@sh scripts/environment.sh $(VENV) requirements/lock.txt
	@touch $@

$(VENV)/.dev: requirements/dev-lock.txt pyproject.toml scripts/environment.sh
	@sh scripts/environment.sh $(VENV) requirements/dev-lock.txt
	@touch $(VENV)/.run $@
