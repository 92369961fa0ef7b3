"""Which files there are, and what each of them is: told by its first bytes, not by its name."""

from __future__ import annotations

import os
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePath
from stat import S_ISDIR, S_ISREG

from checker.fault import Fault, FaultyInput
from checker.frozen import frozen
from checker.intake import messages, remarks
from checker.intake.grid import Grid, Piece
from checker.model.dataset import Note

LARGEST = 512 << 20  # bytes of one file that is held in memory
ZIP, OLE, PARQUET = b"PK", b"\xd0\xcf\x11\xe0", b"PAR1"
BOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".et", ".ods")
LINES = (".csv", ".tsv", ".txt")
TABLES = (".parquet",)
TREES = (".json", ".jsonl", ".yaml", ".yml")
OWN = ("读取说明.xlsx", "挂不上的行.xlsx")  # lists of ours that hold rows of the data
OPENED = "~$"  # how spreadsheet programs begin the name of what stands beside an open workbook
BOMS = (BOM_UTF8, BOM_UTF16_LE, BOM_UTF16_BE)
SURROGATE = re.compile("[\ud800-\udfff]")
OUTPUT, OUTPUT_START = "gaps.json", b'{\n "schema": "checker/gap-list/'


@frozen
class File:
    """A file to read."""

    path: Path
    name: str  # as it is shown: its name, below a folder its way from there
    wanted: str | None = None  # the entity that the user says it holds
    asked: bool = True  # named by the user, not found in a folder
    passwords: Sequence[str] = ()  # to try, where it asks for one


@frozen
class Content:
    """What a file holds, as far as its form tells."""

    grids: Iterable[Grid] = ()
    pieces: Sequence[Piece] = ()
    lying: bool = False  # a Parquet file, left where it is
    notes: Sequence[Note] = ()
    faults: Sequence[Fault] = ()  # of parts that could not be read; the others were


def listed(paths: Iterable[Path]) -> tuple[list[File], list[Note]]:
    """Every file of some files and folders, sorted by name, each once.

    Raises:
        FaultyInput: a path that leads nowhere.
    """
    files: dict[Path, File] = {}
    notes: list[Note] = []
    faults: list[Fault] = []
    for path in paths:
        try:
            found = [*_found(path, notes)]
        except OSError as error:
            faults.append(_no_path(path, error))
            continue
        except FaultyInput as failed:
            faults.extend(failed.faults)
            continue
        for file in found:
            whole = real(file.path)
            if whole in files:
                notes.append(remarks.read_twice(file.name))
            else:
                files[whole] = file
    if faults:
        raise FaultyInput(faults)
    return sorted(files.values(), key=lambda file: (file.name, str(file.path))), notes


def real(path: Path) -> Path:
    """Where a path leads; a link that leads to itself stays as it is."""
    return Path(os.path.realpath(path))


def _no_path(path: Path, error: OSError) -> Fault:
    if isinstance(error, FileNotFoundError):
        return messages.no_such_file(str(path))
    return messages.unreadable_file(str(path), error.strerror or str(error))


def _found(path: Path, notes: list[Note]) -> Iterator[File]:
    if not path.is_dir():
        if not S_ISREG(path.stat().st_mode):  # a pipe blocks, a device has no end
            raise FaultyInput([messages.not_a_file(str(path))])
        if path.name.startswith(OPENED):
            raise FaultyInput([messages.lock_file(str(path))])
        yield File(path, shown(path.name))
        return
    closed: list[Path] = []  # folders that the system does not let us look into
    for folder, folders, names in os.walk(path, onerror=lambda error: closed.append(_of(error))):
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and not _of_an_earlier_run(Path(folder, name))
        )
        for name in names:
            inner = Path(folder, name)
            place = shown(PurePath(inner.relative_to(path)).as_posix())
            if name.startswith((".", OPENED)) or not (inner.is_file() or _wanted(inner)):
                continue
            if name in OWN:
                notes.append(remarks.sheet_skipped(place, "是 checker read 写出的清单"))
                continue
            if f"{OPENED}{name}" in names:
                notes.append(remarks.file_open(place))
            yield File(inner, place, asked=False)
    for inner in closed:
        yield File(inner, shown(PurePath(inner.relative_to(path)).as_posix()), asked=False)


def _of(error: OSError) -> Path:
    return Path(error.filename)


def _wanted(path: Path) -> bool:
    """Has what is no file the name of one? A link that leads nowhere is told, not passed over."""
    return path.suffix.lower() in BOOKS + LINES + TREES + TABLES


def shown(name: str) -> str:
    """A file's name as it can be written: one that is no UTF-8 is mostly an old system's GBK."""
    if SURROGATE.search(name):
        return os.fsencode(name).decode("gb18030", "replace")
    return name


def _of_an_earlier_run(folder: Path) -> bool:
    """Was the folder written by a check? Its lists look like household files but are none."""
    try:
        if not (folder / OUTPUT).is_file():  # a pipe would never end
            return False
        with (folder / OUTPUT).open("rb") as stream:
            return stream.read(len(OUTPUT_START)) == OUTPUT_START
    except OSError:
        return False


def beside(files: Sequence[File], name: str) -> list[File]:
    """The files of this name among some files, or beside one of them.

    Raises:
        FaultyInput: one is a pipe or a device.
    """
    there: dict[Path, File] = {}
    for file in sorted(files, key=lambda file: file.path.name != name):
        listed = file.path.name == name
        path = file.path if listed else file.path.parent / name
        if path.exists() and not path.is_file():
            raise FaultyInput([messages.not_a_file(str(path))])
        if path.is_file() or path.is_symlink():  # one that leads nowhere is told
            there.setdefault(real(path), File(path, file.name if listed else name))
    return [there[path] for path in sorted(there)]


def form(path: Path, start: bytes) -> str | None:
    """book, lines, tree, parquet or page; None where it is nothing that we read."""
    ending = path.suffix.lower()
    if start.startswith(PARQUET):
        return "parquet"
    if start.startswith((ZIP, OLE)):  # also under another of our names: people rename files
        return "book" if ending in BOOKS + LINES + TREES else None
    if ending in BOOKS:
        return "page"
    if ending in TREES:
        return "tree"
    return "lines" if ending in LINES else None


def first_bytes(file: File) -> bytes:
    """The start of a file, enough to tell its form.

    Raises:
        FaultyInput: it is none, or cannot be opened.
    """
    try:
        mode = file.path.stat().st_mode
        if S_ISDIR(mode):  # listed because it could not be looked into
            next(file.path.iterdir(), None)
        if not S_ISREG(mode):
            raise FaultyInput([messages.not_a_file(file.name)])
        with file.path.open("rb") as opened:
            return opened.read(1024)
    except OSError as error:
        why = error.strerror or str(error)
        raise FaultyInput([messages.unreadable_file(file.name, why)]) from error


def all_bytes(file: File) -> bytes:
    """A file whole.

    Raises:
        FaultyInput: it is empty, too large, or cannot be opened.
    """
    try:
        size = file.path.stat().st_size
        with file.path.open("rb") as opened:  # it may be growing
            data = opened.read(LARGEST + 1) if size <= LARGEST else b""
        size = max(size, len(data))
    except OSError as error:
        why = error.strerror or str(error)
        raise FaultyInput([messages.unreadable_file(file.name, why)]) from error
    if size > LARGEST:
        raise FaultyInput([messages.too_large(file.name, f"{size >> 20} MB")])
    bom = next((one for one in BOMS if data.startswith(one)), b"")
    if not data.removeprefix(bom).strip(b" \t\r\n\x00"):
        raise FaultyInput([messages.empty_file(file.name)])
    return data
