"""`checker lint`: faults and suspicions together, in four forms, with exit codes for pipelines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.cli.project import EDUCATION
from tests.commands import Command

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "schemas" / "lint.schema.json").read_text(encoding="utf-8"))
DAY = ("--as-of", "2020-09-17")


@pytest.fixture
def faulty(office: Path) -> Path:
    """Two files, a fault in each: a field that is not there."""
    for name in ("education", "visits"):
        file = office / "policies" / f"{name}.yaml"
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("在校\n", "在学\n").replace("走访日期", "走访日"), "utf-8")
    return office


def test_warnings_do_not_fail_unless_asked(checker: Command) -> None:
    """A rule without cases and without a remedy; notes are counted."""
    ran = checker("lint", "policies", *DAY)

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[0] == (
        "policies/visits.yaml:1:1: warning[chapter-without-cases]: 这一章的1条规则一个用例也没有"
    )
    assert ran.out.splitlines()[-2:] == [
        "没有错误：2 个政策文件，2 条规则在 2020-09-17 生效",
        "警告 2 处；--explain 加代号说明每一种",
    ]
    assert checker("lint", "policies", *DAY, "--fail-level", "warning").code == 1


def test_nothing_suspicious(office: Path, checker: Command) -> None:
    (office / "policies" / "visits.yaml").unlink()

    ran = checker("lint", "policies", *DAY, "--fail-level", "note")

    assert (ran.code, ran.out) == (0, "没有错误：1 个政策文件，1 条规则在 2020-09-17 生效\n")


def test_notes_are_listed_with_all(office: Path, checker: Command) -> None:
    """One note: shown with --all, counted without, and failed at only where it is asked for."""
    file = office / "policies" / "education.yaml"
    file.write_text(EDUCATION.replace("confirmed: true", "confirmed: false"), encoding="utf-8")

    plain = checker("lint", "policies", *DAY)
    whole = checker("lint", "policies", *DAY, "--all", "--fail-level", "note")

    assert "unconfirmed-basis" not in plain.out
    assert plain.out.endswith("说明 1 处，加 --all 列出\n")
    assert "policies/education.yaml:3:9: note[unconfirmed-basis]" in whole.out
    assert whole.code == 1


def test_all_faults_with_places(faulty: Path, checker: Command) -> None:
    """Two files, two faults, one run; and that nothing else was looked for."""
    ran = checker("lint", "policies")

    assert ran.code == 2
    assert "policies/education.yaml:7:15: error[unknown-field]" in ran.out
    assert "policies/visits.yaml:6:27: error[unknown-field]" in ran.out
    assert "是不是“走访日期”" in ran.out
    assert ran.out.endswith("错误 2 处\n有错误时看不出可疑之处；改好后再检查一遍\n")


def test_json(checker: Command) -> None:
    """As schemas/lint.schema.json has it, alone on standard output."""
    ran = checker("lint", "policies", *DAY, "--format", "json")

    document = json.loads(ran.out)
    jsonschema.validate(document, SCHEMA)
    assert document["summary"] == {"chapters": 2, "rules": 2, "error": 0, "warning": 2, "note": 0}
    first = document["faults"][0]
    assert (first["code"], first["file"], first["line"], first["column"], first["length"]) == (
        ("chapter-without-cases", "policies/visits.yaml", 1, 1, 6)
    )


def test_json_of_faults(faulty: Path, checker: Command) -> None:
    """Not whole: what is suspicious was not looked for."""
    ran = checker("lint", "policies", "--format", "json")

    document = json.loads(ran.out)
    jsonschema.validate(document, SCHEMA)
    assert (ran.code, document["whole"], len(document["faults"])) == (2, False, 2)


def result(code: str, level: str, line: int, column: int, end: int) -> dict[str, Any]:
    """What SARIF must hold of a fault in visits.yaml, but for its words."""
    place = {
        "artifactLocation": {"uri": "policies/visits.yaml"},
        "region": {"startLine": line, "startColumn": column, "endColumn": end},
    }
    return {"ruleId": code, "level": level, "locations": [{"physicalLocation": place}]}


def test_sarif(checker: Command) -> None:
    """What code review reads: each result with its rule, place and words; each rule with help."""
    ran = checker("lint", "policies", *DAY, "--format", "sarif")

    log = json.loads(ran.out)
    assert (log["version"], list(log)) == ("2.1.0", ["$schema", "version", "runs"])
    (run,) = log["runs"]
    rules, results = run["tool"]["driver"]["rules"], run["results"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert [rule["id"] for rule in rules] == ["chapter-without-cases", "rule-without-remedy"]
    assert rules[0]["help"]["markdown"].startswith("# chapter-without-cases：")
    assert [rules[one["ruleIndex"]]["id"] for one in results] == [one["ruleId"] for one in results]
    assert results[0]["message"]["text"].startswith("这一章的1条规则一个用例也没有\n")
    bare = [{key: one[key] for key in ("ruleId", "level", "locations")} for one in results]
    assert bare == [
        result("chapter-without-cases", "warning", 1, 1, 7),
        result("rule-without-remedy", "warning", 3, 9, 15),
    ]


def test_sarif_has_mends(office: Path, checker: Command) -> None:
    """What --fix would do stands there too."""
    file = office / "policies" / "education.yaml"
    file.write_text(EDUCATION.replace("each: 成员", "each：成员"), encoding="utf-8")

    ran = checker("lint", "policies", "--format", "sarif")

    (run,) = json.loads(ran.out)["runs"]
    (change,) = run["results"][0]["fixes"][0]["artifactChanges"]
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 5, "startColumn": 9, "endColumn": 10},
            "insertedContent": {"text": ": "},
        }
    ]
    assert "toolExecutionNotifications" in run["invocations"][0]


def test_github(checker: Command) -> None:
    """A line a fault; nothing of a line may end it."""
    ran = checker("lint", "policies", *DAY, "--format", "github")

    assert ran.out.splitlines()[0] == (
        "::warning file=policies/visits.yaml,line=1,col=1,endColumn=7,title=chapter-without-cases"
        "::这一章的1条规则一个用例也没有"
        "%0A建 visits.cases.yaml，每条规则写合格、不合格、没填三种例子"
    )
    assert len(ran.out.splitlines()) == 2


def test_explain(checker: Command) -> None:
    ran = checker("lint", "--explain", "wide-colon")

    assert ran.code == 0
    assert ran.out == (ROOT / "checker/lint/pages/wide-colon.md").read_text(encoding="utf-8")


def test_explain_a_misspelt_code(checker: Command) -> None:
    ran = checker("lint", "--explain", "wide-colom")

    assert (ran.code, ran.out) == (2, "")
    assert "是不是“wide-colon”" in ran.err


def test_fix_tells_what_it_changed(office: Path, checker: Command) -> None:
    """The file is mended, its rights kept, the rest of the folder not touched."""
    file = office / "policies" / "education.yaml"
    file.write_text(EDUCATION.replace("each: 成员", "each：成员 # 每人"), encoding="utf-8")
    file.chmod(0o640)
    others = {path: path.read_bytes() for path in office.rglob("*") if path.is_file()}

    ran = checker("lint", "policies", *DAY, "--fix")

    assert ran.code == 0
    assert ran.out.splitlines()[:2] == [
        "policies/education.yaml:5:9: 改了 [wide-colon]：“：”→“: ”",
        "改了 1 个文件，1 处",
    ]
    assert file.read_text("utf-8") == EDUCATION.replace("each: 成员", "each: 成员 # 每人")
    assert file.stat().st_mode & 0o777 == 0o640
    del others[file]
    assert {path: path.read_bytes() for path in others} == others


def test_fix_beside_a_machine_format(office: Path, checker: Command) -> None:
    """The document stands alone on standard output."""
    file = office / "policies" / "education.yaml"
    file.write_text(EDUCATION.replace("each: 成员", "each：成员"), encoding="utf-8")

    ran = checker("lint", "policies", *DAY, "--fix", "--format", "json")

    assert json.loads(ran.out)["summary"]["error"] == 0
    assert "改了 1 个文件，1 处" in ran.err


def test_fix_wants_a_folder(checker: Command) -> None:
    """What ships with the program is never mended by mistake."""
    assert checker("lint", "--fix").code == 2


def test_what_an_overlay_extends_is_not_told(office: Path, checker: Command) -> None:
    """The base has its own lint; only what stands in the folder itself is told."""
    county = office / "county"
    county.mkdir()
    text = (
        "overlay:\n  extends: ../policies\n  document: 北扶办2020年3号\n"
        "  rules:\n    education/in-school: {severity: critical}\n"
    )
    (county / "overlay.yaml").write_text(text, encoding="utf-8")

    ran = checker("lint", "county", *DAY)

    told = [line for line in ran.out.splitlines() if "warning[" in line]
    assert [line.split(": ")[:2] for line in told] == [
        ["county/overlay.yaml:5:5", "warning[overlay-changes-nothing]"]
    ]
