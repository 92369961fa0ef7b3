"""Odd words on the command line and in policies: exit code 2 and the place, never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.project import EDUCATION
from tests.commands import Command

CHECK = ("check", "data", "--policies", "policies", "--as-of", "2020-09-17")

LINES = [
    # more arguments, in the message, why
    (("--as-of", "20200917"), "写作 2020-09-17", "read by some Pythons only"),
    (("--as-of", "2020-W38-4"), "写作 2020-09-17", "a day that nobody writes"),
    (("--table", "户=data"), "没有“data”这个文件", "a folder is no table"),
    (("--table", "户口=data/户.csv"), "是不是“户”", "no such table"),
    (("--waivers", "data"), "是文件夹", "a folder is no list"),
    (("--previous", "data") * 3, "最多给两次", "the language knows two earlier periods"),
    (("--out", ""), "输出会盖住输入", "an empty name is the working folder"),
    (("--out", "/"), "输出会盖住输入", "everything"),
    (("--output", "policies/education.yaml"), "在输入文件夹里", "a policy"),
]


@pytest.mark.parametrize(("more", "message", "why"), LINES)
def test_command_lines(checker: Command, more: tuple[str, ...], message: str, why: str) -> None:
    ran = checker(*CHECK, *more)

    assert (ran.code, ran.out) == (2, ""), why
    assert message in ran.err, why


CHAIN = "".join(f"  甲{n}: {{each: 成员, is: 甲{n + 1}}}\n" for n in range(1000))
DEEP = "".join(
    f"  甲{n}: {{each: 成员, is: '{'not (' * 30}甲{n + 1}{')' * 30}'}}\n" for n in range(28)
)
DEFINED = EDUCATION.replace("requires: 在校", "requires: 甲0")
POLICIES = [
    # text, code of the only fault, why
    (
        DEFINED.replace(
            "rules:", f"definitions:\n{CHAIN}  甲1000: {{each: 成员, is: 在校}}\nrules:"
        ),
        "too-deep",
        "a thousand definitions that rest on one another",
    ),
    (
        DEFINED.replace("rules:", f"definitions:\n{DEEP}  甲28: {{each: 成员, is: 在校}}\nrules:"),
        "too-deep",
        "fewer, each of them deep",
    ),
    (EDUCATION.replace("due: 5", f"due: {'9' * 5000}"), "not-a-number", "five thousand digits"),
    (
        EDUCATION.replace("requires: 在校", "requires: 'matches(姓名, \"(a\")'"),
        "wrong-pattern",
        "a pattern that is none",
    ),
    ("", "empty-file", "its rule is named elsewhere, which is no second fault"),
    ("# only this\n", "empty-file", "as above"),
    ("- a\n", "not-a-mapping", "as above"),
    ('a: "\\ud800"\n', "not-yaml", "half a character"),
    (EDUCATION + "z: &a [*a]\n", "no-aliases", "a circle"),
]


@pytest.mark.parametrize(("text", "code", "why"), POLICIES)
def test_policies(office: Path, checker: Command, text: str, code: str, why: str) -> None:
    """One fault, short enough to be read, with its place."""
    (office / "policies" / "education.yaml").write_text(text, encoding="utf-8")

    ran = checker(*CHECK)

    assert (ran.code, ran.out) == (2, ""), why
    assert f"error[{code}]" in ran.err, why
    assert "policies/education.yaml:" in ran.err.splitlines()[0], why
    assert "unknown-rule" not in ran.err, why
    assert max(map(len, ran.err.splitlines())) < 300, why


ENCODINGS = [
    # bytes, code, why
    (EDUCATION.encode("gbk"), "not-utf8", "saved by an old editor"),
    (EDUCATION.encode("utf-16"), "not-utf8", "saved as Unicode by Windows"),
    (EDUCATION.encode() + b"\xff", "not-utf8", "a stray byte"),
]


@pytest.mark.parametrize(("data", "code", "why"), ENCODINGS)
def test_encodings(office: Path, checker: Command, data: bytes, code: str, why: str) -> None:
    (office / "policies" / "education.yaml").write_bytes(data)

    ran = checker(*CHECK)

    assert ran.code == 2, why
    assert f"error[{code}]" in ran.err, why
    assert "unknown-rule" not in ran.err, why


def test_library_does_not_speak_for_itself(
    office: Path, checker: Command, capfd: pytest.CaptureFixture[str]
) -> None:
    """RE2 writes its own complaints to the terminal unless it is told not to."""
    text = EDUCATION.replace("requires: 在校", "requires: 'matches(姓名, \"(a\")'")
    (office / "policies" / "education.yaml").write_text(text, encoding="utf-8")

    ran = checker(*CHECK)

    assert "re2.cc" not in ran.err + capfd.readouterr().err


def test_rule_that_sleeps(office: Path, checker: Command) -> None:
    """It is there, on other days: neither unknown nor a clean list."""
    dated = EDUCATION.replace("{title: 教育政策,", "{title: 教育政策, valid: {to: 2020-09-16},")
    (office / "policies" / "education.yaml").write_text(dated, encoding="utf-8")

    named = checker(*CHECK, "--rule", "education/in-school")
    misspelt = checker(*CHECK, "--rule", "education/in-scool")

    assert (named.code, misspelt.code) == (2, 2)
    assert "error[not-in-force]: “education/in-school”在 2020-09-17 没有生效" in named.err
    assert "是不是“education/in-school”" in misspelt.err
