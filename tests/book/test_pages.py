"""The rule book as a folder: links lead somewhere, doubts stand out, nothing breaks a page."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

import pytest

from checker.book.contents import book
from checker.book.pages import HTML, MARKDOWN, pages
from checker.read.folder import read_policies
from checker.read.shipped import shipped
from tests.cli.project import project
from tests.commands import Command

DAY = date(2020, 9, 17)
LINKS = {HTML: re.compile(r'(?:href|src)="([^"]+)"'), MARKDOWN: re.compile(r"\]\(([^)]+)\)")}


@pytest.mark.parametrize("form", [HTML, MARKDOWN])
def test_every_link_of_the_shipped_book_leads_somewhere(form: str) -> None:
    """Also the place within the page."""
    files = pages(book(read_policies(shipped("policies")), DAY), form)
    lost = []

    for path, content in files.items():
        if not path.endswith((".html", ".md")):
            continue
        for link in LINKS[form].findall(content.decode()):
            if link.startswith("http"):
                continue
            target, _, place = link.partition("#")
            found = files.get(resolved(path, target))
            if found is None or (place and f'id="{unquote(place)}"' not in found.decode()):
                lost.append((path, link))

    assert lost == []
    assert len(files) > 183, "a page a rule"


def resolved(page: str, link: str) -> str:
    """The file that a relative link of a page leads to."""
    parts: list[str] = []
    for part in (*PurePosixPath(page).parent.parts, *PurePosixPath(link).parts):
        if part == "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


ODD = """\
policy: {title: "试<b>|行"}
rules:
  - id: odd
    title: '<script>alert(1)</script> | 竖线'
    each: 户
    requires: known(联系电话)
    sieves: [standard]
    severity: note
    message: '{联系电话} < | &'
"""


def test_text_stays_text(tmp_path: Path) -> None:
    """What an author writes never becomes a mark of the page, nor ends a table's cell."""
    folder = project(tmp_path) / "policies"
    (folder / "odd.yaml").write_text(ODD, encoding="utf-8")
    written = book(read_policies(folder), DAY)

    html, markdown = pages(written, HTML), pages(written, MARKDOWN)

    assert b"<script>alert" not in b"".join(html[path] for path in html if ".html" in path)
    assert "〔联系电话〕 &lt; | &amp;" in html["rules/odd/odd.html"].decode()
    row = next(
        line for line in markdown["chapters/odd.md"].decode().splitlines() if "竖线" in line
    )
    assert row.count("|") == 5, "four cells"


def test_what_is_unconfirmed_stands_out(tmp_path: Path) -> None:
    """On the rule's page, in its chapter, and on a page of its own."""
    folder = project(tmp_path) / "policies"
    standard = "standards:\n  限期:\n    unit: 天\n    values: [{from: 2019-01-01, value: 9}]\n"
    (folder / "standards.yaml").write_text(standard, encoding="utf-8")
    rule = ODD.replace("known(联系电话)", "all(核查日 - v.走访日期 < 限期 for v in 走访)")
    (folder / "odd.yaml").write_text(rule, encoding="utf-8")

    html = pages(book(read_policies(folder), DAY), HTML)

    assert "用到的标准待核定：限期" in html["rules/odd/odd.html"].decode()
    assert '<strong class="mark">待核定</strong>' in html["chapters/odd.html"].decode()
    assert "限期" in html["unconfirmed.html"].decode()
    assert "rules/odd/odd.html" in html["unconfirmed.html"].decode(), "it has no basis at all"


def test_the_command(office: Path, checker: Command) -> None:
    """Written whole, written over, and never over anything else."""
    ran = checker("docs", "policies", "--as-of", "2020-09-17", "--out", "book")
    first = {p: p.read_bytes() for p in (office / "book").rglob("*.*") if p.is_file()}
    again = checker("docs", "policies", "--as-of", "2020-09-17", "--out", "book")
    second = {p: p.read_bytes() for p in (office / "book").rglob("*.*") if p.is_file()}
    (office / "book" / "mine.txt").write_text("mine", encoding="utf-8")
    refused = checker("docs", "policies", "--as-of", "2020-09-17", "--out", "book")

    assert (ran.code, again.code, refused.code) == (0, 0, 2)
    assert first == second
    assert "output-refused" in refused.err
    index = (office / "book" / "html" / "search-index.js").read_text(encoding="utf-8")
    listed = json.loads(index.removeprefix("window.SEARCHED = ").rstrip(";\n"))
    assert ["rules/education/in-school.html", "适龄儿童在校", "教育政策"] in [
        one[:3] for one in listed
    ]
