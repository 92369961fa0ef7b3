"""The whole road from Python: frames or files in, frames out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

import checker
from checker.fault import FaultyInput
from tests.cli.project import project

DAY = date(2020, 9, 17)


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return project(tmp_path)


def frames(office: Path) -> dict[str, pd.DataFrame]:
    return {
        title: pd.read_csv(office / "data" / f"{title}.csv", dtype=str) for title in ("户", "成员")
    }


def test_frames(office: Path) -> None:
    """As cli.md shows it; masked, like every machine format."""
    outcome = checker.check(frames(office), policies=office / "policies", as_of=DAY)

    assert list(outcome.gaps["row"]) == ["H1-1", "H2-1"]
    assert list(outcome.gaps["message"]) == [
        "张*（10岁）不在校，电话138****0001",
        "无法判断：在校未填写",
    ]
    assert outcome.criteria["schooling"].to_dict() == {"H1": "gap", "H2": "unknown"}
    assert list(outcome.sieve("standard")["村名"]) == ["北村", "南村"]


def test_sieve_to_excel(office: Path) -> None:
    outcome = checker.check(frames(office), policies=office / "policies", as_of=DAY)

    outcome.sieve("standard").to_excel(office / "标准筛.xlsx")

    assert list(pd.read_excel(office / "标准筛.xlsx", engine="openpyxl")["row"]) == [
        "H1-1",
        "H2-1",
    ]


def test_files_and_frames_agree(office: Path) -> None:
    """The same rows give the same gaps, wherever they come from."""
    policies = office / "policies"

    from_files = checker.check(office / "data", policies, as_of=DAY).gaps
    from_frames = checker.check(frames(office), policies, as_of=DAY).gaps

    assert list(from_files["id"]) == list(from_frames["id"])


def test_unmask(office: Path) -> None:
    outcome = checker.check(office / "data", office / "policies", as_of=DAY, unmask=True)

    assert outcome.gaps["message"][0] == "张小草（10岁）不在校，电话13812340001"


def test_waivers_are_part_of_the_fingerprint(office: Path) -> None:
    """The same three inputs give the same bytes, so a further waiver makes other policies."""
    waivers = office / "waivers.csv"
    waivers.write_text(
        "规则,户编号,行,起,止,事由,批准人,文件\n"
        "education/in-school,H1,,2020-01-01,2020-12-31,病休,扶贫办,第1号\n",
        encoding="utf-8",
    )

    plain = checker.check(office / "data", office / "policies", as_of=DAY)
    waived = checker.check(office / "data", office / "policies", as_of=DAY, waivers=waivers)

    assert plain.outcome.policies_fingerprint != waived.outcome.policies_fingerprint
    assert plain.outcome.data_fingerprint == waived.outcome.data_fingerprint
    assert waived.outcome.verdicts["education/in-school"]["waived"] == 1


def test_faults_are_raised(office: Path) -> None:
    with pytest.raises(FaultyInput):
        checker.check(office / "nowhere", office / "policies", as_of=DAY)


CELLS = [
    # cell, verdicts of the two children, why
    ([1], ["unknown", "unknown"], "a list"),
    ({"a": 1}, ["unknown", "unknown"], "a mapping"),
    (b"x", ["unknown", "unknown"], "bytes"),
    (float("nan"), ["unknown", "unknown"], "nothing"),
    (pd.NA, ["unknown", "unknown"], "nothing"),
    (0.5, ["unknown", "unknown"], "half a truth"),
    (False, ["gap", "gap"], "no"),
]


@pytest.mark.parametrize(("cell", "verdicts", "why"), CELLS)
def test_odd_cells_of_frames(office: Path, cell: object, verdicts: list[str], why: str) -> None:
    """Never a pass, never a crash."""
    given = frames(office)
    given["成员"]["在校"] = pd.Series([cell] * len(given["成员"]), dtype="object")

    found = checker.check(given, office / "policies", as_of=DAY).gaps
    children = found[found["row"].isin(["H1-1", "H2-1"])]

    assert list(children["verdict"]) == verdicts, why


def test_frames_without_a_row(office: Path) -> None:
    """Nothing to check is not a clean check."""
    given = {title: frame.iloc[:0] for title, frame in frames(office).items()}

    with pytest.raises(FaultyInput, match="no-rows"):
        checker.check(given, office / "policies", as_of=DAY)
