"""Outlines: the reader's tree for sound files, and something useful for all others."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.editor.outline import Outline, Part, outline, spot
from checker.source import Source
from checker.yaml_tree import ListNode, MapNode, Node, load

ROOT = Path(__file__).parents[2]
FILES = sorted(
    path
    for folder in ("policies", "schemas", "samples", "tests")
    for path in (ROOT / folder).rglob("*.yaml")
)
# Not in any file of ours, but anybody may write them.
ODD = """# a comment
"quoted key": 'it''s'
list at the key's column:
- a
- - b
  - c
folded: first line
  second line
  # no part of it

block: |
  one

  two: 2
after: {a: {b: [1, "two, three", 'x: y']}, c: }
flow: [a,
  b,
]
"double": "an \\"escape\\" # no comment"
empty:
last: 户.村名 == "北村"   # a comment
"""


def content(of: Outline, part: Part) -> object:
    """A part as plain mappings, lists and texts."""
    if part.form == "map":
        return {one.key: content(of, one) for one in part.parts}
    if part.form == "list":
        return [content(of, one) for one in part.parts]
    return " ".join(of.scalar(part).split())


def tree(node: Node) -> object:
    """The same of the reader's tree."""
    if isinstance(node, MapNode):
        return {key: tree(entry.value) for key, entry in node.entries.items()}
    if isinstance(node, ListNode):
        return [tree(item) for item in node.items]
    return " ".join(node.text.split())


def test_sound_files_are_outlined_as_they_are_read() -> None:
    """Every YAML file of the project that can be read, and one of odd ways to write."""
    compared = 0
    for name, text in [("odd", ODD), *((str(p), p.read_text("utf-8")) for p in FILES)]:
        read, faults = load(Source(name, text))
        if read is not None and not faults:
            compared += 1
            made = outline(text)
            assert content(made, made.top) == tree(read), name
    assert compared > 80
    assert load(Source("odd", ODD))[1] == []


TYPED = [
    # text with | for the cursor, path, in the key?, text, cursor in it, why
    ("policy: {title: 教育, ar|}", "policy ar", True, "ar", 2, "a key in braces"),
    ("policy:\n  title: 教育\n  |\nrules:\n", "policy ", True, "", 0, "an empty line"),
    ("rules:\n  - |", "rules -", False, "", 0, "an item of which nothing is known yet"),
    ("rules:\n- id: a\n  sev|\n- id: b\n", "rules - sev", True, "sev", 3, "no colon yet"),
    ("rules:\n  - id: a\n    each: |\n", "rules - each", False, "", 0, "behind the colon"),
    ("  - id: a\n    sieves: [x, |\n    kind: unmet", "- sieves -", False, "", 0, "open bracket"),
    ("- message: “{姓|\n  kind: a", "- message", False, "“{姓", 3, "a wide quote is a word"),
    ('- message: "{姓|\n  kind: a', "- message", False, "{姓", 2, "an open quote"),
    ("a: {b: {c: |\nd: {}\n", "a b c", False, "", 0, "open braces"),
    ("is: >\n  年龄 and\n  户.|\nx: 1", "is", False, "  年龄 and   户.", 13, "a block"),
    ("a: '甲 == ''|'", "a", False, "甲 ==  '", 7, "doubled quotes keep their places"),
    ("|", "", True, "", 0, "an empty file"),
]


@pytest.mark.parametrize(("text", "path", "in_key", "written", "cursor", "why"), TYPED)
def test_what_is_being_typed(
    text: str, path: str, in_key: bool, written: str, cursor: int, why: str
) -> None:
    at = text.index("|", text.index(">") + 1 if ">" in text else 0)

    found = spot(text[:at] + text[at + 1 :], at)

    assert found is not None, why
    assert " ".join(found.part.path).replace("\ue000", "") == path, why
    assert found.in_key is in_key, why
    assert found.written[1:] == (written, cursor), why


def test_nothing_is_typed_in_a_comment() -> None:
    assert spot("a: 1  # 成员", 9) is None


@given(st.text(alphabet="a:-'\"{}[],|>#户 \n", max_size=40), st.data())
def test_never_refuses(text: str, data: st.DataObject) -> None:
    """Whatever is typed, there is an outline, and all its places lie in the text."""
    at = data.draw(st.integers(0, len(text)))

    made = outline(text)
    spot(text, at)

    for part in made.top.everything():
        assert 0 <= part.start <= part.end <= len(text)
