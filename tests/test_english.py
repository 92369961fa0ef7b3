"""`--lang en` reads whole: whatever the shipped library shows has an English title."""

from __future__ import annotations

import re

import pytest

from checker.cli.language import ENGLISH
from checker.read.folder import read_policies
from checker.read.shipped import shipped
from tests.commands import Command

HAN = re.compile("[\u4e00-\u9fff]")
POLICIES = read_policies(shipped("policies"), cases=False)


@pytest.fixture(name="english")
def spoken_english(checker: Command, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Commands whose words are English."""
    monkeypatch.setenv("LANGUAGE", ENGLISH)
    return checker


def test_every_rule_has_an_english_title() -> None:
    """And no two rules of a chapter the same."""
    rules = [rule for policy in POLICIES.policies for rule in policy.rules]

    assert [rule.id for rule in rules if not rule.title_en] == []
    assert [rule.id for rule in rules if HAN.search(rule.title_en)] == []
    for policy in POLICIES.policies:
        titles = [rule.title_en for rule in policy.rules]
        assert len(set(titles)) == len(titles), policy.id


def test_what_frames_the_rules_has_english_titles() -> None:
    """Areas, criteria and sieves."""
    frame = [*POLICIES.areas, *POLICIES.criteria, *POLICIES.sieves]

    assert [one.title for one in frame if not one.title_en or HAN.search(one.title_en)] == []


def test_the_list_of_rules_is_english(english: Command) -> None:
    """Titles; tables keep the names by which rules speak of them."""
    told = english("rules", "--as-of", "2020-09-17").out

    line = next(line for line in told.splitlines() if "papers/yearly" in line)
    assert line.endswith("What is renewed each year is not older than last year's")


def test_standards_tell_what_their_names_mean(english: Command) -> None:
    """The name stays: it is what a rule says."""
    told = english("standards", "--as-of", "2020-09-17").out

    assert "材料更新年限 (years until a paper is renewed)" in told


def test_the_book_and_an_explanation_are_english(english: Command) -> None:
    """Chapter, title, message, remedy."""
    told = english("explain", "papers/yearly", "--as-of", "2020-09-17").out

    assert told.startswith("papers/yearly  What is renewed each year")
    assert "remedy: Renew it for this year and keep the old one behind it" in told
    assert "材料更新年限 (years until a paper is renewed) is 1" in told
