# make only wraps: grantdesk is the program (.venv/bin/grantdesk --help).
#
#   make demo                 a running demonstration on http://127.0.0.1:8000
#   make demo RESET=1         the same, started over
#   make demo PORT=8100       on another port (HOST likewise)
#   make test                 every check, with one closing line
#   make test TESTS=tests/domain    some of the checks (any arguments of pytest)
#   make format               write the code in the prescribed form
#   make catalogues           bring the translation catalogues up to date with the code and the templates
#   make lock                 write the locked lists after a change in pyproject.toml (UPGRADE=1: with the newest of all)
#
# PYTHON names the interpreter that .venv is made with, WORKERS how many tests run side by side.

SHELL := /bin/sh
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:
.PHONY: help demo install test test-tools format catalogues lock clean

PYTHON ?=
WORKERS ?= 2
TESTS ?=
UV := uv==0.13.9
COMPILE = $(BIN)/python -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url $(if $(UPGRADE),--upgrade)

# Relative on purpose: make cannot name a path that holds a space, and a checkout may lie in one.
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input --quiet
CATALOGUES := $(wildcard grantdesk/translations/*/LC_MESSAGES/*.po)
LOCALES := sv en

# The English catalogue says what its keys say, and neither keeps the headers that say nothing.
define PLAIN_CATALOGUES
import re, sys
from pathlib import Path
from babel.messages.pofile import read_po, write_po
for path in map(Path, sys.argv[1:]):
    with path.open('rb') as source:
        catalogue = read_po(source, locale=path.parts[-3])
    for message in catalogue:
        if message.id and path.parts[-3] == 'en' and not any(message.string):
            message.string = message.id
    with path.open('wb') as target:
        write_po(target, catalogue, width=0)
    silent = '"(Project-Id-Version|Report-Msgid-Bugs-To|POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team): .*\n'
    path.write_text(re.sub(silent, '', path.read_text('utf-8')), 'utf-8')
endef
export PLAIN_CATALOGUES

help:
	@sed -n 's/^# \{0,1\}//; 3,12p' Makefile

demo: install
	@exec $(BIN)/grantdesk demo $(if $(filter-out 0 no false,$(RESET)),--reset) $(if $(HOST),--host '$(HOST)') $(if $(PORT),--port '$(PORT)')

install: .venv/.package

test: test-tools
	@exec $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile $(TESTS)

test-tools: install .venv/.tests

format: test-tools
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .

catalogues: test-tools
	@$(BIN)/pybabel --quiet extract --mapping-file pyproject.toml --ignore-dirs '.*' --keywords lazy_gettext --sort-by-file --add-location file --no-wrap \
		--project grantdesk --output-file .venv/messages.pot .
	@for locale in $(LOCALES); do \
		$(BIN)/pybabel --quiet update --input-file .venv/messages.pot --output-dir grantdesk/translations --locale $$locale \
			--no-wrap --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --init-missing || exit 1; \
	done
	@$(BIN)/python -c "$$PLAIN_CATALOGUES" $(LOCALES:%=grantdesk/translations/%/LC_MESSAGES/messages.po)

lock: .venv/bin/python
	@$(PIP) install '$(UV)'
	@$(COMPILE) --extra build --output-file requirements.txt pyproject.toml
	@$(COMPILE) --extra build --extra test --constraint requirements.txt --output-file requirements-test.txt pyproject.toml

clean:
	rm -rf .venv dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis

# What follows runs once, and again when what it is made from has changed.

.venv/bin/python:
	@chosen='$(PYTHON)'; \
	if [ -z "$$chosen" ]; then \
		for each in python3 python3.13 python3.12 python3.11 python3.14 python; do \
			if "$$each" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then chosen="$$each"; break; fi; \
		done; \
	fi; \
	if [ -z "$$chosen" ]; then \
		echo "grantdesk needs Python 3.11 or newer, and none was found. Install one, or name it: make PYTHON=/path/to/python3.11" >&2; exit 1; \
	fi; \
	if ! "$$chosen" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
		echo "$$chosen is not Python 3.11 or newer: $$("$$chosen" --version 2>&1 | head -n 1). Name another: make PYTHON=/path/to/python3.11" >&2; exit 1; \
	fi; \
	rm -rf .venv; \
	if ! "$$chosen" -m venv .venv; then \
		rm -rf .venv; \
		echo "$$chosen cannot make a virtual environment. On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; \
	fi

.venv/.locked: requirements.txt .venv/bin/python
	@echo "Installing the locked dependencies in .venv ..."
	@$(PIP) install --require-hashes -r requirements.txt
	@touch $@

.venv/.package: pyproject.toml hatch_build.py $(CATALOGUES) .venv/.locked
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.tests: requirements-test.txt .venv/.locked
	@echo "Installing the locked test tools in .venv ..."
	@$(PIP) install --require-hashes -r requirements-test.txt
	@touch $@
