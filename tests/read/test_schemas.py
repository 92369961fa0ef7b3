"""The shape check and the published schemas say the same of a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from referencing import Registry, Resource

from checker.read.schema import shape
from checker.read.shape import Reading
from checker.source import Source
from checker.yaml_tree import ListNode, MapNode, Node, read_yaml

ROOT = Path(__file__).parents[2]
SCHEMAS = sorted((ROOT / "schemas").glob("*.schema.json"))
KINDS = [
    "policy",
    "standards",
    "areas",
    "criteria",
    "categories",
    "sieve",
    "cases",
    "waivers",
    "overlay",
    "catalog",
]

REGISTRY: Registry[Any] = Registry().with_resources(
    [(path.name, Resource.from_contents(json.loads(path.read_text("utf-8")))) for path in SCHEMAS]
)

RULE = """policy: {title: 教育}
rules:
  - id: in-school
    title: 在校
    each: 成员
    requires: 寄宿
    sieves: [standard]
    severity: major
    message: 没有在校
"""

# kind, text, good, why
FILES = [
    ("policy", RULE, True, "the least that a policy holds"),
    ("policy", RULE + "    due: 5\n", True, "a whole number"),
    ("policy", RULE + "    due: 1.5\n", False, "half a day"),
    ("policy", RULE + "    due: -1\n", False, "below the least"),
    ("policy", RULE + "    due: '5'\n", False, "quoted"),
    ("policy", RULE + "    remedy:\n", False, "nothing"),
    ("policy", RULE + "    titel: 在校\n", False, "an unknown key"),
    ("policy", RULE + "    kind: lost\n", False, "an unknown word"),
    ("policy", RULE + "    once_per: 户编号\n", False, "a text for a list"),
    ("policy", RULE + "    once_per: []\n", False, "an empty list"),
    ("policy", RULE + "    basis: [{article: 第一条}]\n", False, "a needed key deep inside"),
    ("policy", RULE + "    basis: [{document: 法, confirmed: 是}]\n", False, "a truth"),
    ("policy", RULE.replace("[standard]", "[standard, standard]"), False, "twice"),
    ("policy", RULE.replace("in-school", "in school"), False, "a blank in an id"),
    ("policy", RULE.replace("    each: 成员\n", ""), False, "a needed key"),
    ("policy", "policy: {title: 教育}\nrules: []\n", False, "no rules"),
    ("policy", RULE.replace("{title: 教育}", "{title: 教育, regime: [a, b]}"), True, "a list"),
    ("policy", RULE.replace("{title: 教育}", "{title: 教育, regime: 1}"), False, "a number"),
    ("policy", RULE.replace("{title: 教育}", "教育"), False, "a text for a mapping"),
    ("standards", "lists: {在读: [小学, 1]}\n", True, "codes may be numbers"),
    ("standards", "lists: {在读: 小学}\n", False, "a list of one is a list"),
    ("standards", "definitions: {甲: {each: 户, is: 1}}\n", True, "a number is an expression"),
    ("standards", "definitions: {甲: {each: 户}}\n", False, "neither body"),
    (
        "standards",
        "definitions: {甲: {each: 户, is: a, table: [{otherwise: 1}]}}\n",
        False,
        "both",
    ),
    ("standards", "definitions: {甲: {each: 户, table: [{when: a}]}}\n", False, "half a row"),
    (
        "standards",
        "standards: {甲: {values: [{from: 2020-01-01, value: {a: [b]}}]}}\n",
        True,
        "a list for each code",
    ),
    ("standards", "standards: {甲: {values: [{from: 2020-01-01}]}}\n", False, "no value"),
    ("standards", "standards: {甲: {values: []}}\n", False, "no values"),
    ("areas", "areas: [{id: a, title: 甲, named_by_source: true}]\n", True, "all keys"),
    ("areas", "areas: {id: a}\n", False, "a mapping for a list"),
    ("criteria", "criteria: [{id: a, title: 甲, rules: [a/b]}]\n", True, "one rule"),
    ("criteria", "criteria: [{id: a, title: 甲, rules: [a/b, a/b]}]\n", False, "twice"),
    ("categories", "categories: {field: 类别, table: [{otherwise: 1}]}\n", True, "a table"),
    ("categories", "categories: {field: 类别}\n", False, "no table"),
    ("sieve", "sieve: {id: a, title: 甲, rules: {sieve: a, area: [b]}}\n", True, "one or a list"),
    ("sieve", "sieve: {id: a, title: 甲, rules: {}}\n", False, "chooses nothing"),
    (
        "cases",
        "as_of: 2020-01-01\ncases: [{rule: a, name: b, given: {}, expect: gap}]\n",
        True,
        "",
    ),
    (
        "cases",
        "as_of: 2020-01-01\ncases: [{rule: a, name: b, given: {}, expect: no}]\n",
        False,
        "",
    ),
    ("waivers", "waivers: []\n", True, "none"),
    ("waivers", "waivers: [{rule: a}]\n", False, "all is needed"),
    (
        "overlay",
        "overlay: {extends: ../a, document: 文, rules: {a/b: {off: {}}}}\n",
        False,
        "no reason",
    ),
    ("overlay", "overlay: {extends: ../a, document: {title: 文}}\n", True, "nothing changed yet"),
    (
        "catalog",
        "codes: {是否: {是: ['1'], 否: []}, 性别: [男, 女]}\n",
        True,
        "both forms of codes",
    ),
    ("catalog", "codes: {是否: {是: [1]}}\n", False, "numbers that identify are quoted"),
    ("catalog", "entities: {a: {title: 甲, fields: {b: {kind: texts}}}}\n", False, "no such kind"),
    (
        "catalog",
        "registers: {a: {title: 甲, absence: means_no, max_age: 90}}\n",
        True,
        "a register",
    ),
]


@pytest.mark.parametrize(("kind", "text", "good", "why"), FILES)
def test_both_say_the_same(kind: str, text: str, good: bool, why: str) -> None:
    """An editor with the schema and this program take and refuse the same files."""
    tree = read_yaml(Source("a.yaml", text))
    reading = Reading()

    reading.check(tree, shape(kind), kind)

    assert (reading.faults == []) is good, why
    assert validator(kind).is_valid(data(tree)) is good, why


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.name)
def test_schemas_are_schemas(path: Path) -> None:
    """Each is a schema of the 2020-12 draft."""
    jsonschema.Draft202012Validator.check_schema(json.loads(path.read_text("utf-8")))


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_has_a_title(kind: str) -> None:
    """Editors and faults show what a key is in Chinese."""
    assert [key for key, one in shape(kind).properties.items() if not one.title] == []


def test_shipped_files() -> None:
    """What ships fits its schemas, by this program and by an editor."""
    policies = ROOT / "policies"
    names = {"standards": "standards.yaml", "areas": "areas.yaml", "criteria": "criteria.yaml"}
    paths = [("catalog", ROOT / "schemas" / "catalog.yaml")]
    paths += [(kind, policies / name) for kind, name in names.items()]
    paths += [("sieve", path) for path in sorted((policies / "sieves").glob("*.yaml"))]
    paths += [("cases", path) for path in sorted(policies.glob("*.cases.yaml"))]
    for kind, path in paths:
        tree = read_yaml(Source(path.name, path.read_text("utf-8")))
        reading = Reading()
        reading.check(tree, shape(kind), kind)
        assert reading.faults == []
        assert validator(kind).is_valid(data(tree)), path


def validator(kind: str) -> jsonschema.Draft202012Validator:
    """What an editor would say."""
    schema = json.loads((ROOT / "schemas" / f"{kind}.schema.json").read_text("utf-8"))
    return jsonschema.Draft202012Validator(schema, registry=REGISTRY)


def data(node: Node) -> object:
    """A tree as an editor sees it: YAML 1.2."""
    if isinstance(node, MapNode):
        return {key: data(entry.value) for key, entry in node.entries.items()}
    if isinstance(node, ListNode):
        return [data(item) for item in node.items]
    if node.meaning == "number":
        return float(node.text) if "." in node.text else int(node.text)
    return {"null": None, "boolean": node.text == "true"}.get(node.meaning, node.text)
