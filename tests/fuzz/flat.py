"""Flat exports: of each household what its rows agree on, and nothing else.

The bytes are lines of members, cells parted by tabs, under a fixed header: 户编号, 人编号, 姓名,
户主姓名, 家庭人口数, 住房等级, 监测类别. What each household must be is counted again here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from checker.fault import Fault
from checker.intake.extract import extract
from checker.intake.grammar import cell_reader
from checker.intake.grid import Grid
from checker.intake.headers import headings, recognise
from checker.intake.reading import dataset_of
from checker.model.dataset import Table
from checker.model.kind import State
from checker.model.resolved import TableName
from tests.fuzz.oracle import sound
from tests.intake.small import CATALOG as SMALL

ENTITIES = dict(SMALL.entities)
CATALOG = replace(SMALL, entities=ENTITIES | {"member": replace(ENTITIES["member"], flat=True)})
KNOWN = headings(CATALOG)
HEADER = ["户编号", "人编号", "姓名", "户主姓名", "家庭人口数", "住房等级", "监测类别"]
FIELDS = {"head_name": 3, "size": 4, "house_grade": 5, "monitor": 6}
WORDS = (
    "\t",
    "\n",
    "H1",
    "H2",
    "A级",
    "不详",
    "/",
    "3",
    "\uff13",
    "脱贫不稳定户",
    "合计",
    " ",
    "户编号",
)


def seeds() -> Iterator[bytes]:
    yield "H1\t1\t甲\t甲\t2\tA级\t\nH1\t2\t乙\t\t2\tA\t脱贫不稳定户".encode()
    yield "H2\t3\t丙\t丙\t1\t/\t\n\nH3\t4\t丁".encode()
    yield "H1\t1\t甲\t甲\t2\nH1\t2\t乙\t乙\t不详\tB/C\nH1\t\t丙\n\t4\t丁\t丁".encode()


def examine(data: bytes) -> None:
    lines = data.decode("utf-8", "replace").split("\n")
    rows: list[list[object]] = [[*HEADER], *(list(line.split("\t")) for line in lines)]
    grid = Grid("成员.xlsx", rows, range(1, len(rows) + 1), "sheet", "成员")
    layout = recognise(grid, KNOWN)
    assert layout is not None, "the header is whole"
    if isinstance(layout, Fault):
        return
    found = extract(grid, layout, CATALOG)
    if isinstance(found, Fault) or layout.entity.name != "member" or layout.header_rows != (0,):
        return
    pieces = found[0]
    dataset = dataset_of({0: (pieces, found[1])}, CATALOG)
    sound(dataset, CATALOG)
    homes = dataset.tables[TableName("household")]
    assert isinstance(homes, Table)
    kept = [number - 1 for number in pieces[0].numbers]
    _as_counted(homes, [rows[at] for at in kept])


def _as_counted(homes: Table, rows: list[list[object]]) -> None:
    key = cell_reader(ENTITIES["household"].fields["household_id"], CATALOG.codes)
    groups: dict[object, list[list[object]]] = {}
    for row in rows:
        groups.setdefault(key(row[0])[0], []).append(row)
    named = [one for one in groups if one is not None]
    there = homes.columns["household_id"].values
    assert {*named} == {value for value in there if value is not None}
    for name, column in FIELDS.items():
        if name not in homes.columns:
            continue
        field = replace(ENTITIES["household"].fields[name], blank=None)
        read = cell_reader(field, CATALOG.codes)
        for at, home in enumerate(there):
            if home is None:
                continue
            cells = [read(row[column] if column < len(row) else None) for row in groups[home]]
            written = [cell for cell in cells if cell != (None, None)]
            values = {value for value, _ in written}
            state = homes.columns[name].state(at)
            if len(values) == 1 and None not in values:
                assert homes.columns[name].values[at] == values.pop(), (home, name)
            elif written:
                assert state is State.UNREADABLE, (home, name, state)
