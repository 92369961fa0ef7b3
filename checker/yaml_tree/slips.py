"""Where a file stops being YAML, and keys that were taken for text: what was probably meant.

Most of what goes wrong is a character that a Chinese keyboard types. Where the parser stops, all
lines with such a slip are told; the sentences are in `checker.yaml_tree.messages`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from checker.fault import Fault
from checker.source import Source, Span
from checker.yaml_tree import messages
from checker.yaml_tree.nodes import TextNode

# A key at the start of a line, perhaps after a hyphen: `  - each`.
LEAD = r"(?P<lead>[ \t\u3000\xa0]*(?:- +)*)"
WIDE_COLON = re.compile(
    LEAD + r"(?P<key>[^\s:：#\"'\[\]{}|>,，。；“”]{1,30})(?P<colon>：)(?P<rest>.*)"
)
NO_SPACE = re.compile(
    LEAD + r"(?P<key>[^\s:：#\"'\[\]{}|>,，。；“”/]{1,30})(?P<colon>:)(?P<rest>[^\s/:].*)"
)
FOLDED_KEY = re.compile(r"[ ]*(?:- +)*(?P<key>[a-z][a-z_]*)(?P<colon>：|:(?=[^\s/:]))(?P<rest>.*)")
OWN_KEY = re.compile(r"[ ]*(?:- *)*[a-z][a-z_]*[：:]")  # all keys of ours are English
ENTRY = re.compile(r"(?P<lead> *(?:- +)*(?P<key>[^\s:#\"'\[\]{}]+):[ ]+)(?P<value>\S.*)")
TAB = re.compile(r"[ ]*\t")
WIDE_INDENT = re.compile(r"[ ]*(?:- +)?(?P<blank>[\u3000\xa0]+) *\S")
HYPHEN = re.compile(r"(?P<lead> *)-(?P<rest>[^\s\-0-9].*)")
BLOCK = re.compile(r"[|>][-+0-9]*(?:\s+#.*)?\Z")
INDICATORS = "\"'[{!*&%@`|>"


# The parser's words, ours, the mend.
KNOWN_PROBLEMS = (
    (
        "could not find expected ':'",
        "这一行缺少冒号",
        "键后面要有半角冒号加一个空格，如 title: 教育",
    ),
    (
        "mapping values are not allowed",
        "这里不能再有冒号",
        "检查上一行的缩进和冒号；内容里有冒号加空格时，整段加单引号",
    ),
    (
        "did not find expected key",
        "这一行与上面对不齐",
        "同一层的键要左对齐；内容以引号开头时，整段再加单引号",
    ),
    (
        "did not find expected ',' or ']'",
        "方括号没有写完",
        "列表各项用半角逗号隔开，最后用 ] 结束",
    ),
    (
        "did not find expected ',' or '}'",
        "花括号没有写完",
        "各项写成 键: 值，用半角逗号隔开，最后用 } 结束",
    ),
    (
        "did not find expected '-' indicator",
        "这一行与上面对不齐",
        "同一层的键要左对齐；列表的各项都以 - 开头",
    ),
    ("unexpected end of stream", "引号没有写完", "成对写引号"),
    ("unexpected document indicator", "引号没有写完", "成对写引号"),
    ("escape c", "双引号里的反斜杠写法不对", "改用单引号，单引号里反斜杠就是反斜杠"),
    ("undefined tag handle", "不能用 ! 标签", "内容以 ! 开头时加引号"),
    ("block sequence entries are not allowed", "这里不能开始一个列表", "列表的 - 另起一行"),
)


def swallowed(span: Span, first: int, last: int) -> Iterator[Fault]:
    """Lines of one scalar (numbers from 0) that were meant to be keys of their own."""
    lines = span.source.text.split("\n")
    if span.column == 1 and first + 1 == span.line:  # the whole file was taken for one text
        yield from _slips(span.source, lines, range(first, min(last + 1, len(lines))))
        return
    stretch = range(first, min(last + 1, len(lines)))
    matches = [(number, FOLDED_KEY.match(lines[number])) for number in stretch]
    told = [(number, match) for number, match in matches if match]
    opening = FOLDED_KEY.match(lines[span.line - 1])
    if told and opening and opening.end("colon") > span.column:
        told.insert(0, (span.line - 1, opening))
    for number, match in told:
        yield _colon(span.source, number, match)


def misread_key(node: TextNode) -> Fault | None:
    """`from：2019-01-01` or `from:2019-01-01`, read as one text where a key is meant."""
    match = FOLDED_KEY.match(node.text) or NO_SPACE.match(node.text) or WIDE_COLON.match(node.text)
    if match is None:
        return None
    told = messages.wide_colon if match["colon"] == "：" else messages.no_space
    return told(node.place(match.start("colon")), match["key"], match["rest"])


def not_yaml(source: Source, error: yaml.MarkedYAMLError) -> Iterator[Fault]:
    """Where the parser stopped: the slips on all lines, else its problem in plain words."""
    lines = source.text.split("\n")
    at = error.problem_mark or error.context_mark
    # A block begins far above the line that breaks it; a quote or a bracket is itself at fault.
    context = None if "block" in (error.context or "") else error.context_mark
    near = {mark.line for mark in (context, at) if mark is not None}
    slips = [
        fault
        for fault in _slips(source, lines, range(len(lines)))
        if _near(fault, near) or _plainly_a_slip(fault, lines)
    ]
    mended = next(
        filter(None, (_unquoted(source, lines, number) for number in sorted(near))), None
    )
    if mended:
        slips.append(mended)
    if at is not None and not mended and not any(_near(fault, near) for fault in slips):
        slips.append(_stopped(source, lines, at.line, error))
    if not slips:
        slips.append(messages.not_yaml_at_all(source, str(error.problem)))
    yield from slips


def _plainly_a_slip(fault: Fault, lines: list[str]) -> bool:
    """Far from where the parser stopped, a line may as well be part of a longer text."""
    if fault.span is None or fault.code in ("tab", "wide-space"):
        return True
    return OWN_KEY.match(lines[fault.span.line - 1]) is not None


def _near(fault: Fault, lines: set[int]) -> bool:
    """Does the fault explain that the parser stopped at one of these lines?"""
    return fault.span is not None and any(-1 <= line + 1 - fault.span.line <= 1 for line in lines)


def _slips(source: Source, lines: list[str], numbers: range) -> Iterator[Fault]:
    """What a Chinese keyboard leaves at the start of lines."""
    for number in numbers:
        line = lines[number]
        if line.lstrip()[:1] == "#":
            continue
        if tab := TAB.match(line):
            yield messages.tab(Span(source, number + 1, tab.end()))
        if blank := WIDE_INDENT.match(line):
            start, blanks = blank.start("blank"), blank["blank"]
            yield messages.wide_indent(Span(source, number + 1, start + 1, len(blanks)), blanks)
        colon = WIDE_COLON.match(line) or NO_SPACE.match(line)
        if colon:
            yield _colon(source, number, colon)
        elif hyphen := HYPHEN.match(line):
            span = Span(source, number + 1, len(hyphen["lead"]) + 1)
            yield messages.hyphen(span, hyphen["rest"])


def _colon(source: Source, number: int, match: re.Match[str]) -> Fault:
    start = match.start("colon")
    span = Span(source, number + 1, start + 1)
    told = messages.wide_colon if match["colon"] == "：" else messages.no_space
    return told(span, match["key"], match["rest"])


def _unquoted(source: Source, lines: list[str], number: int) -> Fault | None:
    """A value that begins like YAML or holds `: `: shown as it should be written."""
    match = ENTRY.fullmatch(lines[number]) if number < len(lines) else None
    if match is None:
        return None
    value = match["value"].rstrip()
    span = Span(source, number + 1, match.start("value") + 1, len(value))
    if value[0] in "[{" and "，" in value:
        return messages.wide_comma(span.part(value.index("，")), value)
    if not _goes_on(value):
        return None
    quoted = "'" + value.replace("'", "''") + "'"
    return Fault(
        "needs-quotes",
        "这段内容要放在单引号里",
        span,
        hint=f"写成 {match['key']}: {quoted}",
        mend=quoted,
    )


def _goes_on(value: str) -> bool:
    """Does YAML see an end, or a key, before the value has ended?"""
    if value[0] in "\"'[{":
        end = value.rfind({"[": "]", "{": "}"}.get(value[0], value[0]))
        return 0 < end < len(value) - 1
    if BLOCK.match(value):
        return False
    return value[0] in INDICATORS or ": " in value


def _stopped(source: Source, lines: list[str], line: int, error: yaml.MarkedYAMLError) -> Fault:
    """The parser's problem in plain words."""
    place = error.problem_mark or error.context_mark
    if "simple key" in (error.context or "") or "unexpected end" in (error.problem or ""):
        place = error.context_mark or place
    while line > 0 and (line >= len(lines) or not lines[line].strip()):
        line -= 1
    column = place.column + 1 if place and place.line < len(lines) and lines[place.line] else 1
    number = (
        place.line + 1 if place and place.line < len(lines) and lines[place.line] else line + 1
    )
    problem = error.problem or ""
    for words, sentence, hint in KNOWN_PROBLEMS:
        if words in problem:
            return Fault("not-yaml", sentence, Span(source, number, column), hint=hint)
    return Fault(
        "not-yaml",
        "这里不合YAML的写法",
        Span(source, number, column),
        hint="检查缩进、冒号和引号；内容以 @ ` % 等符号开头时加引号",
    )
