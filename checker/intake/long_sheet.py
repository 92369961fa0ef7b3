"""A long sheet as stretches of rows, each read as if it were a short sheet.

A county's sheet is 350 MB of XML. The reader would hold all its cells at once, and look through
it twice: for the cells, and for the merged areas behind them. As stretches it takes a tenth of
the memory, one is read while another is being understood, and the merged areas, put in front of
the first, are found at once. Only sheets whose rows plainly follow one another are cut.
"""

from __future__ import annotations

import re
import zipfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from io import BytesIO
from itertools import pairwise
from typing import IO, TYPE_CHECKING

from checker.intake.grid import letters
from checker.intake.seen import CELLS, FREE, SPREAD, LongSheet, Refs, Stretch
from checker.intake.shared_texts import STRINGS, Texts, marked, plain_texts
from checker.intake.sheet_xml import ROW, hidden_rows, usual_broken_cells
from checker.intake.wellformed import bare_rows, numbers_between, usual_rows, well_formed

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

LONG = 8 << 20  # bytes of XML that are read at once: some thousand rows
NEEDED = (  # what the reader opens besides the sheet
    *("_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"),
    *("xl/styles.xml", STRINGS),
)
DATA, END = b"<sheetData>", b"</sheetData>"
AREAS = re.compile(rb"<mergeCells[ >].*?</mergeCells>", re.DOTALL)
NO_AREAS = b"<mergeCells></mergeCells>"  # the reader looks no further for them
FIRST = ord("A")
ROWS, COLUMNS = 10**7, 26 + 26**2 + 26**3  # of any sheet that we cut: up to ZZZ9999999


def opened(archive: zipfile.ZipFile, member: str) -> bytes | LongSheet:
    """A member of a workbook's zip; a long sheet in stretches, if it can be cut."""
    size = archive.getinfo(member).file_size
    if size <= LONG or member == STRINGS:
        return archive.read(member)
    table = archive.read(STRINGS) if STRINGS in archive.namelist() else b""
    texts = plain_texts(table)
    again = 0 if texts else 4 * len(table)  # bytes that the reader reads with each stretch
    with archive.open(member) as stream:
        parts = [*_parts(stream, max(LONG, again))]
    return _cut(member, parts, texts) or b"".join(parts)


def _parts(stream: IO[bytes], size: int) -> Iterator[bytes]:
    """A sheet's XML; each part but the first begins with a row."""
    rest: list[bytes] = []
    while read := stream.read(size):
        at = read.rfind(b"<row ")
        rest.append(read if at < 0 else read[:at])
        if at >= 0:
            yield b"".join(rest)
            rest = [read[at:]]
    yield b"".join(rest)


def _cut(member: str, parts: Sequence[bytes], texts: Texts | None) -> LongSheet | None:
    """The sheet in stretches; None where something in it is not as most programs write it."""
    front, data, first = parts[0].partition(DATA)
    last, end, tail = parts[-1].rpartition(END)
    areas = AREAS.search(tail)
    if len(parts) == 1 or not data or not end or b"<!" in front + tail:
        return None
    if not well_formed(front + data + end + tail):
        return None
    if not areas and b"mergeCell" in tail:
        return None
    rows = [first, *parts[1:-1], last]
    ends = [0, *(_last_row(text) for text in rows)]
    if not all(one < other for one, other in pairwise(ends)):
        return None
    widest = _widest(rows, ends[-1])
    if not widest or ends[-1] >= ROWS:
        return None
    column = _at_most(letters(min(widest, COLUMNS) - 1).encode())
    number = numbers_between(b"0", b"%d" % (texts.count - 1)) if texts else b"[0-9]+"
    looked = partial(_looked_at, column, number)
    with ThreadPoolExecutor(2) as threads:  # RE2 keeps no other thread waiting
        seen = [*threads.map(looked, rows, ends, ends[1:])]
    whole = [one for one in seen if one]
    if len(whole) < len(seen):
        return None
    stretches = deque(stretch for stretch, _ in whole)
    hidden = sum(count for _, count in whole)
    return LongSheet(member, front, areas[0] if areas else NO_AREAS, stretches, hidden, texts)


def _looked_at(
    column: bytes, number: bytes, text: bytes, above: int, until: int
) -> tuple[Stretch, int] | None:
    """A stretch, and how many of its rows are hidden.

    None where it is oddly written, or cells stand in other rows or far out.
    """
    line = numbers_between(b"%d" % (above + 1), b"%d" % until)
    if bare_rows(text, column, line, number):
        return Stretch(text, {}, bare=True), 0
    if not usual_rows(text, column, line, number):
        return None
    return Stretch(text, usual_broken_cells(text), bare=False), hidden_rows(text)


def _last_row(text: bytes) -> int:
    row = ROW.match(text, max(text.rfind(b"<row "), 0))
    return int(row[1]) if row else 0


def _widest(rows: Iterable[bytes], last: int) -> int:
    """How many columns a sheet may have, so that its cells are not too far apart."""
    allowed, filled = FREE, 0
    for text in rows:
        filled += text.count(b'"><v>') + text.count(b'"><is>')
        allowed = min(CELLS, FREE + SPREAD * filled)
        if allowed == CELLS:
            break
    return allowed // last


def _at_most(bound: bytes) -> bytes:
    """Letters of a column that stands no further to the right than another."""
    shorter = [b"[A-Z]{1,%d}" % (len(bound) - 1)] if len(bound) > 1 else []
    before = (
        b"%s[A-%c][A-Z]{%d}" % (bound[:at], one - 1, len(bound) - at - 1)
        for at, one in enumerate(bound)
        if one > FIRST
    )
    return b"(?:%s)" % b"|".join((*shorter, *before, bound))


def outline(data: bytes) -> CalamineWorkbook:
    """A workbook without its cells and texts, which take long: what sheets there are."""
    return _opened({name: text for name, text in _needed(data).items() if name != STRINGS})


def stretch_readers(
    data: bytes, name: str, sheet: LongSheet
) -> Iterator[Callable[[], tuple[CalamineSheet, Refs, Texts | None]]]:
    """For each stretch what reads it.

    Gives its cells, those that the reader loses, and the texts for which marks stand in it.

    Args:
        data: the workbook.
        name: the sheet's name in it.
        sheet: its stretches.
    """
    needed = _needed(data)
    textless = {one: content for one, content in needed.items() if one != STRINGS}
    areas = sheet.areas
    while sheet.stretches:
        text, broken, bare = sheet.stretches.popleft()
        instead = marked(text, bare=bare) if sheet.texts else None
        parts = (sheet.front, areas, DATA, instead or text, END, b"</worksheet>")
        others = textless if instead else needed
        # Opened here: another thread would wait for Python's lock at each of many small steps.
        book = _opened({**others, sheet.member: b"".join(parts)})
        yield partial(_read, book, name, broken, sheet.texts if instead else None)
        areas = NO_AREAS


def _needed(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {one: archive.read(one) for one in archive.namelist() if one in NEEDED}


def _opened(members: Mapping[str, bytes]) -> CalamineWorkbook:
    """A workbook in which nothing is but these."""
    from python_calamine import CalamineWorkbook  # noqa: PLC0415  only for a workbook

    book = BytesIO()
    with zipfile.ZipFile(book, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    book.seek(0)
    return CalamineWorkbook.from_filelike(book)


def _read(
    book: CalamineWorkbook, name: str, broken: Refs, texts: Texts | None
) -> tuple[CalamineSheet, Refs, Texts | None]:
    return book.get_sheet_by_name(name), broken, texts
