"""What can be wrong with an expression or a message, each with its mend."""

from __future__ import annotations

from checker.fault import Fault
from checker.model.function import AGGREGATES, FORMS, FUNCTIONS
from checker.read.foreign import ALIASES, OTHER_OPERATORS, OTHER_WORDS, WIDE
from checker.source import Span
from checker.spelling import closest, half_width


def empty(span: Span) -> Fault:
    """Nothing is written."""
    return Fault("empty-expression", "这里没有写表达式", span, hint="写上条件，或删去这一行")


def too_long(span: Span, limit: int) -> Fault:
    """A line that nobody can read."""
    return Fault(
        "too-long", f"表达式超过{limit}个字", span, hint="分成几个 definitions，长的名单写进 lists"
    )


def too_deep(span: Span, limit: int) -> Fault:
    """Brackets, or operations, within one another."""
    return Fault("too-deep", f"表达式嵌套超过{limit}层", span, hint="分成几个 definitions")


def several_lines(span: Span) -> Fault:
    """A line break inside."""
    return Fault(
        "several-lines",
        "表达式要写在一行里",
        span,
        hint="去掉换行；太长时用 >- 折行或分成 definitions",
    )


def wide(span: Span, character: str) -> Fault:
    """A full-width sign."""
    shown = "空格" if character.isspace() else character
    mend = " " if character.isspace() else WIDE[character]
    certain = (len(mend) == 1 and mend not in ":{}") or mend in ("==", "<=", ">=", "!=")
    return Fault(
        "wide-sign",
        f"{shown} 是全角的",
        span,
        hint=f"改成半角 {WIDE[character]}",
        mend=mend if certain else None,
    )


def odd_character(span: Span, character: str) -> Fault:
    """A sign that no expression has."""
    return Fault("odd-character", f"表达式里不能有“{character}”", span, hint="删去它")


def other_operator(span: Span, operator: str) -> Fault:
    """An operator of another language."""
    mend = OTHER_OPERATORS[operator]
    if operator == "\n":
        return several_lines(span)
    if operator == "#":
        return Fault("odd-character", "表达式里不能有注释", span, hint="注释另写一行")
    return Fault(
        "no-such-operator",
        f"不能用 {operator}",
        span,
        hint=f"写作 {mend}" if mend else "能用的有 == != < <= > >= in not and or + - * /",
        mend=parted(span, mend) if mend in SAME else None,
    )


def other_word(span: Span, word: str) -> Fault:
    """A word of another language."""
    mend = OTHER_WORDS[word]
    return Fault(
        "no-such-operator",
        f"不能用“{word}”",
        span,
        hint=f"写作 {mend}" if mend else "只能写条件和算式，用 checker functions 列出能用的函数",
        mend=parted(span, mend) if mend in SAME else None,
    )


# What stands for the very same in other languages; `!` and `>>` may be meant otherwise.
SAME = frozenset({"and", "or", "in", "not", "==", "!=", "<", ">", "<=", ">=", "True", "False"})


def parted(span: Span, word: str) -> str:
    """A word for a sign, with blanks where the sign had none: `a&&b` → `a and b`."""
    if not word.isalpha():
        return word
    text, start = span.source.line(span.line), span.column - 1
    before = text[:start].endswith(" ") or start == 0
    after = text[start + span.length :].startswith(" ")
    return f"{'' if before else ' '}{word}{'' if after else ' '}"


def open_quote(span: Span) -> Fault:
    """A quote without its other half."""
    text = span.source.line(span.line)
    cut = " #" in text[span.column - 1 :]
    hint = "内容里有空格加 # 时，整个表达式放在单引号里" if cut else "成对写半角引号"
    return Fault("open-quote", "引号没有成对", span, hint=hint)


def escape(span: Span, written: str) -> Fault:
    r"""`"\n"`: another character than it looks."""
    return Fault(
        "escape", f"引号里的 {written} 会变成别的字符", span, hint=f"反斜杠本身写两个：\\{written}"
    )


def number(span: Span, text: str) -> Fault:
    """`1e3`, `0x10`, `1_000`, `0536`, `16岁`."""
    digits = text.replace("_", "")
    half = half_width(text)
    mend = None
    if half != text and half.isdigit():
        hint, mend = f"写作 {half}", half
    elif text[0] == "0" and text.isdigit():
        hint = f'数字不以0开头，千位不用逗号；编号加引号："{text}"'
    elif digits != text and digits.isdigit():
        hint, mend = f"写作 {digits}", digits
    elif text[0] == "." or text[-1] == ".":
        hint = "小数点两边都要有数字，如 0.5"
    elif text.count(".") > 1 and text.replace(".", "").isdigit():
        hint = '日期写作 date("2020-09-17")'
    elif text[1:2] in ("x", "X", "b", "B", "o", "O") or "e" in text.lower():
        hint = "写出全部数字，如 1000"
    else:
        bare = text.rstrip("".join(c for c in text if not c.isascii() or c.isalpha()))
        hint = f"数字后面不写单位，写作 {bare}" if bare else "写作 3 或 0.95"
    return Fault("odd-number", f"“{text}”不是这里能用的数字", span, hint=hint, mend=mend)


def name_form(span: Span, name: str, plain: str) -> Fault:
    """A name with full-width letters or signs that Python reads as others."""
    hint = f"写作 {plain}"
    return Fault("name-form", f"“{name}”里有全角或变体字符", span, hint=hint, mend=plain)


def not_a_name(span: Span, name: str) -> Fault:
    """`面积㎡`: with a sign that no name has."""
    return Fault(
        "not-a-name", f"“{name}”不能作名称", span, hint="用数据字典里的名称，见 checker fields"
    )


def no_comma(span: Span) -> Fault:
    """`"因病" "因残"`."""
    return Fault("no-comma", "两段文字之间缺逗号", span, hint='写作 ["因病", "因残"]')


def prefix(span: Span, word: str) -> Fault:
    """`f"..."`."""
    return Fault("no-prefix", f"引号前面不能写 {word}", span, hint="删去它")


def no_operator(span: Span, left: str, right: str) -> Fault:
    """`年龄 16`."""
    return Fault(
        "no-operator",
        f"{left} 和 {right} 之间缺少运算符",
        span,
        hint="如 == >= in and or；文字要加半角引号",
    )


def stray_bracket(span: Span, bracket: str) -> Fault:
    """A closing bracket without its opening one."""
    return Fault("bracket", f"多了一个 {bracket}，或与前面的括号不成对", span, hint="检查括号")


def open_bracket(span: Span, bracket: str) -> Fault:
    """An opening bracket without its closing one."""
    return Fault("bracket", f"{bracket} 没有配对的右括号", span, hint="检查括号")


def single_equals(span: Span) -> Fault:
    """`=` for `==`."""
    return Fault("single-equals", "比较要用两个等号", span, hint="写作 ==", mend="==")


def syntax(span: Span, *, half: bool) -> Fault:
    """The parser cannot go on, and none of the faults above is the reason."""
    if half:
        return Fault("syntax", "if 少了 else", span, hint="写作 x if 条件 else y")
    return Fault(
        "syntax", "表达式在这里读不下去", span, hint="检查是否少写了运算符、逗号或一半的条件"
    )


def unfinished(span: Span, text: str) -> Fault:
    """`a and`: something must follow."""
    return Fault("syntax", f"{text} 后面缺内容", span, hint="补上后一半，或删去它")


def not_in_language(span: Span, what: str, mend: str) -> Fault:
    """Python has it, this language has not."""
    return Fault("not-in-language", f"不能用{what}", span, hint=mend)


def text_as_list(span: Span, text: str) -> Fault:
    """`x in ("因病")`: brackets alone make no list."""
    return Fault(
        "text-as-list",
        "in 后面要的是列表，这里只有一段文字",
        span,
        hint=f"写作 [{text}]；要查文字里含不含它，用 contains(x, {text})",
    )


def bare_operand(span: Span, text: str, left: str | None) -> Fault:
    """`x == "a" or "b"`."""
    mend = (
        f"写作 {left} == {text}，或 {left} in […, {text}]" if left else "写完整，如 x == " + text
    )
    return Fault("bare-operand", f"{text} 单独不成条件", span, hint=mend)


def mixed_chain(span: Span, first: str) -> Fault:
    """`a in b == c`."""
    return Fault(
        "mixed-chain", "in 不能和别的比较连写", span, hint=f"加括号：({first}) …，或用 and 连接"
    )


def loose_list(span: Span) -> Fault:
    """`a, b` without brackets."""
    return Fault("loose-list", "逗号隔开的几项要放在方括号里", span, hint="写作 [a, b]")


def unknown_function(span: Span, name: str) -> Fault:
    """A function that the list has not."""
    known = {**FUNCTIONS, **FORMS, **AGGREGATES}
    near = ALIASES.get(name) or closest(name, known)
    return Fault(
        "unknown-function",
        f"没有“{name}”这个函数",
        span,
        hint=f"是不是“{near}”？" if near else "用 checker functions 列出全部函数",
    )


def call_of_member(span: Span, of: str, name: str, arguments: str) -> Fault:
    """`姓名.startswith("王")`."""
    known = {**FUNCTIONS, **FORMS, **AGGREGATES}
    near = name if name in known else ALIASES.get(name) or closest(name, known)
    inside = ", ".join(part for part in (of, arguments) if part)
    return Fault(
        "call-of-member",
        "函数不能写在点号后面",
        span,
        hint=f"写作 {near}({inside})" if near else "用 checker functions 列出全部函数",
    )


def odd_keyword(span: Span, name: str, function: str) -> Fault:
    """`length(x=1)`."""
    takes = {"latest": "by=", "longest_gap": "since= 和 until="}.get(function)
    hint = f"{function} 只有 {takes}" if takes else "只写值，不写名称"
    return Fault("odd-keyword", f"{function} 没有 {name}= 这一项", span, hint=hint)


def not_ranged(span: Span, function: str) -> Fault:
    """`sum(金额)`."""
    return Fault(
        "not-ranged",
        f"{function} 要写明对哪些行",
        span,
        hint=f"如 {AGGREGATES[function].example}",
    )


def stray_range(span: Span, text: str) -> Fault:
    """`length(x for x in 成员)`."""
    return Fault(
        "stray-range",
        "for 只能写在 any、count、sum 等函数里",
        span,
        hint=f"如 any({text})",
    )


def list_in_rule(span: Span) -> Fault:
    """`list(...)` outside a message."""
    return Fault(
        "list-in-rule", "list 只能用在 message 和 remedy 里", span, hint="个数用 count(…)"
    )


def open_brace(span: Span) -> Fault:
    """`{姓名` without the other brace."""
    return Fault("brace", "花括号没有成对", span, hint="写作 {姓名}")


def double_brace(span: Span) -> Fault:
    """`{{`."""
    return Fault("brace", "花括号只写一对", span, hint="写作 {姓名}；提示语里不能有花括号本身")


def empty_braces(span: Span) -> Fault:
    """`{}`."""
    return Fault("brace", "花括号里是空的", span, hint="写上字段名，如 {姓名}")


def wide_brace(span: Span) -> Fault:
    """`｛姓名｝`."""
    mend = half_width(span.source.line(span.line)[span.column - 1 : span.column])
    return Fault("brace", "花括号是全角的", span, hint="改成半角 { }", mend=mend)


def literal_in_message(span: Span, text: str) -> Fault:
    """`{0}`."""
    return Fault("brace", f"花括号里只有 {text}，不是字段", span, hint="写上字段名，如 {姓名}")
