"""language.md, section 10: each of the 27 shapes is a rule with cases among the tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from checker.read.folder import read_policies
from checker.resolve import resolve
from tests.commands import Command
from tests.contract.conftest import EXAMPLES
from tests.tables.village import AS_OF

SHAPES = Path(__file__).parents[1] / "shapes"
PRINTED: dict[int, list[str]] = yaml.safe_load(
    (EXAMPLES / "shapes.yaml").read_text(encoding="utf-8")
)
VERDICTS = ("met", "gap")


def rules() -> list[dict[str, Any]]:
    """The rules of the shapes."""
    tree = yaml.safe_load((SHAPES / "shapes.yaml").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = tree["rules"]
    return found


@pytest.mark.parametrize("number", sorted(PRINTED))
def test_the_rule_has_the_words_of_the_page(number: int) -> None:
    """Its conditions hold every expression that the page prints for the shape."""
    own = [rule for rule in rules() if rule["id"].startswith(f"shape-{number:02}")]
    said = " ".join(f"{rule.get('applies', '')} {rule['requires']}" for rule in own)

    assert [text for text in PRINTED[number] if text not in said] == []


@pytest.mark.parametrize("number", sorted(PRINTED))
def test_the_rule_has_a_case_that_is_met_and_one_that_is_a_gap(number: int) -> None:
    """The page asks for a rule and cases of each."""
    tree = yaml.safe_load((SHAPES / "shapes.cases.yaml").read_text(encoding="utf-8"))
    own = [case for case in tree["cases"] if case["rule"].startswith(f"shape-{number:02}")]
    expected = " ".join(str(case["expect"]) for case in own)

    assert [verdict for verdict in VERDICTS if verdict not in expected] == []


def test_the_shapes_resolve() -> None:
    """With the dictionary that ships."""
    assert len(resolve(read_policies(SHAPES), AS_OF).rules) == len(rules())


def test_the_cases_of_the_shapes_pass(checker: Command) -> None:
    """All of them."""
    ran = checker("test", str(SHAPES))

    assert ran.code == 0, ran.out
