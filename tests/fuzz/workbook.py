"""Workbooks (.xlsx): no cell in which something is written may be read as empty in silence.

What is written is told by the standard library's parser of XML, which takes another way than the
reader, and stops where the XML is not well-formed.
"""

from __future__ import annotations

import posixpath
import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from checker.intake import workbook
from checker.intake.grid import Grid, empty
from checker.intake.workbook import read_workbook
from tests.fuzz.forked import survives
from tests.fuzz.oracle import faults_of
from tests.fuzz.reading import made, read_as
from tests.fuzz.workbook_parts import Parts, changed_zip, packed, unpacked
from tests.intake.small import HOUSEHOLD_HEADER, MEMBER_HEADER, MEMBER_ROW, write_book

WORDS = ("<c ", "<v>", "</v>", 't="e"', "<f>", 't="s"', "PK\x03\x04")
LONGEST = 40_000
OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
REFERENCE = re.compile("([A-Z]{1,3})([1-9][0-9]{0,6})")

workbook.survives = survives  # type: ignore[attr-defined]  a fork is quicker than a new Python


def seeds() -> Iterator[bytes]:
    rows = (HOUSEHOLD_HEADER, ("H1", "北城", "东村", "张三", 3), ("H2", "北城", "东村", "李四", 2))
    title = [("北城街道台账",), *rows, ("合计", None, None, None, 5)]
    members = (MEMBER_HEADER, MEMBER_ROW, (None, "H1-2", "李四", "370703195001011232", 33_000))
    yield _small(户=rows)
    yield _small(户=title, 成员=members)
    yield _small(成员=members, 说明=[("本表由各村填报",)])


def _small(**sheets: object) -> bytes:
    """A workbook without what nobody looks at."""
    parts = unpacked(made("seed.xlsx", lambda path: write_book(path, **sheets)))  # type: ignore[arg-type]
    idle = ("docProps", "xl/theme")
    return packed({name: data for name, data in parts.items() if not name.startswith(idle)})


def changed(data: bytes, limit: int, chance: random.Random) -> bytes:
    del limit
    return changed_zip(data, chance)


def examine(data: bytes) -> None:
    dataset, _ = read_as("户.xlsx", data)
    if dataset is None or dataset.faults or not data.startswith(b"PK"):
        return
    read, _ = faults_of(lambda: _grids(data))
    if read is not None:
        _nothing_lost(unpacked(data), read)


def _grids(data: bytes) -> list[Grid]:
    return [*read_workbook("户.xlsx", data)[0]]


def _nothing_lost(parts: Parts, grids: list[Grid]) -> None:
    by_name = {grid.sheet: grid for grid in grids}
    for name, path in _sheets(parts):
        if name not in by_name or path not in parts:
            continue
        try:
            tree = ElementTree.fromstring(parts[path])
        except ElementTree.ParseError as error:
            raise AssertionError("read although its XML is not well-formed") from error
        rows = by_name[name].rows
        for row, column in _written(tree):
            cell = rows[row][column] if row < len(rows) and column < len(rows[row]) else None
            assert not empty(cell), f"what stands in row {row}, column {column} was read as empty"


def _sheets(parts: Parts) -> Iterator[tuple[str, str]]:
    """The names of the sheets and the parts that they are, as the workbook says."""
    try:
        book = ElementTree.fromstring(parts.get("xl/workbook.xml", b""))
        relations = ElementTree.fromstring(parts.get("xl/_rels/workbook.xml.rels", b""))
    except ElementTree.ParseError:
        return
    targets = {one.get("Id"): one.get("Target", "") for one in relations}
    for sheet in book.iter():
        if _tag(sheet) == "sheet" and sheet.get("state", "visible") == "visible":
            target = targets.get(sheet.get(f"{OFFICE}id"), "")
            path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            yield sheet.get("name", ""), posixpath.normpath(path)


def _tag(element: Element) -> str:
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


def _written(tree: Element) -> Iterator[tuple[int, int]]:
    """The places of the cells with a value, of those whose place is written plainly."""
    data = next((one for one in tree if _tag(one) == "sheetData"), None)
    for cell in data.iter() if data is not None else ():
        place = REFERENCE.fullmatch(cell.get("r", "")) if _tag(cell) == "c" else None
        if place is None or not _filled(cell):
            continue
        column = 0
        for letter in place[1]:
            column = column * 26 + ord(letter) - 64
        yield int(place[2]) - 1, column - 1


def _filled(cell: Element) -> bool:
    """Does a value stand in the cell? A text of the table of texts may be an empty one."""
    if cell.get("t") == "s":
        return False
    for child in cell:
        if _tag(child) == "v" and (child.text or "").strip():
            return True
        if _tag(child) == "is":
            texts = [one for one in child.iter() if _tag(one) == "t"]
            return any((one.text or "").strip() for one in texts)
    return False


@cache
def sample(name: str) -> bytes:
    """A file of this folder's corpus."""
    return (Path(__file__).parent / "corpus" / name).read_bytes()
