"""A new office's folder: an overlay on the policies that ship, ready to be filled in.

The texts stand in `files/`; only the template workbook is made, from the dictionary that ships.
"""

from __future__ import annotations

from pathlib import Path

from checker.model.catalog import Catalog
from checker.project.template import template

TEXTS = Path(__file__).parent / "files"
TEMPLATE = "模板.xlsx"

# Where each text goes.
PLACES = {
    "README.md": "README.md",
    "policies/overlay.yaml": "overlay.yaml",
    "policies/local.yaml": "local.yaml",
    "policies/local.cases.yaml": "local.cases.yaml",
    "policies/catalog.yaml": "catalog.yaml",
    "policies/waivers.csv": "waivers.csv",
    "例户.yaml": "household.yaml",
    "check.sh": "check.sh",
    ".github/workflows/check.yml": "workflow.yml",
    ".vscode/settings.json": "settings.json",
    ".vscode/extensions.json": "extensions.json",
    ".gitignore": "gitignore",
}
PROGRAMS = frozenset({"check.sh"})


def project_files(catalog: Catalog) -> dict[str, bytes]:
    """Every file of a new folder, by its path in it."""
    texts = {place: (TEXTS / name).read_bytes() for place, name in PLACES.items()}
    return {**texts, TEMPLATE: template(catalog)}
