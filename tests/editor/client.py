"""A small client of the language server: one process, asked over its stdin and stdout."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PATIENCE = 60  # seconds; a machine may be busy
Json = dict[str, Any]


class Client:
    """One editor."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self.asked = 0
        self.answers: queue.Queue[Json] = queue.Queue()
        self.told: list[Json] = []  # notifications, as they came
        self.texts: dict[str, int] = {}
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        out = self.process.stdout
        assert out is not None
        while header := out.readline():
            length = int(header.split(b":")[1])
            while out.readline().strip():
                pass
            self.answers.put(json.loads(out.read(length)))
        self.answers.put({"method": "gone"})

    def _send(self, **message: object) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def tell(self, method: str, params: object = None) -> None:
        """A notification."""
        self._send(method=method, params=params)

    def answer(self, method: str, params: object = None) -> Json:
        """A request and the whole of its answer."""
        self.asked += 1
        self._send(id=self.asked, method=method, params=params)
        return self._until(lambda message: message.get("id") == self.asked)

    def ask(self, method: str, params: object = None) -> Any:
        """A request and its result."""
        answer = self.answer(method, params)
        assert "error" not in answer, answer
        return answer["result"]

    def _until(self, wanted: Any) -> Json:
        while True:
            message = self.answers.get(timeout=PATIENCE)
            assert message.get("method") != "gone", "the server has ended"
            if wanted(message):
                return message
            self.told.append(message)

    def start(self, folder: Path, encodings: list[str] | None = None, **can: object) -> Json:
        """Begin; what the server can do."""
        general = {"positionEncodings": encodings} if encodings else {}
        folders = [{"uri": folder.as_uri(), "name": "policies"}]
        rename = {"prepareSupport": True}
        capabilities = {"general": general, "textDocument": {"rename": rename, **can}}
        params = {"processId": None, "rootUri": folder.as_uri(), "capabilities": capabilities}
        found: Json = self.ask("initialize", {**params, "workspaceFolders": folders})
        self.tell("initialized", {})
        return found["capabilities"]  # type: ignore[no-any-return]

    def open(self, path: Path, text: str | None = None) -> None:
        """Open a file, perhaps with another text than it has."""
        held = path.read_text("utf-8") if text is None else text
        self.texts[path.as_uri()] = 1
        document = {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": held}
        self.tell("textDocument/didOpen", {"textDocument": document})

    def type(self, path: Path, text: str) -> None:
        """Change an open file's text."""
        self.texts[path.as_uri()] += 1
        document = {"uri": path.as_uri(), "version": self.texts[path.as_uri()]}
        changes = {"textDocument": document, "contentChanges": [{"text": text}]}
        self.tell("textDocument/didChange", changes)

    def faults(self, path: Path) -> list[Json]:
        """What is wrong in a file, as the server tells it next."""

        def about(message: Json) -> bool:
            published = message.get("method") == "textDocument/publishDiagnostics"
            return published and message["params"]["uri"] == path.as_uri()

        for message in self.told:
            if about(message):
                self.told.remove(message)
                return message["params"]["diagnostics"]  # type: ignore[no-any-return]
        return self._until(about)["params"]["diagnostics"]  # type: ignore[no-any-return]

    def at(self, method: str, path: Path, line: int, column: int, **more: object) -> Any:
        """A question about a place, in the editor's units."""
        place = {"textDocument": {"uri": path.as_uri()}, "position": spot(line, column)}
        return self.ask(f"textDocument/{method}", {**place, **more})


def spot(line: int, column: int) -> Json:
    """A place as the protocol writes it."""
    return {"line": line, "character": column}


@contextmanager
def server(*options: str) -> Iterator[Client]:
    """A server, told to leave in the end and gone then."""
    command = [sys.executable, "-W", "error", "-m", "checker", "lsp", *options]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        client = Client(process)
        try:
            yield client
            client.ask("shutdown")
            client.tell("exit")
            assert process.wait(PATIENCE) == 0
            assert process.stderr is not None
            assert process.stderr.read() == b""
        finally:
            process.kill()
