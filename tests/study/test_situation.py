"""Situations judged side by side: each as if it were alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.model.verdict import Verdict
from checker.study.situation import Situation, Worlds, judged
from tests.study.small import DAY, chapter, only, rule

MET, GAP, UNKNOWN = Verdict.MET, Verdict.GAP, Verdict.UNKNOWN
PERSON, OTHER = "999999198006150013", "99999919800615003X"
OLD = "2020-08-17"  # 31 days before the day of the check: a day too old

SIDE_BY_SIDE: list[tuple[str, str, list[Situation], list[Verdict | None], str]] = [
    (
        "count(成员) == 人口数",
        "户",
        [{"户": {"人口数": "1"}, "成员": {}}, {"户": {"人口数": "1"}, "成员": [{}, {}]}],
        [MET, GAP],
        "both households have the same made-up number, and members of their own",
    ),
    (
        "any(c.证件号码 == 证件号码 for c in 车辆登记)",
        "成员",
        [
            {"成员": {"证件号码": PERSON}, "车辆登记": {"证件号码": OTHER}},
            {"成员": {"证件号码": OTHER}, "车辆登记": {"证件号码": OTHER}},
        ],
        [GAP, MET],
        "a register is seen by the situation that gives it alone",
    ),
    (
        "any(c.证件号码 == 证件号码 for c in 车辆登记)",
        "成员",
        [
            {"成员": {"证件号码": PERSON}, "车辆登记": {"证件号码": PERSON, "数据日期": OLD}},
            {"成员": {"证件号码": PERSON}, "车辆登记": {"证件号码": PERSON}},
        ],
        [UNKNOWN, MET],
        "a register that says its own day is of that day in its own situation alone",
    ),
    (
        "count(m for m in 全部.成员 if m.证件号码 == 证件号码) == 1",
        "成员",
        [{"成员": {"证件号码": PERSON}}, {"成员": [{"证件号码": PERSON}] * 2}],
        [MET, GAP],
        "全部 is all of one situation",
    ),
    (
        "any(p.证件号码 == 证件号码 for p in 上期.成员)",
        "成员",
        [
            {"成员": {"证件号码": PERSON}, "上期": {"成员": {"证件号码": PERSON}}},
            {"成员": {"证件号码": PERSON}, "上期": {"成员": {"证件号码": OTHER}}},
            {"成员": {"证件号码": PERSON}},
        ],
        [MET, GAP, GAP],
        "an earlier period is one situation's own",
    ),
    (
        '在校状况 == "小学"',
        "成员",
        [{}, {"成员": [{"在校状况": "小学"}, {}, {"在校状况": "初中"}]}],
        [None, GAP],
        "no row has no verdict; of several the gravest counts",
    ),
]


@pytest.mark.parametrize(("requires", "each", "situations", "expected", "why"), SIDE_BY_SIDE)
def test_judged(
    tmp_path: Path,
    requires: str,
    each: str,
    situations: list[Situation],
    expected: list[Verdict | None],
    why: str,
) -> None:
    policies = chapter(tmp_path, rule(f"'{requires}'", each))
    one, resolved = only(policies)

    assert judged(situations, [one], resolved, policies.catalog) == [expected], why


def test_each_row_has_its_verdict(tmp_path: Path) -> None:
    """`Worlds` tells all rows of a situation, in their order."""
    policies = chapter(tmp_path, rule("""'在校状况 == "小学"'"""))
    one, _ = only(policies)
    members = [{"在校状况": "小学"}, {"在校状况": "初中"}, {}]

    found = Worlds([{}, {"成员": members}], DAY, policies.catalog).verdicts(one)

    assert found == [(), (MET, GAP, UNKNOWN)]
