"""The answers to an editor's questions: offers, hovers, definitions, renames, symbols, mends.

Here the protocol's places are made our own and back; what is answered is worked out in the modules
that know nothing of it.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from checker.editor import messages, protocol
from checker.editor.entries import typed_next
from checker.editor.finding import Found, thing_at
from checker.editor.hover import hover
from checker.editor.mending import laid, mends
from checker.editor.open_folder import Server, uri_of
from checker.editor.outline import outline, spot
from checker.editor.positions import Positions
from checker.editor.rename import Refused, Renaming, refuse_unless_named
from checker.editor.symbols import symbols
from checker.editor.uses import texts, uses
from checker.editor.view import View

REFUSED = -32803  # the protocol's RequestFailed


async def complete(server: Server, params: types.CompletionParams) -> types.CompletionList | None:
    """What can be typed at the cursor."""
    known = await server.view(params.text_document.uri)
    if known is None:
        return None
    path, view = known
    positions = server.positions(path)
    offset = positions.offset(params.position.line, params.position.character)
    found = spot(positions.text, offset)
    placed = view.placed(path)
    if found is None or placed is None:
        return None
    offers = typed_next(view, placed, found)
    return protocol.completion(offers, positions, snippets=protocol.snippets(server))


async def _found(
    server: Server, uri: str, position: types.Position
) -> tuple[Path, View, Positions, int] | None:
    known = await server.view(uri)
    if known is None:
        return None
    path, view = known
    positions = server.positions(path)
    return path, view, positions, positions.offset(position.line, position.character)


async def _thing(
    server: Server, uri: str, position: types.Position
) -> tuple[View, Positions, Found] | None:
    """The thing that the word at a place means."""
    asked = await _found(server, uri, position)
    placed = asked[1].placed(asked[0]) if asked else None
    if asked is None or placed is None:
        return None
    _, view, positions, offset = asked
    found = thing_at(view, placed, outline(positions.text), offset)
    return (view, positions, found) if found else None


async def tell(server: Server, params: types.HoverParams) -> types.Hover | None:
    """What is told of the word under the cursor."""
    asked = await _found(server, params.text_document.uri, params.position)
    placed = asked[1].placed(asked[0]) if asked else None
    if asked is None or placed is None:
        return None
    _, view, positions, offset = asked
    found = hover(view, placed, outline(positions.text), offset)
    return protocol.hover(found, positions) if found else None


async def define(server: Server, params: types.DefinitionParams) -> types.Location | None:
    """Where the word under the cursor is given."""
    known = await _thing(server, params.text_document.uri, params.position)
    span = known[2].meaning.span if known else None
    if span is None:
        return None
    path = Path(span.source.name).resolve()
    first, last = server.positions(path).span(span)
    return types.Location(uri_of(path), protocol.stretch(first, last))


async def refer(server: Server, params: types.ReferenceParams) -> list[types.Location] | None:
    """Where the thing under the cursor is named."""
    known = await _thing(server, params.text_document.uri, params.position)
    if known is None:
        return None
    view, _, found = known
    held = {path: Positions(text, server.encoding) for path, text in texts(view).items()}
    return [
        types.Location(uri_of(use.path), protocol.between(held[use.path], use.start, use.end))
        for use in uses(view, found.meaning)
    ]


async def prepare(server: Server, params: types.PrepareRenameParams) -> types.Range:
    """The name that would be renamed, or why it cannot be."""
    known = await _thing(server, params.text_document.uri, params.position)
    if known is None:
        raise refused(messages.nothing_here())
    _, positions, found = known
    try:
        refuse_unless_named(found.meaning)
    except Refused as refusal:
        raise refused(str(refusal)) from refusal
    text = positions.text[found.start : found.end]
    return protocol.between(positions, found.start + text.rfind("/") + 1, found.end)


async def rename(server: Server, params: types.RenameParams) -> types.WorkspaceEdit:
    """The edits that give a thing another name wherever it is named."""
    known = await _thing(server, params.text_document.uri, params.position)
    if known is None:
        raise refused(messages.nothing_here())
    view, _, found = known
    within = server.roots or [view.folder]
    try:
        views = await asyncio.to_thread(_all_views, server, view, within)
        renaming = Renaming(found.meaning, views, within)
        places = await asyncio.to_thread(renaming.edits, params.new_name)
    except Refused as refusal:
        raise refused(str(refusal)) from refusal
    changes = {}
    for path, found_uses in places.items():
        positions = server.positions(path)
        changes[uri_of(path)] = [
            types.TextEdit(protocol.between(positions, use.start, use.end), params.new_name)
            for use in found_uses
        ]
    return types.WorkspaceEdit(changes=changes)


def _all_views(server: Server, view: View, within: list[Path]) -> list[View]:
    """Views as of now of a folder and of overlays over it."""
    one = server.folders.known[view.folder]
    return [*server.folders.over(server.folders.looked(one), within)]


def refused(reason: str) -> JsonRpcException:
    """The answer that something cannot be done."""
    return JsonRpcException(reason, REFUSED)


async def list_symbols(
    server: Server, params: types.DocumentSymbolParams
) -> list[types.DocumentSymbol] | None:
    """What a file holds."""
    known = await server.view(params.text_document.uri)
    if known is None:
        return None
    positions = server.positions(known[0])
    made_of = symbols(outline(positions.text))
    return [protocol.symbol(one, positions) for one in made_of]


async def mend(server: Server, params: types.CodeActionParams) -> list[types.CodeAction] | None:
    """What can be done at a click about the faults in a stretch."""
    known = await server.view(params.text_document.uri)
    if known is None:
        return None
    path, _ = known
    one = server.folders.of(path)
    if one and (task := server.looking.get(one.root)):
        await asyncio.shield(task)  # a mend is of the text as it is now
    if one is None or one.view is None:
        return None
    first, last = params.range.start.line, params.range.end.line
    positions = server.positions(path)
    return [
        protocol.mend(
            found,
            params.text_document.uri,
            protocol.diagnostic(found.fault, found.fault.span, positions, one.view),
            positions,
        )
        for found in mends(one.view, path, first, last)
    ]


async def lay_out(
    server: Server, params: types.DocumentFormattingParams
) -> list[types.TextEdit] | None:
    """A file laid out as `checker fmt` does it; nothing where it cannot be read."""
    known = await server.view(params.text_document.uri)
    placed = known[1].placed(known[0]) if known else None
    if known is None or placed is None:
        return None
    positions = server.positions(known[0])
    text = laid(placed, positions.text)
    if text is None or text == positions.text:
        return None
    whole = protocol.between(positions, 0, len(positions.text))
    return [types.TextEdit(whole, text)]
