"""`checker schema`: words for editors, and not a file more or less that is taken."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from referencing import Registry, Resource

from checker.editor.schemas import schemas
from checker.model.policy import PolicySet
from checker.read.folder import kind_of, read_policies
from checker.read.shipped import shipped
from checker.source import Source
from checker.yaml_tree import load
from tests.read.small import read
from tests.read.test_schemas import FILES, KINDS, data, validator

ROOT = Path(__file__).parents[2]
POLICIES = ROOT / "policies"
Validator = jsonschema.Draft202012Validator


@cache
def spoken() -> dict[str, dict[str, Any]]:
    """The schemas with the words of what ships."""
    return of(read_policies(POLICIES, cases=False))


def of(policies: PolicySet) -> dict[str, dict[str, Any]]:
    """The schemas with the words of some policies."""
    return {name: json.loads(text) for name, text in schemas(policies).items()}


@cache
def with_words(kind: str) -> Validator:
    """What an editor with the written schemas would say."""
    known = [(name, Resource.from_contents(schema)) for name, schema in spoken().items()]
    registry: Registry[Any] = Registry().with_resources(known)
    return Validator(spoken()[f"{kind}.schema.json"], registry=registry)


def files() -> Iterator[tuple[str, str, str]]:
    """Name, kind, text of every file that ships, that is broken on purpose, that is in a table."""
    for path in sorted(POLICIES.rglob("*.yaml")):
        name = path.relative_to(POLICIES).as_posix()
        yield name, kind_of(name), path.read_text("utf-8")
    for path in sorted((ROOT / "tests" / "faults").glob("*.yaml")):
        yield path.name, "policy", path.read_text("utf-8")
    for kind, text, _, why in FILES:
        yield why, kind, text


def test_takes_what_the_shipped_schema_takes() -> None:
    """Good or bad: both say the same of every file that YAML can read at all."""
    said = []
    for name, kind, text in files():
        tree, _ = load(Source(name, text))
        if tree is not None:
            good = validator(kind).is_valid(data(tree))
            assert with_words(kind).is_valid(data(tree)) is good, name
            said.append(good)
    assert said.count(True) > 40
    assert said.count(False) > 20


@pytest.mark.parametrize("name", sorted(path.name for path in shipped("schemas").glob("*.json")))
def test_are_schemas_without_marks_of_ours(name: str) -> None:
    Validator.check_schema(spoken()[name])

    assert '"x-' not in json.dumps(spoken()[name])


def property_at(schema: dict[str, Any], *path: str) -> Any:
    """What is said of a place, down the keys of a schema."""
    found: Any = schema
    for step in path:
        found = found[int(step)] if step.isdigit() else found[step]
    return found


GIVEN = ("properties", "cases", "items", "properties", "given", "properties")
RULE = ("$defs", "rule", "properties")
WORDS = [
    # schema, way to the words, a word, what it is said to mean, why
    ("policy", (*RULE, "each", "anyOf", "0"), "成员", "member，", "tables"),
    ("policy", (*RULE, "each", "anyOf", "0"), "残疾人名册", "", "registers are tables"),
    ("policy", (*RULE, "sieves", "items", "anyOf", "0"), "inspection", "检验筛", "sieves"),
    ("policy", (*RULE, "kind"), "overdue", "超期：过了期限", "words of the language"),
    ("policy", ("properties", "policy", "properties", "area", "anyOf", "0"), "water", "饮水", ""),
    ("parts", ("$defs", "severity"), "critical", "严重", ""),
    ("parts", ("$defs", "codes", "items", "anyOf", "0"), "非在校生", "在校生状况", "codes"),
    (
        "sieve",
        ("properties", "sieve", "properties", "group_by", "items", "anyOf", "0"),
        "村名",
        "文字",
        "fields of a household",
    ),
    (
        "cases",
        (*GIVEN, "成员", "properties", "性别", "anyOf", "0"),
        "女",
        "",
        "codes of the field that is given",
    ),
]


@pytest.mark.parametrize(("name", "way", "word", "told", "why"), WORDS)
def test_words_are_offered_and_explained(
    name: str, way: tuple[str, ...], word: str, told: str, why: str
) -> None:
    offered = property_at(spoken()[f"{name}.schema.json"], *way)

    meaning = dict(zip(offered["enum"], offered["enumDescriptions"], strict=True))
    assert word in meaning, why
    assert told in meaning[word], why


def test_standards_of_an_overlay_are_keys() -> None:
    overlay = spoken()["overlay.schema.json"]["properties"]["overlay"]["properties"]

    assert overlay["standards"]["properties"]["农村低保标准"]["description"] == "元/月"
    assert overlay["rules"]["properties"]["education/in-school"]["description"].startswith("适龄")


def test_every_key_is_titled() -> None:
    """An editor shows a Chinese title for each key that an author can write."""
    untitled = [
        (name, key)
        for name in (*KINDS, "parts")
        for key, one in keys(spoken()[f"{name}.schema.json"])
        if "title" not in one and "$ref" not in one
    ]

    assert untitled == []


def keys(schema: object) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every key of a schema with what is said of it."""
    if isinstance(schema, dict):
        found = schema.get("properties")
        if isinstance(found, dict):
            yield from found.items()
        for one in schema.values():
            yield from keys(one)
    elif isinstance(schema, list):
        for one in schema:
            yield from keys(one)


def test_words_of_a_folders_own_dictionary(tmp_path: Path) -> None:
    """A catalog extension's tables, fields and codes are words like those that ship."""
    extension = """standalone: false
entities:
  household: {fields: {heating: {title: 取暖方式, kind: choice, codes: 取暖}}}
codes:
  取暖: [燃气, 生物质]
"""
    policies = read(tmp_path, {"catalog.yaml": extension, "education.yaml": EDUCATION})

    given = of(policies)["cases.schema.json"]["properties"]["cases"]["items"]["properties"]
    row = given["given"]["properties"]["户"]["properties"]["取暖方式"]

    assert row["anyOf"][0]["enum"] == ["燃气", "生物质"]


EDUCATION = """policy: {title: 教育}
rules:
  - id: in-school
    title: 在校
    each: 成员
    requires: 在校生状况 != "非在校生"
    sieves: [standard]
    severity: major
    message: 没有在校
"""
