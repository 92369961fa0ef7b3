"""What can be wrong with a file as YAML, each with its mend.

The parser's own words help nobody who is not a programmer. Where the parser stops, and what was
meant there, is looked up in `checker.yaml_tree.slips`.
"""

from __future__ import annotations

import re

from checker.fault import Fault
from checker.source import Source, Span

NAMES = {
    "\x00": "空字符",
    "\ufeff": "看不见的字节序标记",
    "\u200b": "零宽空格",
    "\u2028": "行分隔符",
    "\u2029": "段分隔符",
    "\u202e": "改变文字方向的字符",
}

UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")  # they part nothing


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
        mend="" if UNSEEN.match(character) else None,
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
    mend = f'"{text}"' if hint.startswith("加") else None
    return Fault("key-not-text", f"键不是文字：{text or '空'}", span, hint=hint, mend=mend)


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
        mend=_narrow_colon(rest),
    )


def _narrow_colon(rest: str) -> str | None:
    """The colon and its blank, before what follows; None where a wide blank follows."""
    if rest[:1] in "\u3000\xa0" and rest:
        return None
    return ": " if rest.strip() and rest[0] != " " else ":"


def no_space(span: Span, key: str, rest: str) -> Fault:
    """`key:value`."""
    return Fault(
        "no-space-after-colon",
        "冒号后面缺一个空格",
        span,
        hint=f"写成 {key}: {rest.strip()}",
        mend=": ",
    )


def wide_comma(span: Span, text: str) -> Fault:
    """`[小学，初中]`."""
    return Fault(
        "wide-comma",
        "列表里的逗号是全角的",
        span,
        hint=f"各项之间用半角逗号；逗号是内容的一部分时加引号：'{text}'",
        mend=", ",
    )


def curly_quotes(span: Span, text: str) -> Fault:
    """`“教育”`: quotes that do not quote."""
    return Fault(
        "curly-quotes",
        "引号是中文的，不起引号的作用",
        span,
        hint=f"改成 \"{text[1:-1]}\"；要的就是中文引号时写 '{text}'",
        mend=None if {'"', "\\"} & {*text} else f'"{text[1:-1]}"',
    )


def hyphen(span: Span, rest: str) -> Fault:
    """`-each`."""
    hint = f"写成 - {rest}"
    return Fault("no-space-after-hyphen", "- 后面缺一个空格", span, hint=hint, mend="- ")


def tab(span: Span) -> Fault:
    """A tab at the start of a line."""
    hint = "用空格缩进，每层两个"
    return Fault("tab", "缩进里有制表符（Tab）", span, hint=hint, mend="  ")


def wide_indent(span: Span, blanks: str) -> Fault:
    """Wide blanks at the start of a line."""
    hint = "用半角空格缩进，每层两个"
    mend = blanks.replace("\u3000", "  ").replace("\xa0", " ")
    return Fault("wide-space", "缩进里有全角空格", span, hint=hint, mend=mend)


def not_yaml_at_all(source: Source, problem: str) -> Fault:
    """The parser stopped and does not say where."""
    return Fault("not-yaml", "文件不是YAML", Span(source, 1, 1), hint=problem)
