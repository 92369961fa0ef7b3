"""A YAML file is a tree of text with places, or precise faults; it never does harm."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import yaml

import checker.yaml_tree as loader
from checker.fault import FaultyInput
from checker.source import Source
from checker.yaml_tree import ListNode, MapNode, TextNode, decode, load, open_yaml, read_yaml

MERGE_BOMB = "a0: &a0 {k: 1}\n" + "".join(
    f"a{n}: &a{n}\n  <<: [*a{n - 1}, *a{n - 1}, *a{n - 1}, *a{n - 1}]\n" for n in range(1, 24)
)
ALIAS_BOMB = "a0: &a0 [x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)
)

# text, code of the first fault, its line, its column, why
FAULTY = [
    (ALIAS_BOMB, "no-aliases", 1, 5, "J1: a thousand million laughs"),
    (MERGE_BOMB, "no-aliases", 1, 5, "J2: merged keys grow without end"),
    ("标题: 一\n标题: 二\n", "duplicate-key", 2, 1, "J4: the last would win silently"),
    ("日期: !!timestamp x\n", "no-tags", 1, 5, "J7: the parser would raise what nobody catches"),
    ("数: !!int x\n", "no-tags", 1, 4, "J7"),
    ('字: "\\UFFFFFFFF"\n', "not-yaml", 1, 7, "J7: no such character"),
    ("a:\n\tb: 1\n", "tab", 2, 1, "J9: indentation is blanks"),
    ("规则：医疗\n", "wide-colon", 1, 3, "J9: the whole file would be one text"),
    ("标题: “医疗”\n", "curly-quotes", 1, 5, "J9: they do not quote"),
    ("标题:医疗\n", "no-space-after-colon", 1, 3, "J9: the whole file would be one text"),
    ("标题:医疗\n部门: 医保\n", "no-space-after-colon", 1, 3, "J9: swallowed by the next line"),
    ("a:\n  b:一\n  c:二\n", "no-space-after-colon", 2, 4, "J9: two lines made one text"),
    ("", "empty-file", 1, 1, "J11"),
    ("# 说明\n", "empty-file", 1, 1, "J11: comments only"),
    ("医疗\n", "not-a-mapping", 1, 1, "J11: a text"),
    ("- 医疗\n", "not-a-mapping", 1, 1, "J11: a list"),
    ("a: 1\n---\na: 2\n", "two-documents", 2, 1, "J11"),
    ("1: a\n", "key-not-text", 1, 1, "J12: other programs see a number"),
    ("true: a\n", "key-not-text", 1, 1, "J12: other programs see yes"),
    ("null: a\n", "key-not-text", 1, 1, "J12: other programs see nothing"),
    ("[a, b]: c\n", "key-not-text", 1, 1, "J12: a list as key"),
    ("a: =\n", "odd-word", 1, 4, "J12: other programs see a tag"),
    ("a: &a [*a]\n", "no-aliases", 1, 4, "J12: it holds itself"),
    ("a: b\x07\n", "control-character", 1, 5, "J14: a bell"),
    ("a: b\u2028\n", "control-character", 1, 5, "J14: a line end that only Unicode knows"),
    ("a: b\ud800\n", "control-character", 1, 5, "J14: half a character"),
    ("a: b\u202ec\n", "control-character", 1, 5, "G4: turns the direction of what follows"),
    ('a: "\\0"\n', "control-character", 1, 4, "written as an escape"),
    ("[" * 100_000, "too-deep", 1, 65, "the C parser's own tree would end the process"),
    ("a: [一，二]\n", "wide-comma", 1, 6, "the list would have one item"),
    ("a: {一: 1，二: 2}\n", "wide-comma", 1, 9, "the mapping breaks"),
    ('a: "一" == b\n', "needs-quotes", 1, 4, "the quote ends before the value does"),
    ("a: @b\n", "needs-quotes", 1, 4, "a character that YAML keeps for itself"),
    ("a:\n  b: 1\n c: 2\n", "not-yaml", 3, 2, "nothing stands at this indentation"),
    ("\u3000a: 1\nb: c: d\n", "wide-space", 1, 1, "a full-width blank as indentation"),
    ("\xa0 a: 1\nb: c: d\n", "wide-space", 1, 1, "a web page's blank, and others behind"),
]


@pytest.mark.parametrize(("text", "code", "line", "column", "why"), FAULTY)
def test_faults(text: str, code: str, line: int, column: int, why: str) -> None:
    """What a file may not hold is told at its place, in a moment, with what to do."""
    started = time.monotonic()
    _, faults = load(Source("a.yaml", text))

    first = min(
        faults, key=lambda fault: (fault.span.line, fault.span.column) if fault.span else (0, 0)
    )
    assert first.span is not None
    assert (first.code, first.span.line, first.span.column) == (code, line, column), why
    assert first.hint
    assert str(first).encode()
    assert time.monotonic() - started < 1


def test_all_slips_of_a_file() -> None:
    """Where the parser stops, the other lines with a slip are told as well."""
    text = "policy：\n  title：教育\n  area:education\nrules:\n\t- id: a\n"

    _, faults = load(Source("a.yaml", text))

    assert [(fault.code, fault.span and fault.span.line) for fault in faults] == [
        ("wide-colon", 1),
        ("wide-colon", 2),
        ("no-space-after-colon", 3),
        ("tab", 5),
    ]


def test_text_that_looks_like_keys() -> None:
    """Lines of a longer text are not blamed for a mistake elsewhere."""
    text = "quote: |\n  第一条：甲\n  注:乙\n  丙\n\nb:\n  c: 1\n d: 2\n"

    _, faults = load(Source("a.yaml", text))

    assert [(fault.code, fault.span and fault.span.line) for fault in faults] == [("not-yaml", 8)]


def test_very_many_faults() -> None:
    """A file of nothing but faults is left at some point."""
    _, faults = load(Source("a.yaml", "a: 1\n" * 100_000))

    assert len(faults) == 200


# as written, text, plain, meaning, why
SCALARS = [
    ("no", "no", True, "string", "YAML 1.1 would say False"),
    ("0536", "0536", True, "number", "YAML 1.1 would say 350; the text stays"),
    ("010703", "010703", True, "number", "YAML 1.1 would say 4547; the text stays"),
    ("12:30", "12:30", True, "string", "YAML 1.1 would say 750"),
    ("1_000", "1_000", True, "string", "YAML 1.1 would say 1000"),
    ("1e3", "1e3", True, "number", "1.2 takes it for a number"),
    ("1.10", "1.10", True, "number", "the zero stays"),
    ("2020-02-30", "2020-02-30", True, "string", "whether it is a day is for the reader"),
    ("true", "true", True, "boolean", "1.2"),
    ("~", "~", True, "null", "1.2"),
    ("'true'", "true", False, "string", "quoted"),
    ('"1"', "1", False, "string", "quoted"),
    ("9" * 5000, "9" * 5000, True, "number", "J7: never made an integer"),
    ("'it''s'", "it's", False, "string", "a doubled quote"),
]


@pytest.mark.parametrize(("written", "text", "plain", "meaning", "why"), SCALARS)
def test_scalars(written: str, text: str, plain: bool, meaning: str, why: str) -> None:
    """A scalar stays the text that somebody wrote, and tells what YAML 1.2 takes it for."""
    node = read_yaml(Source("a.yaml", f"a: {written}\n")).get("a")

    assert isinstance(node, TextNode)
    assert (node.text, node.plain, node.meaning) == (text, plain, meaning), why


# text, offset in the scalar, line, column, why
PLACES = [
    ("键: 文字 # 说明\n", 1, 1, 5, "plain, under Chinese"),
    ("键: '文''字'\n", 2, 1, 8, "after a doubled quote"),
    ('键: "文\\u4e2d字"\n', 2, 1, 12, "after an escape"),
    ("键: >-\n  一 二\n  三\n", 4, 3, 3, "a folded block's second line"),
    ("键: 一\n  二\n", 2, 2, 3, "a plain text's second line"),
    ("键: |\n  一\n  二\n", 2, 3, 3, "a literal block's second line"),
]


@pytest.mark.parametrize(("text", "offset", "line", "column", "why"), PLACES)
def test_place_of_a_character(text: str, offset: int, line: int, column: int, why: str) -> None:
    """The place of each character of a scalar, however it is written."""
    node = read_yaml(Source("a.yaml", text)).get("键")

    assert isinstance(node, TextNode)
    span = node.place(offset)
    assert (span.line, span.column) == (line, column), why
    assert span.source.line(line)[column - 1] == node.text[offset]


def test_tree() -> None:
    """Mappings, lists and texts, each with its place."""
    tree = read_yaml(Source("a.yaml", "规则:\n  - {编号: a}\n  - 编号: b\n"))

    rules = tree.get("规则")

    assert isinstance(rules, ListNode)
    first, second = rules.items
    assert isinstance(first, MapNode)
    assert isinstance(second, MapNode)
    assert [str(node.span) for node in (tree, rules, first, second)] == [
        "a.yaml:1:1",
        "a.yaml:2:3",
        "a.yaml:2:5",
        "a.yaml:3:5",
    ]


# bytes, text or code, why
BYTES = [
    ("\ufeffa: 一\r\nb: 二\r\n".encode(), None, "a mark at the start and Windows line ends"),
    ("a: 医疗\n".encode("gbk"), "GBK", "saved by an old editor"),
    ("a: 一\n".encode("utf-16"), "UTF-16", "saved as Unicode"),
    (b"a: \xff\xff\xff\n", "第1行", "no text at all"),
]


@pytest.mark.parametrize(("data", "told", "why"), BYTES)
def test_encodings(data: bytes, told: str | None, why: str) -> None:
    """UTF-8 is taken; of another encoding its name is told and how to save."""
    if told is None:
        assert list(read_yaml(decode(data, "a.yaml")).entries) == ["a", "b"], why
        return

    with pytest.raises(FaultyInput) as faulty:
        decode(data, "a.yaml")

    assert faulty.value.faults[0].code == "not-utf8"
    assert told in faulty.value.faults[0].sentence, why


def test_size(tmp_path: Path) -> None:
    """A file of a size that no hand has written is not parsed at all."""
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a: " + b"x" * 2_000_001)

    with pytest.raises(FaultyInput) as faulty:
        open_yaml(path, "a.yaml")

    assert faulty.value.faults[0].code == "too-large"


def test_file_that_is_not_there(tmp_path: Path) -> None:
    """Told, not raised as it comes."""
    with pytest.raises(FaultyInput) as faulty:
        open_yaml(tmp_path / "a.yaml", "a.yaml")

    assert faulty.value.faults[0].code == "unreadable-file"


def test_many_nodes() -> None:
    """A file of very many small nodes ends with a fault, not with the memory."""
    _, faults = load(Source("a.yaml", "a: [" + "x," * 250_000 + "]"))

    assert [fault.code for fault in faults] == ["too-large"]


@pytest.mark.parametrize(("text", "code", "line", "column", "why"), FAULTY)
def test_parser_in_pure_python(
    text: str, code: str, line: int, column: int, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the C library the same files are refused, none with an exception of its own."""
    monkeypatch.setattr(loader, "LOADER", yaml.SafeLoader)

    _, faults = load(Source("a.yaml", text))

    assert faults, why
