"""Do the representatives tell all there is to tell of a rule?

Only where they do is anything proved by trying them: that two rules are the same. They do not
where a verdict may turn at values that nothing leads to, at values of several fields together that
are not tried together, on other days, or only with more rows than two. In doubt they do not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise, permutations

from checker.frozen import frozen
from checker.model.function import AS_OF, NATION
from checker.model.kind import Kind, Value
from checker.model.resolved import (
    SELF,
    Aggregate,
    Among,
    Arithmetic,
    Ask,
    Call,
    Compare,
    DaysBetween,
    Decide,
    DefinedRead,
    FieldRead,
    Node,
    Quotient,
    Shift,
    StandardRead,
    TableName,
    Within,
)
from checker.resolve.trees import children, everything, inner
from checker.study.aiming import aim
from checker.study.guesses import GUESSES, Guesses
from checker.study.steps import HUNDREDTH

MANY_ROWS = ("count", "distinct", "sum", "avg", "longest_gap")
ONE_ROW = ("any", "all", "min", "max")  # that one row decides
MOST = 2  # rows of a table; and codes named of a set, besides one that is not
# Functions whose answer turns at certain values of an ordered argument, and nowhere between them.
STEPPED = (
    "abs", "round", "floor", "year", "month_of", "age_on", "years_between", "months_between",
)  # fmt: skip

Read = tuple[TableName, str]


@frozen
class Atom:
    """What a condition is made of: a comparison of values, a link, a function that says yes."""

    node: Node
    sides: tuple[Node, ...]

    @property
    def reads(self) -> list[FieldRead]:
        """The fields that it compares, as often as they stand in it."""
        return [read for side in self.sides for read in fields_in(side)]

    @property
    def alone(self) -> bool:
        """Does it turn at single values of one field, whatever else there is?"""
        ranged = sum(isinstance(node, Aggregate) for node in values_in(self.sides))
        calls = [node for node in values_in(self.sides) if isinstance(node, Call)]
        stepped = all(call.function in STEPPED for call in calls)
        return len(self.reads) <= 1 and ranged <= 1 and stepped and not isinstance(self.node, Call)


def tell_all(nodes: Sequence[Node], table: TableName, guess: Guesses) -> bool:
    """Is every value led to, also together with others, and are none, one and two rows enough?

    Args:
        nodes: all that decides the verdict.
        table: the rule's.
        guess: what led to the representatives.
    """
    atoms = [*dict.fromkeys(atoms_of(nodes))]
    return (
        rows_enough(nodes, table, guess)
        and all(node_told(node) for node in nodes)
        and all(led_to(atom, guess) and not of_the_day(atom) for atom in atoms)
        and told_apart(atoms, guess)
    )


def atoms_of(nodes: Iterable[Node]) -> Iterator[Atom]:
    """The comparisons among some nodes."""
    for node in nodes:
        if isinstance(node, Compare):
            yield Atom(node, (node.left, node.right))
        elif isinstance(node, Among):
            yield Atom(node, (node.item, *node.items))
        elif isinstance(node, Within):
            yield Atom(node, (node.choices, node.item))
        elif isinstance(node, Call) and node.type.kind is Kind.YES_NO:
            yield Atom(node, node.arguments)
        elif isinstance(node, Aggregate) and node.link:
            yield Atom(node, node.link)


def values_in(sides: Iterable[Node]) -> Iterator[Node]:
    """The nodes of which values are made; not conditions, which compare by themselves."""
    for node in sides:
        yield node
        if isinstance(node, DefinedRead):
            yield from values_in([node.defined.body])
        elif isinstance(node, Aggregate):
            yield from values_in(part for part in (node.value, node.by) if part)
        elif isinstance(node, Decide):
            branches = [then for _, then in node.rows]
            yield from values_in([*branches, *([node.otherwise] if node.otherwise else [])])
        elif not isinstance(node, StandardRead):
            yield from values_in(children(node))


def fields_in(node: Node) -> Iterator[FieldRead]:
    """The fields that a value is made of."""
    return (one for one in values_in([node]) if isinstance(one, FieldRead))


# Values ------------------------------------------------------------------------------------------


def node_told(node: Node) -> bool:
    """Can what the node asks be tried with single cells?"""
    match node:
        case Call(function="matches"):
            return False  # nobody knows what fits a pattern
        case Ask():  # a value that is made may be unknown of known ones
            made = (Arithmetic, Call, DaysBetween, Quotient, Shift)
            return not any(isinstance(one, made) for one in values_in([node.of]))
        case StandardRead():  # regions are not tried: households lie where their policy does
            regions = {one.region for one in node.choices}
            here = all(node.assumed.startswith(one) for one in regions)
            return regions <= {NATION} or (len(regions) == 1 and here)
    return True


def led_to(atom: Atom, guess: Guesses) -> bool:
    """Is there a way back from the comparison to every field that it compares?"""
    reads = [(read.table, read.name, read.row) for read in atom.reads]
    if len(reads) > len({*reads}):
        return False
    if isinstance(atom.node, Call):
        return True  # it has its examples
    for side in atom.sides:
        others = [value for other in atom.sides if other is not side for value in guess(other)]
        aimed = {named(read) for read, _ in aim(side, others, guess)}
        if not {*map(named, fields_in(side))} <= aimed:
            return False
    return all(len(guess(side)) < GUESSES for side in atom.sides)  # else some were left out


def of_the_day(atom: Atom) -> bool:
    """Does the comparison turn with the day of the check alone?"""
    parts = [*everything(atom.sides)]
    if any(isinstance(one, FieldRead | Aggregate) for one in parts):
        return False
    return any(word in one.text for one in parts for word in AS_OF)


def told_apart(atoms: Sequence[Atom], guess: Guesses) -> bool:
    """Are the values of each field that other values or functions go with compared once only?"""
    by_field: dict[Read, list[Atom]] = {}
    for atom in atoms:
        for read in {*map(named, atom.reads)}:
            by_field.setdefault(read, []).append(atom)
    return all(
        (len(those) == 1 or all(atom.alone for atom in those))
        and not too_close(read, those, guess)
        and few_codes(those)
        for read, those in by_field.items()
    )


def too_close(read: Read, atoms: Sequence[Atom], guess: Guesses) -> bool:
    """Are there numbers between two limits of a field that are not tried, as between 0 and 1?"""
    if any(one.type.whole for atom in atoms for one in atom.reads if named(one) == read):
        return False
    limits, tried = set[Decimal](), set[Decimal]()
    for atom in atoms:
        for side, other in permutations(atom.sides, 2):
            values = guess(other)
            limits |= numbers(read, side, values, guess)
            near = [one for value in values for one in guess.near(value, side)]
            tried |= numbers(read, side, near, guess)
    return any(
        high - low > HUNDREDTH and not any(low < one < high for one in tried)
        for low, high in pairwise(sorted(limits))
    )


def numbers(read: Read, side: Node, wanted: Sequence[Value], guess: Guesses) -> set[Decimal]:
    """What numbers a field would have to be for a side to be one of the wanted."""
    aimed = aim(side, wanted, guess)
    return {value for one, value in aimed if named(one) == read and isinstance(value, Decimal)}


def named(read: FieldRead) -> Read:
    """The table and the field's name."""
    return read.table, read.name


def few_codes(atoms: Iterable[Atom]) -> bool:
    """Are all sets of the codes that a set is asked for tried?"""
    return len({atom.sides[1] for atom in atoms if isinstance(atom.node, Within)}) <= MOST


# Rows --------------------------------------------------------------------------------------------


def rows_enough(nodes: Sequence[Node], table: TableName, guess: Guesses) -> bool:
    """Are two rows of each table enough for all that is looked for in it?"""
    aggregates = [*dict.fromkeys(node for node in nodes if isinstance(node, Aggregate))]
    if any(isinstance(part, Aggregate) for one in aggregates for part in everything(inner(one))):
        return False
    counted = {one for node in nodes if isinstance(node, Compare) for one in few(node, guess)}
    if any(one.kind in MANY_ROWS and one not in counted for one in aggregates):
        return False
    rows = Counter[TableName]()
    for one in aggregates:
        rows[one.table] += 1 if one.kind in ONE_ROW else MOST
    if rows[table] and not all(counts_itself(one) for one in aggregates if one.table == table):
        rows[table] += 1
    return all(many <= MOST for many in rows.values())


def few(node: Compare, guess: Guesses) -> Iterator[Aggregate]:
    """A count that is compared with none or one."""
    for one, other in ((node.left, node.right), (node.right, node.left)):
        if isinstance(one, Aggregate) and one.kind in ("count", "distinct"):
            known = not any(isinstance(part, Aggregate) for part in everything([other]))
            if known and greatest(guess(other)) < MOST:
                yield one


def greatest(values: Iterable[Value]) -> Decimal:
    """The greatest number among some values."""
    return max((value for value in values if isinstance(value, Decimal)), default=Decimal(0))


def counts_itself(node: Aggregate) -> bool:
    """Is the row checked always among those that count?"""
    return node.condition is None and finds_itself(node, node.table)


def finds_itself(node: Aggregate, table: TableName) -> bool:
    """Is the row of the table that asks always among those that are ranged over?

    They are all that share a value with it, or all below something that it lies in.
    """
    if node.table != table:
        return False
    if node.link is None:
        return node.root is not None and bool(node.root.way)
    mine, own = node.link
    if not (isinstance(mine, FieldRead) and isinstance(own, FieldRead)):
        return False
    return own.row == SELF and named(mine) == named(own)
