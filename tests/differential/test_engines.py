"""Every engine gives the interpreter's verdict on every row, whatever the rule and the data."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model.verdict import Verdict
from tests.differential import inventing, rules
from tests.differential.effort import effort
from tests.differential.engines import ENGINES, by_rows
from tests.differential.smaller import smaller, told

SEEDS = st.integers(0, 2**32 - 1)
RULES, HOUSEHOLDS = 40, 20
OTHERS = sorted(set(ENGINES) - {"rows"})


@pytest.mark.parametrize("engine", OTHERS)
@effort(68)  # 68 examples × 40 rules × some 19 rows: more than 50,000 verdicts
@given(seed=SEEDS)
def test_engines_agree_row_by_row(engine: str, seed: int) -> None:
    """The same verdict for every (rule, row)."""
    random = Random(seed)
    policy, written = rules.written(random, RULES)
    rows = inventing.invented(random, HOUSEHOLDS)
    resolved, dataset = rules.resolved(policy, written), inventing.dataset(rows)

    expected, found = by_rows(resolved, dataset), ENGINES[engine](resolved, dataset)

    for number, rule in enumerate(written):
        name = f"table/r{number:03}"
        if expected[name] != found[name]:
            pytest.fail(disagreement(engine, policy, rule, rows))


def disagreement(
    engine: str, policy: rules.Policy, rule: rules.Written, rows: inventing.Data
) -> str:
    """A small example of two engines that disagree."""
    resolved = rules.resolved(policy, [rule])

    def disagrees(some: inventing.Data) -> bool:
        dataset = inventing.dataset(some)
        return by_rows(resolved, dataset) != ENGINES[engine](resolved, dataset)

    least = smaller(rows, disagrees) if disagrees(rows) else rows
    dataset = inventing.dataset(least)
    verdicts = by_rows(resolved, dataset), ENGINES[engine](resolved, dataset)
    return f"rows: {verdicts[0]}\n{engine}: {verdicts[1]}\n{told(policy, rule, least)}"


@effort(5)
@given(seed=SEEDS)
def test_random_rules_say_something(seed: int) -> None:
    """The rules that are tried give all four verdicts, and not all the same ones."""
    random = Random(seed)
    policy, written = rules.written(random, RULES)
    dataset = inventing.dataset(inventing.invented(random, HOUSEHOLDS))

    found = by_rows(rules.resolved(policy, written), dataset)

    assert {verdict for each in found.values() for verdict in each} == set(Verdict)
    assert sum(len(set(each)) > 1 for each in found.values()) > RULES // 3
