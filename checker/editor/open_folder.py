"""What one editor has open: its texts, the folders' views, and what it was told is wrong.

Looking at a folder again goes on beside, so that typing never waits for it.
"""

from __future__ import annotations

import asyncio
from datetime import date
from pathlib import Path

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from checker.editor import messages, protocol
from checker.editor.folders import Folders, Watched, place_of
from checker.editor.positions import Positions, plain
from checker.editor.view import View
from checker.fault import FaultyInput

NAME, VERSION = "checker", "1"


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
            await asyncio.shield(self.looking[one.root])
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
