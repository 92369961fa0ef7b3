"""The example levels: a county over the shipped policies, a township over the county."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from checker.pipeline import Task, run
from tests.commands import Command
from tests.scenarios.pages import ROOT, blocks

LEVELS = ROOT / "samples" / "levels"
HOUSEHOLDS = LEVELS / "households"
AS_OF = date(2020, 9, 17)


@pytest.mark.parametrize("level", ["county", "township"])
def test_a_level_is_sound_and_tested(level: str, checker: Command) -> None:
    """No fault, nothing suspicious but the waiver that ends soon; its own rules tested whole."""
    folder = LEVELS / level
    rules = [path.name.removesuffix(".cases.yaml") for path in folder.glob("*.cases.yaml")]

    told = checker("lint", str(folder), "--as-of", "2020-09-17")
    laid_out = checker("fmt", str(folder), "--check")

    assert told.code == 0
    assert "warning[" not in told.out.replace("warning[waiver-expiring]", "")
    assert laid_out.code == 0
    assert len(rules) == 1
    own = {"off_register": "visited", "knocking": "problem-photo"}[rules[0]]
    tested = checker("test", str(folder), "--rule", f"{rules[0]}/{own}", "--min-kill", "100")
    assert tested.code == 0, tested.out


def criteria(policies: Path | None, household: str) -> dict[str, str]:
    """The criteria of a household, by their titles."""
    outcome = run(Task([HOUSEHOLDS], AS_OF, policies=policies))
    titles = {one.id: one.title for one in outcome.policies.criteria}
    return {titles[name]: word for name, word in outcome.criteria[household].items()}


def test_water_in_a_column_of_its_own() -> None:
    """L3's water is bad: in the base that is food, in the county it is the water's column."""
    base, county = criteria(None, "L3"), criteria(LEVELS / "county", "L3")

    assert base["不愁吃（含饮水安全）"] == "gap"
    assert (county["不愁吃"], county["饮水安全"]) == ("met", "gap")
    assert len(county) == len(base) + 1


def test_three_lines_are_enough(tmp_path: Path) -> None:
    """As policies/README.md shows it."""
    readme = (ROOT / "policies" / "README.md").read_text(encoding="utf-8")
    yaml = [block for block in blocks(readme) if block.language == "yaml"]
    (lines,) = [block.lines for block in yaml if block.lines[0] == "criteria:"]
    head = "overlay: {extends: shipped, document: 某办〔2020〕1号（虚构）}\n"
    (tmp_path / "overlay.yaml").write_text(head, encoding="utf-8")
    (tmp_path / "criteria.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")

    found = criteria(tmp_path, "L3")

    assert len(lines) == 3
    assert (found["不愁吃"], found["饮水安全"]) == ("met", "gap")


def test_the_page_shows_the_files() -> None:
    """What docs/分级.md shows of the county and the township is what stands there."""
    page = (ROOT / "docs" / "分级.md").read_text(encoding="utf-8")
    written = [
        path.read_text(encoding="utf-8")
        for level in ("county", "township")
        for path in sorted((LEVELS / level).glob("*.yaml"))
    ]
    shown = [
        block.lines
        for block in blocks(page)
        if block.language == "yaml" and "松" not in block.lead
    ]

    assert len(shown) == 3
    for lines in shown:
        assert any("\n".join(lines) in text for text in written)
