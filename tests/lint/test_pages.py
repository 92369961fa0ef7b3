"""Every code has a page, every page a code, and the examples of the pages are true."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from checker.fault import Level
from checker.lint import pages
from tests.lint.examples import told_and_tried, written

ROOT = Path(__file__).parents[2]
FLOORS = ("yaml_tree", "read", "resolve", "lint", "study/suspicions")
MAKERS = ("Fault", "failed", "warned", "noted")  # what is called with a code first
LEVELS = {Level.ERROR: "错误", Level.WARNING: "警告", Level.NOTE: "说明"}
COMPOSED = {"unknown-rule", "unknown-sieve", "unknown-area", "unknown-standard"}  # unknown-{what}

WITHOUT_EXAMPLE = {
    "bare-loop": "the parser tells of it first, as stray-range",
    "control-character": "nobody could see the difference",
    "foreign-file": "told by fmt, which leaves the file alone",
    "loop-wanted": "the parser tells of it first, as not-ranged",
    "no-policies": "a folder, not a text",
    "not-in-force": "a command line, not a text",
    "not-utf8": "bytes, not a text",
    "too-large": "two megabytes",
    "too-long": "five thousand characters",
    "unreadable-file": "a matter of permissions",
}


def emitted() -> Iterator[str]:
    """The codes that the floors write out when they make a fault."""
    for floor in FLOORS:
        for path in (ROOT / "checker" / floor).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and node.args and named(node.func) in MAKERS:
                    first = node.args[0]
                    if isinstance(first, ast.Constant) and isinstance(first.value, str):
                        yield first.value


def named(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def test_every_code_has_a_page() -> None:
    codes = {*emitted(), *COMPOSED} - {"code"}  # `failed` itself passes its code on

    assert sorted(codes - {*pages.codes()}) == [], "codes without a page"
    assert sorted({*pages.codes()} - codes) == [], "pages without a code"


@pytest.mark.parametrize("code", pages.codes())
def test_page_is_whole(code: str) -> None:
    """What, why and how to mend; both examples, or a reason why there are none."""
    sections = pages.page(code).sections

    examples = [] if code in WITHOUT_EXAMPLE else [pages.WRONG, pages.RIGHT]
    assert list(sections) == [pages.WHAT, pages.WHY, *examples, pages.MEND]
    assert all(sections.values())


EXAMPLES = [code for code in pages.codes() if code not in WITHOUT_EXAMPLE]


@pytest.mark.parametrize("code", EXAMPLES)
def test_wrong_example(code: str, tmp_path: Path) -> None:
    """The wrong example gives the code, of the level that the page tells."""
    page = pages.page(code)

    faults = told_and_tried(written(tmp_path, page.example(pages.WRONG)))

    levels = {fault.level for fault in faults if fault.code == code}
    assert [f"级别：{LEVELS[level]}" for level in levels] == [page.text.splitlines()[2]]


@pytest.mark.parametrize("code", EXAMPLES)
def test_right_example(code: str, tmp_path: Path) -> None:
    """The mended example does not give the code, nor anything that is wrong."""
    faults = told_and_tried(written(tmp_path, pages.page(code).example(pages.RIGHT)))

    assert [str(one) for one in faults if one.code == code or one.level is Level.ERROR] == []
