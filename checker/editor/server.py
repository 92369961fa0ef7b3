"""The language server: an editor's questions over stdio, answered from a view of the folder.

Here the protocol's types and places are made of our own and back; what is answered is worked out
in the other modules. Looking at a folder again goes on beside, so that typing never waits for it.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import signal
from datetime import date
from pathlib import Path

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from checker.editor import messages, protocol
from checker.editor.entries import typed_next
from checker.editor.finding import Found, thing_at
from checker.editor.folders import Folders, Watched, place_of
from checker.editor.hover import hover
from checker.editor.outline import outline, spot
from checker.editor.positions import Positions, plain
from checker.editor.rename import Refused, Renaming, refuse_unless_named
from checker.editor.symbols import symbols
from checker.editor.uses import texts, uses
from checker.editor.view import View
from checker.fault import FaultyInput

NAME, VERSION = "checker", "1"
PAUSE = 0.25  # seconds without a keystroke before the folder is looked at again
TERMINATED = 143
OBJECTS = 50_000  # new ones before Python looks for circles: a server lives long
REFUSED = -32803  # the protocol's RequestFailed
ENDINGS = (".yaml", ".csv")
TRIGGERS = [".", '"', "'", "[", "{", " ", "/"]


class Server(LanguageServer):
    """What one editor has open."""

    def __init__(self, as_of: date, policies: Path | None) -> None:
        # Texts come whole: a chapter is small, and no count of units can drift.
        super().__init__(NAME, VERSION, types.TextDocumentSyncKind.Full)
        self.folders = Folders(as_of, policies.resolve() if policies else None)
        self.looking: dict[Path, asyncio.Task[None]] = {}
        self.told: dict[Path, dict[str, list[types.Diagnostic]]] = {}  # by folder, by file
        self.left_in_order = False

    @property
    def encoding(self) -> str:
        """The units in which the editor counts columns."""
        chosen = self.server_capabilities.position_encoding or types.PositionEncodingKind.Utf16
        return types.PositionEncodingKind(chosen).value

    @property
    def roots(self) -> list[Path]:
        """The folders that the author has open."""
        found = [to_fs_path(uri) for uri in self.workspace.folders]
        found += [self.workspace.root_path] if self.workspace.root_path else []
        return [Path(path).resolve() for path in found if path]

    def positions(self, path: Path) -> Positions:
        """The places of a file, open or not."""
        text = self.folders.texts.get(path)
        if text is None:
            text = path.read_text("utf-8-sig", errors="replace") if path.is_file() else ""
        return Positions(plain(text), self.encoding)

    async def view(self, uri: str) -> tuple[Path, View] | None:
        """The file and what is known of its folder, looked at now if it never was."""
        path = path_of(uri)
        one = self.folders.of(path)
        if one is None:
            return None
        if one.view is None:
            await self.look_again(one)
            await self.looking[one.root]
        return (path, one.view) if one.view and one.view.placed(path) else None

    async def look_again(self, one: Watched, pause: float = 0) -> None:
        """See to it that a folder is looked at again, once nothing is typed any more."""
        task = self.looking.get(one.root)
        if task is None or task.done():
            task = self.looking[one.root] = asyncio.create_task(self._look(one, pause))
            task.add_done_callback(self._tell_bug)

    def _tell_bug(self, task: asyncio.Task[None]) -> None:
        """Nobody waits for a look; what goes wrong in one must not be silent."""
        if not task.cancelled() and (bug := task.exception()):
            sentence = messages.bug(type(bug).__name__)
            self.window_show_message(types.ShowMessageParams(types.MessageType.Error, sentence))

    async def _look(self, one: Watched, pause: float) -> None:
        seen = -1
        while seen != one.touched:
            seen = one.touched
            await asyncio.sleep(pause)
            if seen != one.touched:
                continue
            try:
                one.view = await asyncio.to_thread(self.folders.looked, one)
            except FaultyInput as faulty:
                shown = types.ShowMessageParams(types.MessageType.Error, str(faulty))
                self.window_show_message(shown)
                return
            self._tell(one, one.view)

    def _tell(self, one: Watched, view: View) -> None:
        """Publish what is wrong; a file that was told of before and is clean now, too."""
        before = self.told.get(one.root, {})
        now: dict[str, list[types.Diagnostic]] = {}
        for fault in view.faults:
            path, span = place_of(fault, view)
            name = from_fs_path(str(path)) or ""
            positions = self.positions(path)
            now.setdefault(name, []).append(protocol.diagnostic(fault, span, positions, view))
        for path in self.folders.texts:
            now.setdefault(uri_of(path), [])
        self.told[one.root] = now
        for uri in {*before, *now}:
            if before.get(uri) != now.get(uri):
                found = [told for folder in self.told.values() for told in folder.get(uri, [])]
                kept = [told for at, told in enumerate(found) if told not in found[:at]]
                params = types.PublishDiagnosticsParams(uri, kept)
                self.text_document_publish_diagnostics(params)


def path_of(uri: str) -> Path:
    """The file of a URI; an unsaved one without a place has a path that is nowhere."""
    return Path(to_fs_path(uri) or "/nowhere").resolve()


def uri_of(path: Path) -> str:
    """The URI of a file."""
    return from_fs_path(str(path)) or ""


def serve(as_of: date, policies: Path | None) -> int:
    """Answer until the editor is done; 0 if it took its leave, else 1."""
    server = made(as_of, policies)
    gc.set_threshold(OBJECTS)
    _log_bugs_alone()
    # The thread that waits for the editor's next word would hold the process up.
    signal.signal(signal.SIGTERM, lambda _number, _frame: os._exit(TERMINATED))
    with os.fdopen(os.dup(1), "wb") as out:  # leaving closes it; the command's own stays open
        server.start_io(stdout=out)
    return 0 if server.left_in_order else 1


def _log_bugs_alone() -> None:
    """Keep the library's log to what is wrong with the program: a refusal is an answer."""

    def bug(record: logging.LogRecord) -> bool:
        raised = record.exc_info[1] if record.exc_info else None
        return getattr(raised, "code", None) != REFUSED

    handler = logging.StreamHandler()
    handler.setLevel(logging.ERROR)
    handler.addFilter(bug)
    logger = logging.getLogger("pygls")
    logger.addHandler(handler)
    logger.propagate = False


def made(as_of: date, policies: Path | None) -> Server:
    """The server with all that it can do."""
    server = Server(as_of, policies)
    options = types.CompletionOptions(trigger_characters=TRIGGERS)
    renaming = types.RenameOptions(prepare_provider=True)
    server.feature(types.TEXT_DOCUMENT_DID_OPEN)(opened)
    server.feature(types.TEXT_DOCUMENT_DID_CHANGE)(changed)
    server.feature(types.TEXT_DOCUMENT_DID_CLOSE)(closed)
    server.feature(types.TEXT_DOCUMENT_DID_SAVE)(saved)
    server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)(files_changed)
    server.feature(types.INITIALIZED)(watch_files)
    server.feature(types.SHUTDOWN)(shut_down)
    server.feature(types.TEXT_DOCUMENT_COMPLETION, options)(complete)
    server.feature(types.TEXT_DOCUMENT_HOVER)(tell)
    server.feature(types.TEXT_DOCUMENT_DEFINITION)(define)
    server.feature(types.TEXT_DOCUMENT_REFERENCES)(refer)
    server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)(prepare)
    server.feature(types.TEXT_DOCUMENT_RENAME, renaming)(rename)
    server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)(list_symbols)
    return server


async def _touched(server: Server, path: Path, pause: float) -> None:
    for one in server.folders.touched(path):
        await server.look_again(one, pause)


async def opened(server: Server, params: types.DidOpenTextDocumentParams) -> None:
    """A file was opened."""
    path = path_of(params.text_document.uri)
    if path.suffix in ENDINGS:
        server.folders.texts[path] = plain(params.text_document.text)
        await _touched(server, path, 0)


async def changed(server: Server, params: types.DidChangeTextDocumentParams) -> None:
    """Something was typed."""
    path = path_of(params.text_document.uri)
    if path in server.folders.texts:
        server.folders.texts[path] = plain(params.content_changes[-1].text)
        await _touched(server, path, PAUSE)


async def closed(server: Server, params: types.DidCloseTextDocumentParams) -> None:
    """A file was closed; what is saved counts again."""
    path = path_of(params.text_document.uri)
    if server.folders.texts.pop(path, None) is not None:
        await _touched(server, path, 0)


async def saved(server: Server, params: types.DidSaveTextDocumentParams) -> None:
    """A file was saved."""
    await _touched(server, path_of(params.text_document.uri), 0)


async def files_changed(server: Server, params: types.DidChangeWatchedFilesParams) -> None:
    """Files were changed by something else."""
    for change in params.changes:
        await _touched(server, path_of(change.uri), PAUSE)


async def watch_files(server: Server, _params: types.InitializedParams) -> None:
    """Ask the editor to tell of changes to files that are not open."""
    workspace = server.client_capabilities.workspace
    watching = workspace.did_change_watched_files if workspace else None
    if watching and watching.dynamic_registration:
        watchers = [types.FileSystemWatcher(f"**/*{ending}") for ending in ENDINGS]
        options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
        method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
        asked = types.RegistrationParams([types.Registration("files", method, options)])
        await server.client_register_capability_async(asked)


def shut_down(server: Server, _params: None) -> None:
    """The editor is about to leave."""
    server.left_in_order = True
    for task in server.looking.values():
        task.cancel()


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
