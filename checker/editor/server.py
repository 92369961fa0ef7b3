"""The language server: starts, listens to what an editor does, and leaves in good order.

What it answers is in `checker.editor.answers`.
"""

from __future__ import annotations

import gc
import logging
import os
import signal
from datetime import date
from pathlib import Path

from lsprotocol import types

from checker.editor import answers
from checker.editor.open_folder import Server, path_of
from checker.editor.positions import plain

PAUSE = 0.25  # seconds without a keystroke before the folder is looked at again
TERMINATED = 143
OBJECTS = 50_000  # new ones before Python looks for circles: a server lives long
ENDINGS = (".yaml", ".csv")
TRIGGERS = [".", '"', "'", "[", "{", " ", "/"]


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
        return getattr(raised, "code", None) != answers.REFUSED

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
    fixing = types.CodeActionOptions([types.CodeActionKind.QuickFix])
    server.feature(types.TEXT_DOCUMENT_DID_OPEN)(opened)
    server.feature(types.TEXT_DOCUMENT_DID_CHANGE)(changed)
    server.feature(types.TEXT_DOCUMENT_DID_CLOSE)(closed)
    server.feature(types.TEXT_DOCUMENT_DID_SAVE)(saved)
    server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)(files_changed)
    server.feature(types.INITIALIZED)(watch_files)
    server.feature(types.SHUTDOWN)(shut_down)
    server.feature(types.TEXT_DOCUMENT_COMPLETION, options)(answers.complete)
    server.feature(types.TEXT_DOCUMENT_HOVER)(answers.tell)
    server.feature(types.TEXT_DOCUMENT_DEFINITION)(answers.define)
    server.feature(types.TEXT_DOCUMENT_REFERENCES)(answers.refer)
    server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)(answers.prepare)
    server.feature(types.TEXT_DOCUMENT_RENAME, renaming)(answers.rename)
    server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)(answers.list_symbols)
    server.feature(types.TEXT_DOCUMENT_CODE_ACTION, fixing)(answers.mend)
    server.feature(types.TEXT_DOCUMENT_FORMATTING)(answers.lay_out)
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
