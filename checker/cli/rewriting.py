"""A file of the user's own written anew, whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path


def ended_alike(text: str, before: bytes) -> str:
    """A text with the line ends, and the mark at its start, that its file has had."""
    mark = "\ufeff" if before.startswith(b"\xef\xbb\xbf") else ""
    ends = "\r\n" if b"\r\n" in before else "\n"
    return mark + text.replace("\n", ends)


def rewrite(path: Path, text: str) -> None:
    """Put a text in a file's place, line ends as they stand in it; a link stays a link.

    Raises:
        OSError: it cannot be written; then the file is as it was.
    """
    target = path.resolve()
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode())
        shutil.copymode(target, name)
        Path(name).replace(target)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
