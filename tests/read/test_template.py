"""Messages: text with expressions in braces, and nothing else interpreted."""

from __future__ import annotations

import pytest

from checker.fault import FaultyInput
from checker.read.template import parse_template
from checker.source import Source, Span


def parts(text: str) -> list[str]:
    """The parts of a message; expressions by their text."""
    template = parse_template(text, Span(Source("a.yaml", text), 1, 1))
    return [part if isinstance(part, str) else f"<{part.text}>" for part in template.parts]


# message, parts, why
GOOD = [
    ("{姓名}（{年龄}）没有在校", ["<姓名>", "（", "<年龄>", "）没有在校"], "text between"),
    ("没有在校", ["没有在校"], "no expression"),
    ("{list(m.姓名 for m in 成员)}", ["<list(m.姓名 for m in 成员)>"], "for messages only"),
    ('{matches(a, "1{3}")}', ['<matches(a, "1{3}")>'], "a brace inside quotes"),
    ("%s {{".replace("{{", "") + "\\n", ["%s \\n"], "nothing but braces means anything"),
    ("{户.村名}{姓名}", ["<户.村名>", "<姓名>"], "side by side"),
]


@pytest.mark.parametrize(("text", "expected", "why"), GOOD)
def test_parts(text: str, expected: list[str], why: str) -> None:
    """Expressions stand in braces; all else is text."""
    assert parts(text) == expected, why


# message, code, column, why
FAULTY = [
    ("{姓名没有在校", "brace", 1, "not closed"),
    ("姓名}没有在校", "brace", 3, "not opened"),
    ("{{姓名}}", "brace", 1, "K9: one pair"),
    ("{{7*7}}", "brace", 1, "K9: no other language's templates"),
    ("{}", "brace", 1, "K9: nothing in it"),
    ("{0}", "brace", 2, "K9: not a field"),
    ("｛姓名｝", "brace", 1, "full-width"),
    ("{年龄:.2f}", "no-such-operator", 4, "no formats"),
    ("{姓名!r}", "no-such-operator", 4, "no conversions"),
    ("{姓名.upper()}", "call-of-member", 2, "no methods"),
    ("在“{年龄 = 3}”", "single-equals", 7, "an expression's own fault, at its place"),
]


@pytest.mark.parametrize(("text", "code", "column", "why"), FAULTY)
def test_faults(text: str, code: str, column: int, why: str) -> None:
    """What is wrong with a message is told at its place."""
    with pytest.raises(FaultyInput) as faulty:
        parts(text)

    first = faulty.value.faults[0]
    assert first.span is not None
    assert (first.code, first.span.column) == (code, column), why
