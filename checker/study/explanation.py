"""A rule explained: in sentences, and for a household with every value and what would turn it.

Makes plain data (`checker.model.explanation`); how it is printed and masked stands in `report`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from checker.model.dataset import Column, Dataset, Table
from checker.model.explanation import ExplainedRow, Explanation
from checker.model.policy import PolicySet, Rule, Validity
from checker.model.resolved import Resolved, ResolvedRule, TableName
from checker.model.verdict import Verdict
from checker.plan.plan import plan
from checker.prose import sentences, sources
from checker.run.explain import explain
from checker.run.interpreter import Interpreter
from checker.run.naming import Names
from checker.run.rows import Rows
from checker.run.runnable import lack
from checker.run.trace import trace
from checker.study.asking import household_named, row_named, rows_of
from checker.study.change import Changes
from checker.study.drift import drift
from checker.study.opened import Steps

PERIODS = 3  # now and two earlier ones


@dataclass(frozen=True)
class Book:
    """The policies of a day."""

    policies: PolicySet
    resolved: Resolved
    language: str = "zh"


@dataclass(frozen=True)
class Asked:
    """Which rows a rule is to be explained for."""

    household: str | None = None  # key
    row: str | None = None  # key, or number among the household's rows from 1


def explanation(rule: ResolvedRule, book: Book) -> Explanation:
    """The rule alone."""
    titles = sources(book.policies)
    return Explanation(
        rule.rule,
        validity(rule, book.policies),
        book.policies.catalog.entities[rule.table.entity].title,
        book.resolved.as_of,
        book.language,
        sentences(rule, book.language, titles),
        remedy(rule.rule, book.language),
        rule.unconfirmed,
        drift(rule.rule.title, sentences(rule, "zh", titles)),
        book.policies.fingerprint,
    )


def remedy(rule: Rule, language: str) -> str:
    """What is to be done, as it was written: values stand as their expressions in braces."""
    template = rule.remedy_en if language == "en" and rule.remedy_en else rule.remedy
    parts = template.parts if template else ()
    return "".join(part if isinstance(part, str) else f"{{{part.text}}}" for part in parts)


def validity(rule: ResolvedRule, policies: PolicySet) -> Validity:
    """When the rule and its chapter are both in force."""
    chapter = rule.id.rpartition("/")[0]
    known = (rule.rule.validity, *(p.validity for p in policies.policies if p.id == chapter))
    starts = [one.start for one in known if one.start is not None]
    ends = [one.end for one in known if one.end is not None]
    return Validity(max(starts, default=None), min(ends, default=None))


def with_sql(
    known: Explanation, rule: ResolvedRule, book: Book, dataset: Dataset | None
) -> Explanation:
    """The explanation with the SQL that DuckDB is given for the rule.

    Without data it is that of tables that have every column.
    """
    held = dataset or nothing_lacking(book.policies)
    made = plan([rule], held, book.policies.catalog, known.as_of)
    return replace(known, sql=(*made.steps, *(wide.select for wide in made.wides)))


def nothing_lacking(policies: PolicySet) -> Dataset:
    """Tables of every period with every column, and no rows."""
    tables = {}
    for entity in policies.catalog.entities.values():
        columns = {name: Column(()) for name, one in entity.fields.items() if not one.derived}
        for period in range(PERIODS):
            name = TableName(entity.name, period)
            tables[name] = Table(name, 0, columns)
    return Dataset(tables)


def with_rows(
    known: Explanation, rule: ResolvedRule, book: Book, dataset: Dataset, asked: Asked
) -> Explanation:
    """The explanation with the verdict of each row asked for and every step to it.

    Raises:
        FaultyInput: nobody knows the household or the row.
    """
    catalog, rows = book.policies.catalog, Rows(dataset, book.policies.catalog)
    names = Names(rows)
    household = household_named(names, asked.household) if asked.household else None
    known = replace(known, data_fingerprint=dataset.fingerprint, household=household)
    lacking = lack(rule, dataset, catalog)
    if lacking:
        return replace(known, not_run=lacking)
    places = [*rows_of(names, rule.table, household)]
    if asked.row:
        places = [row_named(names, rule.table, places, asked.row)]
    interpreter = Interpreter(rows, known.as_of)
    steps = Steps(interpreter, names, sources(book.policies), known.language)
    changes = Changes(interpreter, rule, book.resolved, catalog)
    return replace(known, rows=tuple(one_row(steps, changes, row) for row in places))


def one_row(steps: Steps, changes: Changes, row: int) -> ExplainedRow:
    """One row's verdict with every step to it."""
    rule = changes.rule
    opened = trace(steps.interpreter, rule, row)
    found = explain(steps.interpreter, steps.names, rule, row)
    turned = changes.of(row)
    open_ = opened.verdict in (Verdict.GAP, Verdict.UNKNOWN)
    applies, decided = opened.applies, opened.decided
    return ExplainedRow(
        found.subject,
        opened.verdict,
        found.message if open_ else "",
        found.missing,
        (*found.readings, *found.told),
        None if applies is None else steps.of(applies, decided=applies in decided),
        steps.of(opened.requires, decided=opened.requires in decided),
        turned.changes,
        turned.tried,
    )
