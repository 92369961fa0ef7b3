"""`checker read --learn`: asks for what was not understood, and writes a mapping.yaml.

Names are suggested and never taken: nothing is written that nobody confirmed.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from gettext import gettext as _
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import click

from checker.cli.asking import Said, choose, number_of
from checker.cli.exits import NOT_CHECKED, NOTHING_OPEN
from checker.fault import Fault, FaultyInput, harmless
from checker.frozen import frozen

if TYPE_CHECKING:
    from checker.intake.forms import Form
    from checker.intake.mapping_text import Entry
    from checker.intake.reading import Hints
    from checker.intake.unknown import Sheet, Word
    from checker.model.catalog import Catalog, Entity, Field
    from checker.model.dataset import Dataset
    from checker.source import Source

SHOWN = 12  # codes that a question shows
DIGITS = re.compile("[0-9]+")


@frozen
class Told:
    """What there is to learn from, and where it is written."""

    paths: Sequence[Path]
    catalog: Catalog
    hints: Hints
    target: Path
    before: Source | None  # the file as it is
    entries: tuple[Entry, ...] = ()  # confirmed so far

    @property
    def text(self) -> str:
        """The file as it will be."""
        from checker.intake.mapping_text import with_entries  # noqa: PLC0415  only when learning

        if not self.entries:
            return self.before.text if self.before else ""
        return with_entries(self.before, self.entries)

    def now(self) -> Hints:
        """The hints with what was confirmed so far."""
        return replace(self.hints, mapping=[*self._others(), *self._own()])

    def _own(self) -> list[Form]:
        from checker.intake.mapping import forms_in  # noqa: PLC0415  only when learning
        from checker.source import Source  # noqa: PLC0415

        text = self.text
        folder = None if self.hints.mapping else self.target.resolve().parent
        return forms_in(Source(self.target.name, text), self.catalog, folder) if text else []

    def _others(self) -> list[Form]:
        """The entries of the mapping files that are not written."""
        from checker.intake.files import listed  # noqa: PLC0415  only when learning
        from checker.intake.guide import forms  # noqa: PLC0415

        if self.hints.mapping:
            return []
        found = forms(listed(dict.fromkeys(self.paths))[0], self.catalog, None)
        here = self.target.resolve().parent
        return [one for one in found if one.folder != here]


def place_of(data: Sequence[Path], mapping: Path | None) -> Path:
    """Where the mapping is written: beside the data, or where the user says."""
    from checker.intake.mapping import NAME  # noqa: PLC0415  only when learning

    if mapping is not None:
        return mapping
    folders = {path if path.is_dir() else path.parent for path in data}
    if len({folder.resolve() for folder in folders}) > 1:
        raise click.UsageError(_("资料不在一个文件夹里，用 --mapping 指明对照写到哪个文件"))
    return min(folders) / NAME


def learn(told: Told) -> int:
    """Ask, write, and tell how the data are read then."""
    if not _interactive():
        return _listed(told)
    told = _sheets_learned(told)
    told = _words_learned(told)
    if not told.entries:
        click.echo(_("没有确认任何一项，什么也没有写。"))
        return NOT_CHECKED if _read(told).faults else NOTHING_OPEN
    click.echo(_("\n要写到 {file}：\n").format(file=told.target))
    shown = replace(told, before=None).text.partition("\nmapping:\n")[2]
    click.echo("".join(f"{harmless(line)}\n" for line in shown.splitlines()))
    if not click.confirm(_("写吗？"), default=True):
        click.echo(_("什么也没有写。"))
        return NOT_CHECKED
    _write(told)
    dataset = _read(told)
    for fault in dataset.faults:
        click.echo(str(fault), err=True)
    if told.hints.mapping:
        click.echo(_("写好了：{file}。以后用 --mapping 指明它。").format(file=told.target))
    else:
        click.echo(_("写好了：{file}。以后读这里的资料会自己用上。").format(file=told.target))
    return NOT_CHECKED if dataset.faults else NOTHING_OPEN


def _interactive() -> bool:
    """Is there somebody who can answer?"""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def _write(told: Told) -> None:
    from checker.report.folder import write_file  # noqa: PLC0415  only when learning

    text = told.text
    if told.before is not None and b"\r\n" in told.target.read_bytes():
        text = text.replace("\n", "\r\n")
    write_file(told.target, text.encode(), told.paths if told.target in told.paths else ())


def _read(told: Told) -> Dataset:
    """The data as they are read with what was confirmed so far; of nothing read the faults."""
    from checker.intake import read_data  # noqa: PLC0415  only when learning
    from checker.model.dataset import Dataset  # noqa: PLC0415

    hints = told.now()
    try:
        return read_data(
            [*told.paths, *hints.wanted],
            told.catalog,
            tables={
                told.catalog.entities[name].title: path for path, name in hints.wanted.items()
            },
            passwords=hints.passwords,
            mapping=hints.mapping,
        )
    except FaultyInput as failed:
        return Dataset({}, faults=failed.faults)


def _listed(told: Told) -> int:
    """Nobody can answer: what there would be to ask, and that nothing is written."""
    lines = [*_sheet_lines(told), *_word_lines(told)]
    for line in lines:
        click.echo(harmless(line))
    if not lines:
        click.echo(_("没有不认得的表头和说法。"))
        return NOT_CHECKED if _read(told).faults else NOTHING_OPEN
    sentence = _("这里不是终端，不能逐项确认，什么也没有写")
    hint = _("在终端里运行这个命令，或者照着上面自己写 {file}").format(file=told.target.name)
    click.echo(str(Fault("not-confirmed", sentence, hint=hint)), err=True)
    return NOT_CHECKED


def _unknown_sheets(told: Told) -> Iterator[Sheet]:
    from checker.intake.unknown import guide_of, sheets  # noqa: PLC0415  only when learning

    yield from sheets(*guide_of(told.paths, told.catalog, told.now()))


def _sheet_lines(told: Told) -> Iterator[str]:
    for sheet in _unknown_sheets(told):
        yield _title(sheet)
        if sheet.layout is None:
            sheet = _perhaps(sheet)  # noqa: PLW2901  whose headers are shown
            if sheet.layout is not None:
                yield _("  像是{table}表").format(table=sheet.layout.entity.title)
        for header, (column, count) in sheet.headers.items():
            near = "、".join(_shown(pair, sheet) for pair in sheet.near(header))
            line = _("  {column} 列“{header}”，{count} 格有内容").format(
                column=column, header=header, count=count
            )
            yield line + (_("；是不是 {near}？").format(near=near) if near else "")


def _perhaps(sheet: Sheet) -> Sheet:
    """A sheet that nobody recognises, as the table that it is most like."""
    from checker.intake.unknown import as_table, likely_tables  # noqa: PLC0415  as in `learn`

    likely = likely_tables(sheet)
    return as_table(sheet, likely[0]) if likely else sheet


def _word_lines(told: Told) -> Iterator[str]:
    for word in _unknown_words(told):
        yield _title_of_word(word) + _("；代码有 {codes}").format(codes=_few(word.near()))


def _few(texts: Sequence[str]) -> str:
    return "、".join(texts[:SHOWN]) + (_(" 等") if len(texts) > SHOWN else "")


def _title(sheet: Sheet) -> str:
    layout = sheet.layout
    if layout is None:
        return _("{place}：没有认出是哪张表").format(place=sheet.grid.place)
    rows = "、".join(map(str, sheet.header_rows))
    line = _("{place}：{table}表，表头在第 {rows} 行，{count} 个表头不认得").format(
        place=sheet.grid.place, table=layout.entity.title, rows=rows, count=len(sheet.headers)
    )
    lacking = "、".join(sheet.lacking)
    return line + (_("；还缺必需的列：{titles}").format(titles=lacking) if lacking else "")


def _shown(pair: tuple[Entity, Field], sheet: Sheet) -> str:
    """A field's title, of the parent that a flat sheet repeats with the parent's."""
    entity, field = pair
    own = sheet.layout is None or entity.name == sheet.layout.entity.name
    title = field.title if own else f"{entity.title}.{field.title}"
    return f"{title}（必需）" if own and field.title in sheet.lacking else title


# One sheet after another. What was confirmed for one may answer for the next.


def _sheets_learned(told: Told) -> Told:
    asked: set[str] = set()
    while True:
        left = (one for one in _unknown_sheets(told) if one.grid.place not in asked)
        sheet = next(left, None)
        if sheet is None:
            return told
        asked.add(sheet.grid.place)
        click.echo()
        click.echo(harmless(_title(sheet)))
        recognised = sheet.layout is not None and not sheet.lacking
        found = sheet if recognised else _as_some_table(sheet)
        if found is None:
            continue
        columns, unused, enough = _columns_of(found)
        if columns or unused or not recognised:
            entry = _entry(found, columns, unused, recognised)
            told = _with(told, entry)
        if enough:
            return told


def _with(told: Told, entry: Entry) -> Told:
    """With one entry more; without it, where it contradicts one that stands there."""
    more = replace(told, entries=(*told.entries, entry))
    try:
        list(_unknown_sheets(more))
    except FaultyInput as failed:
        for fault in failed.faults:
            click.echo(str(fault), err=True)
        return told
    return more


def _as_some_table(sheet: Sheet) -> Sheet | None:
    """The sheet as the table that somebody says it is, below the header that they confirm."""
    from checker.intake.unknown import as_table, likely_header, likely_tables  # noqa: PLC0415

    catalog = sheet.known.catalog
    known = {entity.title: entity for entity in catalog.entities.values()}
    likely = [(entity.title, entity) for entity in likely_tables(sheet)[:5]]
    said = choose(_("  它是哪张表？"), likely, known)
    if isinstance(said, Said):
        return None
    found = as_table(sheet, said)
    first = found.header_rows[-1] if found.header_rows else likely_header(sheet)
    there = set(sheet.grid.numbers)
    row = number_of(_("表头在第几行？"), first, there.__contains__)
    if row not in found.header_rows:
        found = as_table(sheet, said, (row,))
    click.echo(harmless(_title(found)))
    return found


def _columns_of(sheet: Sheet) -> tuple[dict[str, str], list[str], bool]:
    """Header → title, the headers of no use, and whether somebody has had enough."""
    from checker.intake.unknown import fields_of  # noqa: PLC0415  only when learning

    columns: dict[str, str] = {}
    unused: list[str] = []
    assert sheet.layout is not None
    fields = [*fields_of(sheet.layout, sheet.known.catalog)]
    for header, (column, count) in sheet.headers.items():
        taken = set(columns.values())
        free = {title: title for pair in fields if (title := _name(pair, sheet)) not in taken}
        near = [(_shown(pair, sheet), _name(pair, sheet)) for pair in sheet.near(header)]
        question = _("  {column} 列“{header}”（{count} 格有内容）是哪一项？").format(
            column=column, header=header, count=count
        )
        said = choose(question, [one for one in near if one[1] in free], free, _("不用这一列"))
        if said is Said.ENOUGH:
            return columns, unused, True
        if said is Said.UNUSED:
            unused.append(header)
        elif isinstance(said, str):
            columns[header] = said
    return columns, unused, False


def _name(pair: tuple[Entity, Field], sheet: Sheet) -> str:
    """A field as mapping.yaml names it."""
    return _shown(pair, sheet).removesuffix("（必需）")


def _entry(
    sheet: Sheet, columns: Mapping[str, str], unused: Sequence[str], recognised: bool
) -> Entry:
    """What was confirmed of a sheet, and for which sheets it shall hold."""
    from checker.intake.mapping_text import Entry  # noqa: PLC0415  only when learning

    assert sheet.layout is not None
    table = sheet.layout.entity.title
    entry = Entry(table, columns=columns, unused=tuple(unused))
    name = PurePath(sheet.file.name).name
    alike = DIGITS.sub("*", PurePath(name).stem) + PurePath(name).suffix
    own = replace(entry, sheet=sheet.grid.sheet, header_rows=sheet.known.header_rows)
    places = [(_("只对文件 {file}").format(file=name), replace(own, file=name))]
    if alike != name:
        like = _("对名字像 {file} 的文件").format(file=alike)
        places.append((like, replace(own, file=alike)))
    if recognised:
        every = _("对所有的{table}表，有这些表头就这样读").format(table=table)
        places.append((every, entry))
    if len(places) == 1:
        return places[0][1]
    said = choose(_("  这几条对哪些表用？"), places, {}, empty=_("就是 1"))
    return places[0][1] if isinstance(said, Said) else said


# Words, once the columns are known.


def _unknown_words(told: Told) -> list[Word]:
    from checker.intake.unknown import words  # noqa: PLC0415  only when learning

    return words(_read(told), told.catalog)


def _title_of_word(word: Word) -> str:
    line = _("{table}表“{field}”列的“{word}”，{count} 格")
    return line.format(
        table=word.entity.title, field=word.field.title, word=word.text, count=word.count
    )


def _words_learned(told: Told) -> Told:
    from checker.intake.mapping_text import Entry  # noqa: PLC0415  only when learning

    found: dict[str, dict[str, dict[str, str]]] = {}
    for word in _unknown_words(told):
        codes = word.near()
        known = {code: code for code in codes}
        click.echo()
        question = _title_of_word(word) + _("，是哪个代码？")
        said = choose(question, [(code, code) for code in codes[:SHOWN]], known)
        if said is Said.ENOUGH:
            break
        if isinstance(said, str):
            fields = found.setdefault(word.entity.title, {})
            fields.setdefault(word.field.title, {})[word.text] = said
    entries = (Entry(table, words=fields) for table, fields in found.items())
    return replace(told, entries=(*told.entries, *entries))
