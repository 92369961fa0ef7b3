"""What must hold of every run: order, columns, counts, and that doubt is never settled wrongly."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model.dataset import Dataset, Table
from checker.model.judged import Questions
from checker.model.resolved import Resolved
from checker.model.verdict import Verdict
from checker.run import judge
from checker.run.rows import Rows
from tests.differential import inventing, rules
from tests.differential.effort import effort
from tests.differential.engines import ENGINES, by_rows
from tests.tables.village import village

SEEDS = st.integers(0, 2**32 - 1)
GAP, MET, UNKNOWN, NONE = Verdict.GAP, Verdict.MET, Verdict.UNKNOWN, Verdict.NOT_APPLICABLE
# verdict → what it may become once more is known: doubt may go, a judgement is never turned round.
MAY_BECOME = {
    GAP: {GAP, UNKNOWN},  # unknown: a sum that now lies beyond ±10¹²
    MET: {MET, NONE, UNKNOWN},  # not applicable: kept whether or not it applies
    NONE: {NONE, UNKNOWN},
    UNKNOWN: set(Verdict),
}


def world(
    seed: int, count: int = 30, *, sure: bool = False
) -> tuple[Resolved, inventing.Data, Random]:
    """Random rules, random rows."""
    random = Random(seed)
    policy, written = rules.written(random, count, sure=sure)
    rows = inventing.invented(random, 12, tame=sure)
    return rules.resolved(policy, written), rows, random


@pytest.mark.parametrize("engine", sorted(ENGINES))
@effort(8)
@given(seed=SEEDS)
def test_the_order_of_rows_changes_nothing(engine: str, seed: int) -> None:
    """Shuffled rows get the same verdicts."""
    resolved, rows, random = world(seed)
    orders = {title: random.sample(range(len(each)), len(each)) for title, each in rows.items()}
    shuffled = {title: [rows[title][at] for at in order] for title, order in orders.items()}

    before = ENGINES[engine](resolved, inventing.dataset(rows))
    after = ENGINES[engine](resolved, inventing.dataset(shuffled))

    for rule in resolved.rules:
        order = orders[village().entities[rule.table.entity].title]
        assert [before[rule.id][at] for at in order] == after[rule.id], rule.rule


@effort(8)
@given(seed=SEEDS)
def test_a_column_that_a_rule_does_not_name_changes_nothing(seed: int) -> None:
    """A rule sees what it needs, keys and links, the region; nothing else."""
    resolved, rows, _ = world(seed, 15)
    dataset = inventing.dataset(rows)
    whole = by_rows(resolved, dataset)

    for rule in resolved.rules:
        alone = replace(resolved, rules=(rule,))
        assert by_rows(alone, narrowed(dataset, rule.needs))[rule.id] == whole[rule.id], rule.rule


def narrowed(dataset: Dataset, needs: object) -> Dataset:
    """The dataset without the columns that are not needed."""
    tables: dict[object, Table] = {}
    for name, table in dataset.tables.items():
        assert isinstance(table, Table)
        entity = village().entities[name.entity]
        hanging = {*entity.key, *(field for link in entity.parents for field in link.fields)}
        region = {"province_name", "city_name", "county_name"}
        columns = {
            field: column
            for field, column in table.columns.items()
            if field in hanging | region or (name, field) in needs  # type: ignore[operator]
        }
        tables[name] = replace(table, columns=columns)
    return replace(dataset, tables=tables)


@effort(8)
@given(seed=SEEDS)
def test_counts_add_up_and_findings_are_the_gaps_and_unknowns(seed: int) -> None:
    """Every (rule, row) has exactly one verdict; every gap and unknown is explained once."""
    resolved, rows, _ = world(seed, 15)
    dataset = inventing.dataset(rows)
    expected = by_rows(resolved, dataset)
    everything = frozenset(rule.id for rule in resolved.rules)

    judged = judge(resolved, dataset, village(), Questions(groups={"all": everything}))

    found = Counter((f.rule.id, f.subject.row, f.verdict) for f in judged.findings)
    listed = {
        (rule, row, verdict)
        for rule, each in expected.items()
        for row, verdict in enumerate(each)
        if verdict in (GAP, UNKNOWN)
    }
    assert found == Counter(listed)
    assert {rule: +Counter(each) for rule, each in expected.items()} == {
        rule: +Counter(tally) for rule, tally in judged.tallies.items()
    }
    households = sum((Counter(counts) for counts in judged.groups["all"].values()), Counter())
    assert households == Counter(verdict for each in expected.values() for verdict in each)


@effort(8)
@given(seed=SEEDS)
def test_every_finding_tells_why(seed: int) -> None:
    """An unknown has a reason and a message that is not the rule's; a gap has none."""
    resolved, rows, _ = world(seed, 15)

    judged = judge(resolved, inventing.dataset(rows), village())

    for finding in judged.findings:
        assert bool(finding.reasons) is (finding.verdict is UNKNOWN), finding
        assert (finding.message == "不合格") is (finding.verdict is GAP), finding


@effort(25)
@given(seed=SEEDS)
def test_what_is_filled_in_never_turns_a_judgement_round(seed: int) -> None:
    """A blank that is filled in settles doubt; it never makes a met of a gap or the reverse.

    Rules that ask whether something is blank or known, and links, are left out: they are about
    what is written and not about what is so.
    """
    resolved, rows, random = world(seed, sure=True)
    filled = {title: [fill(title, row, random) for row in each] for title, each in rows.items()}

    before = by_rows(resolved, inventing.dataset(rows))
    after = by_rows(resolved, inventing.dataset(filled))

    for rule in resolved.rules:
        for one, other in zip(before[rule.id], after[rule.id], strict=True):
            assert other in MAY_BECOME[one], (rule.rule, one, other)


def fill(title: str, row: inventing.Row, random: Random) -> inventing.Row:
    """The row with some of its blanks and unreadables filled in."""
    entity = village().entity_named(title.rsplit(".", 1)[-1])
    assert entity is not None
    maker = inventing.Maker(random, tame=True)
    filled = dict(row)
    for field in entity.fields.values():
        cell = row.get(field.title)
        odd = cell is None or "?" in str(cell)
        if odd and not field.derived and random.random() < 0.5:
            filled[field.title] = filled_cell(maker, field.title, cell, maker.cell(field))
    return filled


def filled_cell(maker: inventing.Maker, title: str, before: object, value: object) -> object:
    """A value in place of none; of a set that could be read in part, what was read stays."""
    if isinstance(before, list) and isinstance(value, list):
        known = {code for code in (*before, *value) if not code.startswith("?")}
        return sorted(known)
    return before if isinstance(value, str) and value.startswith("?") else value


@effort(8)
@given(seed=SEEDS)
def test_a_household_is_judged_alone_as_among_others(seed: int) -> None:
    """Where nothing looks beyond the household, other households change nothing."""
    resolved, rows, _ = world(seed, 15, sure=True)
    dataset = inventing.dataset(rows)
    whole = by_rows(resolved, dataset)
    kept = [rule for rule in resolved.rules if rule.table.entity == "household" and near(rule)]

    for place, home in enumerate(rows["户"]):
        alone = {**rows, "户": [home]}
        found = by_rows(replace(resolved, rules=tuple(kept)), inventing.dataset(alone))
        for rule in kept:
            assert found[rule.id] == [whole[rule.id][place]], rule.rule


def near(rule: object) -> bool:
    """Does a rule read nothing of other households?"""
    text = str(getattr(rule, "rule", ""))
    return not any(word in text for word in ("村.户", "镇街.", "村.成员", "定义"))


@effort(20)
@given(seed=SEEDS)
def test_names_of_rows_without_keys_do_not_move_with_rows(seed: int) -> None:
    """`表#` and a hash: the names of shuffled rows are the same names."""
    from checker.run.naming import Names  # noqa: PLC0415  only here

    _, rows, random = world(seed, 0)
    shuffled = {title: random.sample(each, len(each)) for title, each in rows.items()}

    def names(data: inventing.Data) -> Counter[str]:
        dataset = inventing.dataset(data)
        naming = Names(Rows(dataset, village()))
        return Counter(
            naming.key(name, row) for name, table in dataset.tables.items()
            for row in range(table.length)
        )  # fmt: skip

    assert names(rows) == names(shuffled)
