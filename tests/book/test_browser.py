"""The rule book of the shipped policies in a browser: it opens from the disk, finds, and prints.

Needs a Chromium; `.ci/run` installs one.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest

from checker.book.contents import book
from checker.book.pages import HTML, pages
from checker.read.folder import read_policies
from checker.read.shipped import shipped

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
QUIET = ("--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=5000")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped rule book on a disk."""
    place = tmp_path_factory.mktemp("book")
    written = pages(book(read_policies(shipped("policies")), date(2020, 9, 17)), HTML)
    for path, content in written.items():
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_bytes(content)
    return place


def browser(profile: Path, *arguments: str) -> str:
    """What Chromium prints."""
    assert CHROMIUM is not None  # else skipped
    ran = subprocess.run(
        [CHROMIUM, *QUIET, f"--user-data-dir={profile}", *arguments],
        capture_output=True,
        check=True,
        timeout=120,
    )
    return ran.stdout.decode()


SEARCHES = [
    # typed, links found first, told, why
    ("适龄儿童 在校", ["rules/education/in-school.html"], "找到", "every word must stand there"),
    ("education/in-school", ["rules/education/in-school.html"], "找到 1 项", "by its id"),
    ("没有这样的词", [], "没有找到", "nothing is told, not shown as an empty page"),
    ("", [], "", "nothing asked"),
]


@pytest.mark.parametrize(("typed", "links", "told", "why"), SEARCHES)
def test_search(
    folder: Path, tmp_path: Path, typed: str, links: list[str], told: str, why: str
) -> None:
    page = browser(tmp_path, "--dump-dom", f"{(folder / 'index.html').as_uri()}?q={quote(typed)}")

    found = re.search(r'<ol id="found">(.*?)</ol>', page, re.DOTALL)
    count = re.search(r'<p id="count"[^>]*>(.*?)</p>', page)
    assert found is not None
    assert count is not None
    assert re.findall(r'href="([^"]+)"', found[1])[: len(links) or None] == links, why
    assert count[1].startswith(told), why
    assert bool(count[1]) is bool(told), why


def test_print(folder: Path, tmp_path: Path) -> None:
    """A rule's page becomes paper."""
    paper = tmp_path / "rule.pdf"
    page = folder / "rules" / "education" / "in-school.html"

    browser(tmp_path / "profile", f"--print-to-pdf={paper}", page.as_uri())

    assert paper.read_bytes().startswith(b"%PDF")
    assert paper.stat().st_size > 10_000, "not an empty sheet"
