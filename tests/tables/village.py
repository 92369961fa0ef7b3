"""Catalog, policies and data of a test, made from plain YAML.

The language tables speak of the language alone: nothing here goes through the readers of policy
files or of household files, so that a table that fails is about an engine or the resolver. In
data, text that begins with `?` stands for something written that cannot be read as its kind.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from checker.dates import Month
from checker.model.catalog import Catalog, CodeList, Entity, Field, Link, Register
from checker.model.dataset import Column, Dataset, Odd, Origin, Table
from checker.model.expression import Row
from checker.model.kind import Kind, State, Value, number
from checker.model.policy import (
    Basis,
    Definition,
    Named,
    Policy,
    PolicySet,
    Rule,
    Severity,
    Standard,
    StandardValue,
)
from checker.model.resolved import TableName
from checker.read.expression import parse
from checker.read.template import parse_template
from checker.source import Source, Span

HERE = Path(__file__).parent
AS_OF = date(2020, 9, 17)
PERIODS = {"上期": 1, "上上期": 2}
UNREADABLE = "?"

Tree = Mapping[str, Any]
Rows = Mapping[str, Sequence[Tree]]


def span(text: str) -> Span:
    """A place in a text that stands alone on a line."""
    return Span(Source("table.yaml", text), 1, 1, max(len(text), 1))


# The catalog -----------------------------------------------------------------------------------


@cache
def village() -> Catalog:
    """The dictionary of all tables."""
    return catalog_of(yaml.safe_load((HERE / "village.yaml").read_text(encoding="utf-8")))


def catalog_of(tree: Tree) -> Catalog:
    """A catalog in the form of language.md, section 1a."""
    entities = {name: entity_of(name, each, tree["entities"]) for name, each in
                {**tree["entities"], **tree.get("registers", {})}.items()}  # fmt: skip
    codes = {
        name: CodeList(name, {code: tuple(other) for code, other in each.items()}, span(name))
        for name, each in tree["codes"].items()
    }
    return Catalog(entities, codes)


def entity_of(name: str, tree: Tree, entities: Tree) -> Entity:
    """One entity or register."""
    fields = {each: field_of(each, spec) for each, spec in tree["fields"].items()}
    names = {field.title: each for each, field in fields.items()}
    links = []
    if "parent" in tree:
        links.append(Link(tree["parent"], english(tree["link"], names)))
    for parent, link in tree.get("also_of", {}).items():
        links.append(Link(parent, english(link, names)))
    register = None
    if "absence" in tree:
        closed = tree["absence"] == "means_no"
        register = Register(closed, tree.get("as_of"), tree.get("max_age"))
    key = english(tree.get("key", []), names)
    return Entity(name, tree["title"], fields, span(name), key, tuple(links), register)


def english(titles: str | list[str], names: Mapping[str, str]) -> tuple[str, ...]:
    """Titles as English names."""
    return tuple(names[title] for title in ([titles] if isinstance(titles, str) else titles))


def field_of(name: str, tree: Tree) -> Field:
    """One field."""
    return Field(
        name,
        tree["title"],
        Kind(tree["kind"]),
        span(tree["title"]),
        tree.get("unit"),
        tree.get("codes"),
        never_negative=tree.get("never_negative", False),
        derived=tree.get("derived"),
        derived_span=span(tree["derived"]) if "derived" in tree else None,
    )


# Policies --------------------------------------------------------------------------------------


def policies_of(tree: Tree, rules: Sequence[Rule] = ()) -> PolicySet:
    """Standards, lists and definitions of a table, with some rules."""
    policy = Policy(
        "table",
        "",
        span("policy"),
        region=tree.get("region"),
        standards=tuple(standard_of(*each) for each in tree.get("standards", {}).items()),
        lists=tuple(
            Named(name, tuple(map(simple, codes)), span(name))
            for name, codes in tree.get("lists", {}).items()
        ),
        definitions=tuple(definition_of(*each) for each in tree.get("definitions", {}).items()),
        rules=tuple(rules),
    )
    return PolicySet(village(), policies=(policy,))


def simple(value: Any) -> Any:
    """A value of a policy: numbers exact."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Decimal(str(value))
    return tuple(map(simple, value)) if isinstance(value, list) else value


def standard_of(name: str, tree: Tree) -> Standard:
    """A standard, in the form of a policy file without its bases."""
    values = []
    for each in tree["values"]:
        value = each["value"]
        held = {c: simple(v) for c, v in value.items()} if isinstance(value, dict) else None
        values.append(
            StandardValue(
                each["from"],
                simple(value) if held is None else held,
                each.get("region", "全国"),
                Basis("document", confirmed=True),
                span(name),
            )
        )
    return Standard(name, tree.get("unit"), tuple(values), span(name))


def definition_of(name: str, tree: Tree) -> Definition:
    """A definition over 户, if it names no other table: an expression, or a decision table."""
    each = tree.get("each", "户")
    body: Any
    if "is" in tree:
        body = parse(str(tree["is"]), span(str(tree["is"])))
    else:
        body = tuple(row_of(row) for row in tree["table"])
    return Definition(name, each, span(each), body, span(name))


def row_of(tree: Tree) -> Row:
    """One row of a decision table."""
    then = str(tree.get("is", tree.get("otherwise")))
    when = str(tree["when"]) if "when" in tree else None
    valid = tree.get("valid", {})
    condition = parse(when, span(when)) if when else None
    days = valid.get("from"), valid.get("to")
    return Row(condition, parse(then, span(then)), span(then), *days)


def rule_of(name: str, each: str, requires: str, applies: str | None = None) -> Rule:
    """A rule of which only the conditions matter."""
    return Rule(
        f"table/{name}",
        name,
        each,
        span(each),
        parse(applies, span(applies)) if applies else None,
        parse(requires, span(requires)),
        (),
        Severity.MAJOR,
        parse_template("不合格", span("不合格")),
        span(name),
    )


# Data ------------------------------------------------------------------------------------------


def dataset_of(
    rows: Rows, absent: Sequence[str] = (), *, days: Mapping[str, date] | None = None
) -> Dataset:
    """A dataset in which every table and column is given, but for those named as absent.

    Args:
        rows: table's title, or 上期.成员, → rows by fields' titles.
        absent: tables (走访) and columns (户.甲) that no file has.
        days: registers' days as the files tell them.
    """
    catalog = village()
    named = {table_name(title): title for title in rows}
    wanted = {**{TableName(name): entity.title for name, entity in catalog.entities.items()}}
    tables = {
        name: table_of(name, rows.get(title, ()), absent)
        for name, title in {**wanted, **named}.items()
        if title not in absent
    }
    told = {table_name(title): day for title, day in (days or {}).items()}
    return Dataset(tables, told)


def table_name(title: str) -> TableName:
    """成员, 上期.成员."""
    period, _, entity_title = title.rpartition(".")
    entity = village().entity_named(entity_title)
    assert entity is not None, title
    return TableName(entity.name, PERIODS.get(period, 0))


def table_of(name: TableName, rows: Sequence[Tree], absent: Sequence[str]) -> Table:
    """One table in memory."""
    entity = village().entities[name.entity]
    titles = {field.title for field in entity.fields.values() if not field.derived}
    odd = {title for row in rows for title in row} - titles
    assert not odd, f"{entity.title}: {odd}"
    columns = {
        field.name: column_of(field, [row.get(field.title) for row in rows])
        for field in entity.fields.values()
        if not field.derived and f"{entity.title}.{field.title}" not in absent
    }
    letters = {field: entity.fields[field].title for field in columns}
    numbers = range(2, len(rows) + 2)
    origin = Origin(0, f"{entity.title}.csv", "", numbers, letters, "lines")
    return Table(name, len(rows), columns, (origin,))


def column_of(field: Field, cells: Sequence[Any]) -> Column:
    """One column of cells as YAML holds them."""
    read = [cell_of(field, cell) for cell in cells]
    odd = {
        row: Odd(State.UNREADABLE, str(raw), "not-known")
        for row, raw in enumerate(cells)
        if is_odd(raw)
    }
    return Column(read, odd)


def is_odd(raw: Any) -> bool:
    """Is the cell, or a part of it, written but not readable?"""
    parts = raw if isinstance(raw, list) else [raw]
    return any(isinstance(part, str) and part.startswith(UNREADABLE) for part in parts)


def cell_of(field: Field, raw: Any) -> Value | None:
    """What can be read of a cell."""
    if field.kind is Kind.CHOICES:
        codes = raw if isinstance(raw, list) else [raw] if raw else []
        return tuple(sorted(code for code in codes if not is_odd(code))) or None
    if raw is None or is_odd(raw):
        return None
    if field.kind.numeric:
        return number(Decimal(str(raw)))
    if field.kind is Kind.MONTH:
        year, month = str(raw).split("-")
        return Month(int(year), int(month))
    wanted = {Kind.DATE: date, Kind.YES_NO: bool}.get(field.kind, str)
    assert isinstance(raw, wanted), f"{field.title}: {raw!r} is no {wanted.__name__}"
    held: Value = raw
    return held
