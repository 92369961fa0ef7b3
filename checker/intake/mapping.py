"""mapping.yaml: what an office's own forms call things. Written by `checker read --learn`.

```yaml
mapping:
  - file: 台账*.xlsx
    sheet: 花名册
    table: 户
    header_row: 3
    columns: {户码: 户编号, 毛收入: 年收入}
    units: {毛收入: 万元}
    unused: [备注]
  - table: 成员
    words: {健康状况: {身体不好: 患有长期慢性病}}
```

An entry with a file or a sheet says that this sheet is its table; one without holds for its table
wherever that stands. Every name in it is one of the dictionary's, or a fault with its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from checker.fault import Fault, FaultyInput
from checker.frozen import frozen
from checker.intake import mapping_messages as messages
from checker.intake.amounts import spellings_of_unit, unit_in
from checker.intake.forms import CODED, Form, Owner, code_list, meaning, tables_of
from checker.intake.messages import not_a_mapping, unknown_key
from checker.intake.words import words
from checker.model.catalog import Catalog, Entity, Field
from checker.source import Source
from checker.spelling import half_width
from checker.yaml_tree import Entry, ListNode, MapNode, Node, TextNode, open_yaml, read_yaml

NAME = "mapping.yaml"
TOP = "mapping"
ROW = re.compile("[1-9][0-9]{0,6}")
KEYS = ("file", "sheet", "table", "header_row", "columns", "units", "unused", "words")


def read_mapping(
    path: Path, name: str, catalog: Catalog, folder: Path | None = None
) -> list[Form]:
    """Read a mapping file.

    Args:
        path: where it is.
        name: as it is shown.
        catalog: whose names it may use.
        folder: it holds for the files in this folder; None: for all.

    Raises:
        FaultyInput: with all that is wrong in it.
    """
    return forms_in(open_yaml(path, name), catalog, folder)


def forms_in(source: Source, catalog: Catalog, folder: Path | None = None) -> list[Form]:
    """The entries of a mapping file; see `read_mapping`."""
    tree = read_yaml(source)
    faults = [
        unknown_key(entry.key.span, key, [TOP])
        for key, entry in tree.entries.items()
        if key != TOP
    ]
    listed = tree.get(TOP)
    if not isinstance(listed, ListNode):
        faults.append(messages.no_entries((listed or tree).span))
        raise FaultyInput(faults)
    forms: list[Form] = []
    for node in listed.items:
        if isinstance(node, MapNode):
            forms.extend(_Reading(node, catalog, faults).forms(folder))
        else:
            faults.append(messages.no_entry(node.span))
    if faults:
        raise FaultyInput(faults)
    return forms


@frozen
class _Reading:
    """One entry while it is read; what is wrong in it is added to the faults."""

    node: MapNode
    catalog: Catalog
    faults: list[Fault]

    def forms(self, folder: Path | None) -> Iterator[Form]:
        """The entry, if its table is known."""
        for key, entry in self.node.entries.items():
            if key not in KEYS:
                self.faults.append(unknown_key(entry.key.span, key, KEYS))
        table = self._table()
        if table is None:
            return
        columns = dict(self._columns(table))
        if self.node.get("header_row") and not (self.node.get("file") or self.node.get("sheet")):
            self.faults.append(messages.rows_of_no_sheet(self.node.entries["header_row"].key.span))
        yield Form(
            self.node.span,
            table,
            self._text("file"),
            self._text("sheet"),
            self._rows(),
            columns,
            dict(self._units(columns)),
            self._unused(),
            dict(self._words(table)),
            folder,
        )

    def _table(self) -> Entity | None:
        node = self.node.get("table")
        name = node.text if isinstance(node, TextNode) and not node.null else ""
        if not name or node is None:
            self.faults.append(messages.no_table((node or self.node).span))
            return None
        known = self.catalog.entity_named(name)
        if known is None:
            titles = [entity.title for entity in self.catalog.entities.values()]
            told = messages.unknown_name(node.span, "张表", name, titles, "checker fields")
            self.faults.append(told)
        return known

    def _text(self, key: str) -> str:
        node = self.node.get(key)
        if node is None:
            return ""
        if isinstance(node, TextNode) and node.text:
            return node.text
        self.faults.append(messages.not_a_text(node.span, "名称，可以用 * 代表任何文字"))
        return ""

    def _rows(self) -> tuple[int, ...]:
        node = self.node.get("header_row")
        if node is None:
            return ()
        parts = node.items if isinstance(node, ListNode) else (node,)
        texts = [part.text for part in parts if isinstance(part, TextNode)]
        rows = tuple(int(text) for text in texts if ROW.fullmatch(text))
        if rows and len(rows) == len(parts) and rows in ((rows[0],), (rows[0], rows[0] + 1)):
            return rows
        self.faults.append(messages.bad_rows(node.span))
        return ()

    def _entries(self, key: str) -> Mapping[str, Entry]:
        node = self.node.get(key)
        if isinstance(node, MapNode):
            return node.entries
        if node is not None:
            self.faults.append(not_a_mapping(node.span))
        return {}

    def _field(self, node: TextNode, name: str, table: Entity) -> tuple[Owner, Field] | None:
        """The field of a name: the table's own, or of the parent that it repeats, 户.联系电话."""
        tables = tables_of(table, self.catalog)
        before, dot, after = name.partition(".")
        for entity in tables:
            bare = after if dot and before in (entity.title, entity.name) else name
            found = entity.field_named(bare)
            if found:
                return (entity.name, found.name), found
        known = [field.title for entity in tables for field in entity.fields.values()]
        ask = f"checker fields {table.title}"
        self.faults.append(messages.unknown_name(node.span, "一项", name, known, ask))
        return None

    def _columns(self, table: Entity) -> Iterator[tuple[str, Owner]]:
        for header, entry in self._entries("columns").items():
            node = entry.value
            if not isinstance(node, TextNode) or node.null or not node.text:
                self.faults.append(messages.no_field(node.span, header))
                continue
            found = self._field(node, node.text, table)
            if found:
                yield header, found[0]

    def _units(self, columns: Mapping[str, Owner]) -> Iterator[tuple[str, str]]:
        for header, entry in self._entries("units").items():
            if header not in columns:
                self.faults.append(messages.unit_of_no_column(entry.key.span, header))
                continue
            entity, name = columns[header]
            read = self.catalog.entities[entity].fields[name]
            unit = _unit(entry.value)
            if not read.kind.numeric or read.unit is None:
                self.faults.append(messages.no_unit(entry.key.span, read.title))
            elif unit in spellings_of_unit(read.unit, words()) or unit_in(unit, words()):
                yield header, unit
            else:
                known = [*words().units, read.unit]
                self.faults.append(messages.unknown_unit(entry.value.span, unit, known))

    def _unused(self) -> tuple[str, ...]:
        node = self.node.get("unused")
        if node is None:
            return ()
        parts = node.items if isinstance(node, ListNode) else (node,)
        texts = [part for part in parts if isinstance(part, TextNode) and part.text]
        if len(texts) < len(parts):
            self.faults.append(messages.not_a_text(node.span, "列名，如 [备注, 序号]"))
        return tuple(part.text for part in texts)

    def _words(self, table: Entity) -> Iterator[tuple[Owner, Mapping[str, str]]]:
        for name, entry in self._entries("words").items():
            found = self._field(entry.key, name, table)
            if found is None:
                continue
            owner, read = found
            if read.kind not in CODED or code_list(read) not in self.catalog.codes:
                self.faults.append(messages.no_codes(entry.key.span, read.title))
            elif isinstance(entry.value, MapNode):
                yield owner, dict(self._codes(entry.value, read))
            else:
                self.faults.append(not_a_mapping(entry.value.span))

    def _codes(self, node: MapNode, read: Field) -> Iterator[tuple[str, str]]:
        codes: Sequence[str] = [*self.catalog.codes[code_list(read)].codes]
        for word, entry in node.entries.items():
            value = entry.value
            code = value.text if isinstance(value, TextNode) else ""
            before = meaning(word, read, self.catalog)
            if code not in codes:
                told = messages.unknown_name(
                    value.span, "个代码", code, codes, f"checker fields {read.title}"
                )
                self.faults.append(told)
            elif before not in (None, code):
                self.faults.append(messages.word_means(entry.key.span, word, str(before)))
            else:
                yield word, code


def _unit(node: Node) -> str:
    return "".join(half_width(node.text).split()) if isinstance(node, TextNode) else ""
