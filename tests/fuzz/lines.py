"""Delimited text: whatever its bytes, each of its lines is a row, is told, or is empty."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.intake.headers import headings
from checker.intake.lines import decoded
from checker.model.dataset import Dataset
from tests.fuzz.oracle import faults_of
from tests.fuzz.reading import Read, read_as, rows_of
from tests.intake.small import CATALOG

WORDS = (
    *("户编号", "镇街", "村名", "户主姓名", "家庭人口数", "人编号", "证件号码", "出生日期"),
    *(
        ",",
        "\t",
        ";",
        "|",
        "，",
        '"',
        '""',
        "\r\n",
        "\n",
        "\r",
        "\x00",
        "\ufeff",
        "合计",
        "填表人：",
    ),
    *('="370703195001011232"', "不详", "\x0b", "\x0c", "\x1c", "\u2028", "\x85"),
)
HEADER = "户编号,镇街,村名,户主姓名,家庭人口数"
GOOD = "\n户九十九,北城,东村,赵六,4\n"
MEMBER_HEADER = "户编号,人编号,姓名,证件号码,出生日期"
KNOWN = headings(CATALOG)
SEPARATORS = {"制表符": "\t", "逗号": ",", "分号": ";", "竖线": "|", "全角逗号": "，"}


def seeds() -> Iterator[bytes]:
    rows = f"{HEADER}\nH1,北城,东村,张三,3\nH2,北城,东村,李四,2\n"
    yield rows.encode()
    yield rows.encode("utf-8-sig").replace(b",", b"\t")
    yield rows.encode("gb18030")
    yield rows.encode("utf-16")
    yield rows.encode("big5", "replace")
    yield f"北城街道贫困户台账\n填报日期：2020-09-17\n{rows}合计,,,,5\n填表人：王五\n".encode()
    yield f'{MEMBER_HEADER}\nH1,H1-1,张三,"=""370703195001011232""",1950-01-01\n'.encode()


def examine(data: bytes) -> None:
    read = read_as("户.csv", data)
    before = rows_of(read, "household")
    if read[0] is None or before is None:
        return
    _accounted(read[0], data, before)
    if not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        _one_more(read[0], data, before)


def _accounted(dataset: Dataset, data: bytes, rows: int) -> None:
    """There are not fewer rows than lines below the header that are filled and not told of."""
    keys = KNOWN.loose.keys() | KNOWN.exact.keys()
    text, _ = faults_of(lambda: decoded("户.csv", data, keys))[0] or ("", "")
    if '"' in text or any(note.code in ("skipped-rows", "ragged-rows") for note in dataset.notes):
        return
    lines = [line for line in re.split("\r\n|\r|\n", text) if line.strip(" \t,;|，\x0b\x0c")]
    head = next(note.sentence for note in dataset.notes if note.code == "read")
    told = re.search("表头在第([0-9、]+)行", head)
    assert told, head
    last = int(told[1].split("、")[-1])
    above = [
        line for line in re.split("\r\n|\r|\n", text)[:last] if line.strip(" \t,;|，\x0b\x0c")
    ]
    blank = sum(not any(c.isprintable() and not c.isspace() for c in line) for line in lines)
    assert rows >= len(lines) - len(above) - blank, (rows, len(lines), len(above))


def _one_more(dataset: Dataset, data: bytes, before: int) -> None:
    """A good row more at the end is a row more, or something is told."""
    how = next(note.sentence for note in dataset.notes if note.code == "read")
    encoding = "utf-8" if "编码UTF-8" in how else "gb18030"
    told = re.search("以(.*?)分列", how)
    assert told, how
    more = data + GOOD.replace(",", SEPARATORS[told[1]]).encode(encoding)
    read = read_as("户.csv", more)
    after = rows_of(read, "household")
    assert after is None or _told(read, after) > _told((dataset, []), before), (before, after)


def _told(read: Read, rows: int) -> int:
    """The rows, and those that were left out and told."""
    notes = read[0].notes if read[0] else ()
    return rows + sum(note.count for note in notes if note.code == "skipped-rows")
