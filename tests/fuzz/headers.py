"""Headers: a column is read as a field only where its header is one of that field's.

The bytes are the rows of a sheet, cells parted by tabs. What the header means is told a second
time here: what is left of it without brackets, white space, marks and width.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from checker.fault import Fault
from checker.intake.extract import extract
from checker.intake.grid import Grid
from checker.intake.headers import headings, recognise
from checker.model.catalog import Field
from tests.fuzz.oracle import sound_column, sound_fault
from tests.intake.small import CATALOG, HOUSEHOLD_HEADER, MEMBER_HEADER

WORDS = (
    *HOUSEHOLD_HEADER,
    *MEMBER_HEADER,
    *(
        "\t",
        "\n",
        "（",
        "）",
        "(",
        ")",
        "【",
        "】",
        "[",
        "]",
        "*",
        "：",
        ":",
        "元",
        "亩",
        "单位：",
    ),
    *(
        "年收入（万元）",
        "耕地面积（平方米）",
        "风险1",
        "风险2",
        "致贫风险",
        "户主",
        "household_id",
        "合计",
    ),
    *(
        "\u3000",
        "\u200b",
        "\u0301",
        "\ufeff",
        "\uff29\uff2e\uff23\uff2f\uff2d\uff25",
        "住房等级",
        "日期",
        "H1",
        "备注",
    ),
)
KNOWN = headings(CATALOG)


def seeds() -> Iterator[bytes]:
    row = "H1\t北城\t东村\t张三\t3"
    homes, people = "\t".join(HOUSEHOLD_HEADER), "\t".join(MEMBER_HEADER)
    yield f"{homes}\n{row}".encode()
    yield f"台账\n单位：元\n户编号\t住址\t\t户主\t年收入（万元）\n\t镇街\t村名\n{row}".encode()
    yield f"{people}\nH1\tH1-1\t张三\t\t1950-01-01\n户编号\t人编号".encode()
    yield "户编号\t*户主\u3000姓名：\t风险1\t风险2\t备注\nH1\t张三\t因病\t因残\t无".encode()


def examine(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    rows = [list(line.split("\t")) for line in text.split("\n")]
    grid = Grid("台账.xlsx", rows, range(1, len(rows) + 1), "sheet", "一")
    layout = recognise(grid, KNOWN)
    if layout is None:
        return
    if isinstance(layout, Fault):
        sound_fault(layout, household=True)
        return
    for name, columns in layout.columns.items():
        field = layout.entity.fields[name]
        for column in columns:
            parts = {layout.headers[column], *_below(rows, layout.header_rows, column)}
            assert _names(field) & {*map(_plain, parts), *map(_whole, parts)}, (name, parts)
    found = extract(grid, layout, CATALOG)
    if isinstance(found, Fault):
        sound_fault(found, household=True)
        return
    piece = found[0][0]
    for name, values in piece.columns.items():
        sound_column(layout.entity.fields[name], values, piece.length, CATALOG.codes)


def _below(rows: list[list[str]], header: tuple[int, ...], column: int) -> Iterator[str]:
    for at in header:
        if column < len(rows[at]):
            yield rows[at][column]


def _names(field: Field) -> set[str]:
    names = (field.title, field.name, *field.headers, *field.gather)
    return {*map(_plain, names), *map(_whole, names)}


def _whole(header: str) -> str:
    half = "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in header)
    seen = (c for c in unicodedata.normalize("NFC", half) if unicodedata.category(c) != "Cf")
    return "".join("".join(seen).split()).strip("*:").casefold()


def _plain(header: str) -> str:
    """Without what stands in brackets."""
    whole = _whole(header)
    return re.sub(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】", "", whole).strip("*:") or whole
