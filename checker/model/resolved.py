"""The tree with nothing left to look up: what the interpreter walks and the plan translates.

Every node knows its `Type`. An expression speaks of at most two rows: SELF, the row checked, and,
inside an aggregate, ITEM, the row that it ranges over. Inside an aggregate that stands inside
another, SELF is the outer aggregate's row (language.md: the inner one names its own and the
enclosing variable only), so that two names are enough at any depth.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from typing import NamedTuple

from checker.frozen import frozen
from checker.model.catalog import Field
from checker.model.kind import Type, Value
from checker.model.policy import Rule
from checker.source import Span


class TableName(NamedTuple):
    """A table of the dataset: an entity or register, now or in an earlier snapshot."""

    entity: str  # English name
    period: int = 0  # 0 now, 1 上期, 2 上上期


class Row(NamedTuple):
    """A row that an expression speaks of: SELF or ITEM, or an ancestor of it."""

    item: bool  # False SELF, True ITEM
    way: tuple[str, ...] = ()  # parents walked, nearest first: ("household", "village")


SELF = Row(item=False)
ITEM = Row(item=True)


@frozen
class Typed:
    """What every resolved node has. `span` never takes part in comparison: equal trees share."""

    type: Type
    text: str = field(compare=False)  # the source text, for faults and for naming values
    span: Span = field(compare=False, repr=False)


@frozen
class Constant(Typed):
    """A known value, or None for one that can never be known (an impossible made date)."""

    value: Value | None


@frozen
class FieldRead(Typed):
    """A field of a row, or of an ancestor. A row without that ancestor: unknown."""

    row: Row
    table: TableName  # the table of the row that is read: the last ancestor's
    field: Field = field(compare=False)
    name: str  # the field's English name


@frozen
class DefinedRead(Typed):
    """A definition's, a derived field's or the category table's value for a row."""

    row: Row
    defined: Defined


@frozen
class Defined:
    """A definition, a derived field: an expression over SELF of one table."""

    name: str  # 适龄学生, 年龄
    table: TableName
    home: str  # the policy whose name it is; "" for the catalog's and the shared ones
    body: Node = field(compare=False)
    # A derived field is one value to the reader (年龄 11岁); a definition shows what it reads.
    derived: Field | None = field(default=None, compare=False)
    region: str = ""  # of the chapter that reads it: what a standard in its body presumes


@frozen
class StandardRead(Typed):
    """A standard's value: by region of the household, code, and day where they decide.

    Among the choices whose region contains the household, that hold for the code and have begun
    on the day, those of the longest region win, and among them the latest.
    """

    name: str
    choices: tuple[StandardChoice, ...]
    code: Node | None
    day: Node | None  # None: the day of the check; `choices` then hold only what is in force
    # 省 市 县 镇街 ... of the household, outermost first; () where all choices are of 全国.
    region: tuple[FieldRead, ...] = ()
    assumed: str = ""  # the region of a household that does not say: its policy's


class StandardChoice(NamedTuple):
    """One value of a standard."""

    region: str  # 全国 contains every household
    start: date
    code: str | None
    value: Value


@frozen
class Compare(Typed):
    """== != < <= > >=. Numbers may be intervals; a Quotient operand is decided exactly."""

    operator: str
    left: Node
    right: Node


@frozen
class SameRow(Typed):
    """`t == 本行`: ITEM is SELF; both are rows of one table. Always known."""


@frozen
class Among(Typed):
    """`x in (a, b)`; `items` may hold a Constant with a tuple of codes (a standard's list)."""

    item: Node
    items: tuple[Node, ...]


@frozen
class Within(Typed):
    """`"因病" in 致贫原因`: is the code among a CHOICES value's."""

    item: Node
    choices: Node


@frozen
class All(Typed):
    """`a and b`."""

    operands: tuple[Node, ...]


@frozen
class Any(Typed):
    """`a or b`."""

    operands: tuple[Node, ...]


@frozen
class Not(Typed):
    """`not a`."""

    operand: Node


@frozen
class Arithmetic(Typed):
    """+ - * of numbers; the result is rounded to six decimals, unknown outside ±10¹²."""

    operator: str
    left: Node
    right: Node


@frozen
class Quotient(Typed):
    """left / right, also per_month of a yearly amount. Made into a number it is rounded.

    As a direct operand of Compare it is decided exactly, by multiplying out. By zero: unknown.
    """

    left: Node
    right: Node


@frozen
class DaysBetween(Typed):
    """date - date, in days."""

    left: Node
    right: Node


@frozen
class Shift(Typed):
    """date ± days (whole numbers; a fraction is unknown) or ± months(n)."""

    day: Node
    by: Node
    months: bool
    back: bool


@frozen
class Decide(Typed):
    """A decision table; `x if c else y` is one of one row. No `otherwise` (None): unknown."""

    rows: tuple[tuple[Node, Node], ...]  # (when, then)
    otherwise: Node | None


@frozen
class Ask(Typed):
    """blank(f), unreadable(f), known(x): always known. blank and unreadable take a FieldRead."""

    question: str  # blank | unreadable | known
    of: Node


@frozen
class OrElse(Typed):
    """or_else(x, y): y where the field is blank; unreadable stays unknown."""

    of: Node
    otherwise: Node


@frozen
class Call(Typed):
    """A function of the closed list, by its name; see checker.model.function."""

    function: str
    arguments: tuple[Node, ...]


@frozen
class Aggregate(Typed):
    """any, count, sum, ... over rows of a table.

    The rows are the descendants of `root` (reached over the parent links), or, with a `link`, all
    rows whose first expression (over ITEM) equals the second (over SELF).
    """

    kind: str  # any all count sum min max avg distinct only latest longest_gap list
    table: TableName
    root: Row | None  # SELF or an ancestor of it; None with a link
    link: tuple[Node, Node] | None
    condition: Node | None  # over ITEM and SELF; for any and all: of a row (w and c; not w or c)
    value: Node | None = None  # None for any, all, count; the day for longest_gap
    by: Node | None = None  # latest: the row's day
    since: Node | None = None  # longest_gap: over SELF
    until: Node | None = None
    ranged: str = ""  # the collection's source text, for the reader


Node = (
    Constant
    | FieldRead
    | DefinedRead
    | StandardRead
    | Compare
    | SameRow
    | Among
    | Within
    | All
    | Any
    | Not
    | Arithmetic
    | Quotient
    | DaysBetween
    | Shift
    | Decide
    | Ask
    | OrElse
    | Call
    | Aggregate
)

# What the reader is shown with a gap: fields (also derived ones) of SELF and its ancestors, and
# aggregates as one value each.
Leaf = FieldRead | DefinedRead | Aggregate


@frozen
class Text:
    """A message: text and expressions."""

    parts: tuple[str | Node, ...]


@frozen
class ResolvedRule:
    """A rule with nothing left to look up."""

    rule: Rule
    table: TableName
    applies: Node | None
    requires: Node
    once_per: tuple[Node, ...]
    message: Text
    remedy: Text | None
    leaves: tuple[Leaf, ...]  # of applies and requires, in order of appearance, each once
    message_leaves: tuple[Leaf, ...]  # further ones that message and remedy read
    needs: frozenset[tuple[TableName, str | None]]  # tables and their columns; None: the table
    standards: frozenset[str]  # all that it rests on, through definitions too
    unconfirmed: tuple[str, ...]  # those of them not confirmed on the day of the check

    @property
    def id(self) -> str:
        """Its id: education/in-school."""
        return self.rule.id


@frozen
class ResolvedSieve:
    """A sieve with its condition and groups looked up."""

    id: str
    title: str
    carried_out_by: str
    households: Node | None  # over a household row
    group_by: tuple[tuple[str, Node | None], ...]  # (title, over a household row); None: the area
    rules: frozenset[str]  # ids
    exclude_own: bool


@frozen
class Resolved:
    """A whole policy set, resolved for one day."""

    as_of: date
    rules: tuple[ResolvedRule, ...]  # sorted by id
    sieves: tuple[ResolvedSieve, ...] = ()
    category: Defined | None = None  # the categories' decision table over households
    skipped: tuple[tuple[str, str], ...] = ()  # rules not in force on the day, and why
    roles: Mapping[str, Node] = field(default_factory=dict)  # household fields by role in lists
    dormant: tuple[ResolvedRule, ...] = ()  # those not in force, for whoever reads their text
