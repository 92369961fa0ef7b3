"""The translations are whole, and what ships is what people edited."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.cli.catalogues import LOCALE, compiled, read_po

CHECKER = LOCALE.parent
FOLDERS = ("cli", "report", "book")
SPOKEN = sorted(path for folder in FOLDERS for path in (CHECKER / folder).glob("*.py"))


@pytest.mark.parametrize("source", sorted(LOCALE.rglob("*.po")), ids=lambda path: path.parts[-3])
def test_compiled(source: Path) -> None:
    """`make locale` was run after the last change."""
    content = compiled(read_po(source.read_text(encoding="utf-8")))

    assert source.with_suffix(".mo").read_bytes() == content


def said() -> set[str]:
    """Every sentence that the program passes to gettext."""
    found = set()
    for path in SPOKEN:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "_":
                found |= {a.value for a in node.args if isinstance(a, ast.Constant)}
    for page in sorted((CHECKER / "book" / "templates").glob("*/*")):
        found |= set(re.findall(r'_\("([^"]*)"\)', page.read_text(encoding="utf-8")))
    return found


ENGLISH = read_po((LOCALE / "en/LC_MESSAGES/checker.po").read_text(encoding="utf-8"))


def test_everything_is_translated() -> None:
    assert sorted(said() - set(ENGLISH)) == []


def test_placeholders_are_kept() -> None:
    """{table} in Chinese is {table} in English."""
    pairs = [(key, text) for key, text in ENGLISH.items() if key]

    wrong = [key for key, text in pairs if set(re.findall(r"{\w+}", key)) != names(text)]

    assert wrong == []


def names(text: str) -> set[str]:
    return set(re.findall(r"{\w+}", text))
