"""Verdicts become gaps, and gaps the lists of the sieves: the whole outcome of a run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from checker.model.dataset import Dataset
from checker.model.gap import Finding, Gap, Outcome, Subject
from checker.model.judged import Judged, Questions
from checker.model.policy import PolicySet, Rule
from checker.model.resolved import Node, Resolved
from checker.model.verdict import TALLY
from checker.sift.asking import NAME_OF, VILLAGE, Answers
from checker.sift.criteria import matrix
from checker.sift.lists import Lister, text_of
from checker.sift.merging import merged
from checker.sift.tally import in_words
from checker.sift.villages import short_names
from checker.sift.waiving import to_look_at, waivers_on


def sift(
    judged: Judged,
    resolved: Resolved,
    policies: PolicySet,
    dataset: Dataset,
    questions: Questions,
) -> Outcome:
    """Everything that the run tells, sorted; the same input gives the same outcome."""
    answers = Answers(
        {node: position for position, node in enumerate(questions.asked)},
        {household.key: household for household in judged.households},
    )
    lister = Lister(policies, resolved.roles, answers, judged)
    waivers = waivers_on(resolved.as_of, policies.waivers)
    waived = [finding for finding in judged.findings if waivers.covering(finding)]
    findings = _with_villages(judged.findings, resolved, answers)
    gaps = _gaps(merged(findings, waivers, _criteria(policies)), resolved, lister)
    words, marked = matrix(policies.criteria, judged, waived)
    return Outcome(
        as_of=resolved.as_of,
        policies=policies,
        policies_fingerprint=policies.fingerprint,
        data_fingerprint=dataset.fingerprint,
        households=len(judged.households),
        rows=_rows(policies, dataset),
        rules=tuple(rule.rule for rule in resolved.rules),
        verdicts=_verdicts(resolved, judged, waived),
        not_run=tuple(sorted(judged.not_run, key=lambda lacks: (lacks.rule, lacks.table))),
        gaps=gaps,
        sieves=tuple(lister.gap_list(sieve, gaps, waived) for sieve in resolved.sieves),
        criteria=words,
        waived_criteria=marked,
        waivers=to_look_at(resolved.as_of, policies.waivers, judged.findings),
        shown=_shown(judged, resolved, answers),
        notes=dataset.notes,
        skipped=resolved.skipped,
        unconfirmed=_unconfirmed(resolved),
        unread=dataset.faults,
    )


def _with_villages(
    findings: Iterable[Finding], resolved: Resolved, answers: Answers
) -> list[Finding]:
    """Villages by their short names; where a household has no parent, as its own row says."""
    told = list(findings)
    names = short_names({f.subject.village for f in told if f.subject.village is not None})
    written = resolved.roles.get(VILLAGE)

    def village(subject: Subject) -> str | None:
        if subject.village is not None or written is None:
            return names.get(subject.village or "")
        return text_of(answers.value(subject.household, written))

    return [replace(f, subject=replace(f.subject, village=village(f.subject))) for f in told]


def _criteria(policies: PolicySet) -> dict[str, str]:
    """Rule → the first criterion that names it."""
    return {
        rule: criterion.id for criterion in reversed(policies.criteria) for rule in criterion.rules
    }


def _gaps(gaps: Iterable[Gap], resolved: Resolved, lister: Lister) -> tuple[Gap, ...]:
    placed = (
        replace(gap, sieves=tuple(s.id for s in resolved.sieves if lister.holds(s, gap.finding)))
        for gap in gaps
    )
    return tuple(sorted(placed, key=order))


def order(gap: Gap) -> tuple[object, ...]:
    """By village, household, severity (gravest first), rule, row; those without one last."""
    return place(gap.finding.subject, gap.finding.rule)


def place(subject: Subject, rule: Rule) -> tuple[object, ...]:
    """Where lists have a row under a rule."""
    return (
        (subject.village is None, subject.village or ""),
        (subject.household is None, subject.household or ""),
        -rule.severity,
        rule.id,
        subject.key,
    )


def _rows(policies: PolicySet, dataset: Dataset) -> dict[str, int]:
    """Rows read of each table of now, by title, in the catalog's order."""
    return {
        entity.title: dataset.tables[name].length
        for entity in policies.catalog.entities.values()
        for name in dataset.tables
        if name.entity == entity.name and not name.period
    }


def _verdicts(
    resolved: Resolved, judged: Judged, waived: Iterable[Finding]
) -> dict[str, Mapping[str, int]]:
    by_rule: dict[str, list[Finding]] = {}
    for finding in waived:
        by_rule.setdefault(finding.rule.id, []).append(finding)
    return {
        rule.id: in_words(judged.tallies[rule.id], by_rule.get(rule.id, ()))
        if rule.id in judged.tallies
        else dict.fromkeys(TALLY, 0)
        for rule in resolved.rules
    }


def _shown(judged: Judged, resolved: Resolved, answers: Answers) -> dict[str, Mapping[str, str]]:
    """What lists show of each household: a person by name where the files tell it, else by key."""
    roles = resolved.roles
    columns = [
        (node, roles.get(role + NAME_OF))
        for role, node in roles.items()
        if not role.endswith(NAME_OF)
    ]

    def told(household: str, node: Node | None) -> str | None:
        return None if node is None else text_of(answers.value(household, node))

    return {
        household.key: {
            node.text: told(household.key, name) or told(household.key, node) or ""
            for node, name in columns
        }
        for household in judged.households
    }


def _unconfirmed(resolved: Resolved) -> dict[str, tuple[str, ...]]:
    rules: dict[str, list[str]] = {}
    for rule in resolved.rules:
        for standard in rule.unconfirmed:
            rules.setdefault(standard, []).append(rule.id)
    return {standard: tuple(rules[standard]) for standard in sorted(rules)}
