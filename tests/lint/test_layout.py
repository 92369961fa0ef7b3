"""One layout: what moves, what stays, and that nothing is said otherwise for it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.fault import FaultyInput
from checker.lint.layout import alike, laid_out
from checker.read.folder import kind_of
from checker.source import Source
from checker.yaml_tree import open_yaml, read_yaml

ROOT = Path(__file__).parents[2]
POLICIES = ROOT / "policies"
FILES = sorted(path.relative_to(POLICIES).as_posix() for path in POLICIES.rglob("*.yaml"))

LAID = [
    # kind, before, after, why
    (
        "policy",
        "policy: {area: education, title: 教育}\n",
        "policy: {title: 教育, area: education}\n",
        "keys in braces change places; commas and blanks stay",
    ),
    (
        "policy",
        "policy: {title: 教育}\nrules:\n- title: 在校\n  id: in-school\n",
        "policy: {title: 教育}\n\nrules:\n  - id: in-school\n    title: 在校\n",
        "a list one level below its key, keys in order, a blank line between sections",
    ),
    (
        "policy",
        "policy: {title: 教育}\n\nrules:\n  - id: a\n  # 第二条\n  - id: b\n\n\n  - id: c\n",
        "policy: {title: 教育}\n\nrules:\n  - id: a\n\n  # 第二条\n  - id: b\n\n  - id: c\n",
        "one blank line between rules, above the comment that belongs to one",
    ),
    (
        "policy",
        "policy: {title: 教育}\n\nrules:\n  - title: 在校  # 甲\n    # 乙\n    id: in-school\n",
        "policy: {title: 教育}\n\nrules:\n  # 乙\n  - id: in-school\n    title: 在校  # 甲\n",
        "comments go with their lines; what stands above the first key stands above the hyphen",
    ),
    (
        "policy",
        "policy:\n     title: 教育   \n     area:   education",
        "policy:\n  title: 教育\n  area:   education\n",
        "two blanks a level, none at a line's end, a line break at the file's",
    ),
    (
        "standards",
        "definitions:\n  应发:\n    each: 户\n"
        "    table: [{when: a, is: b}, {otherwise: 0}]  # 注\n",
        "definitions:\n  应发:\n    each: 户\n    table:  # 注\n"
        "      - when: a\n        is: b\n      - otherwise: 0\n",
        "a row a line, a key a line",
    ),
    (
        "standards",
        "definitions:\n  应发:\n    each: 户\n    table:\n    -   {is: b, when: a}  # 注\n",
        "definitions:\n  应发:\n    each: 户\n    table:\n      - when: a\n        is: b  # 注\n",
        "and then in order",
    ),
    (
        "policy",
        "policy:\n   title: 教育\nrules:\n   - id: a\n"
        "     remedy: |\n        一\n\n          二  \n"
        "     message: >-\n        三\n        四\n",
        "policy:\n  title: 教育\n\nrules:\n  - id: a\n    message: >-\n       三\n       四\n"
        "    remedy: |\n       一\n\n         二  \n",
        "texts of several lines move as they are, with the blanks that they mean",
    ),
    (
        "cases",
        "cases:\n  - {expect: gap, rule: a, given: {户: {b: 1, a: 2}}, name: 名}\n"
        "as_of: 2020-09-17\n",
        "as_of: 2020-09-17\n"
        "cases:\n  - {rule: a, name: 名, given: {户: {b: 1, a: 2}}, expect: gap}\n",
        "a case; the fields of a row stay as the author has them",
    ),
    (
        "policy",
        "policy: {title: 教育}\nlists:\n  # 甲\n  b: [1]\n    # 乙\n  a: [2]\n# 丙\n",
        "policy: {title: 教育}\n\nlists:\n  # 甲\n  b: [1]\n  # 乙\n  a: [2]\n# 丙\n",
        "names that the author gave are not sorted",
    ),
    (
        "policy",
        "policy: {title: 教育}\n\nrules:\n  - id: a\n    basis:\n      [\n"
        "        {article: 一, document: 甲},\n      ]\n    title: 乙\n",
        "policy: {title: 教育}\n\nrules:\n  - id: a\n    title: 乙\n    basis:\n      [\n"
        "        {document: 甲, article: 一},\n      ]\n",
        "brackets over several lines stay",
    ),
    (
        "policy",
        "policy: {title: 教育, wrong: 1, area: education}\n",
        "policy: {title: 教育, area: education, wrong: 1}\n",
        "a key that nobody knows stands last",
    ),
]


@pytest.mark.parametrize(("kind", "before", "after", "why"), LAID, ids=[one[3] for one in LAID])
def test_laid_out(kind: str, before: str, after: str, why: str) -> None:
    laid = laid_out(Source("a.yaml", before), kind)

    assert laid == after, why
    assert laid_out(Source("a.yaml", laid), kind) == laid


def test_what_cannot_be_read_is_not_laid_out() -> None:
    with pytest.raises(FaultyInput):
        laid_out(Source("a.yaml", "policy: [1\n"), "policy")


@pytest.mark.parametrize("name", FILES)
def test_the_shipped_files_lie_so(name: str) -> None:
    """`checker fmt --check policies` holds."""
    source = open_yaml(POLICIES / name, name)

    assert laid_out(source, kind_of(name)) == source.text


CHAPTER = (POLICIES / "education.yaml").read_text(encoding="utf-8")
RULES = re.split(r"(?m)^(?=  - id: )", CHAPTER)[1:6]
COMMENTS = st.sampled_from(["", "# 甲", "# 乙: 丙", "  # 丁"])


@st.composite
def shuffled(draw: st.DrawFn) -> str:
    """Some shipped rules, keys in any order, deeper or not, with comments and blank lines."""
    deep = draw(st.integers(0, 3))
    text = "policy: {title: 教育}\nrules:\n"
    for rule in draw(st.lists(st.sampled_from(RULES), min_size=1, max_size=3)):
        keys = re.split(r"(?m)^    (?=\w)", rule.removeprefix("  - "))
        keys = draw(st.permutations([key.strip("\n") + "\n" for key in keys]))
        for number, key in enumerate(keys):
            lead = " " * deep + ("- " if not number else "  ")
            above = draw(COMMENTS)
            text += " " * deep + above + "\n" if above else "\n" * draw(st.integers(0, 2))
            text += lead + key.replace("\n      ", "\n" + " " * (deep + 4))
    return text


@settings(max_examples=100, deadline=None)
@given(shuffled())
def test_meaning_and_comments_stay(text: str) -> None:
    """However a file lay: it says the same, keeps its comments, and lies still then."""
    source = Source("a.yaml", text)

    laid = laid_out(source, "policy")

    assert alike(read_yaml(source), read_yaml(Source("a.yaml", laid)))
    assert sorted(re.findall(r"#.*", laid)) == sorted(re.findall(r"#.*", text))
    assert laid_out(Source("a.yaml", laid), "policy") == laid


@settings(max_examples=50, deadline=None)
@given(st.permutations(RULES[0].removeprefix("  - ").rstrip("\n").split("\n")[:13]))
def test_any_order_lies_the_same(lines: list[str]) -> None:
    """The keys of a rule, put in any order, come to lie as they were."""
    head = "policy: {title: 教育}\n\nrules:\n"
    bare = [line.strip() for line in lines]

    laid = laid_out(Source("a.yaml", head + "  - " + "\n    ".join(bare) + "\n"), "policy")

    right = RULES[0].rstrip("\n").split("\n")[:13]
    assert laid == head + "\n".join(right) + "\n"
