"""The values at which the verdict of rules can turn, for every field that they read (代表值).

Cells as a case writes them. Each comparison is read both ways: one side guessed, the other's
fields given what makes it less, equal and greater. Which rows to make of the cells is `search`'s
to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from checker.dates import Month
from checker.intake.grammar import read_cell
from checker.model.catalog import Catalog, Field
from checker.model.kind import Kind, Value
from checker.model.resolved import (
    Aggregate,
    Among,
    Call,
    Compare,
    FieldRead,
    Node,
    Resolved,
    ResolvedRule,
    StandardRead,
    TableName,
    Within,
)
from checker.resolve.trees import everything
from checker.study import people
from checker.study.aiming import Aimed, aim
from checker.study.guesses import Guesses

Cell = str | None | tuple[str, ...]  # as a case writes it; None: left out, so that it is blank
Read = tuple[TableName, str]  # a table and a field's English name

# What no number, day, yes or no, and no code is; and a number that a spreadsheet has cut off.
UNREADABLE = ("认不出", "3.70703E+17")


@dataclass(frozen=True)
class Representatives:
    """What rows of which tables can be made of."""

    cells: Mapping[Read, tuple[Cell, ...]]  # None first, an unreadable one last
    single: tuple[TableName, ...]  # the rule's table and the ancestors read: one row each
    ranged: tuple[TableName, ...]  # tables of which none, one or several rows count
    two_rows: bool  # do none, one and two of them tell all? Not where more are counted

    def of(self, table: TableName) -> dict[str, tuple[Cell, ...]]:
        """A table's cells, by field."""
        return {field: cells for (where, field), cells in self.cells.items() if where == table}


def representatives(
    rules: Sequence[ResolvedRule], resolved: Resolved, catalog: Catalog
) -> Representatives:
    """The representatives of all that some rules read.

    Args:
        rules: of one table, where rows are to be made of them.
        resolved: for its day.
        catalog: the code lists.
    """
    judged = [node for rule in rules for node in (rule.applies, rule.requires) if node]
    nodes = [*everything(judged)]
    guess = Guesses(resolved.as_of, catalog)
    values: dict[Read, dict[Value, None]] = {}
    fields: dict[Read, Field] = {}
    for node in nodes:
        if isinstance(node, FieldRead):
            fields[node.table, node.name] = node.field
        for read, value in aims(node, guess):
            values.setdefault((read.table, read.name), {})[value] = None
    cells = {
        read: tuple(cells_of(fields[read], values.get(read, ()), guess))
        for read in sorted(fields, key=partial(in_order, catalog))
    }
    ranged = {node.table for node in nodes if isinstance(node, Aggregate)}
    single = {rule.table for rule in rules} | {table for table, _ in cells} - ranged
    two_rows = not any(counts_more(node, guess) for node in nodes)
    placed = partial(sorted, key=partial(height, catalog))
    return Representatives(cells, tuple(placed(single)), tuple(placed(ranged)), two_rows)


def height(catalog: Catalog, table: TableName) -> tuple[int, int]:
    """Where a table stands in the dictionary: ancestors first; earlier periods last."""
    return table.period, [*catalog.entities].index(table.entity)


def in_order(catalog: Catalog, read: Read) -> tuple[tuple[int, int], int]:
    """Where a field stands in the dictionary."""
    table, name = read
    return height(catalog, table), [*catalog.entities[table.entity].fields].index(name)


def cells_of(field: Field, values: Iterable[Value], guess: Guesses) -> Iterator[Cell]:
    """A field's cells: nothing, the values found or else some of its kind, an unreadable one."""
    known = dict.fromkeys(fitting(field, values))
    if not known or field in guess.asked:  # other fields' values go with these
        known |= dict.fromkeys(guess.some(field))
    yield None
    yield from dict.fromkeys(written(value) for value in known)
    codes = guess.catalog.codes
    yield from [word for word in UNREADABLE if read_cell(word, field, codes)[0] is None][:1]


def fitting(field: Field, values: Iterable[Value]) -> Iterator[Value]:
    """Those of the values that the field can hold."""
    for value in values:
        if field.kind is Kind.COUNT and isinstance(value, Decimal):
            if value == value.to_integral_value() and (value >= 0 or not field.never_negative):
                yield value
        elif isinstance(value, Decimal) and field.kind.numeric:
            cents = value.quantize(Decimal("0.01"))
            if cents >= 0 or not field.never_negative:
                yield cents
        elif not isinstance(value, Decimal):
            yield value


def written(value: Value) -> Cell:
    """A value as a case writes it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}" if value else "0"
    return value if isinstance(value, tuple) and not isinstance(value, Month) else str(value)


MANY_ROWS = ("count", "distinct", "sum", "avg", "longest_gap")


def counts_more(node: Node, guess: Guesses) -> bool:
    """Is something compared that may turn only where there are more than two rows?"""
    if not isinstance(node, Compare):
        return False
    sides = [*everything([node.left])], [*everything([node.right])]
    many = [any(isinstance(n, Aggregate) and n.kind in MANY_ROWS for n in s) for s in sides]
    if not any(many):
        return False
    counted, limit = (node.left, node.right) if many[0] else (node.right, node.left)
    plain = isinstance(counted, Aggregate) and counted.kind in ("count", "distinct")
    return not (plain and not all(many) and most(guess(limit)) <= 1)


def most(values: Iterable[Value]) -> Decimal:
    """The greatest number among some values."""
    return max((value for value in values if isinstance(value, Decimal)), default=Decimal(0))


# What nodes ask of their fields ------------------------------------------------------------------


def aims(node: Node, guess: Guesses) -> Aimed:
    """Fields right below a node, with values under which its answer can change."""
    match node:
        case Compare():
            for one, other in ((node.left, node.right), (node.right, node.left)):
                near = (v for value in guess(other) for v in guess.near(value, one))
                yield from aim(one, [*dict.fromkeys(near)], guess)
        case Among():
            named = [value for item in node.items for value in guess(item)]
            yield from aim(node.item, guess.and_another(named, node.item), guess)
        case Within():
            codes = guess.and_another(guess(node.item), node.item)
            yield from aim(node.choices, [(str(code),) for code in codes], guess)
        case FieldRead() if node.type.kind is Kind.YES_NO:
            yield from ((node, value) for value in (True, False))
        case StandardRead():
            yield from aim(node, (), guess)
        case Call() if node.function in EXAMPLES:
            words = EXAMPLES[node.function](*(guess(one)[:1] for one in node.arguments[1:]))
            yield from aim(node.arguments[0], words, guess)
        case Aggregate(link=(item, other)):
            yield from aim(
                item, [v for value in guess(other) for v in guess.near(value, item)], guess
            )
            yield from aim(
                other, [v for value in guess(item) for v in guess.near(value, other)], guess
            )
        case _:
            return


EXAMPLES: dict[str, Callable[..., Sequence[Value]]] = {
    "valid_id_number": lambda: (people.id_number(), people.not_valid(people.id_number())),
    "valid_disability_number": lambda: (
        people.disability_number(),
        people.id_number(),
        people.disability_number(type_=8),
        people.disability_number(grade=5),
    ),
    "starts_with": lambda word: (f"{word[0]}甲", "甲") if word else (),
    "ends_with": lambda word: (f"甲{word[0]}", "甲") if word else (),
    "contains": lambda word: (f"甲{word[0]}乙", "甲乙") if word else (),
    "matches": lambda pattern: ("13900000000", "139"),
}
