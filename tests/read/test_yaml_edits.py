"""A change touches the text of its own place; whatever else stands in the file stays as it is."""

from __future__ import annotations

import pytest

from checker.source import Source
from checker.yaml_tree import read_yaml
from checker.yaml_tree.edits import Change, at, changed, restored, scalar
from checker.yaml_tree.nodes import TextNode

FILE = """\
# of the school
day: 2020-09-17   # the day
cases:
  - {rule: a, name: 'b', given: {成员: {x: 1}}}  # kept
  # about c
  - rule: c
    name: d
    given:
      成员:
        y: "0123"
  - {rule: e}
empty: []
note: |
  text
  more
"""

CHANGES = [
    # the change, what stood, what stands instead, why
    (Change(("day",), "2021-01-01"), "day: 2020-09-17 ", "day: 2021-01-01 ", "a scalar"),
    (Change(("cases", 0, "name"), "'c'"), "name: 'b'", "name: 'c'", "a scalar in braces"),
    (Change(("note",), "short"), "note: |\n  text\n  more\n", "note: short\n", "a block"),
    (Change(("cases", 1, "given"), "{}"), '成员:\n        y: "0123"', "{}", "a mapping"),
    (Change(("cases", 0, "given", "户"), "{}"), "x: 1}", "x: 1}, 户: {}", "a key in braces"),
    (Change(("cases", 1, "expect"), "gap"), '"0123"\n', '"0123"\n    expect: gap\n', "a key"),
    (
        Change(("new", "a", 0), "1"),
        "  more\n",
        "  more\nnew:\n  a:\n    - 1\n",
        "what is above it",
    ),
    (Change(("empty", 0), "1"), "[]", "[1]", "the first item in brackets"),
    (
        Change(("cases", 3), "{rule: f}"),
        "- {rule: e}\n",
        "- {rule: e}\n  - {rule: f}\n",
        "an item",
    ),
    (
        Change(("cases", 1), "{rule: f}", behind=True),
        "  - {rule: e}\n",
        "  - {rule: f}\n  - {rule: e}\n",
        "an item behind another",
    ),
    (Change(("cases", 2), None), "  - {rule: e}\n", "", "an item goes"),
    (Change(("cases", 0, "rule"), None), "rule: a, ", "", "the first key in braces goes"),
    (Change(("cases", 0, "given"), None), ", given: {成员: {x: 1}}", "", "the last key in braces"),
    (Change(("cases", 0, "given", "成员", "x"), None), "{x: 1}", "{}", "the only key in braces"),
    (Change(("cases", 1, "rule"), None), "rule: c\n    name", "name", "the key behind a hyphen"),
    (Change(("cases", 1, "name"), None), "    name: d\n", "", "a key on its own line"),
    (Change(("note",), None), "note: |\n  text\n  more\n", "", "the last of the file"),
]


@pytest.mark.parametrize(("change", "old", "new", "why"), CHANGES)
def test_one_change(change: Change, old: str, new: str, why: str) -> None:
    """Everything but the place is the same to the letter, comments with it."""
    assert FILE.count(old) == 1

    text = changed(Source("f.yaml", FILE), [change])

    assert text == FILE.replace(old, new), why


def test_many_changes_count_by_the_file_as_it_was() -> None:
    changes = [
        Change(("cases", 0), None),
        Change(("cases", 0), "{rule: new}", behind=True),
        Change(("cases", 0), "{rule: newer}", behind=True),
        Change(("cases", 1, "name"), "other"),
        Change(("cases", 2), None),
    ]

    tree = read_yaml(Source("f.yaml", changed(Source("f.yaml", FILE), changes)))

    rules = [at(tree, ("cases", index, "rule")) for index in range(4)]
    assert [rule.text for rule in rules if isinstance(rule, TextNode)] == ["new", "newer", "c"]
    name = at(tree, ("cases", 2, "name"))
    assert isinstance(name, TextNode)
    assert name.text == "other"


SCALARS = [
    # text, the quotes that it had, is it a word, as YAML, why
    ("小学", "", True, "小学", "a word"),
    ("12", "", True, "'12'", "a word that looks like a number"),
    ("12", "", False, "12", "a number"),
    ("-1.50", "", False, "-1.50", "a number below zero"),
    ("no", "", True, "no", "text in YAML 1.2"),
    ("true", "", True, "'true'", "no text in YAML 1.2"),
    ("", "", True, "''", "nothing written is a text too"),
    ("a: b", "", True, "'a: b'", "it would be a mapping"),
    ("a #b", "", True, "'a #b'", "it would be a comment"),
    ("a, b", "", True, "'a, b'", "it would be two items"),
    ("it's", "'", True, "'it''s'", "quotes stay and are doubled"),
    ("张三", '"', True, '"张三"', "double quotes stay"),
    ('a"b', '"', True, "'a\"b'", "but not where they would end"),
    ("一\n二", "", True, '"一\\n二"', "two lines"),
    ("- 一", "", True, "'- 一'", "it would be an item"),
]


@pytest.mark.parametrize(("text", "style", "word", "expected", "why"), SCALARS)
def test_scalar(text: str, style: str, word: bool, expected: str, why: str) -> None:
    like = next(node for node in texts(read_yaml(Source("f", f"k: {style}x{style}\n"))))

    written = scalar(text, like, word=word)

    assert written == expected, why
    for around in ("k: {}\n", "k: [{}, z]\n", "- {{a: {}, b: c}}\n"):
        tree = read_yaml(Source("f.yaml", "t:\n  " + around.format(written)))
        found = next(node for node in texts(tree) if node.text == text)
        assert found.meaning == ("number" if not word else "string"), why


def texts(node: object) -> list[TextNode]:
    if isinstance(node, TextNode):
        return [node]
    parts = getattr(node, "items", ()) or [e.value for e in getattr(node, "entries", {}).values()]
    return [found for part in parts for found in texts(part)]


def test_brackets_stay_bare_where_they_were() -> None:
    """An expression in a block needs no quotes, one in braces does."""
    tree = read_yaml(Source("f.yaml", "a: x[1]\nb: {c: x}\n"))

    assert scalar("y[2]", at(tree, ("a",)), word=False) == "y[2]"
    assert scalar("y[2]", at(tree, ("b", "c")), word=False) == "'y[2]'"


BYTES = [
    # the file, its new text, the bytes expected, why
    (b"a: 1\nb: 2\n", "a: 1\nb: 3\n", b"a: 1\nb: 3\n", "plain"),
    (b"\xef\xbb\xbfa: 1\r\nb: 2\r\n", "a: 1\nb: 3\n", b"\xef\xbb\xbfa: 1\r\nb: 3\r\n", "Windows"),
    (
        b"a: 1\r\nb: 2\n",
        "a: 1\nc: 0\nb: 2\n",
        b"a: 1\r\nc: 0\r\nb: 2\n",
        "lines that stay keep theirs",
    ),
    (b"a: 1\r\nb: 2", "a: 1\nb: 3", b"a: 1\r\nb: 3", "no end of the last line"),
]


@pytest.mark.parametrize(("data", "text", "expected", "why"), BYTES)
def test_restored(data: bytes, text: str, expected: bytes, why: str) -> None:
    assert restored(data, text) == expected, why
