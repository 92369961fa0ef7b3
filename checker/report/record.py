"""A gap as a plain record, the same in every machine format (schemas/gap_list.schema.json)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from checker.dates import Month
from checker.model.catalog import Catalog
from checker.model.gap import Gap, NotRun, Reading
from checker.model.kind import Unknown, Value
from checker.model.policy import Waiver
from checker.model.verdict import TALLY, Verdict
from checker.report.masking import Masking
from checker.run.telling import plain

Record = dict[str, object]


def gap_record(gap: Gap, catalog: Catalog, masking: Masking) -> Record:
    """One gap; an unknown also tells what is missing."""
    finding, rule = gap.finding, gap.finding.rule
    subject = finding.subject
    record: Record = {
        "id": gap.id,
        "rule": rule.id,
        "title": rule.title,
        "verdict": finding.verdict.word,
        "household": None if subject.household is None else masking.key(subject.household),
        "row": {
            "entity": catalog.entities[subject.table.entity].title,
            "key": masking.key(subject.key),
        },
        "village": subject.village,
        "sieves": list(gap.sieves),
        "area": rule.area,
        "criterion": gap.criterion,
        "kind": rule.kind.value if rule.kind else None,
        "severity": rule.severity.name.lower(),
        "message": masking.sentence(finding.message, finding),
        "remedy": masking.sentence(finding.remedy, finding),
        "responsible": rule.responsible,
        "due": rule.due,
        "waiver": waiver_record(gap.waiver, masking) if gap.waiver else None,
        "unconfirmed": list(finding.unconfirmed),
        "rows": None if gap.rows is None else [masking.key(row) for row in gap.rows],
        "values": [reading_record(reading, masking) for reading in finding.readings],
    }
    if finding.verdict is Verdict.UNKNOWN:
        record["missing"] = list(finding.missing)
    return record


def reading_record(reading: Reading, masking: Masking) -> Record:
    """One value that the rule read."""
    return {
        "name": reading.name,
        "value": _value(reading, masking),
        "unit": reading.unit,
        "place": masking.text("；".join(reading.places)) or None,
    }


def waiver_record(waiver: Waiver, masking: Masking) -> Record:
    """A waiver, for whom it is and until when."""
    return {
        "from": waiver.start.isoformat(),
        "until": waiver.end.isoformat(),
        "reason": masking.text(waiver.reason),
        "approved_by": waiver.approved_by,
        "document": masking.text(waiver.document),
    }


def _value(reading: Reading, masking: Masking) -> object:
    value = reading.value
    if isinstance(value, tuple) and not isinstance(value, Month):
        return masking.value(reading).split("、")
    if isinstance(value, str | Month):
        return masking.value(reading)
    return plain_value(value, masking)


def plain_value(value: Value | Unknown, masking: Masking) -> object:
    """A value that is nobody's name or number."""
    if isinstance(value, Unknown):
        return None
    if isinstance(value, bool):
        return value
    if isinstance(value, Decimal):
        return number(value)
    return masking.text(plain(value))


def not_run_record(lacks: NotRun) -> Record:
    """A rule without data to run on."""
    record: Record = {"rule": lacks.rule, "reason": lacks.reason, "table": lacks.table}
    return record | ({"column": lacks.column} if lacks.column else {})


def number(value: Decimal) -> int | float:
    """A whole number stays whole."""
    return int(value) if value == value.to_integral_value() else float(value)


def tally_record(verdicts: Mapping[str, int]) -> Record:
    """The five words, always in the same order."""
    return {word: verdicts.get(word, 0) for word in TALLY}
