"""Many files put in their places, all of them or none.

New ones never take the place of anything. Not about a run's outputs, which are made anew each
time (`checker.report.folder`).
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from checker.fault import Fault, FaultyInput
from checker.project import messages


def create(folder: Path, files: Mapping[str, bytes], programs: frozenset[str]) -> None:
    """Write new files into a folder, which is made where it is not there.

    Args:
        folder: where they go.
        files: by relative path.
        programs: which of them can be run.

    Raises:
        FaultyInput: with everything that stands in the way; then nothing is written.
    """
    faults = list(dict.fromkeys(_in_the_way(folder, files)))
    if faults:
        raise FaultyInput(faults)
    made: list[Path] = []
    try:
        for name, data in files.items():
            made.extend(_folders(folder / name))
            _create(folder / name, data, made)
            if name in programs:
                (folder / name).chmod(0o755)
        made.clear()
    finally:
        for path in reversed(made):
            path.rmdir() if path.is_dir() else path.unlink(missing_ok=True)


def replace(files: Mapping[Path, bytes]) -> None:
    """Put new contents into files; where one cannot be written, all stay what they were."""
    fresh: dict[Path, Path] = {}
    before = {path: path.read_bytes() if path.exists() else None for path in files}
    try:
        for path, data in files.items():
            fresh[path] = _beside(path.resolve(), data)  # a link stays a link
        for path, new in fresh.items():
            new.replace(path.resolve())
        before.clear()
    finally:
        for new in fresh.values():
            new.unlink(missing_ok=True)
        for path, old in before.items():
            _put_back(path, old)


def _beside(path: Path, data: bytes) -> Path:
    """A new file next to another, with its rights."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    fresh = Path(name)
    fresh.chmod(path.stat().st_mode if path.exists() else 0o644)
    return fresh


def _put_back(path: Path, data: bytes | None) -> None:
    if data is None:
        path.unlink(missing_ok=True)
    elif path.read_bytes() != data:
        path.write_bytes(data)


def _create(path: Path, data: bytes, made: list[Path]) -> None:
    with path.open("xb") as stream:
        made.append(path)
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _in_the_way(folder: Path, files: Mapping[str, bytes]) -> Iterator[Fault]:
    for name in files:
        path = folder / name
        for above in (folder, *(folder / part for part in Path(name).parents)):
            if os.path.lexists(above) and not above.is_dir():
                yield messages.no_folder_there(str(above))
        if os.path.lexists(path):
            yield messages.in_the_way(str(path))


def _folders(path: Path) -> list[Path]:
    """Make the folders that a file needs; those that were made, the outermost first."""
    missing = [above for above in reversed(path.parents) if not above.is_dir()]
    for above in missing:
        above.mkdir()
    return missing
