# Everything that must hold before a change is pushed; continuous integration runs the same.
PYTHON ?= .venv/bin/python
BIN = $(dir $(PYTHON))

.PHONY: check format test fuzz locale schemas

check:
	$(BIN)ruff format --check .
	$(BIN)ruff check .
	$(PYTHON) -m mypy
	$(BIN)lint-imports
	$(PYTHON) -m pytest -q
	$(PYTHON) -m checker lint policies --as-of 2020-09-17 --fail-level warning
	$(PYTHON) -m checker lint policies --as-of 2023-09-15 --fail-level warning
	$(PYTHON) -m checker lint policies --as-of 2026-09-15 --fail-level warning
	$(PYTHON) -m checker fmt policies --check
	$(PYTHON) -m checker test policies --min-kill 100

format:
	$(BIN)ruff format .
	$(BIN)ruff check --fix .

test:
	$(PYTHON) -m pytest -q

# A search for inputs that the readers do not bear; needs the extra `fuzz`. SECONDS are of each target.
TARGET ?= all
SECONDS ?= 60
fuzz:
	$(PYTHON) -m tests.fuzz $(TARGET) --seconds $(SECONDS)

# After a change to a sentence that the command line says: edit checker/locale/*/*/checker.po first.
locale:
	$(PYTHON) tests/cli/catalogues.py

# After a change to the dictionary.
schemas:
	$(PYTHON) -m tests.intake.booklet_file
