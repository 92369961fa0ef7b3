"""Which part of a workbook's zip is which sheet, as its own lists say."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Mapping
from xml.parsers import expat

from checker.intake.wellformed import well_formed

BOOK_XML, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"

Tag = tuple[str, Mapping[str, str]]  # its name without a prefix, its attributes without theirs


def relations(archive: zipfile.ZipFile, member: str) -> dict[str, str]:
    """The parts that a list of relations names, each as the zip spells it."""
    spelled = {name.casefold(): name for name in archive.namelist()}
    listed = spelled.get(member.casefold())
    found = {}
    for name, attributes in tags(archive.read(listed)) if listed else ():
        if name == "Relationship":
            target = attributes.get("Target", "").replace("\\", "/").lstrip("/")
            path = f"xl/{target.removeprefix('xl/')}"
            found[attributes.get("Id", "")] = spelled.get(path.casefold(), path)
    return found


def sheets(book: Iterable[Tag], parts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The name and the part of each sheet of a workbook."""
    for name, attributes in book:
        if name == "sheet":
            yield attributes.get("name", ""), parts.get(attributes.get("id", ""), "")


def shown_name(archive: zipfile.ZipFile, member: str) -> str:
    """How people know a part: by its sheet's name, else by the file's."""
    text = archive.read(BOOK_XML) if BOOK_XML in archive.namelist() else b""
    book = tags(text) if b"<!" not in text else []  # a list of names declares nothing
    named = {part: sheet for sheet, part in sheets(book, relations(archive, RELATIONS))}
    return named.get(member) or member.rsplit("/", 1)[-1]


def from_1904(book: Iterable[Tag]) -> bool:
    """Do days count from 1904?"""
    return any(
        name == "workbookPr" and attributes.get("date1904") in ("1", "true")
        for name, attributes in book
    )


def tags(text: bytes) -> list[Tag]:
    """The tags of a part, however its attributes are quoted; none where they do not pair."""
    found: list[Tag] = []

    def begin(name: str, attributes: Mapping[str, str]) -> None:
        bare = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        found.append((name.rpartition(":")[2], bare))

    good = well_formed(text)
    if good is None:
        return []
    parser = expat.ParserCreate()
    parser.StartElementHandler = begin
    parser.Parse(good, True)
    return found
