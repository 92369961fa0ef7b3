"""What a look into a workbook told that its reader does not: cells that it shows as empty."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import NamedTuple

from checker.frozen import frozen
from checker.intake.cleaning import Broken
from checker.intake.grid import Area
from checker.intake.shared_texts import Texts

Refs = dict[tuple[int, int], Broken | None]  # (row, column) from 0; None: nothing stands there

CELLS = 20_000_000  # rows × columns that the reader holds at once
SPREAD = 50  # and so many times the cells that are there, beyond the first million
FREE = 1_000_000
MOST = 1_000_000  # cells that are told of one sheet
ERRORS = {  # codes of error cells in the binary forms
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}


class Stretch(NamedTuple):
    """Some rows of a sheet, as XML."""

    text: bytes
    broken: Refs
    bare: bool  # is there no error, formula and hidden row?


@frozen
class LongSheet:
    """A sheet that can be read in stretches; they are used up as they are read."""

    member: str
    front: bytes  # what stands before the rows' element
    areas: bytes  # what tells which cells are merged
    stretches: deque[Stretch]
    hidden: int  # rows
    texts: Texts | None  # that its cells name; None where only the reader can tell them


@frozen
class Scan:
    """What was told."""

    broken: Mapping[str, Refs] = field(default_factory=dict)  # by sheet name
    hidden: Mapping[str, int] = field(default_factory=dict)  # sheet name → hidden rows
    long: Mapping[str, LongSheet] = field(default_factory=dict)  # those to read in stretches
    merged: Mapping[str, Sequence[Area]] = field(default_factory=dict)  # it tells none
    mac: bool = False  # days count from 1904
    whole: bool = False  # all that the reader will read was looked at


def error_cell(code: int) -> Broken:
    """An error cell of a binary form."""
    return Broken("error-cell", ERRORS.get(code, "#"))


def too_far(rows: int, columns: int, cells: int) -> bool:
    """Do so few cells lie so far apart that the reader would take all memory?"""
    return rows * columns > min(CELLS, FREE + SPREAD * cells)
