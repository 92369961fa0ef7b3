"""The same rows, policies and day give the same bytes, however the files are cut or shuffled."""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from io import StringIO
from pathlib import Path

import pytest

from checker.model.gap import Outcome
from checker.pipeline import Task, run
from checker.report.folder import contents
from checker.report.gaps_json import gaps_json
from checker.report.masking import masking
from checker.report.record import Record

SAMPLE = Path(__file__).parents[1] / "samples" / "beicheng"
AS_OF = date(2020, 9, 17)
NOTES = 4  # lines of a file of the sample that may stand above its header

Lines = list[list[str]]
Change = Callable[[Lines, random.Random], list[Lines]]  # a table with its header → files


def checked(data: Path) -> Outcome:
    return run(Task([data], AS_OF))


@cache
def as_it_is() -> Outcome:
    return checked(SAMPLE / "csv")


def without_places(outcome: Outcome) -> Record:
    """gaps.json as a tree, without where the values stood."""
    tree: Record = json.loads(gaps_json(outcome, masking(office=False, unmask=True)))

    def bare(node: object) -> None:
        if isinstance(node, dict):
            node.pop("place", None)
        for part in node.values() if isinstance(node, dict) else node:
            if isinstance(part, dict | list):
                bare(part)

    bare(tree)
    return tree


def tables() -> Iterator[tuple[str, Lines]]:
    """The sample's tables: header, then rows."""
    for path in sorted((SAMPLE / "csv").glob("*.csv")):
        data = path.read_bytes()
        encoding = "utf-8-sig" if data.startswith(b"\xef\xbb\xbf") else "gb18030"
        lines = list(csv.reader(StringIO(data.decode(encoding))))
        header = max(
            range(min(NOTES, len(lines))), key=lambda at: len([c for c in lines[at] if c])
        )
        yield path.stem, lines[header:]


def write(folder: Path, change: Change) -> Path:
    chance = random.Random(20200917)
    for name, lines in tables():
        for number, part in enumerate(change(lines, chance)):
            with (folder / f"{name}{number or ''}.csv").open(
                "w", encoding="utf-8", newline=""
            ) as file:
                csv.writer(file).writerows(part)
    return folder


def shuffled_rows(lines: Lines, chance: random.Random) -> list[Lines]:
    rows = lines[1:]
    chance.shuffle(rows)
    return [[lines[0], *rows]]


def shuffled_columns(lines: Lines, chance: random.Random) -> list[Lines]:
    order = list(range(len(lines[0])))
    chance.shuffle(order)
    return [[[row[at] if at < len(row) else "" for at in order] for row in lines]]


def cut_in_three(lines: Lines, chance: random.Random) -> list[Lines]:
    rows = lines[1:]
    chance.shuffle(rows)
    return [[lines[0], *rows[start::3]] for start in range(3)]


def with_another_column(lines: Lines, _: random.Random) -> list[Lines]:
    return [[["内部备忘", *lines[0]], *([f"x{n}", *row] for n, row in enumerate(lines[1:]))]]


CHANGES = [
    (shuffled_rows, "a list sorted by somebody"),
    (shuffled_columns, "columns moved"),
    (cut_in_three, "a file a village group"),
    (with_another_column, "a column that nobody reads"),
]


@pytest.mark.parametrize(("change", "why"), CHANGES)
def test_the_same_rows(tmp_path: Path, change: Change, why: str) -> None:
    outcome = checked(write(tmp_path, change))

    assert without_places(outcome) == without_places(as_it_is()), why


def test_workbook_and_lines() -> None:
    outcome = checked(SAMPLE / "北城街道.xlsx")

    assert without_places(outcome) == without_places(as_it_is())


def test_two_runs() -> None:
    """Byte for byte, the workbook too."""
    again = checked(SAMPLE / "csv")

    assert contents(again, unmask=False) == contents(as_it_is(), unmask=False)


def test_verdicts_add_up() -> None:
    """Every rule that ran has one verdict a row; one that did not run says why and has none."""
    outcome = as_it_is()
    titles = {e.name: e.title for e in outcome.policies.catalog.entities.values()}
    lacking = {lacks.rule: lacks for lacks in outcome.not_run}
    for rule in outcome.rules:
        counted = sum(outcome.verdicts[rule.id].values())
        title = titles.get(rule.each, rule.each)
        assert counted == (0 if rule.id in lacking else outcome.rows[title]), rule.id
    assert {(lacks.reason, lacks.table in outcome.rows) for lacks in outcome.not_run} == {
        ("no-table", False)
    }


def test_table_that_is_not_given(tmp_path: Path) -> None:
    """Its rules are not run, and nothing is found for want of it."""
    write(tmp_path, shuffled_rows)
    (tmp_path / "入户走访记录.csv").unlink()

    outcome = checked(tmp_path)

    lacking = {lacks.rule for lacks in outcome.not_run if lacks.table == "走访"}
    assert lacking
    assert not lacking & {gap.finding.rule.id for gap in outcome.gaps}
    before = {lacks.rule for lacks in as_it_is().not_run}
    assert {lacks.rule for lacks in outcome.not_run} == before | lacking
