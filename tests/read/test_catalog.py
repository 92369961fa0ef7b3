"""The dictionary, what an office may add to it, and what does not fit."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from checker.fault import FaultyInput
from checker.model.catalog import Catalog
from checker.model.kind import Kind
from checker.read.catalog import catalog_of, read_catalog
from checker.source import Source
from tests.read.small import CATALOG

ROOT = Path(__file__).parents[2]


def catalog(*extensions: str) -> Catalog:
    """The small dictionary with these laid over it."""
    texts = [Source(f"{number}.yaml", text) for number, text in enumerate(extensions)]
    return catalog_of(Source("catalog.yaml", CATALOG), texts)


def test_entity() -> None:
    """Titles in keys and links become English names."""
    member = catalog().entities["member"]

    assert (member.title, member.key) == ("成员", ("member_id",))
    assert [(link.parent, link.fields) for link in member.parents] == [
        ("household", ("household_id",))
    ]
    age = member.fields["age"]
    assert (age.kind, age.unit, age.derived) == (Kind.COUNT, "岁", "age_on(出生日期, 核查日)")
    assert age.derived_span is not None
    line = age.derived_span.source.line(age.derived_span.line)
    assert line[age.derived_span.column - 1 :].startswith("age_on(")
    register = catalog().entities["school_register"].register
    assert register is not None
    assert register.closed


def test_extension() -> None:
    """An office adds tables, fields, headers, codes and registers."""
    found = catalog(
        "entities:\n"
        "  member:\n"
        "    fields:\n"
        "      born: {headers: [生日], blank_words: [不知道]}\n"
        "      dialect: {title: 方言, kind: text}\n"
        "  orchard:\n"
        "    title: 果园\n"
        "    parent: 户\n"
        "    link: household_id\n"
        "    also_of: {member: 人编号}\n"
        "    fields:\n"
        "      household_id: {title: 户编号, kind: text}\n"
        "      member_id: {title: 人编号, kind: text}\n"
        "codes: {在校生状况: {小学: [小学生], 幼儿园: []}}\n"
        "registers:\n"
        "  deaths: {title: 死亡登记, absence: unknown, as_of: 2020-08-31, max_age: 90,"
        " fields: {name: {title: 姓名, kind: text}}}\n"
    )

    assert found.entities["member"].fields["born"].headers == ("生日",)
    assert found.entities["member"].fields["dialect"].title == "方言"
    assert [link.parent for link in found.entities["orchard"].parents] == ["household", "member"]
    assert found.codes["在校生状况"].codes == {
        "非在校生": (),
        "小学": ("小学生",),
        "初中": (),
        "幼儿园": (),
    }
    deaths = found.entities["deaths"].register
    assert deaths is not None
    assert (deaths.closed, deaths.as_of, deaths.max_age) == (False, date(2020, 8, 31), 90)


def test_standalone() -> None:
    """The whole dictionary instead of the one that ships."""
    found = catalog(
        "standalone: true\nentities: {tree: {title: 树, fields: {n: {title: 名, kind: text}}}}\n"
    )

    assert list(found.entities) == ["tree"]


FIELD = "entities: {member: {fields: {x: {title: 新, %s}}}}\n"

# extension, code, why
FAULTY = [
    (FIELD % "kind: amount", "missing-key", "an amount has a unit"),
    (FIELD % "kind: choice", "missing-key", "a choice has codes"),
    (FIELD % "kind: choice, codes: 无此", "unknown-codes", "no such list"),
    (FIELD % "kind: text, unit: 元", "not-for-kind", "a text has no unit"),
    (FIELD % "kind: text, gather: [甲1, 甲2]", "not-for-kind", "columns of choices are gathered"),
    (FIELD % "kind: text, never_negative: true", "not-for-kind", "a text has no sign"),
    (
        FIELD % "kind: choice, codes: 在校生状况, blank: 无",
        "unknown-code",
        "an empty cell means no code",
    ),
    (FIELD % "kind: count, derived: '年龄 +'", "syntax", "an expression's own fault"),
    ("entities: {member: {fields: {x: {kind: text}}}}\n", "missing-key", "a field has a title"),
    ("entities: {x: {fields: {}}}\n", "missing-key", "a table has a title"),
    (
        "entities: {member: {fields: {born: {kind: text}}}}\n",
        "changes-catalog",
        "no kind is changed",
    ),
    ("entities: {member: {title: 人}}\n", "changes-catalog", "no title is changed"),
    (
        "registers: {member: {absence: unknown}}\n",
        "changes-catalog",
        "no table becomes a register",
    ),
    (
        "entities: {x: {title: 新, parent: 人家, link: 户编号, fields: {}}}\n",
        "unknown-table",
        "no such parent",
    ),
    (
        "entities: {x: {title: 新, parent: 户, fields: {}}}\n",
        "missing-key",
        "a parent needs a link",
    ),
    (
        "entities: {x: {title: 新, key: 序号, fields: {}}}\n",
        "unknown-field",
        "a key is a field",
    ),
    (
        "registers: {x: {title: 新, fields: {}}}\n",
        "missing-key",
        "a register says what absence is",
    ),
    (
        FIELD.replace("新", "年龄") % "kind: text",
        "taken-name",
        "two fields of one title",
    ),
    (FIELD.replace("新", "户") % "kind: text", "taken-name", "a table's name"),
    (FIELD.replace("新", "耕地（亩）") % "kind: text", "not-a-name", "that is a header"),
    (FIELD.replace("新", "count") % "kind: text", "taken-name", "a function's name"),
    (FIELD.replace("新", "ＡＢ") % "kind: text", "name-form", "Python reads another name"),
    ("codes: {甲: {是: ['1'], 否: ['1']}}\n", "spelling-twice", "one spelling, two codes"),
    (
        "entities: {x: {title: 新, parent: 新, link: 键, key: 键, "
        "fields: {k: {title: 键, kind: text}}}}\n",
        "own-ancestor",
        "above itself",
    ),
    (
        "entities: {x: {title: 新, parent: 学籍名册, link: 键, "
        "fields: {k: {title: 键, kind: text}}}}\n",
        "link-and-key",
        "a register has no children",
    ),
]


@pytest.mark.parametrize(("extension", "code", "why"), FAULTY)
def test_faults(extension: str, code: str, why: str) -> None:
    """What does not fit is told with its place."""
    with pytest.raises(FaultyInput) as faulty:
        catalog(extension)

    first = faulty.value.faults[0]
    assert first.code == code, why
    assert first.span is not None


def test_what_ships() -> None:
    """The dictionary that ships fits together."""
    found = read_catalog(ROOT / "schemas" / "catalog.yaml")

    assert {"household", "member", "visit", "benefit", "document"} <= set(found.entities)
