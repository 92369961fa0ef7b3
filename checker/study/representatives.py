"""The values at which the verdict of rules can turn, for every field that they read (代表值).

Cells as a case writes them. Each comparison is read both ways: one side guessed, the other's
fields given what makes it less, equal and greater. Which rows to make of the cells is `search`'s
to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from itertools import combinations
from math import ceil, floor

from checker.dates import Month
from checker.frozen import frozen
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
from checker.study.adequacy import tell_all
from checker.study.aiming import Aimed, aim
from checker.study.guesses import Guesses

Cell = str | None | tuple[str, ...]  # as a case writes it; None: left out, so that it is blank
Read = tuple[TableName, str]  # a table and a field's English name

# What no number, day, yes or no, and no code is; and a number that a spreadsheet has cut off.
UNREADABLE = ("认不出", "3.70703E+17")


@frozen
class Representatives:
    """What rows of which tables can be made of."""

    cells: Mapping[Read, tuple[Cell, ...]]  # None first, an unreadable one last
    single: tuple[TableName, ...]  # the rule's table and the ancestors read: one row each
    ranged: tuple[TableName, ...]  # tables of which none, one or several rows count
    tell_all: bool  # can the verdict turn nowhere else? Else nothing is proved by trying them

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
    by_rule = [(rule.table, [*everything(judged(rule))]) for rule in rules]
    nodes = [node for _, those in by_rule for node in those]
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
    told = all(tell_all(those, table, guess) for table, those in by_rule)
    placed = partial(sorted, key=partial(height, catalog))
    return Representatives(cells, tuple(placed(single)), tuple(placed(ranged)), told)


def judged(rule: ResolvedRule) -> list[Node]:
    """What decides a rule's verdict."""
    return [node for node in (rule.applies, rule.requires) if node]


def height(catalog: Catalog, table: TableName) -> tuple[int, int]:
    """Where a table stands in the dictionary: ancestors first; earlier periods last."""
    return table.period, [*catalog.entities].index(table.entity)


def in_order(catalog: Catalog, read: Read) -> tuple[tuple[int, int], int]:
    """Where a field stands in the dictionary."""
    table, name = read
    return height(catalog, table), [*catalog.entities[table.entity].fields].index(name)


def cells_of(field: Field, values: Iterable[Value], guess: Guesses) -> Iterator[Cell]:
    """A field's cells: nothing, the values found or else some of its kind, an unreadable one."""
    known = dict.fromkeys(together([*fitting(field, values), *unnamed(field, values, guess)]))
    if not known or field in guess.asked:  # other fields' values go with these
        known |= dict.fromkeys(guess.some(field))
    yield None
    yield from dict.fromkeys(written(value) for value in known)
    codes = guess.catalog.codes
    yield from [word for word in UNREADABLE if read_cell(word, field, codes)[0] is None][:1]


def unnamed(field: Field, values: Iterable[Value], guess: Guesses) -> Iterator[Value]:
    """A code that nothing compares the field with."""
    named = {code for value in values for code in (value if isinstance(value, tuple) else [value])}
    codes = guess.catalog.codes[field.codes].codes if field.codes and named else ()
    other = next((code for code in codes if code not in named), None)
    if other is not None and field.kind is not Kind.YES_NO:
        yield (other,) if field.kind is Kind.CHOICES else other


def together(values: Iterable[Value]) -> list[Value]:
    """The values; of sets of codes also two in one, and all."""
    found = [*values]
    sets = [one for one in found if isinstance(one, tuple) and not isinstance(one, Month)]
    pairs = [tuple(dict.fromkeys(one + other)) for one, other in combinations(sets, 2)]
    whole = tuple(dict.fromkeys(code for one in sets for code in one))
    return [*found, *pairs, *([whole] if whole else [])]


def fitting(field: Field, values: Iterable[Value]) -> Iterator[Value]:
    """Those of the values that the field can hold; the whole numbers beside one that is none."""
    for value in values:
        if field.kind is Kind.COUNT and isinstance(value, Decimal):
            for whole in dict.fromkeys((floor(value), ceil(value))):
                if whole >= 0 or not field.never_negative:
                    yield Decimal(whole)
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
