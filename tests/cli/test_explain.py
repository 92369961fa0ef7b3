"""`checker explain`: what is printed, where, and with which exit code."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from checker.report.sql_text import laid_out
from tests.commands import Command, chinese_in

ROOT = Path(__file__).parents[2]
SAMPLE = str(ROOT / "samples" / "beicheng" / "北城街道.xlsx")
DAY = ("--as-of", "2020-09-17")
SCHEMA = ROOT / "schemas" / "explanation.schema.json"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Chinese is spoken."""
    with chinese_in(tmp_path, monkeypatch):
        yield


def of_household(rule: str, household: str, *more: str) -> tuple[str, ...]:
    """The arguments that explain a rule for a household of the sample."""
    return ("explain", rule, *DAY, "--data", SAMPLE, "--household", household, *more)


def test_a_rule_alone(checker: Command) -> None:
    """The sentences, then what the rule says of itself."""
    ran = checker("explain", "livelihood/income", *DAY)

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[:6] == [
        "livelihood/income  人均纯收入不低于脱贫线",
        "核查日 2020-09-17",
        "",
        "1. 适用于符合“建档立卡户”条件的户。",
        "2. 要求人均纯收入不低于脱贫线（4000元/年）。",
        "3. “建档立卡户”，是指类别不属于“不在册类别”（档外户、一般农户、低收入人",
    ]
    assert "有效：2019-01-01 至 2020-12-31" in ran.out


def test_a_household(checker: Command) -> None:
    """The verdict, the steps with cells and marks, and what would turn it."""
    ran = checker(*of_household("livelihood/income", "BC02012"))

    assert ran.code == 0
    assert ran.out[ran.out.index("户 BC02012") :].splitlines() == [
        "户 BC02012  不合格  人均纯收入3600元/年，低于脱贫线4000元/年",
        "  √* 适用：符合“建档立卡户”条件",
        "      类别 = 不享受政策户  [北城街道.xlsx > 户信息 > L26]",
        "  ×* 要求：人均纯收入不低于脱贫线（4000元/年）",
        "      人均纯收入 = 3600元/年  [北城街道.xlsx > 户信息 > AA26]",
        "  只改一处，结论会变的：",
        "    → 合格  户 BC02012 的人均纯收入由“3600元/年”改为“4000元/年”  [北城街道.",
        "      xlsx > 户信息 > AA26]",
        "    → 不涉及  户 BC02012 的类别由“不享受政策户”改为“档外户”  [北城街道.xlsx",
        "      > 户信息 > L26]",
    ]


EXITS = [
    # arguments, exit code, what is told, why
    (("explain", "nothing", *DAY), 2, "没有“nothing”这条规则", "no such rule"),
    (of_household("in-school", "BC0404"), 2, "没有编号为“BC0404”的户", "no such household"),
    (("explain", "secretary", "--as-of", "2022-01-01"), 2, "没有生效", "another day"),
    (("explain", "in-school", *DAY, "--household", "H"), 2, "--data", "a household of nothing"),
    (("explain", "in-school", *DAY, "--data", SAMPLE), 2, "--household", "which household?"),
    (of_household("dibao-vehicle", "BC04004"), 2, "", "not judged: a register is missing"),
    (of_household("in-school", "BC04004"), 0, "", "explained, whatever the verdict"),
]


@pytest.mark.parametrize(("arguments", "code", "told", "why"), EXITS)
def test_exit_codes(
    checker: Command, arguments: tuple[str, ...], code: int, told: str, why: str
) -> None:
    """2 where it could not be done; an explained gap is no failure."""
    ran = checker(*arguments)

    assert ran.code == code, why
    assert told in ran.err


def test_names_and_numbers_are_masked_unless_asked_for(checker: Command) -> None:
    """The head of BC01010 is 许厚国, and BC04002 has the telephone 15400010028."""
    names, phones = of_household("head-name", "BC01010"), of_household("phone-shared", "BC04002")
    hidden = "".join(checker(*one, *form).out for one in (names, phones) for form in FORMS)
    shown = checker(*names, "--unmask").out + checker(*phones, "--unmask", *JSON).out

    assert not {word for word in ("许厚国", "15400010028") if word in hidden}
    assert "许*" in hidden
    assert {word for word in ("许厚国", "15400010028") if word in shown} == {
        "许厚国", "15400010028"
    }  # fmt: skip


JSON = ("--format", "json")
FORMS: tuple[tuple[str, ...], ...] = ((), JSON)
# households that have a bit of everything: blanks, unreadables, numbers that others have too
ANY = ("BC06005", "BC08003")


def validator() -> jsonschema.Draft202012Validator:
    """The schema of explanations."""
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


RULES = ("grade-and-flag", "followed-up", "allowance-due", "size", "share", "income-adds-up",
         "visits/cadre", "dibao-vehicle")  # fmt: skip


@pytest.mark.parametrize("household", ANY)
@pytest.mark.parametrize("rule", RULES)
def test_json_is_what_the_schema_says(checker: Command, rule: str, household: str) -> None:
    """With rows, without, with changes and new rows, with SQL; nothing else on standard output."""
    ran = checker(*of_household(rule, household, *JSON, "--sql"))

    tree: dict[str, Any] = json.loads(ran.out)

    assert list(validator().iter_errors(tree)) == []
    assert tree["schema"] == "checker/explanation/v1"
    assert bool(tree["not_run"]) is (ran.code == 2)


def test_the_schema_is_strict(checker: Command) -> None:
    """What the schema does not name is no explanation."""
    tree = json.loads(checker(*of_household("in-school", "BC04004", *JSON)).out)
    step = tree["rows"][2]["requires"]

    for change in ({"truth": 1}, {"kind": "thing"}, {"further": 1}):
        kept = dict(step)
        step.update(change)
        assert list(validator().iter_errors(tree)), change
        step.clear()
        step.update(kept)


def test_sql_is_laid_out_and_nothing_else(checker: Command) -> None:
    """Only white space differs from what the engine is given."""
    raw = json.loads(checker("explain", "in-school", *DAY, "--sql", *JSON).out)["sql"]
    text = checker("explain", "in-school", *DAY, "--sql").out

    assert all("".join(one.split()) == "".join(laid_out(one).split()) for one in raw)
    assert all(f"{laid_out(one)};" in text for one in raw)
    assert laid_out(
        "SELECT a, 'x, (SELECT' AS b FROM (SELECT 1 AS a) AS l WHERE (a IN (1, 2))"
    ) == ("SELECT a,\n   'x, (SELECT' AS b\nFROM (\n  SELECT 1 AS a) AS l\nWHERE (a IN (1, 2))")
