"""`--fix` mends what only one thing can be meant by, in place, and leaves all the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.fault import Level
from checker.lint.fix import fixed
from tests.lint.examples import CHAPTER, DAY, told, written

MENDED = [
    # wrong, right, why
    ("each：成员", "each: 成员", "the colon of a Chinese keyboard"),
    ("each:成员", "each: 成员", "no blank behind it"),
    ("requires: 在校生状况 == “小学”", 'requires: 在校生状况 == "小学"', "Chinese quotes"),
    (
        "requires: “小学” == 在校生状况",
        "requires: '\"小学\" == 在校生状况'",
        "a line that now begins with a quote gets quotes of its own",
    ),
    (
        'requires: "年龄 ≥ 6 and 姓名 != ‘甲’ and 姓名 != “乙”"',
        'requires: "年龄 >= 6 and 姓名 != \'甲\' and 姓名 != \\"乙\\""',
        "inside double quotes the mend is written as they want it",
    ),
    (
        "requires: '姓名 != ‘甲’'",
        "requires: '姓名 != ''甲'''",
        "and inside single ones",
    ),
    (
        "requires: 姓名 != “张三，李四（外）”",
        'requires: 姓名 != "张三，李四（外）"',
        "what stands between the quotes is what somebody says",
    ),
    (
        'requires: 姓名 != "张三，李四（外）“',
        'requires: 姓名 != "张三，李四（外）"',
        "also where only one of the two is wrong",
    ),
    ("requires: known（姓名）&&年龄＞6", "requires: known(姓名) and 年龄>6", "several on a line"),
    ("requires: 年龄 = 6 或 年龄 大于 9", "requires: 年龄 == 6 or 年龄 > 9", "words too"),
    ("requires: 户.住房面积（㎡） > 0", "requires: 户.住房面积 > 0", "a header to its title"),
    ("title: 2020", 'title: "2020"', "a number that is a text"),
    ('due: "5"', "due: 5", "a text that is a number"),
    ("valid: {from: 2020年9月1日}", "valid: {from: 2020-09-01}", "a day"),
    ("basis: [{document: 法, confirmed: 是}]", "basis: [{document: 法, confirmed: true}]", "yes"),
    ("basis: [{document: 法，confirmed: true}]", "basis: [{document: 法, confirmed: true}]", ","),
    ("remedy: 核实: 学籍", "remedy: '核实: 学籍'", "a colon inside"),
    ('message: "｛姓名｝"', 'message: "{姓名}"', "braces"),
    ("责任人: 学校", "responsible: 学校", "a key's Chinese title"),
    ("requires: known(姓\u200b名)", "requires: known(姓名)", "what nobody can see"),
    (
        "requires: known(student_status) and known(姓名)",
        "requires: known(在校生状况) and known(姓名)",
        "an English name among titles",
    ),
]


def mended(folder: Path, text: str) -> str:
    """The chapter of an example as `--fix` leaves it."""
    place = written(folder, {"": text}) / CHAPTER
    return fixed(folder, DAY).texts.get(str(place), place.read_text("utf-8"))


@pytest.mark.parametrize(("wrong", "right", "why"), MENDED, ids=[one[2] for one in MENDED])
def test_mended(wrong: str, right: str, why: str, tmp_path: Path) -> None:
    """Only that changes; then nothing is wrong any more, and nothing is left to mend."""
    before = (written(tmp_path, {"": wrong + "\n"}) / CHAPTER).read_text("utf-8")
    assert before.count(wrong) == 1

    after = mended(tmp_path, wrong + "\n")

    assert after == before.replace(wrong, right), why
    (tmp_path / CHAPTER).write_text(after, "utf-8")
    assert [str(one) for one in told(tmp_path) if one.level is Level.ERROR] == []
    assert fixed(tmp_path, DAY).texts == {}


LEFT = [
    # text, why
    ("requires: 年龄 >= 6岁", "whether it counts in that unit is the author's to say"),
    ("requires: 在校生状况 == 小学", "a field, or a word?"),
    ("severty: major", "a near key may be another"),
    ("requires: known(在校状况)", "a near field may be another"),
    ("严重程度: minor", "the key that is meant is there already: it would stand twice"),
    ("requires: 年龄 ！= 6", "`not` or `!=`"),
]


@pytest.mark.parametrize(("text", "why"), LEFT)
def test_left(text: str, why: str, tmp_path: Path) -> None:
    """What may mean two things, or would be no better, stays to the letter."""
    before = (written(tmp_path, {"": text + "\n"}) / CHAPTER).read_text("utf-8")

    assert mended(tmp_path, text + "\n") == before, why


def test_one_that_cannot_be_mended_does_not_keep_the_others(tmp_path: Path) -> None:
    text = mended(tmp_path, "严重程度：minor\neach：成员\nvalid: {from: 2020.9.1}\n")

    assert "    each: 成员\n" in text
    assert "    valid: {from: 2020-09-01}\n" in text


def test_line_ends_and_comments_stay(tmp_path: Path) -> None:
    """A file from Windows stays one; so do its mark, its comments and its odd blanks."""
    place = written(tmp_path, {"": "each：成员 # 每个人\n\n"}) / CHAPTER
    place.write_bytes(b"\xef\xbb\xbf" + place.read_bytes().replace(b"\n", b"\r\n"))

    after = fixed(tmp_path, DAY).texts[str(place)]

    expected = place.read_bytes().decode().replace("each：成员", "each: 成员")
    assert after == expected
    assert "\r\n" in after


def test_what_an_overlay_extends_stays(tmp_path: Path) -> None:
    """The base is another office's."""
    overlay = "overlay: {extends: .., document: 北政2020年2号}\n"
    county = written(tmp_path, {"": "each：成员\n", "county/overlay.yaml": overlay})

    assert county == tmp_path / "county"
    assert fixed(county, DAY).texts == {}


def test_nothing_to_read_is_no_better(tmp_path: Path) -> None:
    """A tab that, as two blanks, still stands at no level."""
    text = "policy: {title: 教育}\nrules:\n  - id: in-school\n\ttitle: 在校\n"
    written(tmp_path, {CHAPTER: text})

    assert fixed(tmp_path, DAY).texts == {}
