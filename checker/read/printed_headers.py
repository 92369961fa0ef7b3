"""A header as an office prints it, 耕地面积（亩）, where an expression wants the field's title.

Authors copy what stands above a column. Read word by word that is a full-width bracket, a division
or an unknown name; what they must be told is the title. This is not about the headers of files
(see `checker.intake.headers`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checker.fault import Fault
from checker.model.catalog import Catalog
from checker.read import messages
from checker.source import Span
from checker.spelling import HALF_WIDTH

# Faults of words that may be parts of a header.
PARTS = ("wide-sign", "unknown-function", "not-in-language", "odd-character")


def told(faults: Iterable[Fault], catalog: Catalog) -> list[Fault]:
    """The faults, those about a part of a printed header made one about the header."""
    return [(fault.code in PARTS and header_at(fault.span, catalog)) or fault for fault in faults]


def header_at(span: Span | None, catalog: Catalog) -> Fault | None:
    """The fault of a header that is printed around a place; None where there is none."""
    if span is None:
        return None
    line, at = span.source.line(span.line), span.column - 1
    found = [
        (start, header, title)
        for header, title in printed(catalog)
        for start in starts(line.translate(HALF_WIDTH), header.translate(HALF_WIDTH))
        if start <= at < start + len(header)
    ]
    if not found:
        return None
    start, header, title = max(found, key=lambda one: len(one[1]))
    place = Span(span.source, span.line, start + 1, len(header))
    return messages.printed_header(place, header, title)


def printed(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """Every header that is no field's title, with the title of its field."""
    fields = [field for entity in catalog.entities.values() for field in entity.fields.values()]
    own = {field.title for field in fields}
    for field in fields:
        for header in (*field.headers, *field.gather):
            if header not in own:
                yield header, field.title


def starts(line: str, header: str) -> Iterator[int]:
    """Where a header stands in a line for itself, and not as a part of a longer name."""
    start = line.find(header)
    while start >= 0:
        around = (line[start - 1 : start], line[start + len(header) :][:1])
        if not any(one.isidentifier() or one.isdigit() for one in around):
            yield start
        start = line.find(header, start + 1)
