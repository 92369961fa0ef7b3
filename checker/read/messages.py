"""What can be wrong with the files of a policy folder, each with its mend.

Expressions have their own (`checker.read.expression_messages`), YAML too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from checker.fault import Fault
from checker.source import Span
from checker.spelling import clipped, closest, half_width


def near(name: str, known: Iterable[str], otherwise: str = "") -> str:
    """The nearest name as a question."""
    found = closest(name, known)
    return f"是不是“{found}”？" if found else otherwise


def some(words: Iterable[str]) -> str:
    """Words listed, not too many."""
    listed = list(words)
    return "、".join(listed[:12]) + ("……" if len(listed) > 12 else "")  # noqa: PLR2004


def printed_header(span: Span, header: str, title: str) -> Fault:
    """A column's header where the field's title belongs."""
    hint = f"写成 {title}"
    return Fault("printed-header", f"“{header}”是表头，不是字段名", span, hint=hint, mend=title)


# The shape of a file.


def unknown_key(
    span: Span, key: str, known: Iterable[str], meant: str | None, *, sure: bool = False
) -> Fault:
    """A key that has no meaning there; `sure`: it is the Chinese title of the one meant."""
    if key.startswith("-"):
        hint = f"- 后面要空一格：- {key[1:]}"
    elif meant:
        hint = f"是不是“{meant}”？"
    else:
        hint = f"可以写的有：{some(known)}"
    mend = meant if sure else None
    return Fault("unknown-key", f"这里不能写“{key}”", span, hint=hint, mend=mend)


def missing_key(span: Span, key: str, title: str) -> Fault:
    """A key that must be there."""
    named = f"{key}（{title}）" if title else key
    return Fault("missing-key", f"缺少 {named}", span, hint=f"补上一行 {key}: …")


def one_of(span: Span, groups: Iterable[Iterable[str]], given: Iterable[str]) -> Fault:
    """Two that exclude each other, or neither."""
    choices = " 或 ".join("、".join(group) for group in groups)
    told = "同时写了 " + "、".join(given) if given else "都没有写"
    return Fault("one-of", f"{choices} 只写一种，这里{told}", span, hint=f"写 {choices}")


def empty_value(span: Span, key: str) -> Fault:
    """A key without a value."""
    return Fault("empty-value", f"“{key}”后面没有内容", span, hint="写上内容，或删去这一行")


def too_few(span: Span, key: str) -> Fault:
    """An empty list or mapping."""
    return Fault("empty-value", f"“{key}”里一项也没有", span, hint="至少写一项，或删去这一行")


def wrong_shape(span: Span, key: str, wanted: str, mend: str) -> Fault:
    """A list for a text, a text for a mapping."""
    return Fault("wrong-shape", f"“{key}”这里应是{wanted}", span, hint=mend)


def quote_number(span: Span, text: str) -> Fault:
    """A number, or yes and no, where a text is meant."""
    return Fault(
        "quote-number",
        f"{text} 会被当成数或真假，这里要的是文字",
        span,
        hint=f'加引号："{text}"',
        mend=f'"{text}"',
    )


def unknown_word(span: Span, word: str, words: Iterable[str], description: str) -> Fault:
    """A word that is not among the allowed ones."""
    names = list(words)
    listed = description or f"可以写的有：{some(names)}"
    return Fault("unknown-word", f"这里不能写“{word}”", span, hint=near(word, names, listed))


def odd_text(span: Span, text: str, description: str) -> Fault:
    """A text of another form than it must have."""
    return Fault("odd-text", f"“{text}”不合要求", span, hint=description)


def listed_twice(span: Span, text: str, first: Span) -> Fault:
    """The same item twice in a list."""
    return Fault("listed-twice", f"“{text}”写了两次", span, hint=f"第一次在 {first}，留下一个")


# Values.


def quoted_number(span: Span, text: str) -> Fault:
    """`"3"` where a number is meant."""
    hint = f"去掉引号：{text}"
    return Fault("not-a-number", "这里应是数，写成了文字", span, hint=hint, mend=text)


def odd_number(span: Span, text: str) -> Fault:
    """`0536`, `1_000`, `12:30`, `1e3` where a number is meant."""
    text = clipped(text)
    digits = re.sub("[_,，]", "", text)
    unit = re.match(r"(-?[0-9]+(?:\.[0-9]+)?)[^\d\s:.,_/-]+\Z", text)
    half = half_width(text)
    mend = None
    if half != text and half.replace(".", "").isdigit():
        hint, mend = f"写作 {half}", half
    elif digits != text and digits.isascii() and digits.isdigit():
        mend = digits.lstrip("0") or "0"
        hint = f"写作 {mend}"
    elif text.isascii() and text.isdigit():
        hint = f"数字不以0开头：{text.lstrip('0')}"
    elif unit and not re.search("[eE][0-9]|^0[xob]", text):
        hint = f"只写数字，单位写在 unit 里：{unit[1]}"
    else:
        hint = "写出全部数字，如 1000、0.95、-3"
    return Fault("not-a-number", f"“{text}”不是数", span, hint=hint, mend=mend)


def outside_number(span: Span, text: str) -> Fault:
    """A number that the language cannot hold exactly."""
    return Fault(
        "outside-number",
        f"{clipped(text)} 超出能用的范围",
        span,
        hint="绝对值不超过一万亿，小数不超过6位",
    )


def not_whole(span: Span, text: str) -> Fault:
    """`1.5` days."""
    return Fault("not-a-number", f"“{text}”不是整数", span, hint="写整数，如 5")


def too_small(span: Span, text: str, least: int) -> Fault:
    """A number below the least one allowed."""
    return Fault("outside-number", f"{text} 太小", span, hint=f"不小于{least}")


def not_a_truth(span: Span, text: str) -> Fault:
    """`yes`, `是`, `"true"` where true or false is meant."""
    hint = "写 true 或 false，不加引号"
    mend = TRUTHS.get(text.casefold())
    return Fault("not-a-truth", f"“{text}”不是真假", span, hint=hint, mend=mend)


TRUTHS = {
    "是": "true",
    "true": "true",
    "yes": "true",
    "否": "false",
    "false": "false",
    "no": "false",
}


def not_a_day(span: Span, text: str, mend: str) -> Fault:
    """A day written otherwise."""
    hint = f"写作 {mend or '2020-09-17'}"
    return Fault("not-a-day", f"“{text}”不是日期", span, hint=hint, mend=mend or None)


def impossible_day(span: Span, text: str) -> Fault:
    """30 February."""
    return Fault("impossible-day", f"没有 {text} 这一天", span, hint="检查月份和日期")


def backwards(span: Span) -> Fault:
    """A validity that ends before it begins."""
    return Fault("backwards", "止在起之前", span, hint="检查两个日期")


def name_form(span: Span, name: str, plain: str) -> Fault:
    """A name with full-width letters."""
    hint = f"写作 {plain}"
    return Fault("name-form", f"“{name}”里有全角或变体字符", span, hint=hint, mend=plain)


def not_a_name(span: Span, name: str, mend: str) -> Fault:
    """A name that no expression can use."""
    hint = "名称只用文字、字母、数字和下划线，不以数字开头"
    return Fault(
        "not-a-name", f"“{name}”不能作名称", span, hint=hint + (f"，如 {mend}" if mend else "")
    )


def taken_name(span: Span, name: str) -> Fault:
    """A keyword or a function."""
    return Fault("taken-name", f"“{name}”是表达式里的词，不能作名称", span, hint="换一个名称")


# Between files.


def unreadable_folder(name: str) -> Fault:
    """Not there, or not a folder."""
    return Fault("no-folder", "没有这个政策文件夹", place=name, hint="检查 --policies 后面的路径")


def no_policies(name: str) -> Fault:
    """A folder without a policy file."""
    return Fault(
        "no-policies",
        "文件夹里没有政策文件",
        place=name,
        hint="政策文件以 .yaml 结尾，含 policy: 和 rules:",
    )


def foreign_file(span: Span, keys: Iterable[str]) -> Fault:
    """Somebody else's file among the policies: none of its keys is one of ours."""
    return Fault(
        "foreign-file",
        f"这不像政策文件：{some(keys)}，一个也没有",
        span,
        hint="核对文件夹；不是政策文件的，移到别处",
    )


def wrong_ending(name: str, ending: str) -> Fault:
    """`education.yml`, `education.YAML`, `education.yaml.txt`."""
    hint = "改名，以 .yaml 结尾（小写）"
    if ending.endswith(".txt"):
        hint += "；看不见 .txt 时，先在文件夹的“查看”里勾选“文件扩展名”"
    return Fault("wrong-ending", f"文件以 {ending} 结尾，不会被读", place=name, hint=hint)


def duplicate_id(span: Span, what: str, written: str, first: Span) -> Fault:
    """The same id twice."""
    return Fault(
        "duplicate-id", f"{what}编号“{written}”用了两次", span, hint=f"第一次在 {first}，改掉一个"
    )


def alike_id(span: Span, what: str, written: str, first: Span, other: str) -> Fault:
    """Two ids that look alike."""
    return Fault(
        "alike-id",
        f"{what}编号“{written}”与“{other}”只差大小写或形近的字母",
        span,
        hint=f"另一个在 {first}，改掉一个",
    )


def unknown_id(span: Span, what: str, written: str, known: Iterable[str]) -> Fault:
    """An area, sieve or rule that there is not."""
    names = list(known)
    return Fault(
        f"unknown-{CODES[what]}",
        f"没有“{written}”这个{what}",
        span,
        hint=near(written, names, f"有的是：{some(names)}" if names else f"还没有{what}"),
    )


CODES = {
    "规则": "rule",
    "筛": "sieve",
    "政策领域": "area",
    "标准": "standard",
    "政策文件": "policy",
}


def otherwise_not_last(span: Span) -> Fault:
    """`otherwise` above other rows, or twice."""
    return Fault("otherwise-last", "otherwise 只能是最后一行", span, hint="移到表的最后，只写一次")


def no_conditions(span: Span) -> Fault:
    """A table of `otherwise` alone."""
    return Fault("otherwise-last", "表里只有 otherwise", span, hint="去掉表，直接写 is")


def same_day_twice(span: Span, start: str, region: str, first: Span) -> Fault:
    """Two values of a standard from one day on in one region."""
    return Fault(
        "duplicate-value",
        f"{region}从 {start} 起有两个值",
        span,
        hint=f"另一个在 {first}，留下一个",
    )


def unreadable(name: str, error: OSError) -> Fault:
    """A file that cannot be opened."""
    reason = error.strerror or str(error)
    return Fault("unreadable-file", f"打不开文件：{reason}", place=name, hint="检查读取权限")
