"""A proof may look at more ways than rows can go, never at fewer.

On real rows every turn is picked as the row has it: there must be an option for it, and the
verdict must be the interpreter's.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from checker.model.catalog import Catalog
from checker.model.dataset import Dataset
from checker.model.resolved import Resolved, ResolvedRule
from checker.model.verdict import Verdict
from checker.resolve import resolve
from checker.run.interpreter import Interpreter
from checker.run.rows import Rows
from checker.run.rows_engine import verdicts
from checker.study.proof.prover import Prover
from checker.study.proof.reading import Cuts, Finer
from checker.study.proof.weighing import Weighing
from tests.differential import inventing, rules
from tests.differential.effort import effort
from tests.samples import test_beicheng as beicheng
from tests.study.proof.following import Following
from tests.tables.village import village

SEEDS = st.integers(0, 2**32 - 1)
RULES, HOUSEHOLDS = 30, 12


def followed(
    resolved: Resolved, dataset: Dataset, catalog: Catalog, step: int = 1
) -> Iterator[tuple[ResolvedRule, int, Verdict, Verdict]]:
    """Rule, row, the interpreter's verdict and the weighing's."""
    interpreter = Interpreter(Rows(dataset, catalog), resolved.as_of)
    prover = Prover(catalog, resolved.as_of)
    for rule in resolved.rules:
        cuts = Cuts()
        for row, expected in [*enumerate(verdicts(interpreter, rule))][::step]:
            trail = Following(interpreter, prover.reading, (rule.table, row))
            weighing = Weighing(prover.reading, cuts, trail, prover.truths)
            yield rule, row, expected, weighed(weighing, rule)


def weighed(weighing: Weighing, rule: ResolvedRule) -> Verdict:
    """The verdict, once everything is cut as it must be."""
    while True:
        try:
            return weighing.verdict(rule)
        except Finer:
            weighing.trail.restart()


def test_sample_rows_go_a_way_that_is_looked_at() -> None:
    """Every shipped rule on every tenth row of the sample township."""
    dataset = beicheng.read(beicheng.WORKBOOK)
    resolved = resolve(beicheng.policies(), beicheng.AS_OF)

    verdicts = followed(resolved, dataset, beicheng.policies().catalog, step=10)
    found = [(rule.id, row, one, other) for rule, row, one, other in verdicts if one is not other]

    assert found == []


@effort(8)  # some 4,000 verdicts
@given(seed=SEEDS)
def test_random_rows_go_a_way_that_is_looked_at(seed: int) -> None:
    """Random rules on random rows, with blanks, unreadable cells, orphans and doubled keys."""
    random = Random(seed)
    policy, written = rules.written(random, RULES)
    dataset = inventing.dataset(inventing.invented(random, HOUSEHOLDS))
    resolved = rules.resolved(policy, written)

    for rule, row, expected, found in followed(resolved, dataset, village()):
        number = int(rule.id.rpartition("r")[2])
        assert found is expected, f"{policy}\n{written[number]}\nrow {row}"
