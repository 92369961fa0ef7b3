"""What can be wrong with a file as YAML, each with its mend.

The parser's own words help nobody who is not a programmer; most of what goes wrong is a character
that a Chinese keyboard types. Where the parser stops, all lines with such a slip are told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from checker.fault import Fault
from checker.source import Source, Span
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
WIDE_INDENT = re.compile(r"[ ]*(?:- +)?(?P<blank>[\u3000\xa0]+)\S")
HYPHEN = re.compile(r"(?P<lead> *)-(?P<rest>[^\s\-0-9].*)")
BLOCK = re.compile(r"[|>][-+0-9]*(?:\s+#.*)?\Z")
INDICATORS = "\"'[{!*&%@`|>"

NAMES = {
    "\x00": "空字符",
    "\ufeff": "看不见的字节序标记",
    "\u200b": "零宽空格",
    "\u2028": "行分隔符",
    "\u2029": "段分隔符",
    "\u202e": "改变文字方向的字符",
}

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


def unreadable_file(name: str, error: OSError) -> Fault:
    """The file cannot be opened."""
    return Fault(
        "unreadable-file",
        f"打不开文件：{error.strerror or error}",
        place=name,
        hint="检查文件名和读取权限",
    )


def too_large(name: str, size: int, limit: int) -> Fault:
    """A file of a size that no hand has written."""
    return Fault(
        "too-large",
        f"文件太大：{size / 1e6:.1f} MB",
        place=name,
        hint=f"每个文件不超过 {limit / 1e6:.0f} MB，请分成几个文件",
    )


def not_utf8(name: str, data: bytes, at: int) -> Fault:
    """The file was saved in another encoding."""
    hint = "在编辑器里“另存为”，编码选 UTF-8"
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return Fault("not-utf8", "文件是按 UTF-16（Unicode）保存的", place=name, hint=hint)
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        line = data.count(b"\n", 0, at) + 1
        return Fault("not-utf8", f"第{line}行起不是 UTF-8 文字", place=name, hint=hint)
    return Fault("not-utf8", "文件是按 GBK（ANSI）编码保存的", place=name, hint=hint)


def forbidden_character(span: Span, character: str) -> Fault:
    """A character that was not typed on purpose."""
    name = NAMES.get(character, "控制字符或看不见的字符")
    return Fault(
        "control-character",
        f"这里有{name}（U+{ord(character):04X}）",
        span,
        hint="删去它；多半是从网页或别的软件粘贴来的",
    )


def forbidden_escape(span: Span) -> Fault:
    r"""`"\0"`: the same character by its number."""
    return Fault(
        "control-character",
        "引号里的反斜杠写出了控制字符",
        span,
        hint="改用单引号，单引号里反斜杠就是反斜杠",
    )


def too_deep(span: Span, limit: int) -> Fault:
    """Nested beyond what a person can follow."""
    return Fault("too-deep", f"嵌套超过{limit}层", span, hint="一层层检查缩进和括号")


def too_many(span: Span, limit: int) -> Fault:
    """More nodes than a file may hold."""
    return Fault("too-large", f"一个文件里超过{limit}项", span, hint="请分成几个文件")


def alias(span: Span) -> Fault:
    """`&anchor`, `*alias`."""
    return Fault(
        "no-aliases",
        "不能用 & 和 * 引用别处的内容",
        span,
        hint="共用的内容写进 lists 或 definitions；内容以 & 或 * 开头时加引号",
    )


def tag(span: Span, word: str) -> Fault:
    """`!!python/object`, `!!int`."""
    return Fault(
        "no-tags", f"不能用标签 {word}", span, hint="删去它；内容以 ! 开头时加引号，“不”写作 not"
    )


def odd_word(span: Span, word: str) -> Fault:
    """`<<` and `=`, which other YAML programs take for something else."""
    hint = "要合并的内容请写全" if word == "<<" else "要写等号本身时加引号：'='"
    return Fault("odd-word", f"不能单独写 {word}", span, hint=hint)


def key_not_text(span: Span, text: str) -> Fault:
    """A key that other programs take for a number, a truth value or nothing."""
    hint = f'加引号："{text}"' if text and "一个" not in text else "键要写成文字"
    return Fault("key-not-text", f"键不是文字：{text or '空'}", span, hint=hint)


def duplicate_key(span: Span, key: str, first: Span) -> Fault:
    """The same key twice in one mapping."""
    return Fault(
        "duplicate-key",
        f"“{key}”写了两次",
        span,
        hint=f"第一次在 {first}，留下一个",
    )


def two_documents(span: Span) -> Fault:
    """A second `---`."""
    return Fault("two-documents", "一个文件里有两份内容", span, hint="删去 ---，或分成两个文件")


def empty_file(span: Span) -> Fault:
    """Nothing, or comments only."""
    return Fault("empty-file", "文件是空的", span, hint="写上内容，或删去这个文件")


def not_a_mapping(span: Span, what: str) -> Fault:
    """Text or a list at the top."""
    return Fault(
        "not-a-mapping",
        f"文件的最外层应是 键: 值，这里是{what}",
        span,
        hint="最外层写 policy:、rules: 等键",
    )


def wide_colon(span: Span, key: str, rest: str) -> Fault:
    """The colon that a Chinese keyboard types."""
    return Fault(
        "wide-colon",
        "冒号是全角的",
        span,
        hint=f"键后面要用半角冒号加一个空格，如 {key}: {rest.strip()}".rstrip(),
    )


def no_space(span: Span, key: str, rest: str) -> Fault:
    """`key:value`."""
    return Fault(
        "no-space-after-colon", "冒号后面缺一个空格", span, hint=f"写成 {key}: {rest.strip()}"
    )


def wide_comma(span: Span, text: str) -> Fault:
    """`[小学，初中]`."""
    return Fault(
        "wide-comma",
        "列表里的逗号是全角的",
        span,
        hint=f"各项之间用半角逗号；逗号是内容的一部分时加引号：'{text}'",
    )


def curly_quotes(span: Span, text: str) -> Fault:
    """`“教育”`: quotes that do not quote."""
    return Fault(
        "curly-quotes",
        "引号是中文的，不起引号的作用",
        span,
        hint=f"改成 \"{text[1:-1]}\"；要的就是中文引号时写 '{text}'",
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
    told = wide_colon if match["colon"] == "：" else no_space
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
        slips.append(not_yaml_at_all(source, str(error.problem)))
    yield from slips


def _plainly_a_slip(fault: Fault, lines: list[str]) -> bool:
    """Far from where the parser stopped, a line may as well be part of a longer text."""
    if fault.span is None or fault.code in ("tab", "wide-space"):
        return True
    return OWN_KEY.match(lines[fault.span.line - 1]) is not None


def not_yaml_at_all(source: Source, problem: str) -> Fault:
    """The parser stopped and does not say where."""
    return Fault("not-yaml", "文件不是YAML", Span(source, 1, 1), hint=problem)


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
            yield _tab(Span(source, number + 1, tab.end()))
        if blank := WIDE_INDENT.match(line):
            yield _wide_indent(Span(source, number + 1, blank.start("blank") + 1))
        colon = WIDE_COLON.match(line) or NO_SPACE.match(line)
        if colon:
            yield _colon(source, number, colon)
        elif hyphen := HYPHEN.match(line):
            span = Span(source, number + 1, len(hyphen["lead"]) + 1)
            yield Fault(
                "no-space-after-hyphen", "- 后面缺一个空格", span, f"写成 - {hyphen['rest']}"
            )


def _colon(source: Source, number: int, match: re.Match[str]) -> Fault:
    start = match.start("colon")
    span = Span(source, number + 1, start + 1)
    told = wide_colon if match["colon"] == "：" else no_space
    return told(span, match["key"], match["rest"])


def _tab(span: Span) -> Fault:
    return Fault("tab", "缩进里有制表符（Tab）", span, hint="用空格缩进，每层两个")


def _wide_indent(span: Span) -> Fault:
    return Fault("wide-space", "缩进里有全角空格", span, hint="用半角空格缩进，每层两个")


def _unquoted(source: Source, lines: list[str], number: int) -> Fault | None:
    """A value that begins like YAML or holds `: `: shown as it should be written."""
    match = ENTRY.fullmatch(lines[number]) if number < len(lines) else None
    if match is None:
        return None
    value = match["value"].rstrip()
    span = Span(source, number + 1, match.start("value") + 1, len(value))
    if value[0] in "[{" and "，" in value:
        return wide_comma(span.part(value.index("，")), value)
    if not _goes_on(value):
        return None
    quoted = "'" + value.replace("'", "''") + "'"
    return Fault(
        "needs-quotes",
        "这段内容要放在单引号里",
        span,
        hint=f"写成 {match['key']}: {quoted}",
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
