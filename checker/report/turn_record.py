"""Turns, changes and costs as plain records, the same in every machine format."""

from __future__ import annotations

from checker.model.catalog import Catalog
from checker.model.difference import Change, Compared, Cost, Passage, Turn
from checker.model.gap import Finding, Subject
from checker.model.policy import Rule
from checker.report.masking import Masking
from checker.report.record import Record, not_run_record


def row_record(rule: Rule, subject: Subject, catalog: Catalog, masking: Masking) -> Record:
    """Which row under which rule."""
    household = subject.household
    return {
        "rule": rule.id,
        "title": rule.title,
        "severity": rule.severity.name.lower(),
        "household": None if household is None else masking.key(household),
        "row": {
            "entity": catalog.entities[subject.table.entity].title,
            "key": masking.key(subject.key),
        },
        "village": subject.village,
        "responsible": rule.responsible,
        "due": rule.due,
    }


def found_record(finding: Finding | None, masking: Masking) -> Record:
    """What there is to say of a row; None where nothing was found."""
    return {
        "message": masking.sentence(finding.message, finding) if finding else None,
        "remedy": masking.sentence(finding.remedy, finding) if finding else None,
    }


def turn_record(turn: Turn, catalog: Catalog, masking: Masking) -> Record:
    """One row that stands otherwise."""
    return {
        "id": turn.id,
        "before": turn.before.value,
        "after": turn.after.value,
        **row_record(turn.rule, turn.subject, catalog, masking),
        **found_record(turn.found, masking),
    }


def change_record(change: Change, masking: Masking) -> Record:
    """One place in which policies differ."""
    return {
        "kind": change.kind,
        "of": change.of,
        "old": passage_record(change.old, masking),
        "new": passage_record(change.new, masking),
    }


def passage_record(passage: Passage | None, masking: Masking) -> Record | None:
    """A stretch of a file; a waiver's text may name somebody."""
    if passage is None:
        return None
    return {"text": masking.text(passage.text), "place": passage.place or None}


def cost_record(cost: Cost) -> Record:
    """What turns mean in work."""
    return {
        "gaps": {"more": cost.gaps_more, "less": cost.gaps_less},
        "unknowns": {"more": cost.unknowns_more, "less": cost.unknowns_less},
        "households": cost.households,
        "work": [
            {"responsible": due.responsible, "due": due.days, "findings": number}
            for due, number in cost.work.items()
        ],
        "visits": cost.visits,
    }


def side_record(side: Compared) -> Record:
    """One of the two sides."""
    return {
        "name": side.name,
        "as_of": side.as_of.isoformat(),
        "fingerprint": {"policies": side.policies_fingerprint, "data": side.data_fingerprint},
        "open": {"gaps": side.gaps, "unknowns": side.unknowns},
        "not_run": [not_run_record(lacks) for lacks in side.not_run],
    }
