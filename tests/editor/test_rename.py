"""A new name stands wherever the old one did and nothing is wrong then, or there is a reason."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from checker.editor.finding import thing_at
from checker.editor.outline import outline
from checker.editor.rename import Refused, Renaming
from checker.editor.uses import Use
from checker.editor.view import View, look
from checker.fault import Level
from checker.read.desk import Desk
from tests.editor.shipped import AS_OF
from tests.read.small import written

STANDARDS = """standards:
  低保线:
    unit: 元/年
    values: [{from: 2020-01-01, value: 5200}]
    tailor: free
definitions:
  低于低保线: {each: 户, is: 人均纯收入 < 低保线}
"""
EDUCATION = """policy: {title: 教育}
standards:
  起学年龄:
    unit: 岁
    values: [{from: 2020-01-01, value: 6}]
lists:
  在读: [小学, 七年级]
definitions:
  适龄: {each: 成员, is: 起学年龄 <= 年龄 <= 15}
rules:
  - id: in-school
    title: 适龄的在读
    each: 成员
    applies: 适龄 and not 户.低于低保线
    requires: 在校生状况 in 在读
    sieves: [standard]
    severity: major
    message: "{姓名}适龄{适龄}，低保线{低保线}"
  - id: in-school-late
    title: 户里有适龄的
    each: 户
    requires: any(m.适龄 and m.年龄 > 起学年龄 for m in 成员)
    sieves: [standard]
    severity: minor
    message: 没有适龄的
"""
CASES = """as_of: 2020-09-17
cases:
  - {rule: in-school, name: 甲, given: {成员: {}}, expect: unknown}
  - {rule: education/in-school, name: 乙, given: {成员: {}}, expect: unknown}
  - {rule: in-school-late, name: 丙, given: {成员: {}}, expect: unknown}
"""
OVERLAY = """overlay:
  extends: ../policies
  document: {title: 文}
  standards: {低保线: {values: [{from: 2020-06-01, value: 5500}]}}
  rules: {education/in-school: {off: {reason: 试点, document: 文}}}
"""
WAIVERS = """rule,household,row,from,until,reason,approved_by,document
education/in-school,H1,,2020-01-01,2020-12-31,搬迁,张三,1号
education/in-school-late,H1,,2020-01-01,2020-12-31,搬迁,张三,1号
"""
SIEVE = "sieve: {{id: {}, title: 筛, rules: {{{}}}}}\n"
FILES = {
    "policies/standards.yaml": STANDARDS,
    "policies/education.yaml": EDUCATION,
    "policies/education.cases.yaml": CASES,
    "policies/criteria.yaml": "criteria: [{id: a, title: 甲, rules: [education/in-school]}]\n",
    "policies/sieves/standard.yaml": SIEVE.format("standard", "sieve: standard"),
    "policies/sieves/one.yaml": SIEVE.format("one", "rule: education/in-school"),
    "county/overlay.yaml": OVERLAY,
    "county/waivers.csv": WAIVERS,
}


@pytest.fixture
def folders(tmp_path: Path) -> Path:
    """An office's policies, and an overlay over them."""
    return written(tmp_path, FILES)


def views(folders: Path) -> list[View]:
    """Both folders."""
    return [look(folders / name, Desk(), AS_OF) for name in ("policies", "county")]


def renaming(folders: Path, file: str, word: str) -> Renaming:
    """The renaming of what the first such word in a file means."""
    path = folders / "policies" / file
    text = path.read_text("utf-8")
    known = views(folders)
    placed = known[0].placed(path)
    assert placed is not None
    found = thing_at(known[0], placed, outline(text), text.index(word) + 1)
    assert found is not None
    return Renaming(found.meaning, known, [folders])


def write(edits: Mapping[Path, list[Use]] | Mapping[Path, object], name: str) -> None:
    """Do what an editor does with the edits."""
    for path, places in edits.items():
        text = path.read_text("utf-8")
        for use in sorted(places, reverse=True):  # type: ignore[call-overload]
            text = text[: use.start] + name + text[use.end :]
        path.write_text(text, "utf-8")


RENAMED = [
    # file, word, new name, uses by file, why
    ("education.yaml", "适龄:", "学龄", {"education.yaml": 4}, "a definition, in a message, too"),
    ("education.yaml", "起学年龄", "入学年龄", {"education.yaml": 3}, "a standard of a chapter"),
    ("education.yaml", "在读:", "在学", {"education.yaml": 2}, "a list"),
    (
        "standards.yaml",
        "低保线",
        "保障线",
        {"standards.yaml": 2, "education.yaml": 1, "overlay.yaml": 1},
        "a shared standard, and what an overlay makes of it",
    ),
    (
        "standards.yaml",
        "低于低保线",
        "困难",
        {"standards.yaml": 1, "education.yaml": 1},
        "a name that ends like another",
    ),
    (
        "education.yaml",
        "in-school",
        "at-school",
        {
            "education.yaml": 1,
            "criteria.yaml": 1,
            "education.cases.yaml": 2,
            "one.yaml": 1,
            "overlay.yaml": 1,
            "waivers.csv": 1,
        },
        "a rule, in its cases, criteria, sieves, an overlay, waivers; not one that begins alike",
    ),
    (
        "criteria.yaml",
        "education/in-school",
        "x",
        {
            "education.yaml": 1,
            "criteria.yaml": 1,
            "education.cases.yaml": 2,
            "one.yaml": 1,
            "overlay.yaml": 1,
            "waivers.csv": 1,
        },
        "by one of its uses",
    ),
]


@pytest.mark.parametrize(("file", "word", "new", "places", "why"), RENAMED)
def test_renamed_everywhere(
    folders: Path, file: str, word: str, new: str, places: dict[str, int], why: str
) -> None:
    edits = renaming(folders, file, word).edits(new)
    write(edits, new)

    counted = {path.name: len(found) for path, found in edits.items()}
    assert counted == places, why
    faults = [fault for view in views(folders) for fault in view.faults]
    assert [fault for fault in faults if fault.level is Level.ERROR] == [], why


REFUSED = [
    # file, word, new name, told, why
    ("education.yaml", "年龄 <= 15", "岁数", "数据字典", "a field"),
    ("education.yaml", "成员", "人", "数据字典", "a table"),
    ("education.yaml", "在读:", "在 读", "不能作名称", "no name"),
    ("education.yaml", "在读:", "起学年龄", "已经是", "taken in the chapter"),
    ("education.yaml", "在读:", "m", "已经是", "a loop's variable"),
    ("education.yaml", "适龄:", "性别", "已经是", "a field's"),
    ("education.yaml", "起学年龄", "低保线", "已经是", "taken in the shared file"),
    ("education.yaml", "in-school", "in-school-late", "用了两次", "another rule's"),
    ("education.yaml", "in-school", "a b", "不能改成", "no id"),
]


@pytest.mark.parametrize(("file", "word", "new", "told", "why"), REFUSED)
def test_refused_with_the_reason(
    folders: Path, file: str, word: str, new: str, told: str, why: str
) -> None:
    wanted = renaming(folders, file, word)

    with pytest.raises(Refused, match=told):
        wanted.edits(new)


def test_files_that_are_not_the_authors_are_left_alone(folders: Path) -> None:
    """An overlay's author cannot rename what the base, outside the workspace, names."""
    wanted = renaming(folders, "standards.yaml", "低保线")
    county = Renaming(wanted.thing, wanted.views, [folders / "county"])

    with pytest.raises(Refused, match=r"standards\.yaml|education\.yaml"):
        county.edits("保障线")


def test_not_while_something_is_wrong(folders: Path) -> None:
    """With a fault about, nobody can say where a name is used."""
    wanted = renaming(folders, "education.yaml", "在读:")
    written(folders, {"policies/criteria.yaml": "criteria: [{id: a, titel: 甲, rules: []}]\n"})

    with pytest.raises(Refused, match="先改好"):
        Renaming(wanted.thing, views(folders), [folders]).edits("在学")
