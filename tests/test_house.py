"""The house keeps its measure: sizes of files and functions, and the floors' own names."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CODE = sorted(p for part in ("checker", "samples", "tests") for p in (ROOT / part).rglob("*.py"))
LONGEST_FILE = 400
LONGEST_FUNCTION = 40


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_file_can_be_held_in_the_head(path: Path) -> None:
    """At most 400 lines a file, 40 lines a function."""
    text = path.read_text(encoding="utf-8")
    functions = [
        node
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]

    too_long = [node.name for node in functions if length(node) > LONGEST_FUNCTION]

    assert len(text.splitlines()) <= LONGEST_FILE
    assert too_long == []


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without its docstring."""
    docstring = ast.get_docstring(node, clean=False)
    return (node.end_lineno or 0) - node.lineno + 1 - len((docstring or "").splitlines())


@pytest.mark.parametrize("word", ["utils", "helpers", "common", "misc", "base", "manager"])
def test_no_module_without_a_subject(word: str) -> None:
    """A function without a home means that a subject is missing its module."""
    assert [path for path in CODE if path.stem == word] == []
