"""gaps.json: the gap list for machines, the same bytes for the same input."""

from __future__ import annotations

import json
from collections.abc import Sequence
from json.encoder import encode_basestring

from checker.fault import Fault
from checker.model.gap import GapList, Outcome
from checker.report.masking import Masking
from checker.report.record import Record, gap_record, not_run_record, tally_record
from checker.sift.tally import total

SCHEMA = "checker/gap-list/v1"


def gaps_json(outcome: Outcome, masking: Masking) -> str:
    """The whole document, ended by a line break."""
    return indented(document(outcome, masking)) + "\n"


def indented(value: object, margin: str = "\n") -> str:
    """`json.dumps(value, ensure_ascii=False, indent=1)`, which is three times slower."""
    if isinstance(value, str):
        return encode_basestring(value)
    if value is None:
        return "null"
    inner = margin + " "
    if isinstance(value, dict) and value:
        parts = [f"{encode_basestring(key)}: {indented(of, inner)}" for key, of in value.items()]
        return f"{{{inner}{f',{inner}'.join(parts)}{margin}}}"
    if isinstance(value, list) and value:
        parts = [indented(part, inner) for part in value]
        return f"[{inner}{f',{inner}'.join(parts)}{margin}]"
    return json.dumps(value)


def document(outcome: Outcome, masking: Masking) -> Record:
    """The document as a tree; its shape is schemas/gap_list.schema.json."""
    record: Record = {
        "schema": SCHEMA,
        "as_of": outcome.as_of.isoformat(),
        "fingerprint": {
            "policies": outcome.policies_fingerprint,
            "data": outcome.data_fingerprint,
        },
        "summary": _summary(outcome, masking),
        "rules": [
            {
                "rule": rule.id,
                "title": rule.title,
                "verdicts": tally_record(outcome.verdicts[rule.id]),
            }
            for rule in outcome.rules
        ],
        "sieves": [_sieve(gap_list, masking) for gap_list in outcome.sieves],
        "gaps": [gap_record(gap, outcome.policies.catalog, masking) for gap in outcome.gaps],
        "criteria": [
            {"household": masking.key(household), "criteria": dict(words)}
            for household, words in sorted(outcome.criteria.items())
        ],
    }
    if not masking.numbers:
        record["unmasked"] = True
    return record


def _summary(outcome: Outcome, masking: Masking) -> Record:
    unread = unread_records(outcome.unread, masking)
    return ({"unread": unread} if unread else {}) | {
        "households": outcome.households,
        "rows": dict(outcome.rows),
        "rules": len(outcome.rules),
        "verdicts": tally_record(total(outcome.verdicts.values())),
        "not_run": [not_run_record(lacks) for lacks in outcome.not_run],
    }


def unread_records(faults: Sequence[Fault], masking: Masking) -> list[Record]:
    """What could not be read, and why."""
    return [
        {
            "place": masking.text(fault.place or str(fault.span or "")),
            "code": fault.code,
            "sentence": masking.text(fault.sentence),
        }
        for fault in faults
    ]


def _sieve(gap_list: GapList, masking: Masking) -> Record:
    return {
        "id": gap_list.id,
        "title": gap_list.title,
        "tally": {
            "households": gap_list.households,
            "verdicts": tally_record(gap_list.verdicts),
        },
        "groups": [
            {
                "key": {
                    title: None if part is None else masking.text(part)
                    for title, part in group.key.items()
                },
                "gaps": list(group.gaps),
            }
            for group in gap_list.groups
        ],
    }
