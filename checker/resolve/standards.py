"""Standards and lists: values in force by day, region and code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from checker.model import expression as written
from checker.model.function import NATION
from checker.model.kind import Kind, Type, Value
from checker.model.policy import Simple, Standard, StandardValue
from checker.model.resolved import Constant, FieldRead, Node, StandardChoice, StandardRead
from checker.resolve import messages, units
from checker.resolve.names import Resolve, field_type
from checker.resolve.scope import HOUSEHOLD, Here, Scope

# The household fields that make its region, outermost first, by the names a catalog may give them.
REGION = (
    ("province_name", "province"),
    ("city_name", "city"),
    ("county_name", "county"),
    ("township_name", "township", "town"),
    ("village_name", "village"),
)


def constant(value: Simple, at: written.Expression) -> Constant:
    """A listed value as a constant."""
    return Constant(simple_type(value), at.text, at.span, value)


def simple_type(value: Simple, unit: str | None = None) -> Type:
    """The type of a value as written in a policy."""
    if isinstance(value, bool):
        return units.YES_NO
    if isinstance(value, date):
        return units.DATE
    if isinstance(value, str):
        return units.TEXT
    whole = value == value.to_integral_value()
    kind = Kind.AMOUNT if unit else Kind.COUNT if whole else Kind.NUMBER
    return Type(kind, unit, whole=whole)


def read(at: written.Name, name: str, scope: Scope) -> Node:
    """`义务教育起始年龄`: the value in force on the day of the check."""
    standard = scope.library.standards[name]
    if any(isinstance(value.value, Mapping) for value in standard.values):
        codes = [code for value in standard.values for code in codes_of(value)]
        hint = f'写成 {name}[某个代码]，如 {name}["{codes[0]}"]' if codes else ""
        raise messages.failed("code-wanted", f"“{name}”按代码取值", at.span, hint)
    return standard_read(standard, at, scope)


def by_code(item: written.Item, scope: Scope, resolve: Resolve) -> Node:
    """`寄宿生生活补助[学段]`: a standard's value for a code."""
    name = item.of.name if isinstance(item.of, written.Name) else item.of.text
    standard = scope.library.standards.get(name)
    if standard is None:
        home = scope.library.elsewhere(name)
        if home:
            raise messages.of_another(item.of.span, name, home)
        hint = messages.near(name, scope.library.standards, "方括号前要写标准的名字")
        raise messages.failed("unknown-standard", f"没有“{name}”这个标准", item.of.span, hint)
    codes = sorted({code for value in standard.values for code in codes_of(value)})
    if not codes:
        hint = f"去掉方括号，直接写 {name}"
        raise messages.failed("no-codes", f"“{name}”不按代码取值", item.span, hint)
    code = resolve(item.index, scope)
    if code.type.kind not in units.TEXTS:
        raise messages.wanted(code.span, "代码", code.type)
    if isinstance(code, Constant) and code.value not in codes:
        raise messages.unknown_code(code.span, str(code.value), name, codes)
    return standard_read(standard, item, scope, code)


def at_day(node: Node, day: Node, whole: written.Called, scope: Scope) -> Node:
    """`at(农村低保标准, b.发放日期)`: the value in force on another day."""
    if not isinstance(node, StandardRead):
        hint = "如 at(农村低保标准, b.发放日期)"
        raise messages.failed("unknown-standard", "at 的第一项要是标准", node.span, hint)
    if day.type.kind is not Kind.DATE:
        raise messages.wanted(day.span, "日期", day.type)
    standard = scope.library.standards[node.name]
    choices = tuple(sorted(all_choices(standard), key=order))
    return replace(node, text=whole.text, span=whole.span, choices=choices, day=day)


def standard_read(
    standard: Standard,
    at: written.Expression,
    scope: Scope,
    code: Node | None = None,
) -> StandardRead:
    """The standard's choices in force on the day of the check, for the row of the scope."""
    choices = in_force(all_choices(standard), scope.library.as_of)
    every_region = {choice.region for choice in all_choices(standard)}
    region = () if every_region <= {NATION} else region_of(scope)
    return StandardRead(
        standard_type(standard),
        at.text,
        at.span,
        standard.name,
        tuple(sorted(choices, key=order)),
        code,
        None,
        region,
        scope.library.region,
    )


def order(choice: StandardChoice) -> tuple[str, str, date]:
    """Choices in a lasting order."""
    return (choice.region, choice.code or "", choice.start)


def all_choices(standard: Standard) -> list[StandardChoice]:
    """Every value of the standard, one a region, day and code."""
    return [choice for value in standard.values for choice in choices_of(value)]


def choices_of(value: StandardValue) -> Iterator[StandardChoice]:
    """The choices that one dated value makes."""
    if isinstance(value.value, Mapping):
        for code, simple in value.value.items():
            yield StandardChoice(value.region, value.start, code, held(simple))
    else:
        yield StandardChoice(value.region, value.start, None, held(value.value))


def held(value: Simple | tuple[Simple, ...]) -> Value:
    """A value as engines hold it: lists of codes as tuples of text."""
    if isinstance(value, tuple):
        return tuple(sorted(str(code) for code in value))
    return value


def codes_of(value: StandardValue) -> tuple[str, ...]:
    """The codes that one dated value has values for."""
    return tuple(value.value) if isinstance(value.value, Mapping) else ()


def in_force(choices: Sequence[StandardChoice], day: date) -> list[StandardChoice]:
    """Of each region the choices of its latest begun value.

    A later value that leaves out a code takes it away: the table of a day is one whole.
    """
    begun = [choice for choice in choices if choice.start <= day]
    latest: dict[str, date] = {}
    for choice in begun:
        latest[choice.region] = max(choice.start, latest.get(choice.region, choice.start))
    return [choice for choice in begun if choice.start == latest[choice.region]]


def standard_type(standard: Standard) -> Type:
    """What reading the standard yields."""
    values = [choice.value for choice in all_choices(standard)]
    if any(isinstance(value, tuple) for value in values):
        return Type(Kind.CHOICES)
    first = values[0] if values else Decimal(0)
    type_ = simple_type(first, standard.unit) if not isinstance(first, tuple) else units.TEXT
    if type_.kind.numeric:
        whole = all(isinstance(v, Decimal) and v == v.to_integral_value() for v in values)
        kind = Kind.AMOUNT if standard.unit else Kind.COUNT if whole else Kind.NUMBER
        return Type(kind, standard.unit, whole=whole)
    return type_


def region_of(scope: Scope) -> tuple[FieldRead, ...]:
    """The region fields of the household of the row that the expression speaks of."""
    here = scope.itself or scope.this
    if here is None:
        return ()
    catalog = scope.library.catalog
    household = scope.above(here, HOUSEHOLD) if HOUSEHOLD in catalog.entities else None
    return region_fields(scope, household) if household else ()


def region_fields(scope: Scope, household: Here) -> tuple[FieldRead, ...]:
    """省 市 县 镇街 村 as far as the catalog has them."""
    fields = scope.library.catalog.entities[HOUSEHOLD].fields
    named = (next((name for name in names if name in fields), None) for names in REGION)
    return tuple(
        FieldRead(
            field_type(fields[name]),
            fields[name].title,
            fields[name].span,
            household.row,
            household.table,
            fields[name],
            name,
        )
        for name in named
        if name
    )
