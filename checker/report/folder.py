"""An output folder or file, written whole or not at all.

Everything is written beside its place first and moved there in one step. An output folder that is
already there is replaced only where it is empty or holds nothing but what a run had written.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Collection, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from checker.fault import Fault, FaultyInput
from checker.model.gap import Outcome
from checker.report.gaps_csv import gaps_csv
from checker.report.gaps_json import gaps_json
from checker.report.masking import masking
from checker.report.workbook import workbook

FILES = ("差距清单.xlsx", "gaps.csv", "gaps.json")


def contents(outcome: Outcome, *, unmask: bool) -> dict[str, bytes]:
    """Every file of an output folder, by name."""
    machine = masking(office=False, unmask=unmask)
    written = (
        workbook(outcome, masking(office=True, unmask=unmask)),
        gaps_csv(outcome, machine),
        gaps_json(outcome, machine).encode("utf-8", "replace"),
    )
    return dict(zip(FILES, written, strict=True))


def write_folder(
    folder: Path,
    files: Mapping[str, bytes],
    inputs: Iterable[Path],
    own: Collection[str] = FILES,
) -> None:
    """Put the files into the folder, all or none.

    Args:
        folder: the place; it may be there, if it holds nothing but what such a run had written.
        files: contents by path in the folder, its parts joined with /.
        inputs: what was read, which must not be covered.
        own: what such a run writes at the folder's top.

    Raises:
        FaultyInput: it may not be written there.
    """
    refuse_inputs(folder, inputs)
    folder = folder.resolve()  # a link stays a link
    if folder.is_dir() and {entry.name for entry in folder.iterdir()} - set(own):
        hint = "换一个新的文件夹，或者先把里面的文件移走"
        raise _refused(folder, "输出文件夹里有别的文件，不覆盖", hint)
    if folder.exists() and not folder.is_dir():
        raise _refused(folder, "输出文件夹的位置上是一个文件", "换一个名字")
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        for inner in {(fresh / name).parent for name in files}:
            inner.mkdir(parents=True, exist_ok=True)
        with ThreadPoolExecutor() as disk:  # to wait for it once, not for each file
            list(disk.map(_write_through, (fresh / name for name in files), files.values()))
        fresh.chmod(0o755)
        _put_in_place(fresh, folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def write_file(file: Path, content: bytes, inputs: Collection[Path]) -> None:
    """Put one file in its place, whole or not at all."""
    refuse_inputs(file, inputs)
    if file.exists() and any(given.resolve() in file.resolve().parents for given in inputs):
        raise _refused(file, "要写的文件在输入文件夹里，已经有了", "换一个输出位置")
    if file.is_dir():
        raise _refused(file, "要写的是一个文件，这里是文件夹", "给一个文件名")
    if file.exists() and not file.is_file():  # a device or a pipe: to replace it would destroy it
        raise _refused(file, "要写的位置不是普通文件", "给一个文件名；--output - 是标准输出")
    file = file.resolve()  # a link stays a link
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{file.name}-", dir=file.parent)
    os.close(handle)
    fresh = Path(name)
    try:
        _write_through(fresh, content)
        fresh.chmod(0o644)
        fresh.replace(file)
    finally:
        fresh.unlink(missing_ok=True)


def refuse_inputs(target: Path, inputs: Iterable[Path]) -> None:
    """An output may not stand in the place of an input, nor an input inside it."""
    place = target.resolve()
    for given in inputs:
        own = given.resolve()
        if own == place or place in own.parents:
            raise _refused(target, f"输出会盖住输入“{given}”", "换一个输出位置")


def _write_through(file: Path, content: bytes) -> None:
    with file.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _put_in_place(fresh: Path, folder: Path) -> None:
    """Move the new folder to its place; an older one is put aside first and then removed."""
    if not folder.exists():
        fresh.rename(folder)
        return
    aside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    folder.rename(aside / folder.name)
    try:
        fresh.rename(folder)
    except OSError:
        (aside / folder.name).rename(folder)
        raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _refused(place: Path, sentence: str, hint: str) -> FaultyInput:
    return FaultyInput([Fault("output-refused", sentence, hint=hint, place=str(place))])
