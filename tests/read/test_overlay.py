"""An overlay adds and tightens; what it may not do, or what matches nothing, is a fault."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from checker.fault import FaultyInput
from checker.model.policy import PolicySet, Severity
from checker.read.folder import read_policies
from tests.read.small import FOLDER, POLICY, RULE, written

HEAD = (
    "overlay:\n  extends: ../base\n  level: county\n  document: {title: 通知, date: 2020-01-02}\n"
)
CRITERIA = "criteria: [{id: a, title: 甲, rules: [education/in-school, education/two]}]\n"
BASE = FOLDER | {
    "education.yaml": POLICY + RULE.replace("{id}", "two"),
    "criteria.yaml": CRITERIA,
}


def read(folder: Path, changes: str, more: dict[str, str] | None = None) -> PolicySet:
    """The base under an overlay with these changes and files."""
    written(folder / "base", BASE)
    written(folder / "town", {"overlay.yaml": HEAD + changes} | (more or {}))
    return read_policies(folder / "town")


def test_adds_rules(tmp_path: Path) -> None:
    """Its policy files stand beside the base's, and may name the base's sieves."""
    policies = read(tmp_path, "", {"town.yaml": POLICY})

    ids = [rule.id for policy in policies.policies for rule in policy.rules]
    assert ids == ["education/in-school", "education/two", "town/in-school"]


def test_raises_severity(tmp_path: Path) -> None:
    """A gap may be taken more gravely."""
    policies = read(tmp_path, "  rules: {education/two: {severity: critical}}\n")

    severities = [rule.severity for rule in policies.policies[0].rules]
    assert severities == [Severity.MAJOR, Severity.CRITICAL]


def test_turns_a_rule_off(tmp_path: Path) -> None:
    """With a reason and a document; the rule goes wherever it is named."""
    off = "  rules: {education/two: {off: {reason: 已另行检查, document: 通知}}}\n"

    policies = read(tmp_path, off)

    assert [rule.id for rule in policies.policies[0].rules] == ["education/in-school"]
    assert policies.criteria[0].rules == ("education/in-school",)


def test_raises_a_standard(tmp_path: Path) -> None:
    """A value without a region holds in all of the base's regions from its day on."""
    policies = read(
        tmp_path, "  standards: {低保标准: {values: [{from: 2021-01-01, value: 595}]}}\n"
    )

    assert policies.shared is not None
    values = policies.shared.standards[0].values
    assert [(value.start, value.region, value.value) for value in values] == [
        (date(2020, 1, 1), "全国", Decimal(400)),
        (date(2020, 1, 1), "山东省潍坊市", Decimal(433)),
        (date(2021, 1, 1), "全国", Decimal(595)),
        (date(2021, 1, 1), "山东省潍坊市", Decimal(595)),
    ]


# changes, code, why
REFUSED = [
    ("  rules: {education/two: {severity: note}}\n", "loosened", "less grave than the base"),
    ("  rules: {education/tow: {severity: critical}}\n", "unknown-rule", "matches nothing"),
    ("  rules: {education/two: {off: {reason: 不用}}}\n", "missing-key", "without a document"),
    ("  rules: {education/two: {}}\n", "one-of", "changes nothing"),
    (
        "  standards: {低保标谁: {values: [{from: 2021-01-01, value: 595}]}}\n",
        "unknown-standard",
        "matches nothing",
    ),
    (
        "  standards: {起始年龄: {values: [{from: 2021-01-01, value: 5}]}}\n",
        "fixed-standard",
        "nobody below may change it",
    ),
    (
        "  standards: {低保标准: {values: [{from: 2021-01-01, value: 420}]}}\n",
        "beyond-tailor",
        "above the nation's value, below the city's",
    ),
    (
        "  standards: {低保标准: {values: [{from: 2021-01-01, value: 高}]}}\n",
        "beyond-tailor",
        "words are not raised",
    ),
    ("  valid: {}\n", "unknown-key", "an overlay has no such key"),
]


@pytest.mark.parametrize(("changes", "code", "why"), REFUSED)
def test_refused(changes: str, code: str, why: str, tmp_path: Path) -> None:
    """It may not loosen, and every entry must match something."""
    with pytest.raises(FaultyInput) as faulty:
        read(tmp_path, changes)

    assert [fault.code for fault in faulty.value.faults] == [code], why


def test_value_of_a_region(tmp_path: Path) -> None:
    """A value for a region is measured by what holds there."""
    value = "{from: 2021-01-01, value: 420, region: 河南省}"

    policies = read(tmp_path, f"  standards: {{低保标准: {{values: [{value}]}}}}\n")

    assert policies.shared is not None
    assert len(policies.shared.standards[0].values) == 3


LATER = [
    # the region's values, refused, why
    ("{from: 2021-01-01, value: 420, region: 河南省}", True, "falls below the nation's of 2022"),
    (
        "{from: 2021-01-01, value: 420, region: 河南省},"
        " {from: 2022-01-01, value: 700, region: 河南省}",
        False,
        "gives way to another on that day",
    ),
    ("{from: 2021-01-01, value: 710, region: 河南省}", False, "is above it already"),
    ("{from: 2021-01-01, value: 600}", False, "names no region: the nation's takes its place"),
]


@pytest.mark.parametrize(("values", "refused", "why"), LATER)
def test_what_the_base_raises_later(values: str, refused: bool, why: str, tmp_path: Path) -> None:
    """A region's value outlives the nation's: it must not fall behind what the base says then."""
    standards = FOLDER["standards.yaml"].replace(
        "value: 400}\n", "value: 400}\n      - {from: 2022-01-01, value: 700}\n"
    )
    written(tmp_path / "base", BASE | {"standards.yaml": standards})
    overlay = f"{HEAD}  standards: {{低保标准: {{values: [{values}]}}}}\n"
    written(tmp_path / "town", {"overlay.yaml": overlay})
    told: list[str] = []
    try:
        read_policies(tmp_path / "town")
    except FaultyInput as faulty:
        told = [f"{fault.code}: {fault.sentence}" for fault in faulty.faults]

    below = "beyond-tailor: “低保标准”只能提高，上级从 2022-01-01 起是 700，这里是 420"
    assert told == ([below] if refused else []), why


def test_categories_are_the_bases(tmp_path: Path) -> None:
    """Who counts as what is not a lower level's to say."""
    categories = 'categories: {field: 类别, table: [{when: 类别 == "甲", is: 1}]}\n'

    with pytest.raises(FaultyInput) as faulty:
        read(tmp_path, "", {"categories.yaml": categories})

    assert [fault.code for fault in faulty.value.faults] == ["not-in-overlay"]


# what it extends, code, why
CHAINS = [
    ("../nowhere", "no-folder", "no such folder"),
    (".", "circular-extends", "K6: itself"),
    ("../ring", "circular-extends", "K6: itself, over another"),
]


@pytest.mark.parametrize(("extends", "code", "why"), CHAINS)
def test_chains(extends: str, code: str, why: str, tmp_path: Path) -> None:
    """A chain of overlays ends in a folder that extends nothing."""
    ring = HEAD.replace("../base", "../town")
    written(tmp_path / "ring", {"overlay.yaml": ring})
    written(tmp_path / "town", {"overlay.yaml": HEAD.replace("../base", extends)})

    with pytest.raises(FaultyInput) as faulty:
        read_policies(tmp_path / "town")

    assert code in [fault.code for fault in faulty.value.faults], why


def test_overlay_of_an_overlay(tmp_path: Path) -> None:
    """Each level lays its own over what the level above made."""
    written(tmp_path / "base", BASE)
    up = "  rules: {education/two: {severity: critical}}\n"
    written(tmp_path / "county", {"overlay.yaml": HEAD + up})
    down = "  rules: {education/two: {severity: major}}\n"
    written(tmp_path / "town", {"overlay.yaml": HEAD.replace("../base", "../county") + down})

    with pytest.raises(FaultyInput) as faulty:
        read_policies(tmp_path / "town")

    assert [fault.code for fault in faulty.value.faults] == ["loosened"]


def test_extends_what_ships(tmp_path: Path) -> None:
    """An office that installed the program names what came with it."""
    written(tmp_path, {"overlay.yaml": HEAD.replace("../base", "shipped")})

    assert len(read_policies(tmp_path, cases=False).policies) > 1


def test_overlay_inside_its_base(tmp_path: Path) -> None:
    """A county's folder may lie in the province's; the base does not read it."""
    written(tmp_path, BASE)
    written(tmp_path / "county", {"overlay.yaml": HEAD.replace("../base", ".."), "c.yaml": POLICY})

    assert len(read_policies(tmp_path).policies) == 1
    assert len(read_policies(tmp_path / "county").policies) == 2


APART = """\
criteria:
  - {id: a, title: 甲一, rules: [education/in-school]}
  - {id: b, title: 乙, rules: [education/two]}
"""


def test_a_criterion_is_parted(tmp_path: Path) -> None:
    """Said anew it keeps its place; its rules may stand under another; no id is given twice."""
    criteria = read(tmp_path, "", {"criteria.yaml": APART}).criteria

    assert [(one.id, one.title, one.rules) for one in criteria] == [
        ("a", "甲一", ("education/in-school",)),
        ("b", "乙", ("education/two",)),
    ]


# criteria.yaml, codes, why
CRITERIA_REFUSED = [
    (
        "criteria: [{id: a, title: 甲, rules: [education/in-school]}]\n",
        ["criterion-lost"],
        "education/two would decide nothing",
    ),
    (
        APART + "  - {id: a, title: 甲, rules: [education/two]}\n",
        ["duplicate-id"],
        "said anew twice",
    ),
    (APART.replace("education/two", "education/tow"), ["unknown-rule"], "no such rule"),
]


@pytest.mark.parametrize(("text", "codes", "why"), CRITERIA_REFUSED)
def test_no_rule_is_lost_from_the_criteria(
    text: str, codes: list[str], why: str, tmp_path: Path
) -> None:
    with pytest.raises(FaultyInput) as caught:
        read(tmp_path, "", {"criteria.yaml": text})

    assert set(codes) <= {fault.code for fault in caught.value.faults}, why


def test_a_rule_turned_off_need_not_decide(tmp_path: Path) -> None:
    """It was turned off with a reason and a document; the criterion goes on without it."""
    off = "  rules: {education/two: {off: {reason: 不用, document: 通知}}}\n"
    one = "criteria: [{id: a, title: 甲, rules: [education/in-school]}]\n"

    assert [each.rules for each in read(tmp_path, off, {"criteria.yaml": one}).criteria] == [
        ("education/in-school",)
    ]
