"""Resolved rules translated to CEL, Google's expression language, as an opinion of its own.

CEL shares no code and no author with this program. With unknown values *absent* from its maps,
reading one is an error, and CEL's `&&`, `||`, `exists`, `all` absorb errors as Kleene's logic
absorbs unknowns: an evaluation that ends in an error is an unknown. The translation is mechanical
and covers what CEL has: logic, comparisons, whole-number arithmetic, days as numbers, any, all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from cel_expr_python import cel

from checker.dates import Month
from checker.model.dataset import Dataset
from checker.model.kind import State, Value
from checker.model.resolved import (
    Aggregate,
    All,
    Among,
    Arithmetic,
    Ask,
    Compare,
    Constant,
    DaysBetween,
    DefinedRead,
    FieldRead,
    Node,
    Not,
    SameRow,
    TableName,
)
from checker.model.resolved import Any as AnyOf
from checker.run.rows import Rows
from tests.tables.village import village

ROW = cel.Type.Map(cel.Type.STRING, cel.Type.DYN)
ENVIRONMENT = cel.NewEnv(variables={"r": ROW})


class NotInCel(Exception):  # noqa: N818  it says what the node is
    """The node is nothing that CEL has."""


def plain(value: Value) -> Any:
    """A value as CEL holds it: whole numbers, days by their number, words, truth values."""
    if isinstance(value, bool | str):
        return value
    if isinstance(value, date):
        return value.toordinal()
    if isinstance(value, Month):
        return value.year * 12 + value.month
    if isinstance(value, Decimal) and value == value.to_integral_value():
        return int(value)
    raise NotInCel(value)


@dataclass
class Seen:
    """A row that the translation names, and what it reads of it: only that is handed to CEL."""

    name: str
    fields: set[str] = field(default_factory=set)
    above: dict[str, Seen] = field(default_factory=dict)  # parent → what is read of it
    below: dict[str, Seen] = field(default_factory=dict)  # descendants → what is read of each

    def at(self, way: tuple[str, ...]) -> Seen:
        """The row reached by walking up."""
        if not way:
            return self
        name = f"{self.name}.{way[0]}"
        return self.above.setdefault(way[0], Seen(name)).at(way[1:])


Here = Mapping[bool, Seen]  # SELF (False) and ITEM (True)


# Rules -----------------------------------------------------------------------------------------


def written(node: Node, here: Here) -> str:  # noqa: C901, PLR0912  a case a node
    """The node in CEL."""
    match node:
        case Constant() if node.value is not None:
            return literal(plain(node.value))
        case FieldRead():
            return read(node, here)
        case DefinedRead():
            row = here[node.row.item].at(node.row.way)
            body = written(node.defined.body, {False: row})
            return f"({row.name}.row >= 0 ? {body} : false)"  # no such parent: an error
        case All():
            return "(" + " && ".join(written(one, here) for one in node.operands) + ")"
        case AnyOf():
            return "(" + " || ".join(written(one, here) for one in node.operands) + ")"
        case Not():
            return f"(!{written(node.operand, here)})"
        case Compare() | Arithmetic():
            left, right = written(node.left, here), written(node.right, here)
            return f"({left} {node.operator} {right})"
        case DaysBetween():
            return f"({written(node.left, here)} - {written(node.right, here)})"
        case Among():
            item = written(node.item, here)
            return "(" + " || ".join(f"{item} == {written(o, here)}" for o in node.items) + ")"
        case SameRow():
            return f"({here[True].name}.row == {here[False].name}.row)"
        case Ask() if node.question == "known" and isinstance(node.of, FieldRead):
            return known(read(node.of, here))
        case Aggregate():
            return ranged(node, here)
        case _:
            raise NotInCel(type(node))


def read(node: FieldRead, here: Here) -> str:
    """A field of a row."""
    row = here[node.row.item].at(node.row.way)
    row.fields.add(node.name)
    return f"{row.name}.{node.name}"


def known(path: str) -> str:
    """Is there the field, and every row on the way to it?"""
    parts = path.split(".")
    return (
        "("
        + " && ".join(f"has({'.'.join(parts[:end])})" for end in range(2, len(parts) + 1))
        + ")"
    )


def ranged(node: Aggregate, here: Here) -> str:
    """Any and all of the descendants of a row."""
    if node.kind not in ("any", "all") or node.root is None or node.condition is None:
        raise NotInCel(node.kind)
    itself = here.get(True, here[False])  # inside another aggregate SELF is that one's ITEM
    root = itself.at(node.root.way)
    item = Seen(f"v{len(root.name)}_{len(root.below)}")
    found = f"below_{len(root.below)}_{node.table.entity}"
    root.below[found] = item
    inside = written(node.condition, {False: itself, True: item})
    word = "exists" if node.kind == "any" else "all"
    return f"{root.name}.{found}.{word}({item.name}, {inside})"


def literal(value: Any) -> str:
    """A value written in CEL."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value) if value >= 0 else f"({value})"
    quoted = "".join(c if c.isalnum() and c.isascii() else f"\\u{ord(c):04x}" for c in value)
    return f'"{quoted}"'


# Data ------------------------------------------------------------------------------------------


class Maps:
    """Rows as maps: known fields, parents as maps, descendants as lists of maps."""

    def __init__(self, dataset: Dataset) -> None:
        self.rows = Rows(dataset, village())

    def of(self, name: TableName, row: int, seen: Seen) -> dict[str, Any]:
        """What is read of a row; what is unknown is absent."""
        made: dict[str, Any] = {"row": row, **self.fields(name, row, seen)}
        for entity, above in seen.above.items():
            parent = self.rows.parents(name, entity)[row]
            if parent is not None:
                made[entity] = self.of(TableName(entity), parent, above)
        if self.rows.own_key_unique(name, row):
            for found, item in seen.below.items():
                of = TableName(found.split("_", 2)[2])
                below = self.rows.descendants(name, of).get(row, ())
                made[found] = [self.of(of, each, item) for each in below]
        return made

    def fields(self, name: TableName, row: int, seen: Seen) -> dict[str, Any]:
        """The row's known fields by their English names."""
        columns = self.rows.table(name).columns
        cells = {
            field: (columns[field].state(row), columns[field].values[row]) for field in seen.fields
        }
        return {
            field: plain(value)
            for field, (state, value) in cells.items()
            if state is State.KNOWN and value is not None
        }


class Judge:
    """One condition, compiled."""

    def __init__(self, node: Node | None) -> None:
        self.seen = Seen("r")
        text = "true" if node is None else written(node, {False: self.seen})
        self.expression = ENVIRONMENT.compile(text)

    def truth(self, maps: Maps, table: TableName, row: int) -> bool | None:
        """True, false, or None for an error: unknown. No condition holds."""
        value = self.expression.eval(data={"r": maps.of(table, row, self.seen)})
        if value.type() == cel.Type.ERROR:
            return None
        truth = value.value()
        assert isinstance(truth, bool)
        return truth
