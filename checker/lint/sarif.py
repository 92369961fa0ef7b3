"""Faults in SARIF 2.1.0, which code review understands, with the pages as the help of the rules.

Columns are counted in characters, as everywhere here; SARIF is told so.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from checker.fault import Fault, Level
from checker.lint import pages
from checker.lint.linted import Linted

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
UNSEEN = "有错误，可疑之处还没有查；改好后再查一遍"
LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "note"}


def as_sarif(linted: Linted, version: str) -> str:
    """The log of one run."""
    told = sorted({fault.code for fault in linted.faults})
    levels = {fault.code: fault.level for fault in linted.faults}
    driver = {
        "name": "checker",
        "version": version,
        "rules": [_rule(code, levels[code]) for code in told],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(linted)],
        "results": [_result(fault, told) for fault in linted.faults],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _invocation(linted: Linted) -> dict[str, object]:
    """That the tool ran; with errors, that it has not looked for all."""
    ran: dict[str, object] = {"executionSuccessful": True}
    if not linted.whole:
        ran["toolExecutionNotifications"] = [{"level": "note", "message": {"text": UNSEEN}}]
    return ran


def _rule(code: str, level: Level) -> dict[str, object]:
    page = pages.page(code)
    return {
        "id": code,
        "shortDescription": {"text": page.title},
        "fullDescription": {"text": page.sections[pages.WHAT]},
        "help": {"text": page.mend, "markdown": page.text},
        "defaultConfiguration": {"level": LEVELS[level]},
    }


def _result(fault: Fault, told: Sequence[str]) -> dict[str, object]:
    text = fault.sentence + (f"\n{fault.hint}" if fault.hint else "")
    result: dict[str, object] = {
        "ruleId": fault.code,
        "ruleIndex": told.index(fault.code),
        "level": LEVELS[fault.level],
        "message": {"text": text},
    }
    place = _location(fault)
    if place:
        result["locations"] = [{"physicalLocation": place}]
    if fault.span and fault.mend is not None:
        result["fixes"] = [_fix(fault, fault.mend)]
    return result


def _location(fault: Fault) -> dict[str, object]:
    name = fault.span.source.name if fault.span else fault.place
    if not name:
        return {}
    artifact = {"artifactLocation": {"uri": uri(name)}}
    return {**artifact, "region": _region(fault)} if fault.span else {**artifact}


def _region(fault: Fault) -> dict[str, int]:
    span = fault.span
    assert span is not None
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endColumn": span.column + span.length,
    }


def _fix(fault: Fault, mend: str) -> dict[str, object]:
    assert fault.span is not None
    replacement = {"deletedRegion": _region(fault), "insertedContent": {"text": mend}}
    change = {
        "artifactLocation": {"uri": uri(fault.span.source.name)},
        "replacements": [replacement],
    }
    return {"artifactChanges": [change]}


def uri(name: str) -> str:
    """A file's name as SARIF wants it: relative, or whole with its scheme."""
    path = Path(name)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
