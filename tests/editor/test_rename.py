"""A new name stands wherever the old one did and nothing is wrong then, or there is a reason."""

from __future__ import annotations

import shutil
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
from tests.editor.shipped import AS_OF, POLICIES

OVERLAY = """overlay:
  extends: ../policies
  document: {title: 文}
  standards: {农村低保标准: {values: [{from: 2020-06-01, value: 500}]}}
  rules: {education/in-school: {off: {reason: 试点, document: 文}}}
"""
WAIVERS = """rule,household,row,from,until,reason,approved_by,document
education/in-school,H1,,2020-01-01,2020-12-31,搬迁,张三,2020-1号
education/in-school-2,H1,,2020-01-01,2020-12-31,搬迁,张三,2020-1号
"""


@pytest.fixture
def folders(tmp_path: Path) -> Path:
    """What ships, as an office's own, and an overlay over it."""
    shutil.copytree(POLICIES, tmp_path / "policies")
    (tmp_path / "county").mkdir()
    (tmp_path / "county" / "overlay.yaml").write_text(OVERLAY, "utf-8")
    (tmp_path / "county" / "waivers.csv").write_text(WAIVERS, "utf-8")
    return tmp_path


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
    ("education.yaml", "适龄学生", "适龄的人", {"education.yaml": 6}, "a definition of a chapter"),
    ("education.yaml", "义务教育起始年龄", "起始年龄", {"education.yaml": 4}, "a standard"),
    ("education.yaml", "在读状态", "在读", {"education.yaml": 2}, "a list"),
    (
        "standards.yaml",
        "农村低保标准",
        "低保线",
        {"standards.yaml": 1, "social_assistance.yaml": 4, "overlay.yaml": 1},
        "a shared standard, in messages and in an overlay, too",
    ),
    (
        "education.yaml",
        "in-school",
        "at-school",
        {
            "education.yaml": 1,
            "criteria.yaml": 1,
            "education.cases.yaml": 11,
            "overlay.yaml": 1,
            "waivers.csv": 1,
        },
        "a rule, in its cases, criteria, an overlay, waivers",
    ),
    ("criteria.yaml", "water/safe", "secure", {}, "by one of its uses"),
]


@pytest.mark.parametrize(("file", "word", "new", "places", "why"), RENAMED)
def test_renamed_everywhere(
    folders: Path, file: str, word: str, new: str, places: dict[str, int], why: str
) -> None:
    edits = renaming(folders, file, word).edits(new)
    write(edits, new)

    counted = {path.name: len(found) for path, found in edits.items()}
    assert counted == places or not places, why
    faults = [fault for view in views(folders) for fault in view.faults]
    assert [fault for fault in faults if fault.level is Level.ERROR] == [], why


REFUSED = [
    # file, word, new name, told, why
    ("education.yaml", "年龄 <= 义务", "岁数", "数据字典", "a field"),
    ("education.yaml", "成员", "人", "数据字典", "a table"),
    ("education.yaml", "在读状态", "在 读", "不能作名称", "no name"),
    ("education.yaml", "在读状态", "允许未上学原因", "写了两次", "taken in the chapter"),
    ("education.yaml", "适龄学生", "性别", "已经是", "a field's"),
    ("standards.yaml", "建档立卡户", "寄宿生生活补助", "已经是", "taken in another chapter"),
    ("education.yaml", "in-school", "persuaded", "用了两次", "another rule's"),
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
    wanted = renaming(folders, "standards.yaml", "农村低保标准")
    county = Renaming(wanted.thing, wanted.views, [folders / "county"])

    with pytest.raises(Refused, match=r"standards\.yaml|social_assistance\.yaml"):
        county.edits("低保线")


def test_not_while_something_is_wrong(folders: Path) -> None:
    """With a fault about, nobody can say where a name is used."""
    wanted = renaming(folders, "education.yaml", "在读状态")
    path = folders / "policies" / "water.yaml"
    path.write_text(path.read_text("utf-8").replace("title:", "titel:", 1), "utf-8")

    with pytest.raises(Refused, match="先改好"):
        Renaming(wanted.thing, views(folders), [folders]).edits("在读")
