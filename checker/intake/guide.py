"""What says how the files of one period are read: the dictionary, about.yaml, mapping.yaml."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field
from functools import partial
from pathlib import Path

from checker.fault import every
from checker.frozen import frozen
from checker.intake import about, mapping, remarks
from checker.intake.about import About, read_about
from checker.intake.files import File, beside, real
from checker.intake.forms import Form, Told, told_by
from checker.intake.grid import Grid
from checker.intake.headers import whole
from checker.intake.layouts import Layout
from checker.intake.mapping import read_mapping
from checker.model.catalog import Catalog
from checker.model.dataset import Note

Mapped = Path | Sequence[Form]  # a mapping.yaml, or what it says
OWN = (about.NAME, mapping.NAME)  # files beside the data that are none


@frozen
class Guide:
    """All that says how to read, and what of it was of use."""

    catalog: Catalog
    about: About
    forms: Sequence[Form] = ()  # a nearer folder's behind a farther one's
    asked: dict[tuple[int, ...], Told] = field(default_factory=dict)
    used: dict[int, int] = field(default_factory=dict)  # the form's index → sheets

    def told(self, file: File, sheet: str = "") -> Told:
        """What is said of one sheet.

        Raises:
            FaultyInput: two different things are.
        """
        held = self.held(file, sheet)
        if held not in self.asked:
            forms = [self.forms[index] for index in held]
            self.asked[held] = told_by(forms, self.catalog, self.about.headers)
        return self.asked[held]

    def held(self, file: File, sheet: str = "") -> tuple[int, ...]:
        """The forms that hold for a sheet."""
        return tuple(
            index
            for index, form in enumerate(self.forms)
            if form.holds(file.path, file.name, sheet)
        )

    def noted(self, file: File, grid: Grid, layout: Layout) -> Iterator[Note]:
        """That forms were of use for a sheet, and which of their columns it has not."""
        there = {whole(header) for header in layout.headers}
        for index in self.held(file, grid.sheet):
            form = self.forms[index]
            if form.named or form.table.name == layout.entity.name:
                self.used[index] = self.used.get(index, 0) + 1
            if form.named and form.table.name == layout.entity.name:
                lost = [header for header in form.columns if whole(header) not in there]
                if lost:
                    yield remarks.form_columns_lost(grid.place, place(form), lost)

    def notes(self) -> Iterator[Note]:
        """Which mapping files there are, and what of them was of no use."""
        files: dict[str, list[int]] = {}
        for index, form in enumerate(self.forms):
            files.setdefault(form.span.source.name, []).append(index)
        for name, those in files.items():
            yield remarks.mapping_read(name, len(those))
            for index in those:
                form = self.forms[index]
                if form.named and index not in self.used:
                    sheet = " › ".join(filter(None, (form.file, form.sheet)))
                    yield remarks.form_unused(place(form), sheet)


def place(form: Form) -> str:
    """Where a form stands: mapping.yaml:5."""
    return f"{form.span.source.name}:{form.span.line}"


def guide(files: Sequence[File], catalog: Catalog, mapping_file: Mapped | None) -> Guide:
    """What says how to read some files.

    Args:
        files: those that were found, about.yaml and mapping.yaml among them.
        catalog: what they may hold.
        mapping_file: the one that the user names, or its entries: no other is looked at.

    Raises:
        FaultyInput: with all that is wrong in about.yaml and mapping.yaml.
    """
    told = About()
    there = beside(files, about.NAME)
    for found in every([partial(read_about, one.path, one.name, catalog) for one in there]):
        told |= found
    return Guide(catalog, told, forms(files, catalog, mapping_file))


def forms(files: Sequence[File], catalog: Catalog, mapping_file: Mapped | None) -> list[Form]:
    """The entries of all mapping files that hold, those of farther folders first."""
    if isinstance(mapping_file, Sequence):
        return [*mapping_file]
    if mapping_file is not None:
        return read_mapping(mapping_file, mapping_file.name, catalog)
    there = sorted(beside(files, mapping.NAME), key=lambda one: len(real(one.path).parts))
    read = [
        partial(read_mapping, one.path, one.name, catalog, real(one.path).parent) for one in there
    ]
    return [form for those in every(read) for form in those]
