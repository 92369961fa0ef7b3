"""about.yaml beside the files: understood whole, or refused with a place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checker.intake.about import NAME, read_about
from tests.fuzz.booklet import WORDS as OF_YAML
from tests.fuzz.oracle import faults_of
from tests.fuzz.reading import folder, read_as
from tests.intake.small import CATALOG

WORDS = (
    *OF_YAML,
    "region: ",
    "registers: ",
    "tables: ",
    "headers: ",
    "as_of: ",
    "残疾人名册",
    "户主",
)
ROWS = "户编号,镇街,村名,当家人\nH1,北城,东村,张三\n".encode()


def seeds() -> Iterator[bytes]:
    yield "region: [山东省, 潍坊市]\nregisters: {残疾人名册: {as_of: 2020-08-31}}\n".encode()
    yield "tables: {户: 户.csv}\nheaders: {户: {户主姓名: [当家人]}}\n".encode()
    yield "tables:\n  走访: [入户.xlsx, 入户]\nheaders:\n  成员:\n    是否参保: 医保\n".encode()


def examine(data: bytes) -> None:
    path = folder() / NAME
    path.write_bytes(data)
    try:
        about, _ = faults_of(lambda: read_about(path, NAME, CATALOG))
        if about is None:
            return
        assert all(isinstance(day, date) for day in about.days.values())
        assert {*about.tables.values(), *about.headers} <= {*CATALOG.entities}
        read_as("户.csv", ROWS)
    finally:
        path.unlink()
