"""The text of a mapping.yaml: the shape that is published, and what is added to a file."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from referencing import Registry, Resource

from checker.fault import FaultyInput
from checker.intake.mapping import forms_in
from checker.intake.mapping_text import Entry, with_entries
from checker.read.shipped import shipped
from checker.source import Source
from tests.intake.small import CATALOG

SHAPES = [
    ("mapping: []\n", True, "nothing yet"),
    ("mapping: [{table: 户}]\n", True, "the least"),
    ("mapping: [{table: 户, file: 1, header_row: [1, 2], unused: 备注}]\n", True, "short forms"),
    ("mapping: [{file: a}]\n", False, "no table"),
    ("mapping: [{table: 户, header_row: 2}]\n", False, "of no sheet"),
    ("mapping: [{table: 户, file: a, header_row: 0}]\n", False, "row 0"),
    ("mapping: [{table: 户, kind: text}]\n", False, "an unknown key"),
    ("mapping: [{table: 户, columns: [户编号]}]\n", False, "a list for a mapping"),
    ("mapping: {table: 户}\n", False, "a mapping for a list"),
    ("forms: []\n", False, "another key"),
]


@pytest.mark.parametrize(("text", "good", "why"), SHAPES)
def test_the_schema_says_the_same(text: str, good: bool, why: str) -> None:
    """An editor with the published schema and this program agree on the shape."""
    yaml = pytest.importorskip("yaml")
    folder = shipped("schemas")
    known: Registry[Any] = Registry().with_resources(
        (path.name, Resource.from_contents(json.loads(path.read_text("utf-8"))))
        for path in folder.glob("*.schema.json")
    )
    schema = json.loads((folder / "mapping.schema.json").read_text("utf-8"))
    by_schema = jsonschema.Draft202012Validator(schema, registry=known)

    try:
        forms_in(Source("mapping.yaml", text), CATALOG)
        taken = True
    except FaultyInput:
        taken = False

    assert (taken, by_schema.is_valid(yaml.safe_load(text))) == (good, good), why


ODD = Entry(
    "户",
    "表 #1: 'a'.xlsx",
    "Sheet 1",
    (2, 3),
    {"致贫/返贫风险: 1": "致贫风险", "是": "户编号", "1": "户主姓名"},
    ("- 备注", "#"),
    {"住房等级": {"好\t": "A级", "yes": "B级", "null": "不详"}},
)
BEFORE = [
    (None, "a new file"),
    ("mapping: []\n", "in brackets"),
    ("# 甲\nmapping:\n- table: 户 # 乙\n", "a list that somebody wrote, flush left"),
    ("mapping:\n    - table: 户\n      unused: [甲]\n# 丙", "no line end, a remark behind"),
    ("mapping: [{table: 户}]\n", "on one line"),
]


@pytest.mark.parametrize(("text", "why"), BEFORE)
def test_written_and_read_back(text: str | None, why: str) -> None:
    """What is added reads as it was meant; what stood there stays, its remarks too."""
    before = None if text is None else Source("mapping.yaml", text)

    after = with_entries(before, (ODD, Entry("成员", unused=("甲",))))

    forms = forms_in(Source("mapping.yaml", after), CATALOG)
    form = forms[-2]
    assert (form.file, form.sheet, form.header_rows) == (ODD.file, ODD.sheet, (2, 3)), why
    assert form.columns == {
        "致贫/返贫风险: 1": ("household", "risks"),
        "是": ("household", "household_id"),
        "1": ("household", "head_name"),
    }, why
    assert form.unused == ODD.unused, why
    assert form.words == {("household", "house_grade"): ODD.words["住房等级"]}, why
    assert forms[-1].unused == ("甲",), why
    for remark in ("# 甲", "# 乙", "# 丙"):
        assert (remark in after) is (remark in (text or "")), why
