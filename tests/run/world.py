"""A small world with every kind of field and of trouble, filled at random from few values.

Few values make rows meet: keys are shared and missing, links lead nowhere, cells are blank or
unreadable, identity numbers differ by the case of their X.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from checker.dates import Month
from checker.model.catalog import Catalog, CodeList, Entity, Field, Link, Register
from checker.model.dataset import Column, Dataset, Odd, Table
from checker.model.kind import Kind, State, Value
from checker.model.policy import Named, Policy, PolicySet, Standard, StandardValue
from checker.model.resolved import Node, TableName
from checker.read.expression import parse
from checker.resolve.expressions import resolve_expression
from checker.resolve.policies import row_scope
from checker.resolve.scope import library
from checker.source import Source, Span

DAY = date(2020, 9, 17)
NOWHERE = Span(Source("catalog.yaml", ""), 1, 1)
GRADES, CAUSES = ("A", "B", "C"), ("ill", "old", "far")
NEVER_NEGATIVE = {"income", "wage", "minutes", "money", "value"}
UNITS = {"income": "元", "debt": "元", "wage": "元", "money": "元", "fine": "元", "value": "元"}
KINDS = {
    "t": Kind.TEXT, "c": Kind.CHOICE, "C": Kind.CHOICES, "y": Kind.YES_NO, "n": Kind.COUNT,
    "x": Kind.NUMBER, "a": Kind.AMOUNT, "d": Kind.DATE, "m": Kind.MONTH, "i": Kind.ID_NUMBER,
    "p": Kind.PHONE,
}  # fmt: skip
TABLES = {
    "village": "town:t vil:t people:n road:y area:a",
    "household": "hid:t town:t vil:t county:t income:a debt:a size:n score:x poor:y found:d"
    " since:m grade:c causes:C phone:p head:i",
    "member": "mid:t hid:t idn:i name:t born:d insured:y stage:c wage:a joined:m",
    "visit": "hid:t day:d officer:t minutes:n sort:c",
    "benefit": "hid:t mid:t item:c money:a fine:a start:d end:d",
    "cars": "idn:i plate:t value:a",
    "deaths": "idn:i died:d",
    "ancient": "idn:i note:t",
}
LINKS = {
    "household": (Link("village", ("town", "vil")),),
    "member": (Link("household", ("hid",)),),
    "visit": (Link("household", ("hid",)),),
    "benefit": (Link("household", ("hid",)), Link("member", ("mid",))),
}
KEYS = {"village": ("town", "vil"), "household": ("hid",), "member": ("mid",)}
REGISTERS = {
    "cars": Register(closed=True),
    "deaths": Register(closed=False),
    "ancient": Register(closed=True, as_of=date(2019, 1, 1), max_age=90),
}


def field(name: str, kind: Kind) -> Field:
    codes = {Kind.CHOICE: "grades", Kind.CHOICES: "causes"}.get(kind)
    plain = Field(name, name, kind, NOWHERE, UNITS.get(name), codes)
    return replace(plain, never_negative=name in NEVER_NEGATIVE)


def entity(name: str) -> Entity:
    pairs = (part.split(":") for part in TABLES[name].split())
    fields = {own: field(own, KINDS[kind]) for own, kind in pairs}
    if name == "member":
        fields["age"] = Field(
            "age", "age", Kind.COUNT, NOWHERE, "岁", derived="age_on(born, as_of)",
            derived_span=NOWHERE,
        )  # fmt: skip
    links, key = LINKS.get(name, ()), KEYS.get(name, ())
    return Entity(name, name, fields, NOWHERE, key, links, REGISTERS.get(name))


CATALOG = Catalog(
    {name: entity(name) for name in TABLES},
    {
        "grades": CodeList("grades", dict.fromkeys(GRADES, ()), NOWHERE),
        "causes": CodeList("causes", dict.fromkeys(CAUSES, ()), NOWHERE),
    },
)


def standard(name: str, *values: tuple[date, object, str], unit: str | None = "元") -> Standard:
    made = tuple(StandardValue(d, v, r, None, NOWHERE) for d, v, r in values)  # type: ignore[arg-type]
    return Standard(name, unit, made, NOWHERE)


EARLY, LATER = date(2019, 1, 1), date(2020, 3, 1)
STANDARDS = (
    standard("line", (EARLY, Decimal(3), "全国")),
    standard("by_grade", (EARLY, {"A": Decimal(1), "B": Decimal("2.5")}, "全国")),
    standard(
        "local",
        (EARLY, Decimal(1), "全国"),
        (EARLY, Decimal(2), "c1"),
        (LATER, Decimal(3), "c1t1"),
        (EARLY, Decimal("0.5"), "c2"),
    ),
    standard(
        "moving",
        (EARLY, {"A": Decimal(1), "B": Decimal(2)}, "全国"),
        (LATER, {"A": Decimal(3)}, "全国"),
        (LATER, {"A": Decimal(4)}, "c1"),
    ),
    standard("patience", (EARLY, Decimal(14), "c1"), unit="天"),
    standard("good", (EARLY, {"A": ("A", "B"), "B": ("C",)}, "全国"), unit=None),
)
POLICY = Policy(
    "p", "p", NOWHERE, region="c1", standards=STANDARDS,
    lists=(Named("fine_grades", ("A", "B"), NOWHERE),),
)  # fmt: skip


def resolved(text: str, each: str, known: object = None) -> Node:
    """The expression resolved for rows of an entity."""
    scope = row_scope(known or library(PolicySet(CATALOG), POLICY, DAY), each)  # type: ignore[arg-type]
    return resolve_expression(parse(text, Span(Source("p.yaml", text), 1, 1)), scope)


NUMBERS = [Decimal(n) for n in ("0", "1", "2", "3", "2.5", "0.333333", "1000000.000001")]
SIGNED = [*NUMBERS, Decimal(-1), Decimal("-2.5"), Decimal("-0.000001")]
EXTREME = [Decimal(10) ** 12, -(Decimal(10) ** 12), Decimal("999999999999.999999")]
DAYS = [DAY + timedelta(days=n) for n in (-40, -20, -7, -6, -1, 0, 1, 5)]
BIRTHS = [date(2000, 2, 29), date(2002, 9, 17), date(2002, 9, 18), date(2030, 1, 1), date(1, 1, 1)]
PERSONS = [
    "11010519491231002X", "11010519491231002x", "11010519491231002X43", "110105194912310021",
    "440308199901101512", "440308199902301512", "44030819990110151224B1", "440308199901101512A",
    "4403081999011015", "\uff1440308199901101512",
]  # fmt: skip
TEXTS = ["a", "A", "ab", "b\n", "ä·b", "\uff11", "-", "'"]
VALUES: dict[Kind, Sequence[Value]] = {
    Kind.TEXT: TEXTS,
    Kind.CHOICE: GRADES,
    Kind.CHOICES: [("far", "ill"), ("old",), ("ill",)],
    Kind.YES_NO: [True, False],
    Kind.COUNT: [Decimal(n) for n in (0, 1, 2, 3, 7)],
    Kind.NUMBER: SIGNED + EXTREME,
    Kind.AMOUNT: SIGNED + EXTREME[:2],
    Kind.DATE: DAYS + BIRTHS,
    Kind.MONTH: [Month(2020, 9), Month(2020, 1), Month(2019, 12)],
    Kind.ID_NUMBER: PERSONS,
    Kind.PHONE: ["13800000000", "12345", "1380000000x"],
}
OWN_VALUES: dict[str, Sequence[Value]] = {
    "town": ["t1", "t2"], "vil": ["v1", "v2"], "hid": ["h1", "h2", "h3", "h4", "h5"],
    "mid": [f"m{n}" for n in range(1, 9)], "county": ["c1", "c2"], "born": BIRTHS + DAYS,
    "day": DAYS, "start": DAYS, "end": DAYS, "income": NUMBERS, "wage": NUMBERS,
    "minutes": VALUES[Kind.COUNT], "money": [*NUMBERS, EXTREME[0]], "value": NUMBERS,
    "died": DAYS, "found": DAYS,
}  # fmt: skip
SIZES = {"village": 3, "household": 5, "member": 8, "visit": 12, "benefit": 9}


def column(chance: Random, of: Field, length: int, trouble: float) -> Column:
    """One field's cells."""
    values: list[Value | None] = []
    odd: dict[int, Odd] = {}
    for row in range(length):
        roll = chance.random()
        if roll < trouble:
            values.append(None)
            continue
        value = chance.choice(OWN_VALUES.get(of.name, VALUES[of.kind]))
        if roll < trouble * 1.7 and not of.kind.written:
            odd[row] = Odd(State.UNREADABLE, "?", "unreadable")
            values.append(value if of.kind is Kind.CHOICES else None)
        else:
            values.append(value)
    return Column(values, odd)


def table(chance: Random, name: TableName, trouble: float) -> Table:
    """One table; its own keys mostly differ."""
    own = CATALOG.entities[name.entity]
    length = chance.randint(0, SIZES.get(name.entity, 5))
    fields = [one for one in own.fields.values() if one.derived is None]
    columns = {one.name: column(chance, one, length, trouble) for one in fields}
    if len(own.key) == 1:
        keys = list(OWN_VALUES[own.key[0]])
        chance.shuffle(keys)
        cells: list[Value | None] = list(keys[:length])
        if length > 1 and chance.random() < trouble * 2:
            cells[0] = chance.choice([None, cells[1]])
        columns[own.key[0]] = Column(cells)
    return Table(name, length, columns)


def world(seed: int) -> Dataset:
    """A dataset."""
    chance = Random(seed)
    trouble = chance.choice([0.0, 0.1, 0.3])
    names = [TableName(name) for name in TABLES] + [
        TableName("member", 1),
        TableName("household", 1),
    ]
    tables = {name: table(chance, name, trouble) for name in names}
    region = ("c1",) if chance.random() < 0.3 else ()
    return Dataset(tables, {TableName("deaths"): DAY}, region=region)
