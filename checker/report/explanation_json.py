"""An explained rule for machines (schemas/explanation.schema.json)."""

from __future__ import annotations

from datetime import date

from checker.model.explanation import Change, ExplainedRow, Explanation, Sentence, Step
from checker.model.gap import NotRun
from checker.model.kind import Unknown
from checker.model.policy import Basis
from checker.report.gaps_json import indented
from checker.report.masking import Masking
from checker.report.record import Record, number, reading_record

SCHEMA = "checker/explanation/v1"


def explanation_json(known: Explanation, masking: Masking) -> str:
    """The whole document, ended by a line break."""
    return indented(document(known, masking)) + "\n"


def document(known: Explanation, masking: Masking) -> Record:
    """The document as a tree."""
    household = None if known.household is None else masking.key(known.household)
    record: Record = {
        "schema": SCHEMA,
        "as_of": known.as_of.isoformat(),
        "language": known.language,
        "fingerprint": {"policies": known.policies_fingerprint, "data": known.data_fingerprint},
        "rule": rule_record(known),
        "sentences": [sentence_record(one) for one in known.sentences],
        "unconfirmed": list(known.unconfirmed),
        "drift": list(known.drift),
        "sql": list(known.sql),
        "household": household,
        "not_run": None if known.not_run is None else not_run_record(known.not_run),
        "rows": [row_record(row, known, masking) for row in known.rows],
    }
    if not masking.numbers:
        record["unmasked"] = True
    return record


def rule_record(known: Explanation) -> Record:
    """What the rule says of itself."""
    rule = known.rule
    return {
        "rule": rule.id,
        "title": rule.title,
        "title_en": rule.title_en or None,
        "table": known.table,
        "area": rule.area,
        "sieves": list(rule.sieves),
        "kind": rule.kind.value if rule.kind else None,
        "severity": rule.severity.name.lower(),
        "responsible": rule.responsible,
        "due": rule.due,
        "remedy": known.remedy or None,
        "valid": {"from": day(known.validity.start), "to": day(known.validity.end)},
        "basis": [basis_record(one) for one in rule.basis],
    }


def basis_record(basis: Basis) -> Record:
    """A document behind the rule."""
    return {
        "document": basis.document,
        "article": basis.article or None,
        "quote": basis.quote or None,
        "url": basis.url or None,
        "grade": basis.grade or None,
        "confirmed": basis.confirmed,
    }


def day(value: date | None) -> str | None:
    """A day; None where it is open."""
    return None if value is None else value.isoformat()


def sentence_record(sentence: Sentence) -> Record:
    """One numbered sentence."""
    return {
        "number": sentence.number,
        "kind": sentence.kind,
        "name": sentence.name or None,
        "text": sentence.text,
        "parts": list(sentence.parts),
    }


def not_run_record(lacks: NotRun) -> Record:
    """What the data lack."""
    return {"reason": lacks.reason, "table": lacks.table, "column": lacks.column}


def row_record(row: ExplainedRow, known: Explanation, masking: Masking) -> Record:
    """One row with its verdict, every step and the changes."""
    subject = row.subject
    return {
        "row": {"entity": known.table, "key": masking.key(subject.key)},
        "household": None if subject.household is None else masking.key(subject.household),
        "verdict": row.verdict.word,
        "message": masking.made_of(row.message, row.told) or None,
        "missing": list(row.missing),
        "applies": None if row.applies is None else step_record(row.applies, masking),
        "requires": step_record(row.requires, masking),
        "changes": [change_record(change, masking) for change in row.changes],
        "tried": row.tried,
    }


def step_record(step: Step, masking: Masking) -> Record:
    """One sub-expression and all below it."""
    record: Record = {
        "kind": step.kind,
        "words": step.words,
        "text": step.text or None,
        "condition": step.condition,
        "truth": step.truth,
        "decided": step.decided,
        "state": step.state or None,
        "written": masking.written(step.raw, private=step.private) or None,
        "reasons": reasons(step),
    }
    if step.reading is not None:
        record |= reading_record(step.reading, masking)
        if step.kind == "row":
            record["value"] = masking.key(str(step.reading.value))
    low, high = step.bounds or (None, None)
    record["bounds"] = None if step.bounds is None else {
        "least": None if low is None else number(low),
        "most": None if high is None else number(high),
    }  # fmt: skip
    record["children"] = [step_record(child, masking) for child in step.children]
    return record


def reasons(step: Step) -> list[str]:
    """Why a value is not known."""
    value = step.reading.value if step.reading else None
    return sorted({cause.code for cause in value.causes}) if isinstance(value, Unknown) else []


def change_record(change: Change, masking: Masking) -> Record:
    """A change that was tried, with the verdict that it led to."""
    cells: list[Record] = []
    for cell in change.cells:
        before, after = (reading_record(one, masking) for one in (cell.before, cell.after))
        cells.append({
            "field": cell.field,
            "title": before["name"],
            "before": before["value"],
            "after": after["value"],
            "unit": before["unit"],
            "place": before["place"],
        })  # fmt: skip
    return {
        "verdict": change.verdict.word,
        "table": change.table,
        "row": masking.key(change.row) or None,
        "added": change.added,
        "cells": cells,
    }
