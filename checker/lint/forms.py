"""Faults as machines take them: JSON of our own, and the annotations of GitHub."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from checker.fault import Fault, Level, harmless
from checker.lint.linted import Linted

SCHEMA = "checker/lint/v1"
COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}
# What parts the parts of an annotation, and how it is written inside one.
IN_TEXT = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
IN_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def as_json(linted: Linted) -> str:
    """The form of `schemas/lint.schema.json`."""
    document = {
        "schema": SCHEMA,
        "folder": linted.folder,
        "as_of": linted.as_of.isoformat(),
        "whole": linted.whole,
        "summary": {"chapters": linted.chapters, "rules": linted.rules, **linted.tally()},
        "faults": [_fault(fault) for fault in linted.faults],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _fault(fault: Fault) -> dict[str, object]:
    span = fault.span
    return {
        "code": fault.code,
        "level": fault.level.value,
        "sentence": fault.sentence,
        "hint": fault.hint or None,
        "file": span.source.name if span else fault.place or None,
        "line": span.line if span else None,
        "column": span.column if span else None,
        "length": span.length if span else None,
        "mend": fault.mend,
    }


def as_github(faults: Iterable[Fault]) -> Iterator[str]:
    """Workflow commands, a line a fault."""
    for fault in faults:
        told = fault.sentence + (f"\n{fault.hint}" if fault.hint else "")
        properties = ",".join(
            f"{key}={harmless(str(value)).translate(IN_PROPERTY)}"
            for key, value in _properties(fault).items()
        )
        yield f"::{COMMANDS[fault.level]} {properties}::{told.translate(IN_TEXT)}"


def _properties(fault: Fault) -> dict[str, object]:
    span = fault.span
    if span is None:
        return {"file": fault.place, "title": fault.code}
    return {
        "file": span.source.name,
        "line": span.line,
        "col": span.column,
        "endColumn": span.column + span.length,
        "title": fault.code,
    }
