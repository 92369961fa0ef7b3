"""What an author can have done at a click: a fault mended, a file laid out.

Both are lint's (`checker lint --fix`, `checker fmt`), asked here for a text that may not be saved.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from checker.editor import messages
from checker.editor.uses import texts
from checker.editor.view import Placed, View
from checker.fault import Fault, FaultyInput
from checker.lint.edits import Edit, edits
from checker.lint.layout import laid_out
from checker.source import Source


class Mend(NamedTuple):
    """How a fault is mended, where only one thing can be meant."""

    title: str
    fault: Fault
    edits: tuple[Edit, ...]


def mends(view: View, path: Path, first: int, last: int) -> Iterator[Mend]:
    """The mends of the faults in some lines of a file, counted from 0."""
    text = texts(view).get(path)
    for fault in view.faults if text is not None else ():
        span = fault.span
        if span is None or fault.mend is None or not first <= span.line - 1 <= last:
            continue
        if Path(span.source.name).resolve() == path:
            found = tuple(edits(Source(span.source.name, text or ""), [fault]))
            if found:
                yield Mend(messages.mend(fault, found[0].text), fault, found)


def laid(placed: Placed, text: str) -> str | None:
    """The text as `checker fmt` lays it out; None where it cannot be read."""
    try:
        return laid_out(Source("", text), placed.kind)
    except FaultyInput:
        return None
