# What there is to do here; `make help` lists it.

SHELL := /bin/sh
HERE := .venv/bin
CODE := config kernel commerce engine storefront ses_vendors tests bench manage.py
TEMPLATES := storefront/templates $(wildcard ses_vendors/*/templates)
APPS_WITH_WORDS := $(patsubst %/locale,%,$(wildcard */locale))
EXPORT := UV_PYTHON_DOWNLOADS=never $(HERE)/uv export --quiet --frozen --no-header --no-annotate --format requirements.txt

.DEFAULT_GOAL := help
.PHONY: help run test test-saleor named-saleor check style types imports templates drift messages format bench screenshots lock base dev

help: ## List what there is to do
	@echo "make <what>, where <what> is one of:"
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  %-12s%s\n", $$1, $$2}'
	@echo "Switches go in front: PORT=8080 make run. README.md lists them."

run: base ## Install, prepare and run the whole shop until Ctrl-C
	@$(HERE)/python manage.py shop

test: dev ## Run the tests on every core; ARGS="tests/config -k broker" for some of them, on one
	@$(HERE)/python -m pytest $(or $(ARGS),--numprocesses auto --dist loadfile --no-loadscope-reorder)

test-saleor: named-saleor dev ## Run tests/contract on the Saleor of SALEOR_API_URL, in a throwaway channel
	@$(HERE)/python -m pytest tests/contract $(ARGS)

named-saleor:
	@test -n "$$SALEOR_API_URL" -a -n "$$SALEOR_STAFF_EMAIL" -a -n "$$SALEOR_STAFF_PASSWORD" || { \
	  echo "Which Saleor, and as whom? Set SALEOR_API_URL, SALEOR_STAFF_EMAIL and SALEOR_STAFF_PASSWORD;" >&2; \
	  echo "docs/saleor-compatibility.md tells what is made there and taken away again." >&2; exit 2; }

check: style types imports templates drift ## Everything that can be checked without running the shop

style: dev
	$(HERE)/ruff format --check --quiet $(CODE)
	$(HERE)/ruff check --quiet $(CODE)

types: dev
	$(HERE)/mypy

imports: dev
	@$(HERE)/lint-imports --no-logo

templates: dev
	$(HERE)/djlint --quiet --check --lint $(TEMPLATES)

drift: dev
	$(HERE)/python manage.py check
	$(HERE)/python manage.py makemigrations --check --dry-run
	$(HERE)/python manage.py print_engine_schema --check
	$(HERE)/python manage.py print_api_schema --check
	$(HERE)/python manage.py check_messages

format: dev ## Rewrite Python and templates in the project's form
	$(HERE)/ruff format $(CODE)
	$(HERE)/ruff check --fix $(CODE)
	$(HERE)/djlint --quiet --reformat $(TEMPLATES)

messages: dev ## Collect sentences into the catalogues and compile them (needs gettext)
	@for app in $(APPS_WITH_WORDS); do (cd $$app && \
	  ../$(HERE)/python -P -m django makemessages --locale ro --no-obsolete --no-wrap --add-location file && \
	  ../$(HERE)/python -P -m django compilemessages --locale ro) || exit 1; done

bench: dev ## Measure pages, GraphQL and checkout; BENCH_SECONDS=10 for longer looks
	@$(HERE)/python -m bench

screenshots: dev ## Draw docs/screenshots/ from the running shop (needs Chromium)
	@$(HERE)/python -m bench.screenshots

lock: dev ## Resolve pyproject.toml anew into requirements/*.txt
	UV_PYTHON_DOWNLOADS=never $(HERE)/uv lock --quiet --upgrade --python $(HERE)/python
	$(EXPORT) --no-default-groups -o requirements/base.txt > /dev/null
	$(EXPORT) --all-groups -o requirements/dev.txt > /dev/null
	@! grep -nE '://|--index|--find-links' requirements/*.txt

base dev:
	@sh requirements/install $@
