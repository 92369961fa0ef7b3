"""Workbooks (.xlsx): no cell may be read as empty, or as another value, in silence.

What is written is told by the standard library's parser of XML, which takes another way than the
reader, and stops where the XML is not well-formed.
"""

from __future__ import annotations

import contextlib
import posixpath
import random
import re
from collections.abc import Iterator
from enum import Enum
from math import isfinite
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from checker.intake.cleaning import Broken
from checker.intake.grid import Grid, empty
from checker.intake.workbook import read_workbook
from tests.fuzz.forked import quick_trial
from tests.fuzz.oracle import faults_of
from tests.fuzz.reading import made, read_as
from tests.fuzz.workbook_parts import Parts, changed_zip, packed, unpacked
from tests.intake.small import HOUSEHOLD_HEADER, MEMBER_HEADER, MEMBER_ROW, write_book

WORDS = ("<c ", "<v>", "</v>", 't="e"', "<f>", 't="s"', "PK\x03\x04")
LONGEST = 40_000
OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
NUMBERED = re.compile(rb"&#[0-9]+;")
DATA = re.compile(rb"<sheetData.*</sheetData>", re.DOTALL)
CONTROL = bytes(32 if code in {*range(9), 11, 12, *range(14, 32)} else code for code in range(256))
NUMBER = re.compile(r"[+-]?[0-9]{1,15}(?:\.[0-9]{1,6})?")
_TRUTH = {"1": True, "0": False}
REFERENCE = re.compile("([A-Z]{1,3})([1-9][0-9]{0,6})")


class Said(Enum):
    """What is sure of a cell whose value is not."""

    NOTHING = 0  # it names no text
    SOMETHING = 1
    UNCOUNTED = 2  # a formula without a result


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
    with quick_trial():
        dataset, _ = read_as("户.xlsx", data)
        if dataset is None or dataset.faults or not data.startswith(b"PK"):
            return
        read, _ = faults_of(lambda: _grids(data))
    if read is not None:
        _as_written(unpacked(data), read)


def _grids(data: bytes) -> list[Grid]:
    return [*read_workbook("户.xlsx", data)[0]]


def _as_written(parts: Parts, grids: list[Grid]) -> None:
    by_name = {grid.sheet: grid for grid in grids}
    texts = _texts(parts)
    for name, path in _sheets(parts):
        if name not in by_name or path not in parts:
            continue
        rows = by_name[name].rows
        for row, column, expected in _written(_cells(parts[path]), texts):
            cell = rows[row][column] if row < len(rows) and column < len(rows[row]) else None
            assert _same(cell, expected), f"a cell was read otherwise: {expected!r} as {cell!r}"


def _cells(sheet: bytes) -> Element:
    """The sheet, or where other parts of it are not well-formed, its cells."""
    data = b"".join(DATA.findall(sheet)[:1])
    for part in (sheet, data, _allowed(sheet), _allowed(data)):
        with contextlib.suppress(ElementTree.ParseError, LookupError, ValueError):
            return ElementTree.fromstring(part)
    raise AssertionError("read although its XML is not well-formed")


def _allowed(xml: bytes) -> bytes:
    return NUMBERED.sub(b"?", xml.translate(CONTROL))


def _texts(parts: Parts) -> list[str]:
    try:
        table = ElementTree.fromstring(parts.get("xl/sharedStrings.xml", b"<sst/>"))
    except (ElementTree.ParseError, LookupError, ValueError):
        return []
    texts = [one for one in table if _tag(one) == "si"]
    nested = len(texts) < sum(_tag(one) == "si" for one in table.iter())
    return [] if nested else [_text(one) for one in texts]


def _text(element: Element) -> str:
    """The text of a cell, without how it is spoken."""
    spoken = {id(one) for group in element.iter() if _tag(group) == "rPh" for one in group.iter()}
    parts = [one for one in element.iter() if _tag(one) == "t" and id(one) not in spoken]
    if any(len(one) for one in parts):
        return ""  # tags in a text: it may be any
    return "".join("".join(one.itertext()) for one in parts)


def _same(cell: object, expected: str | float | Said) -> bool:
    if isinstance(cell, Broken):
        return True  # not understood, and told
    if isinstance(expected, Said):
        return empty(cell) is (expected is Said.NOTHING) and expected is not Said.UNCOUNTED
    if isinstance(expected, str):
        return (
            not expected.strip()
            or str(cell).split() == expected.split()
            or cell == _TRUTH.get(expected)
        )
    return not isinstance(cell, int | float) or cell == expected or not isfinite(expected)


def _sheets(parts: Parts) -> Iterator[tuple[str, str]]:
    """The names of the sheets and the parts that they are, as the workbook says."""
    try:
        book = ElementTree.fromstring(parts.get("xl/workbook.xml", b""))
        relations = ElementTree.fromstring(parts.get("xl/_rels/workbook.xml.rels", b""))
    except (ElementTree.ParseError, LookupError, ValueError):
        return
    targets = {one.get("Id"): one.get("Target", "") for one in relations}
    for sheet in book.iter():
        if _tag(sheet) == "sheet" and sheet.get("state", "visible") == "visible":
            target = targets.get(sheet.get(f"{OFFICE}id"), "")
            path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            yield sheet.get("name", ""), posixpath.normpath(path)


def _tag(element: Element) -> str:
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


def _written(tree: Element, texts: list[str]) -> Iterator[tuple[int, int, str | float | Said]]:
    """What stands in cells whose place is written plainly: text, number, None for any other."""
    data = next((one for one in tree.iter() if _tag(one) == "sheetData"), None)
    met: dict[tuple[int, int], Element] = {}
    nested = data is not None and any(_inner(cell) for cell in data.iter() if _tag(cell) == "c")
    assert not nested, "a cell in a cell was read"
    for cell in data.iter() if data is not None else ():
        place = REFERENCE.fullmatch(cell.get("r", "")) if _tag(cell) == "c" else None
        if place is not None:
            column = 0
            for letter in place[1]:
                column = column * 26 + ord(letter) - 64
            there = (int(place[2]) - 1, column - 1)
            met[there] = cell
    for (row, column), cell in met.items():
        yield from ((row, column, one) for one in _values(cell, texts))


def _inner(cell: Element) -> bool:
    return sum(_tag(one) == "c" for one in cell.iter()) > 1


def _values(cell: Element, texts: list[str]) -> Iterator[str | float | Said]:
    """A value, where one stands in the cell and there is no doubt what it is."""
    parts = {_tag(one): one for one in cell}
    value = (parts["v"].text or "").strip() if "v" in parts else ""
    kind = cell.get("t", "n")
    if kind == "s":
        if value.isascii() and value.isdecimal():
            yield from texts[int(value) : int(value) + 1]
        else:
            yield Said.NOTHING
    elif "is" in parts:
        yield _text(parts["is"])
    elif kind in ("str", "b"):
        yield value
    elif value and kind == "n" and NUMBER.fullmatch(value):
        yield float(value)
    elif value:
        yield Said.SOMETHING
    elif "f" in parts and kind == "n":
        yield Said.UNCOUNTED
