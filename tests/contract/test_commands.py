"""cli.md: the commands, exit codes, outputs and the keys of gaps.json."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.commands import Command

COMMANDS = ("check", "lint", "test", "rules", "fields", "functions", "standards")
OPTIONS = (
    "--policies", "--as-of", "--sieve", "--village", "--rule", "--severity", "--out", "--format",
    "--output", "--fail-level", "--waivers", "--previous", "--engine", "--unmask", "--table",
    "--require",
)  # fmt: skip
DAY = ("--policies", "policies", "--as-of", "2020-09-17")
HOME = "户编号,户主姓名,镇街名,村名\nH1,张三,东镇,甲村\n"
MEMBER = "户编号,人编号,姓名,出生日期,在校生状况,未上学原因\n"
IN, OUT, BLANK = (
    "H1,p1,甲,2009-03-01,小学,\n",
    "H1,p2,乙,2009-03-01,非在校生,厌学\n",
    "H1,p3,,,,\n",
)


def files(office: Path, members: str) -> tuple[str, str]:
    """A household and its members; the files' names."""
    (office / "户.csv").write_text(HOME, encoding="utf-8")
    (office / "成员.csv").write_text(MEMBER + members, encoding="utf-8")
    return "户.csv", "成员.csv"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str, checker: Command) -> None:
    """A complete example, to be copied."""
    ran = checker(command, "--help")

    assert ran.code == 0
    assert f"checker {command}" in ran.out.split("--help")[-1]


def test_the_options_of_check(checker: Command) -> None:
    """Those that the page names."""
    ran = checker("check", "--help")

    assert [option for option in OPTIONS if option not in ran.out] == []


@pytest.mark.parametrize(
    ("arguments", "word", "why"),
    [
        (("rules", "policies", "--as-of", "2020-09-17"), "education/in-school", "ids"),
        (("fields", "成员"), "在校生状况", "fields of a table"),
        (("fields",), "走访", "tables"),
        (("functions",), "longest_gap", "aggregates too"),
        (("functions",), "valid_disability_number", "functions"),
        (("standards", "policies", "--as-of", "2020-09-17"), "义务教育起始年龄", "standards"),
    ],
)
def test_what_there_is(
    arguments: tuple[str, ...], word: str, why: str, checker: Command, office: Path
) -> None:
    """Rules, fields, functions, standards."""
    ran = checker(*arguments)

    assert ran.code == 0
    assert word in ran.out, why


CODES = [
    # members, more arguments, exit code, why
    (IN, (), 0, "nothing is open"),
    (OUT, (), 1, "a gap"),
    (BLANK, (), 1, "an unknown"),
    (OUT, ("--severity", "critical"), 1, "a gap of that severity"),
    (OUT, ("--fail-level", "critical"), 1, "a gap at that level"),
    (OUT, ("--village", "甲村"), 1, "a gap in that village"),
    (OUT, ("--village", "乙村"), 2, "no such village"),
    (OUT, ("--rule", "education/in-school"), 1, "that rule"),
    (OUT, ("--sieve", "inspection"), 0, "none in that sieve"),
    (IN, ("--require", "户"), 0, "it is there"),
    (OUT, ("--sieve", "没有"), 2, "no such sieve"),
    (OUT, ("--as-of", "2020-02-30"), 2, "no such day"),
    (OUT, ("--no-such-option",), 2, "usage"),
    (OUT, ("--policies", "nowhere"), 2, "no such folder"),
]


@pytest.mark.parametrize(("members", "more", "code", "why"), CODES, ids=[c[3] for c in CODES])
def test_exit_codes(
    members: str, more: tuple[str, ...], code: int, why: str, checker: Command, office: Path
) -> None:
    """0 nothing open, 1 something is, 2 something could not be checked."""
    assert checker("check", *files(office, members), *DAY, *more).code == code, why


def test_faulty_policies_outrank_gaps(checker: Command, office: Path) -> None:
    """Exit code 2, the fault on stderr, nothing on stdout in a machine format."""
    (office / "policies" / "bad.yaml").write_text(
        "policy: {title: 坏}\nrule: []\n", encoding="utf-8"
    )

    ran = checker("check", *files(office, OUT), *DAY, "--format", "json")

    assert (ran.code, ran.out) == (2, "")
    assert "bad.yaml:2:1: error[" in ran.err


def test_a_link_column_that_is_missing_is_2(checker: Command, office: Path) -> None:
    """Members that cannot be of any household are not checked."""
    (office / "户.csv").write_text(HOME, encoding="utf-8")
    (office / "成员.csv").write_text(
        "姓名,出生日期,在校生状况\n甲,2009-03-01,小学\n", encoding="utf-8"
    )

    ran = checker("check", "户.csv", "成员.csv", *DAY)

    assert ran.code == 2
    assert "户编号" in ran.err


def test_not_run_is_told_and_leaves_the_exit_code_alone(checker: Command, office: Path) -> None:
    """Unless `--require` names what it lacks."""
    (office / "户.csv").write_text(HOME, encoding="utf-8")

    ran = checker("check", "户.csv", *DAY, "--format", "json")
    required = checker("check", "户.csv", *DAY, "--require", "成员")

    assert ran.code == 0
    assert json.loads(ran.out)["summary"]["not_run"] == [
        {"rule": "education/in-school", "reason": "no-table", "table": "成员"}
    ]
    assert required.code == 2


SHAPE: dict[str, Any] = {
    "schema": str, "as_of": str, "fingerprint": {"policies": str, "data": str},
    "summary": {"households": int, "rows": dict, "rules": int, "verdicts": "verdicts",
                "not_run": list},
    "rules": [{"rule": str, "title": str, "verdicts": "verdicts"}],
    "sieves": [{"id": str, "title": str, "tally": {"households": int, "verdicts": "verdicts"},
                "groups": [{"key": dict, "gaps": list}]}],
    "gaps": [{"id": str, "rule": str, "title": str, "verdict": str, "household": str,
              "row": {"entity": str, "key": str}, "village": str, "sieves": list, "area": str,
              "criterion": str, "kind": str, "severity": str, "message": str, "remedy": str,
              "responsible": str, "due": int, "waiver": type(None), "unconfirmed": list,
              "rows": list,
              "values": [{"name": str, "value": object, "unit": object, "place": str}]}],
    "criteria": [{"household": str, "criteria": dict}],
}  # fmt: skip
VERDICTS = {"met": int, "gap": int, "unknown": int, "not_applicable": int, "waived": int}


def fits(shape: Any, value: Any, path: str = "") -> list[str]:
    """Where a document differs from the page's: keys missing, keys too many, other kinds."""
    if shape == "verdicts":
        return fits(VERDICTS, value, path)
    if isinstance(shape, dict):
        odd = [f"{path}.{key}" for key in set(shape) ^ set(value) if key != "missing"]
        return odd + [
            one
            for key in shape
            if key in value
            for one in fits(shape[key], value[key], f"{path}.{key}")
        ]
    if isinstance(shape, list):
        return [one for each in value for one in fits(shape[0], each, f"{path}[]")]
    return [] if isinstance(value, shape) else [path]


def test_the_keys_of_gaps_json(checker: Command, office: Path) -> None:
    """Those of the page, and no others."""
    ran = checker("check", *files(office, OUT), *DAY, "--format", "json")

    found = json.loads(ran.out)
    assert found["schema"] == "checker/gap-list/v1"
    assert fits(SHAPE, found) == []


def test_an_unknown_has_what_is_missing(checker: Command, office: Path) -> None:
    """`"verdict": "unknown"` and `"missing"`."""
    ran = checker("check", *files(office, "H1,p3,丙,2009-03-01,,\n"), *DAY, "--format", "json")

    (unknown,) = json.loads(ran.out)["gaps"]
    assert (unknown["verdict"], unknown["missing"]) == ("unknown", ["在校生状况", "未上学原因"])


def test_every_verdict_is_counted_once(checker: Command, office: Path) -> None:
    """Counts of rules add up to those of the summary, and to the rows."""
    rows = IN + OUT + BLANK + "H1,p4,丁,2019-03-01,,\n"
    found = json.loads(checker("check", *files(office, rows), *DAY, "--format", "json").out)

    assert sum(found["summary"]["verdicts"].values()) == found["summary"]["rows"]["成员"] == 4
    assert found["rules"][0]["verdicts"] == found["summary"]["verdicts"]


def test_the_same_three_inputs_give_the_same_bytes(checker: Command, office: Path) -> None:
    """Twice the same run."""
    names = files(office, IN + OUT + BLANK)

    first, second = (checker("check", *names, *DAY, "--format", form) for form in ("json", "json"))

    assert first.out == second.out


def test_both_engines_give_the_same_document(checker: Command, office: Path) -> None:
    """`--engine` changes nothing but time."""
    names = files(office, IN + OUT + BLANK)

    rows = checker("check", *names, *DAY, "--format", "json", "--engine", "rows")
    duckdb = checker("check", *names, *DAY, "--format", "json", "--engine", "duckdb")

    assert rows == duckdb


def test_out_is_whole(checker: Command, office: Path) -> None:
    """The workbook, the lists for machines; nothing is overwritten that is an input."""
    ran = checker("check", *files(office, OUT), *DAY, "--out", "out")

    assert ran.code == 1
    names = {path.name for path in (office / "out").iterdir()}
    assert {"差距清单.xlsx", "gaps.json", "gaps.csv"} <= names
    assert checker("check", "户.csv", *DAY, "--output", "户.csv").code == 2


def test_english(office: Path) -> None:
    """`--lang en` and `CHECKER_LANG=en`, click's own texts too."""
    program = [sys.executable, "-m", "checker"]
    root = str(Path(__file__).parents[2])

    def helped(*arguments: str, **more: str) -> str:
        environment = {"PYTHONPATH": root, "PYTHONUTF8": "1", "PATH": "", **more}
        ran = subprocess.run(
            [*program, *arguments, "check", "--help"],
            env=environment, capture_output=True, check=True, timeout=60,
        )  # fmt: skip
        return ran.stdout.decode("utf-8")

    assert helped("--lang", "en") == helped(CHECKER_LANG="en")
    assert "Usage:" in helped("--lang", "en")
    assert "用法：" in helped()


def test_previous_is_given_once_or_twice(checker: Command, office: Path) -> None:
    """A third is refused."""
    (office / "data").mkdir()
    names = files(office / "data", IN)
    earlier = ("--previous", "data")

    codes = [
        checker("check", *(f"data/{name}" for name in names), *DAY, *earlier * times).code
        for times in (1, 2, 3)
    ]

    assert codes == [0, 0, 2]
