"""An office's own forms (表式), as mapping.yaml tells them: which sheet, which columns and words.

What they mean for reading: further headers of one sheet, further words of a field's code list. A
form never says of which kind a field is. The file itself is read by `checker.intake.mapping`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path, PurePath

from checker.fault import FaultyInput
from checker.frozen import frozen
from checker.intake import mapping_messages as messages
from checker.intake.codes import plain
from checker.intake.files import real
from checker.intake.headers import Headings, Match, headings, whole
from checker.intake.words import words
from checker.model.catalog import Catalog, Entity, Field
from checker.model.kind import Kind
from checker.source import Span
from checker.spelling import composed

Owner = tuple[str, str]  # entity, field

CODED = frozenset({Kind.CHOICE, Kind.CHOICES, Kind.YES_NO})
WILD = re.compile(r"[*?]")


@frozen
class Form:
    """One entry of a mapping.yaml."""

    span: Span  # where it begins
    table: Entity
    file: str = ""  # a pattern of its name; "" of any
    sheet: str = ""
    header_rows: tuple[int, ...] = ()  # as people number them; () where it is looked for
    columns: Mapping[str, Owner] = field(default_factory=dict)  # header → what it is
    units: Mapping[str, str] = field(default_factory=dict)  # header → the unit of its numbers
    unused: tuple[str, ...] = ()  # headers that somebody looked at and does not need
    words: Mapping[Owner, Mapping[str, str]] = field(default_factory=dict)  # word → code
    folder: Path | None = None  # it holds for the files in here; None: for all

    @property
    def named(self) -> bool:
        """Does it say that a certain file or sheet is its table?"""
        return bool(self.file or self.sheet)

    def holds(self, path: Path, name: str, sheet: str | None) -> bool:
        """Is it about this sheet? About any sheet of the file, where that is None."""
        if self.folder is not None and self.folder not in real(path).parents:
            return False
        names = (name, PurePath(name).name)
        if self.file and not any(fits(self.file, one) for one in names):
            return False
        return sheet is None or not self.sheet or fits(self.sheet, sheet)


@frozen
class Told:
    """What the forms that hold for one sheet say together."""

    known: Headings  # with their headers, over a dictionary with their words
    table: str | None = None  # the entity that the sheet is said to hold
    by: str = ""  # the mapping files, for the note of what was read


def fits(pattern: str, name: str) -> bool:
    """Is a name of this pattern? `*` is any text, `?` one character."""
    parts = re.split("([*?])", composed(pattern))
    wild = {"*": ".*", "?": "."}
    text = "".join(wild.get(part, re.escape(part)) for part in parts)
    return re.fullmatch(text, composed(name), re.DOTALL) is not None


def tables_of(entity: Entity, catalog: Catalog) -> tuple[Entity, ...]:
    """The tables of which a sheet of this one may have columns: of a flat export two."""
    if not entity.flat:
        return (entity,)
    return (entity, catalog.entities[entity.parents[0].parent])


def told_by(
    forms: Sequence[Form], catalog: Catalog, further: Mapping[str, Mapping[str, Sequence[str]]]
) -> Told:
    """Some forms together.

    Args:
        forms: those that hold; a nearer folder's behind a farther one's.
        catalog: the dictionary.
        further: headers that about.yaml names.

    Raises:
        FaultyInput: two of one file that say different things of one sheet.
    """
    _refuse_two_meanings(forms)
    catalog = with_words(catalog, forms)
    own: dict[str, dict[str, list[Match]]] = {}
    units: dict[tuple[str, str], str] = {}
    for form in forms:
        for header in (*form.columns, *form.unused):
            said = own.setdefault(whole(header), {})
            said[form.table.name] = []
            for above in tables_of(form.table, catalog)[1:]:
                said.setdefault(above.name, [])
        for header, (entity, name) in form.columns.items():
            own[whole(header)][entity] = [Match(entity, name, exact=True, own=True)]
        for header, unit in form.units.items():
            units[form.columns[header][0], whole(header)] = unit
    rows = next((form.header_rows for form in reversed(forms) if form.header_rows), ())
    known = replace(headings(catalog, further), said=own, units=units, header_rows=rows)
    named = [form for form in forms if form.named]
    by = "、".join(dict.fromkeys(form.span.source.name for form in forms if form.named))
    return Told(known, named[-1].table.name if named else None, by)


def _refuse_two_meanings(forms: Sequence[Form]) -> None:
    """Entries of one file may not differ; a nearer folder's may from those of a farther one."""
    said: dict[tuple[Path | None, str, str], Owner | None] = {}
    tables: dict[Path | None, str] = {}
    faults = []
    for form in forms:
        title = form.table.title
        if form.named and tables.setdefault(form.folder, title) != title:
            faults.append(messages.two_tables(form.span, title, tables[form.folder]))
        told: list[tuple[str, Owner | None]] = [*form.columns.items()]
        for header, owner in (*told, *((one, None) for one in form.unused)):
            if said.setdefault((form.folder, title, whole(header)), owner) != owner:
                faults.append(messages.two_meanings(form.span, header))
    if faults:
        raise FaultyInput(faults)


def with_words(catalog: Catalog, forms: Iterable[Form]) -> Catalog:
    """A dictionary whose code lists have the forms' words, for their fields alone."""
    found: dict[Owner, dict[str, str]] = {}
    for form in forms:
        for owner, those in form.words.items():
            found.setdefault(owner, {}).update(those)
    if not found:
        return catalog
    entities, codes = dict(catalog.entities), dict(catalog.codes)
    for (entity, name), those in found.items():
        read = entities[entity].fields[name]
        listed = f"{entity}.{name}"  # no list of the dictionary is called so
        before = catalog.codes[code_list(read)]
        more = {code: [w for w, to in those.items() if to == code] for code in before.codes}
        with_more = {code: (*others, *more[code]) for code, others in before.codes.items()}
        codes[listed] = replace(before, name=listed, codes=with_more)
        fields = {**entities[entity].fields, name: replace(read, codes=listed)}
        entities[entity] = replace(entities[entity], fields=fields)
    return replace(catalog, entities=entities, codes=codes)


def code_list(read: Field) -> str:
    """The name of the code list that a field's words are of; "" where it has none."""
    return (read.codes or (words().yes_no if read.kind is Kind.YES_NO else "")) or ""


def meaning(word: str, read: Field, catalog: Catalog) -> str | None:
    """The code that a word means already in a field; None where it is not known."""
    listed = catalog.codes.get(code_list(read))
    for code, others in listed.codes.items() if listed else ():
        if plain(word) in {plain(one) for one in (code, *others)}:
            return code
    return None
