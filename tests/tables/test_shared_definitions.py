"""A definition of the shared file means, in each chapter, what it means there.

Where a household does not say its region it is taken to be in its policy's (DECISIONS.md, 5), so
one shared definition over a regional standard may have two values in two chapters.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.model.policy import Policy, PolicySet
from checker.model.verdict import Verdict
from checker.resolve import resolve
from tests.differential.engines import ENGINES
from tests.tables.village import AS_OF, dataset_of, policies_of, rule_of, span, village

SHARED = {
    "standards": {
        "线": {
            "values": [
                {"from": AS_OF, "value": 1, "region": "全国"},
                {"from": AS_OF, "value": 5, "region": "海省"},
            ]
        }
    },
    "definitions": {"够": {"each": "户", "is": "数 >= 线"}},
}


def chapter(name: str, region: str | None) -> Policy:
    """A policy file with one rule that rests on the shared definition."""
    rule = replace(rule_of(name, "户", "够"), id=f"{name}/enough")
    return Policy(name, name, span(name), region=region, rules=(rule,))


@pytest.mark.parametrize("engine", sorted(ENGINES))
@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["inland-first", "coast-first"])
def test_a_shared_definition_rests_on_its_chapters_region(
    engine: str, order: tuple[int, int]
) -> None:
    """3 is enough for the nation's 1 and not for the province's 5, whichever is asked first."""
    chapters = (chapter("a", "河省"), chapter("b", "海省"))
    shared = policies_of(SHARED).policies[0]
    policies = PolicySet(village(), shared=shared, policies=tuple(chapters[n] for n in order))
    dataset = dataset_of({"户": [{"户编号": "H1", "数": 3}]})

    found = ENGINES[engine](resolve(policies, AS_OF), dataset)

    assert found == {"a/enough": [Verdict.MET], "b/enough": [Verdict.GAP]}
