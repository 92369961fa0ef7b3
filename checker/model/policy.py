"""What the office wrote: policies, rules, standards, sieves, waivers, cases.

Expressions are parsed but not yet looked up; `checker.resolve` makes them `ResolvedRule`s.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum, IntEnum

from checker.frozen import frozen
from checker.model.catalog import Catalog
from checker.model.expression import Expression, Row, Template
from checker.source import Span


@frozen
class Validity:
    """From when to when something is in force, both days included; None is open."""

    start: date | None = None
    end: date | None = None

    def holds(self, day: date) -> bool:
        """Is it in force on this day?"""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@frozen
class Basis:
    """The document behind a rule or a value (依据)."""

    document: str
    article: str = ""
    quote: str = ""
    url: str = ""
    grade: str = ""  # C | G | N | W | A, see the rule book
    confirmed: bool = False


@frozen
class StandardValue:
    """A standard's value from a day on, in a region."""

    start: date
    # A number, a word or a day; a list of codes; or one of them for each code.
    value: Simple | tuple[Simple, ...] | Mapping[str, Simple | tuple[Simple, ...]]
    region: str  # 全国 where the value names none
    basis: Basis | None
    span: Span


Simple = Decimal | str | bool | date


@frozen
class Standard:
    """A dated, sourced value (标准)."""

    name: str
    unit: str | None
    values: tuple[StandardValue, ...]
    span: Span
    confirmed_through: date | None = None
    tailor: str = "fixed"  # fixed | may_raise | may_lower | free
    title_en: str = ""


@frozen
class Named:
    """A named list of codes."""

    name: str
    codes: tuple[str | Decimal, ...]
    span: Span


@frozen
class Definition:
    """A name for an expression or a decision table over rows of one entity (定义)."""

    name: str
    each: str  # the entity as written
    each_span: Span
    body: Expression | tuple[Row, ...]
    span: Span
    title_en: str = ""


class Severity(IntEnum):
    """How grave a gap is; the greater, the graver."""

    NOTE = 1
    MINOR = 2
    MAJOR = 3
    CRITICAL = 4


class GapKind(Enum):
    """What is wrong, in the words of the sieves (遗漏 不精准 未达标 超期 不一致)."""

    MISSING = "missing"
    INACCURATE = "inaccurate"
    UNMET = "unmet"
    OVERDUE = "overdue"
    INCONSISTENT = "inconsistent"


@frozen
class Rule:
    """One thing that must hold for each row of a table (规则)."""

    id: str  # education/in-school
    title: str
    each: str  # the entity as written
    each_span: Span
    applies: Expression | None
    requires: Expression
    sieves: tuple[str, ...]
    severity: Severity
    message: Template
    span: Span
    kind: GapKind | None = None
    once_per: tuple[Expression, ...] = ()
    remedy: Template | None = None
    responsible: str = ""
    due: int | None = None  # days
    basis: tuple[Basis, ...] = ()
    validity: Validity = Validity()
    title_en: str = ""
    message_en: Template | None = None
    remedy_en: Template | None = None
    area: str | None = None  # its policy's


@frozen
class Policy:
    """One policy file (政策): a chapter of the rule book."""

    id: str  # education: its path without the ending
    title: str
    span: Span
    area: str | None = None
    regime: tuple[str, ...] = ("any",)
    region: str | None = None
    validity: Validity = Validity()
    standards: tuple[Standard, ...] = ()
    lists: tuple[Named, ...] = ()
    definitions: tuple[Definition, ...] = ()
    rules: tuple[Rule, ...] = ()
    title_en: str = ""


@frozen
class Area:
    """One of the policy areas (政策领域)."""

    id: str
    title: str
    department: str = ""
    named_by_source: bool = False
    span: Span | None = None
    title_en: str = ""


@frozen
class Criterion:
    """One of the two no-worries and three guarantees (两不愁三保障)."""

    id: str
    title: str
    rules: tuple[str, ...]
    span: Span
    title_en: str = ""


@frozen
class Category:
    """The decision table that sorts households (享受政策户 / 不享受政策户 / 档外户)."""

    field: str  # 类别: the household field that it gives
    table: tuple[Row, ...]
    span: Span


@frozen
class Sieve:
    """Which rules and households, and how the list is grouped (筛)."""

    id: str
    title: str
    span: Span
    carried_out_by: str = ""
    households: Expression | None = None
    group_by: tuple[str, ...] = ()  # titles of household fields, 政策领域, ...
    group_spans: tuple[Span, ...] = ()
    rules: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # sieve | area | rule → ids
    exclude_own: bool = False
    title_en: str = ""


def titled(thing: Rule | Policy | Area | Criterion | Sieve, language: str) -> str:
    """The title in a language, "zh" or "en"; the Chinese one where there is no other."""
    return (thing.title_en if language == "en" else "") or thing.title


def named(thing: Standard | Definition, language: str) -> str:
    """The name, by which rules speak of it; in English with what it means."""
    meaning = thing.title_en if language == "en" else ""
    return f"{thing.name} ({meaning})" if meaning else thing.name


SOON = timedelta(days=14)  # language.md, section 8: waivers that end so soon are listed


@frozen
class Waiver:
    """A gap that need not be mended until a day, and who said so (豁免)."""

    rule: str
    household: str
    row: str | None
    start: date
    end: date  # included
    reason: str
    approved_by: str
    document: str
    span: Span | None = None

    def holds(self, day: date) -> bool:
        """Is it in force on this day?"""
        return self.start <= day <= self.end

    def ends_soon(self, day: date) -> bool:
        """Is it in force on this day, and soon no more?"""
        return self.holds(day) and self.end - day <= SOON


@frozen
class Tailoring:
    """What an overlay does to a rule of its base (加严、停用)."""

    rule: str
    severity: Severity | None  # None: the rule is turned off
    reason: str  # why it is turned off, with its document
    span: Span
    idle: bool = False  # the base says so already


@frozen
class Adjustment:
    """A value that an overlay gives to a standard of its base (调整)."""

    standard: str
    value: StandardValue
    idle: bool = False  # the base says so already


@frozen
class Case:
    """An example that tests a rule (用例)."""

    rule: str  # the full id: education/in-school
    name: str
    as_of: date
    given: Mapping[str, object]  # plain mappings, lists and text as written, for intake's grammar
    expect: str | Mapping[str, str]  # a verdict, or row's place → verdict
    span: Span


@frozen
class Reviewed:
    """Something that cases need not try, and why not: a person has looked at it.

    A change of the policies that changes no verdict (等价变异), or a branch or verdict that can
    never be (不可能出现).
    """

    of: str  # where: education/in-school, education/适龄学生, standards/脱贫线
    sentence: str  # what, as `checker test` tells it
    reason: str
    span: Span


@frozen
class PolicySet:
    """A whole folder of policies with the catalog that it speaks of."""

    catalog: Catalog
    areas: tuple[Area, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    category: Category | None = None
    shared: Policy | None = None  # standards.yaml: standards, lists, definitions for all files
    policies: tuple[Policy, ...] = ()
    sieves: tuple[Sieve, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    cases: tuple[Case, ...] = ()
    equivalents: tuple[Reviewed, ...] = ()
    impossible: tuple[Reviewed, ...] = ()
    tailorings: tuple[Tailoring, ...] = ()  # the lowest base's overlay first
    adjustments: tuple[Adjustment, ...] = ()  # likewise
    fingerprint: str = ""  # SHA-256 over the folder's files
