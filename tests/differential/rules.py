"""Random policies: standards, definitions, rules; resolved for one day."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any

import yaml

from checker.model.resolved import Resolved
from checker.resolve import resolve
from tests.differential.writing import Definitions, Writer, view_of
from tests.tables.village import AS_OF, policies_of, rule_of, village

Policy = dict[str, Any]
STANDARDS: dict[str, Any] = yaml.safe_load("""
低保:
  unit: 元/年
  values:
    - {from: 2018-01-01, value: 1, region: 全国}
    - {from: 2018-01-01, value: 2.5, region: 张三}
    - {from: 2020-01-01, value: 100, region: 张三北}
    - {from: 2021-01-01, value: 0.5, region: 李四}
脱贫线: {unit: 元/年, values: [{from: 2016-01-01, value: 2}, {from: 2020-03-01, value: 3}]}
比例: {values: [{from: 2016-01-01, value: 0.333333}]}
人数:
  values:
    - {from: 2016-01-01, value: {小学: 1, 初中: 2}}
    - {from: 2020-01-01, value: {小学: 3}}
迟来的: {values: [{from: 2020-09-18, value: 1}]}
起点: {values: [{from: 2016-01-01, value: 2020-02-29}]}
""")
EACH = ("household", "household", "household", "member", "member", "visit", "benefit",
        "village", "township", "disability_register")  # fmt: skip
SORTS = ("yes_no", "", "元/年", "date")


@dataclass(frozen=True)
class Written:
    """A rule as it was written."""

    each: str
    applies: str | None
    requires: str


def written(
    random: Random, count: int, *, sure: bool = False
) -> tuple[dict[str, Any], list[Written]]:
    """Standards and definitions, and some rules over them."""
    known = Definitions({})
    definitions = {}
    for number in range(6):
        entity, sort = random.choice(("household", "member", "village")), random.choice(SORTS)
        name = f"定义{number}"
        definitions[name] = definition(Writer(random, known, sure=sure), entity, sort)
        known.names.setdefault((entity, sort), []).append(name)
    writer = Writer(random, known, sure=sure)
    rules = [rule(writer, random.choice(EACH)) for _ in range(count)]
    region = random.choice((None, None, "张三", "北"))
    return {"standards": STANDARDS, "definitions": definitions, "region": region}, rules


def rule(writer: Writer, entity: str) -> Written:
    """One rule."""
    view = view_of(entity)
    applies = writer.condition(view, 2) if writer.random.random() < 0.5 else None
    requires = writer.condition(view, writer.random.choice((1, 2, 3)))
    return Written(village().entities[entity].title, applies, requires)


def definition(writer: Writer, entity: str, sort: str) -> dict[str, Any]:
    """One definition: an expression, or a decision table."""
    view, title = view_of(entity), village().entities[entity].title

    def value(depth: int) -> str:
        if sort == "yes_no":
            return writer.condition(view, depth)
        return str(writer.value(view, depth, sort))

    if writer.random.random() < 0.5:
        return {"each": title, "is": value(2)}
    rows = [{"when": writer.condition(view, 1), "is": value(1)} for _ in range(2)]
    otherwise = [{"otherwise": value(0)}] if writer.random.random() < 0.7 else []
    return {"each": title, "table": [*rows, *otherwise]}


def resolved(policy: dict[str, Any], rules: list[Written]) -> Resolved:
    """The rules resolved for the day of the tables."""
    made = [
        rule_of(f"r{number:03}", each.each, each.requires, each.applies)
        for number, each in enumerate(rules)
    ]
    return resolve(policies_of(policy, made), AS_OF)
