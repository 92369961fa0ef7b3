"""Booklets (一户一册) and other trees: .yaml, .json, .jsonl.

A tree is one booklet (table → rows), a list of booklets, or a list of rows of one table. JSON is
read strictly: no NaN, no key twice; numbers keep all their digits.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from checker.fault import Fault, FaultyInput
from checker.intake import messages, remarks
from checker.intake.cleaning import shown
from checker.intake.files import Content
from checker.intake.grid import Grid, Piece
from checker.intake.rows import pieces_of
from checker.model.catalog import Catalog
from checker.model.dataset import Note
from checker.yaml_tree import ListNode, MapNode, Node, decode, read_yaml

# Of these each file of a policy folder has one at its top.
OF_POLICIES = frozenset(
    ("policy", "cases", "sieve", "standards", "areas", "criteria", "categories", "overlay")
)
OUR_OWN = "checker/"  # what our own outputs begin their schema with
MANY = 20  # faults of a file of which nothing can be read
DIGITS = 40  # more make no number that the language holds


class LaxError(ValueError):
    """Something that strict JSON does not allow: a key twice, NaN."""


def read_tree(name: str, data: bytes, catalog: Catalog) -> Content:
    """A tree as pieces of tables, or, where it is a list of rows, as a grid.

    Raises:
        FaultyInput: with what is wrong in it.
    """
    if name.lower().endswith((".yaml", ".yml")):
        return _content(name, _yaml(name, data), catalog)
    if name.lower().endswith(".jsonl"):
        return _lines(name, data, catalog)
    return _content(name, strict_json(name, _text(name, data)), catalog)


def _yaml(name: str, data: bytes) -> object:
    """A YAML file's tree; its faults do not quote the line, which may be about somebody."""
    try:
        return value_of(read_yaml(decode(data, name)))
    except FaultyInput as failed:
        raise FaultyInput(messages.unquoted(fault) for fault in failed.faults) from failed


def value_of(node: Node) -> object:
    """A YAML node as mappings, lists and text; nothing for null. Numbers stay as written."""
    if isinstance(node, MapNode):
        return {key: value_of(entry.value) for key, entry in node.entries.items()}
    if isinstance(node, ListNode):
        return [value_of(item) for item in node.items]
    return None if node.null else node.text


def _text(name: str, data: bytes, first_line: int = 1) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + first_line
        raise FaultyInput([messages.undecodable(name, line)]) from error


def strict_json(name: str, text: str, first_line: int = 1) -> object:
    """JSON without its dialects.

    Raises:
        FaultyInput: it is not strict JSON.
    """
    try:
        return json.loads(
            text,
            parse_constant=_no_constant,
            parse_float=_number,
            parse_int=_number,
            object_pairs_hook=_once,
        )
    except json.JSONDecodeError as error:
        line, why = error.lineno + first_line - 1, "括号、引号或逗号不对"
        raise FaultyInput([messages.bad_json(name, line, error.colno, why)]) from error
    except LaxError as error:
        raise FaultyInput([messages.bad_json(name, first_line, 1, str(error))]) from error
    except RecursionError as error:
        raise FaultyInput([messages.bad_json(name, first_line, 1, "嵌套太深")]) from error


def _no_constant(word: str) -> object:
    raise LaxError(f"不能写 {word}")


def _once(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    found = {shown(key): value for key, value in pairs}  # a key may hold what cannot be printed
    if len(found) < len(pairs):
        keys = [shown(key) for key, _ in pairs]
        again = next(key for key in keys if keys.count(key) > 1)
        raise LaxError(f"“{messages.named(again)}”写了两次")
    return found


def _number(text: str) -> object:
    """An exact number; one with an exponent is as lossy as a spreadsheet's."""
    if len(text) > DIGITS:
        return text
    if "e" in text or "E" in text:
        value = float(text)
        tiny = value == 0 and re.search("[1-9]", re.split("[eE]", text)[0])
        return text if tiny else value
    return Decimal(text) if "." in text else int(text)


def _content(name: str, tree: object, catalog: Catalog) -> Content:
    if isinstance(tree, Mapping):
        if str(tree.get("schema", "")).startswith(OUR_OWN):
            return Content(notes=[remarks.sheet_skipped(name, "是本程序的输出")])
        if not OF_POLICIES.isdisjoint(tree) and not _is_booklet(tree, catalog):
            raise FaultyInput([messages.policy_file(name)])
        return _booklets(name, [("", tree)], catalog)
    if isinstance(tree, list) and all(isinstance(part, Mapping) for part in tree):
        return _parts(name, [(at, f"/{at}", part) for at, part in enumerate(tree)], catalog)
    raise FaultyInput([messages.wrong_shape(name, "一户的各张表：“户: …”、“成员: …”")])


def _is_booklet(part: Mapping[str, object], catalog: Catalog) -> bool:
    return any(
        catalog.entity_named(key) and isinstance(value, Mapping | list | None)
        for key, value in part.items()
    )


def _booklets(
    name: str, booklets: Iterable[tuple[str, Mapping[str, object]]], catalog: Catalog
) -> Content:
    pieces: list[Piece] = []
    notes: list[Note] = []
    faults: list[Fault] = []
    for prefix, part in booklets:
        try:
            found, told = pieces_of(part, catalog, name, prefix)
        except FaultyInput as failed:
            faults.extend(failed.faults)
            continue
        pieces.extend(found)
        notes.extend(told)
    if faults and not pieces:
        raise FaultyInput(faults)
    for piece in pieces:
        shown = [f"{place}" for place in piece.places.values()]
        place = f"{name} › {piece.sheet.removesuffix('/{}')}"
        notes.append(remarks.table_read(place, piece.entity.title, piece.length, "", shown))
    return Content(pieces=pieces, notes=notes, faults=faults)


def _rows(name: str, rows: Sequence[Mapping[str, object]], numbers: Sequence[int]) -> Grid:
    """Rows of one table as a grid whose header are their keys."""
    headers = list(dict.fromkeys(key for row in rows for key in row))
    cells = [[row.get(key) for key in headers] for row in rows]
    return Grid(name, [headers, *cells], [0, *numbers], "lines")


def _parts(
    name: str, parts: Sequence[tuple[int, str, Mapping[str, object]]], catalog: Catalog
) -> Content:
    """Booklets, rows of one table, or both, each with its number from 0 and its place."""
    booklets = [(place, part) for _, place, part in parts if _is_booklet(part, catalog)]
    rows = [(at + 1, part) for at, _, part in parts if not _is_booklet(part, catalog)]
    read = _booklets(name, booklets, catalog) if booklets else Content()
    grids = [_rows(name, [part for _, part in rows], [at for at, _ in rows])] if rows else []
    return replace(read, grids=grids)


def _lines(name: str, data: bytes, catalog: Catalog) -> Content:
    """JSON Lines: a booklet or a row in every line."""
    parts: list[tuple[int, str, Mapping[str, object]]] = []
    faults: list[Fault] = []
    for number, line in enumerate(data.split(b"\n"), 1):
        if not line.strip():
            continue
        place = f"第{number}行"
        try:
            part = strict_json(name, _text(name, line, number), number)
        except FaultyInput as failed:
            faults.extend(failed.faults)
            continue
        if isinstance(part, Mapping):
            parts.append((number - 1, place, part))
        else:
            faults.append(messages.wrong_shape(f"{name} › {place}", "一行或一户的映射"))
    if faults and not parts:
        raise FaultyInput(faults[:MANY])
    read = _parts(name, parts, catalog)
    return replace(read, faults=[*faults, *read.faults])
