"""The product and pandas come to the same verdict on every row.

Each on its own: the rule book's sentence is computed in `rules_of_people` and `rules_of_homes`,
the shipped rule is judged by DuckDB as a large run is.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import duckdb
import pandas as pd
import pytest

from checker.intake import dataset_from_frames
from checker.model.policy import PolicySet
from checker.model.verdict import Verdict
from checker.read.folder import read_policies
from checker.read.shipped import shipped
from checker.resolve import resolve
from checker.run.bulk import Target, judge_in_bulk
from tests.independent import rules_of_homes, rules_of_people  # noqa: F401  they fill RULES
from tests.independent.asking import RULES
from tests.independent.households import Households, drawn

DAY = date(2020, 9, 17)
SEED = 4
ENOUGH = 40
WORDS = {Verdict.GAP: "gap", Verdict.UNKNOWN: "unknown", Verdict.MET: "met"}


class Judged(NamedTuple):
    """What the product says."""

    data: Households
    listed: pd.DataFrame  # rule, row and verdict of each gap and unknown
    met: dict[str, int]


@pytest.fixture(scope="module")
def policies() -> PolicySet:
    return read_policies(shipped("policies"), cases=False)


@pytest.fixture(scope="module")
def judged(policies: PolicySet, tmp_path_factory: pytest.TempPathFactory) -> Judged:
    data = drawn(pd.Timestamp(DAY), SEED)
    dataset = dataset_from_frames(data.frames(), policies.catalog)
    rules = [rule for rule in resolve(policies, DAY).rules if rule.id in RULES]
    folder = tmp_path_factory.mktemp("found")
    target = Target(folder, values=False)
    tallies = judge_in_bulk(rules, dataset, policies.catalog, DAY, target)
    found = duckdb.sql(
        f"SELECT rule::VARCHAR AS rule, row, verdict FROM '{folder}/*.parquet'"
    ).df()
    met = {rule: tally.get(Verdict.MET, 0) for rule, tally in tallies.items()}
    return Judged(data, found, met)


def test_forty_rules_of_all_areas_are_computed_twice(policies: PolicySet) -> None:
    areas = {policy.id: policy.area for policy in policies.policies}
    assert {area.id for area in policies.areas} <= {areas[rule.split("/")[0]] for rule in RULES}
    assert len(RULES) >= ENOUGH


@pytest.mark.parametrize("rule_id", sorted(RULES))
def test_verdicts_are_those_of_pandas(rule_id: str, judged: Judged) -> None:
    wanted = RULES[rule_id](judged.data).verdicts()
    own = judged.listed[judged.listed["rule"] == rule_id].set_index("row")["verdict"]
    found = own.map(lambda code: WORDS[Verdict(code)]).reindex(wanted.index, fill_value="neither")
    expected = wanted.where(wanted.isin(["gap", "unknown"]), "neither")
    different = pd.DataFrame({"found": found, "expected": expected})[found != expected]
    assert different.empty, different.head().to_string()
    assert judged.met[rule_id] == (wanted == "met").sum()
    assert {"met", "gap"} <= {*wanted}, "the random households never fail this rule, or always"
