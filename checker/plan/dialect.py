"""The primitives in which rules are computed, and how each database writes them.

One table a dialect; everything else in `checker.plan` is written once. Each rendering puts itself
in parentheses, and none may mean something else for values that are not known (NULL), negative
numbers or empty sets than its name here says:

* `divide_down` and `remainder` are only given numbers that are not negative;
* `matches` is a full match of an RE2 pattern;
* `some`, `greatest` and their kin skip what is not known, so the plan counts that apart;
* nothing is cast that could fail.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from checker.dates import Month
from checker.frozen import frozen
from checker.model.kind import Kind

SCALE = 10**6  # numbers that need not be whole are held in millionths
MONTHS = 12
SHORT = 40  # characters of a constant that may be written twice


class Term(NamedTuple):
    """One expression: its text, after which layer it can be computed, can it be unknown."""

    text: str
    ready: int = 0
    nullable: bool = True
    like: str = ""  # a column that is known just where this is

    @property
    def named(self) -> bool:
        """Is it a column already, or a constant: free to be written twice?"""
        return self.text.isidentifier() or (self.ready < 0 and len(self.text) < SHORT)

    @property
    def known_with(self) -> str:
        """The column that is known just where this is; "" where that is not one column."""
        return self.like or (self.text if self.ready >= 0 and self.text.isidentifier() else "")


@frozen
class Dialect:
    """How one database writes the primitives."""

    name: str
    renderings: Mapping[str, str]
    types: Mapping[Kind, str]  # what the values of a kind are held as

    def __call__(self, op: str, *terms: Term, nullable: bool | None = None) -> Term:
        """A primitive of some operands; unknown where one is, unless said otherwise."""
        ready = max((term.ready for term in terms), default=CONSTANT)
        if op in ASKS and terms[0].like:
            return Term(self.renderings[op].format(terms[0].like), ready, nullable=False)
        text = self.renderings[op].format(*(term.text for term in terms))
        like = ""
        if nullable is None:
            unsure = {term.known_with for term in terms if term.nullable}
            nullable = bool(unsure)
            like = unsure.pop() if len(unsure) == 1 and op in STRICT else ""
        return Term(text, ready, nullable, like)

    def joined(self, op: str, terms: Iterable[Term]) -> Term:
        """`and` or `or` of any number of operands."""
        all_terms = list(terms)
        if len(all_terms) == 1:
            return all_terms[0]
        text = f" {self.renderings[op]} ".join(term.text for term in all_terms)
        ready = max(term.ready for term in all_terms)
        return Term(f"({text})", ready, any(term.nullable for term in all_terms))

    def case(
        self,
        rows: Iterable[tuple[Term, Term]],
        otherwise: Term | None = None,
        nullable: bool | None = None,
    ) -> Term:
        """The first row whose condition is true; a condition that is unknown is not."""
        pairs = list(rows)
        last = otherwise or NULL
        if not pairs:  # a table of whose rows only `otherwise` stands on the day
            return last
        whens = " ".join(f"WHEN {when.text} THEN {then.text}" for when, then in pairs)
        parts = [*(part for pair in pairs for part in pair), last]
        if nullable is None:
            nullable = last.nullable or any(then.nullable for _, then in pairs)
        ready = max(part.ready for part in parts)
        return Term(f"(CASE {whens} ELSE {last.text} END)", ready, nullable)

    def nothing(self, kind: Kind) -> Term:
        """A value of a kind that is not known."""
        return Term(f"(NULL)::{self.types[kind]}", CONSTANT)


CONSTANT = -1
ASKS = ("is_null", "is_known")
# Unknown just where an operand is.
STRICT = frozenset(
    [
        "==",
        "!=",
        "<",
        "<=",
        ">",
        ">=",
        "between",
        "among",
        "not",
        "+",
        "-",
        "*",
        "negative",
        "absolute",
        "huge",
        "big",
        "yes_as_one",
        "length",
        "starts_with",
        "ends_with",
        "contains",
        "matches",
        "part",
        "upper",
        "joined",
        "year",
        "month",
        "day",
        "days_between",
        "day_after",
    ]
)
NULL = Term("NULL", CONSTANT)
TRUE = Term("TRUE", CONSTANT, nullable=False)
FALSE = Term("FALSE", CONSTANT, nullable=False)


def whole(value: int) -> Term:
    """A whole number."""
    wide = "HUGEINT" if abs(value) >= 2**63 else "BIGINT"
    return Term(f"{value}::{wide}" if value >= 0 else f"({value})::{wide}", CONSTANT, False)


def bare(value: int) -> Term:
    """A number beside one whose type decides."""
    return Term(str(value), CONSTANT, nullable=False)


def text(value: str) -> Term:
    """A text."""
    return Term("'" + value.replace("'", "''") + "'", CONSTANT, nullable=False)


def day(value: date) -> Term:
    """A day."""
    return Term(f"DATE '{value.isoformat()}'", CONSTANT, nullable=False)


def month(value: Month) -> Term:
    """A month, as the number of months since year 0."""
    return whole(value.year * MONTHS + value.month - 1)


def texts(values: Iterable[str]) -> Term:
    """A list of texts."""
    items = ", ".join(text(value).text for value in values)
    return Term(f"([{items}]::VARCHAR[])", CONSTANT, nullable=False)


DUCKDB = Dialect(
    "duckdb",
    {
        "verdict": "({0})::UTINYINT",
        # logic: Kleene's, as SQL has it
        "and": "AND",
        "or": "OR",
        "not": "(NOT {0})",
        "is_null": "({0} IS NULL)",
        "is_known": "({0} IS NOT NULL)",
        "is_true": "({0} IS TRUE)",
        "is_not_true": "({0} IS NOT TRUE)",
        "is_not_false": "({0} IS NOT FALSE)",
        "filled": "coalesce({0}, {1})",
        "less_of": "least({0}, {1})",
        "more_of": "greatest({0}, {1})",
        # comparisons
        "==": "({0} = {1})",
        "!=": "({0} <> {1})",
        "<": "({0} < {1})",
        "<=": "({0} <= {1})",
        ">": "({0} > {1})",
        ">=": "({0} >= {1})",
        "between": "({0} BETWEEN {1} AND {2})",
        "among": "({0} IN ({1}))",
        # numbers
        "+": "({0} + {1})",
        "-": "({0} - {1})",
        "*": "({0} * {1})",
        "divide_down": "({0} // {1})",
        "remainder": "({0} % {1})",
        "negative": "(-{0})",
        "absolute": "abs({0})",
        "sign": "sign({0})::BIGINT",
        "huge": "({0})::HUGEINT",
        "big": "({0})::BIGINT",
        "yes_as_one": "({0})::BIGINT",
        # text
        "length": "length({0})",
        "starts_with": "starts_with({0}, {1})",
        "ends_with": "ends_with({0}, {1})",
        "contains": "contains({0}, {1})",
        "matches": "regexp_full_match({0}, {1})",
        "part": "substr({0}, {1}, {2})",
        "upper": "upper({0})",
        "joined": "({0} || {1})",
        "from_hex": "TRY_CAST(('0x' || {0}) AS UBIGINT)",
        "code_of": "ascii({0})",
        # lists of codes
        "holds": "list_contains({0}, {1})",
        "size": "len({0})::BIGINT",
        # days
        "year": "year({0})::BIGINT",
        "month": "month({0})::BIGINT",
        "day": "day({0})::BIGINT",
        "days_between": "({0} - {1})::BIGINT",
        "day_after": "({0} + ({1})::INTEGER)",
        "make_day": "TRY(make_date({0}, {1}, {2}))",
        "months_after": "({0} + to_months(({1})::INTEGER))::DATE",
        "day_number": "({0} - DATE '1970-01-01')",
        # aggregates of a group
        "count": "count(*)",
        "count_where": "count(*) FILTER (WHERE {0})",
        "sum_where": "sum({0}) FILTER (WHERE {1})",
        "sum": "sum({0})",
        "least": "min({0})",
        "greatest": "max({0})",
        "least_where": "min({0}) FILTER (WHERE {1})",
        "greatest_where": "max({0}) FILTER (WHERE {1})",
        "some": "bool_or({0})",
        "count_if": "count_if({0})",
        "distinct_where": "count(DISTINCT {0}) FILTER (WHERE {1})",
        "distinct": "count(DISTINCT {0})",
        "bits": "bit_or({0})",
        "pair": "struct_pack(k := {0}, v := {1})",
        "of_pair": "({0}).v",
        "before": "lag({0}) OVER (PARTITION BY {1} ORDER BY {0} NULLS LAST)",
        # bits of a number that is not negative
        "bit": "((1)::BIGINT << {0})",
        "shift_up": "({0} << {1})",
        "shift_down": "({0} >> {1})",
        "either_bits": "({0} | {1})",
        "both_bits": "({0} & {1})",
        "without_bits": "({0} & (~{1}))",
    },
    {
        **dict.fromkeys((Kind.TEXT, Kind.CHOICE, Kind.ID_NUMBER, Kind.PHONE), "VARCHAR"),
        **dict.fromkeys((Kind.COUNT, Kind.NUMBER, Kind.AMOUNT, Kind.MONTH), "BIGINT"),
        Kind.CHOICES: "VARCHAR[]",
        Kind.YES_NO: "BOOLEAN",
        Kind.DATE: "DATE",
    },
)
