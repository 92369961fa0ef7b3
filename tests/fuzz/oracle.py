"""What must hold of everything that is read, whatever was given."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar

from checker.dates import Month
from checker.fault import Fault, FaultyInput
from checker.intake.fingerprint import normal
from checker.intake.grammar import cell_reader
from checker.model.catalog import Catalog, CodeList, Field
from checker.model.dataset import Column, Dataset, Table
from checker.model.kind import LIMIT, Kind, State, Value

T = TypeVar("T")

IDENTITY = re.compile("[1-9][0-9]{16}[0-9Xx]")
UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff]")
PYTHON: Mapping[Kind, type | tuple[type, ...]] = {
    Kind.YES_NO: bool,
    Kind.COUNT: Decimal,
    Kind.NUMBER: Decimal,
    Kind.AMOUNT: Decimal,
    Kind.DATE: date,
    Kind.MONTH: Month,
    Kind.CHOICES: tuple,
}


def faults_of(read: Callable[[], T]) -> tuple[T | None, list[Fault]]:
    """What was read, or why it was not; anything but our own faults goes through."""
    try:
        return read(), []
    except FaultyInput as failed:
        faults = [*failed.faults]
    assert faults, "refused without a reason"
    for fault in faults:
        sound_fault(fault)
    return None, faults


def sound_fault(fault: Fault, *, household: bool = False) -> None:
    """A sentence that can be printed; of a household file it quotes no identity number."""
    said = str(fault)
    said.encode()
    assert re.fullmatch("[a-z0-9-]+", fault.code), fault.code
    assert fault.sentence.strip(), fault.code
    assert not (household and IDENTITY.search(said)), "a fault quotes somebody's number"
    if fault.span:
        lines = fault.span.source.text.split("\n")
        assert 1 <= fault.span.line <= len(lines) + 1, fault
        assert fault.span.column >= 1, fault


def sound(dataset: Dataset, catalog: Catalog) -> None:
    """Every known value is of its field's kind, and all that is said can be printed."""
    for name, table in dataset.tables.items():
        if not isinstance(table, Table):  # left in its file
            continue
        entity = catalog.entities[name.entity]
        for field, column in table.columns.items():
            sound_column(entity.fields[field], column, table.length, catalog.codes)
        for row in range(min(table.length, 3)):
            table.place(row, next(iter(table.columns), None)).encode()
    for fault in dataset.faults:
        sound_fault(fault, household=True)
    for note in dataset.notes:
        f"{note.place}{note.sentence}".encode()


def sound_column(field: Field, column: Column, length: int, codes: Mapping[str, CodeList]) -> None:
    assert len(column.values) == length, field.name
    assert all(0 <= row < length for row in column.odd)
    for odd in column.odd.values():
        odd.raw.encode()
    read = cell_reader(field, codes)
    for row, value in enumerate(column.values):
        if value is None:
            continue
        kept(field, value, codes)
        if column.state(row) is State.KNOWN:
            written = normal(value) if field.kind is not Kind.CHOICES else value
            again, odd = read(written)
            assert again == value, f"{field.kind}: {value!r} is read again as {again!r}, {odd}"


def kept(field: Field, value: Value, codes: Mapping[str, CodeList]) -> None:
    """Is a known value one of its kind?"""
    assert isinstance(value, PYTHON.get(field.kind, str)), f"{field.kind}: {value!r}"
    assert not isinstance(value, datetime), value
    if isinstance(value, Decimal):
        assert value.is_finite(), value
        assert abs(value) <= LIMIT, value
        assert not (field.never_negative and value < 0), value
    if isinstance(value, str):
        assert value.strip(), repr(value)
        assert not UNSEEN.search(value), repr(value)
    listed = codes.get(field.codes or "")
    if listed and field.kind in (Kind.CHOICE, Kind.CHOICES):
        assert {*([value] if isinstance(value, str) else value)} <= {*listed.codes}, value
