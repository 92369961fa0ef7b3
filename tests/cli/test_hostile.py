"""Attackers and broken USB sticks: whatever lies in the folder, a clear word and a fixed end.

Exit code 2 and the fault's code where something could not be read, the rest checked all the same;
never a traceback, never a wait without end.
"""

from __future__ import annotations

import os
import signal
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from types import FrameType

import pytest

from checker.intake import files, reading
from tests.commands import Command
from tests.intake.books import BOOKS, NAME
from tests.intake.small import write_book

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes, links and alarms")

CHECK = ("check", "data", "--policies", "policies", "--as-of", "2020-09-17")
VISITS = "走访.csv"
ROWS = "户编号,走访日期\nH1,2020-09-16\nH2,2020-09-16\n"
Spoil = Callable[[Path], object]


@contextmanager
def within(seconds: int) -> Iterator[None]:
    """Fail where something waits without end."""

    def late(_number: int, _frame: FrameType | None) -> None:
        raise AssertionError(f"not done after {seconds} s")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def pipe(name: str) -> Spoil:
    def spoil(data: Path) -> None:
        (data / name).parent.mkdir(exist_ok=True)
        os.mkfifo(data / name)

    return spoil


def link(name: str, target: str) -> Spoil:
    return lambda data: (data / name).symlink_to(target)


def text(name: str, content: str | bytes) -> Spoil:
    content = content.encode() if isinstance(content, str) else content
    return lambda data: (data / name).write_bytes(content)


def packed(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return whole.getvalue()


def two_of_one_name(data: Path) -> None:
    """Which of the two is looked at, and which is read?"""
    path = write_book(data / "走访.xlsx", 走访=[("户编号", "走访日期"), ("H1", "2020-09-16")])
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("xl/worksheets/sheet1.xml", b"<worksheet/>")


def lying_size(data: Path) -> None:
    """The directory of the zip says that a member is small."""
    whole = bytearray(packed(("xl/workbook.xml", b"x" * 5000), method=zipfile.ZIP_STORED))
    at = whole.rindex(b"PK\x01\x02")
    whole[at + 20 : at + 28] = (10).to_bytes(4, "little") * 2
    (data / "走访.xlsx").write_bytes(whole)


SPOILT = [
    # what is done, in the message, why
    (pipe(VISITS), "not-a-file", "a pipe in a folder: it would be waited for"),
    (pipe("下属/gaps.json"), "not-a-file", "it is not opened to find out whether it is ours"),
    (link(VISITS, "nowhere.csv"), "cannot-open", "a link that leads nowhere is somebody's table"),
    (link(VISITS, VISITS), "cannot-open", "a link to itself"),
    (link(VISITS, "/dev/zero"), "not-a-file", "it has no end"),
    (link("走访.parquet", "nowhere.parquet"), "cannot-open", "also where it would be left lying"),
    (text(VISITS, "户编号,走访日期\nH1," + "9" * 20_000_000), "broken-lines", "one endless field"),
    (text(VISITS, "户编号,走访日期" + ",x" * 100_000), "too-large", "a hundred thousand columns"),
    (text(VISITS, ("户编号," * 100_000 + "\n") * 3), "too-large", "as many headers"),
    (text(VISITS, '户编号,走访日期\n"H1,2020-09-16\n'), "broken-lines", "a quote without its end"),
    (
        text(VISITS, b"\xff\xfe" + "户".encode("utf-16-le") + b"\x00"),
        "undecodable",
        "half a letter",
    ),
    (text(VISITS, b"\x00" * 1000), "empty-file", "what a stick that was pulled out leaves"),
    (text(VISITS, ROWS.encode() + b"\x00" * 4096), "broken-file", "its last part is not there"),
    (text("走访.json", "[" * 200_000), "bad-json", "nested without end"),
    (text("走访.json", '{"走访":' * 500 + "1" + "}" * 500), "unknown-name", "nested deep"),
    (text("走访.json", '{"户编号": ' + "9" * 100_000 + "}"), "unknown-name", "an endless number"),
    (text("走访.yaml", "走访:\n - " + "- " * 50_000 + "a"), "too-deep", "nested without end"),
    (text("走访.yaml", "走访: " + "{a: " * 500 + "b" + "}" * 500), "too-deep", "in braces"),
    (text("走访.yaml", "a: &a [x]\nb: [*a, *a]\n"), "no-aliases", "what a bomb is made of"),
    (text("走访.xlsx", packed(("a.xml", b" " * (300 << 20)))), "too-large", "a bomb"),
    (
        text("走访.xlsx", packed(*((f"{n}.xml", b"") for n in range(10_001)))),
        "too-large",
        "very many members",
    ),
    (lying_size, "broken-file", "a member longer than it says"),
    (two_of_one_name, "broken-file", "two members of one name"),
    (
        text("走访.xls", b"\xd0\xcf\x11\xe0" + b"\xff" * 5000),
        "broken-file",
        "a box without an inside",
    ),
    (text("走访.ods", packed(("content.xml", b"<a>" * 9))), "broken-file", "tags without an end"),
    (text("走访.xlsb", packed(("xl/workbook.bin", b"\xff" * 99))), "", "records without an end"),
    (text("走访.parquet", b"PAR1" + b"\x00" * 100 + b"PAR1"), "", "a table without an inside"),
]


@pytest.mark.parametrize(("spoil", "told", "why"), SPOILT, ids=[why for *_, why in SPOILT])
def test_the_rest_is_checked(
    office: Path, checker: Command, spoil: Spoil, told: str, why: str
) -> None:
    """Two households are checked on what could be read, and the end is 2."""
    spoil(office / "data")

    with within(60):
        ran = checker(*CHECK, "--format", "json")

    assert ran.code == 2, why
    assert f"error[{told}" in ran.err, why
    assert "Traceback" not in ran.err
    assert '"households": 2' in ran.out
    assert len(ran.err.splitlines()) <= 8, "a few words, whatever it is"


HARMLESS = [
    # what is done, why
    (pipe("说明"), "nobody takes it for a table"),
    (link("回来", "."), "a folder inside itself is not gone round and round"),
    (link("别名.csv", VISITS), "the same file under another name is read once"),
]


@pytest.mark.parametrize(("spoil", "why"), HARMLESS, ids=[why for _, why in HARMLESS])
def test_harmless(office: Path, checker: Command, spoil: Spoil, why: str) -> None:
    (office / "data" / VISITS).write_text(ROWS, "utf-8")
    spoil(office / "data")

    with within(60):
        ran = checker(*CHECK, "--format", "json")

    assert ran.code == 1, why
    assert '"走访": 2' in ran.out, why


NAMES = [
    "CON.csv",
    "aux.csv",
    "长" * 80 + ".csv",
    " .csv",
    "-x.csv",
    "a\nb.csv",
    "a'b\".csv",
    "%s{0}.csv",
]


@pytest.mark.parametrize("name", NAMES)
def test_names(office: Path, checker: Command, name: str) -> None:
    """What a file is called changes nothing; its name is told on one line."""
    (office / "data" / name).write_text(ROWS, "utf-8")

    ran = checker(*CHECK, "--format", "json", "--out", "out")

    assert ran.code == 1
    assert '"走访": 2' in ran.out


def test_a_path_that_is_too_long(office: Path, checker: Command) -> None:
    ran = checker("check", "/".join(["x" * 200] * 30), *CHECK[2:])

    assert ran.code == 2
    assert "Traceback" not in ran.err


def test_a_folder_without_rights(
    office: Path, checker: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What lies in it nobody knows: it may be half of the households."""
    _closed(office / "data" / "下属", monkeypatch)

    ran = checker(*CHECK, "--format", "json")

    assert ran.code == 2
    assert ran.err.startswith("下属: error[cannot-open]: 打不开文件：Permission denied")


def test_policies_without_rights(
    office: Path, checker: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A rule that cannot be read must not look like one that is kept."""
    _closed(office / "policies" / "下属", monkeypatch)

    ran = checker(*CHECK)

    assert ran.code == 2
    assert "下属" in ran.err
    assert ran.out == ""


def test_a_chapter_that_leads_nowhere(office: Path, checker: Command) -> None:
    (office / "policies" / "health.yaml").symlink_to("nowhere.yaml")

    ran = checker(*CHECK)

    assert ran.code == 2
    assert "health.yaml" in ran.err


ABOUT = [pipe("about.yaml"), link("about.yaml", "nowhere.yaml"), link("about.yaml", "about.yaml")]


@pytest.mark.parametrize("spoil", ABOUT)
def test_what_says_how_to_read(office: Path, checker: Command, spoil: Spoil) -> None:
    """An about.yaml that cannot be read stops everything: the files may mean something else."""
    spoil(office / "data")

    with within(30):
        ran = checker(*CHECK)

    assert ran.code == 2
    assert "about.yaml" in ran.err
    assert ran.out == ""


def _closed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder into which nobody may look, not even the administrator who runs the tests."""
    folder.mkdir()
    looked = os.scandir

    def scandir(path: str | Path = ".") -> object:
        if Path(path) == folder or Path(path).resolve() == folder:
            raise PermissionError(13, "Permission denied", str(path))
        return looked(path)

    def listed(path: Path) -> Iterator[Path]:
        if path.resolve() == folder:
            raise PermissionError(13, "Permission denied", str(path))
        return (path / entry.name for entry in looked(path))

    monkeypatch.setattr(os, "scandir", scandir)
    monkeypatch.setattr(Path, "iterdir", listed)


# Files that change while they are read


def test_a_file_that_vanishes(
    office: Path, checker: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Listed, and gone when its turn comes: the stick was pulled out."""
    (office / "data" / VISITS).write_text(ROWS, "utf-8")
    listed = reading.listed

    def vanished(paths: object) -> object:
        found = listed(paths)  # type: ignore[arg-type]
        (office / "data" / VISITS).unlink(missing_ok=True)
        return found

    monkeypatch.setattr(reading, "listed", vanished)

    ran = checker(*CHECK, "--format", "json")

    assert ran.code == 2
    assert ran.err.startswith(f"{VISITS}: error[cannot-open]")


REPLACED = [
    # the form that it had a moment ago, what it is now, why
    ("book", ROWS.encode(), "a workbook became text"),
    ("lines", (BOOKS / f"{NAME}.xlsx").read_bytes(), "text became a workbook"),
    ("tree", b"\x00\x01\x02", "a booklet became nothing"),
    ("parquet", ROWS.encode(), "a Parquet file became text"),
]


@pytest.mark.parametrize(("form", "now", "why"), REPLACED, ids=[why for *_, why in REPLACED])
def test_a_file_that_is_replaced(
    office: Path,
    checker: Command,
    monkeypatch: pytest.MonkeyPatch,
    form: str,
    now: bytes,
    why: str,
) -> None:
    """Told by its first bytes; by the time that it is read it is another."""
    (office / "data" / VISITS).write_bytes(now)
    told = reading.form
    monkeypatch.setattr(
        reading, "form", lambda path, start: form if path.name == VISITS else told(path, start)
    )

    ran = checker(*CHECK, "--format", "json")

    assert ran.code == 2, why
    assert "error[" in ran.err
    assert "Traceback" not in ran.err


def test_a_file_that_grows(
    office: Path, checker: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some files say that they are empty and never end; no more is read than the limit."""
    monkeypatch.setattr(files, "LARGEST", 1000)
    (office / "data" / VISITS).symlink_to("/proc/self/smaps")

    ran = checker(*CHECK, "--format", "json")

    assert ran.code == 2
    assert f"{VISITS}: error[too-large]" in ran.err


def test_parquet_that_vanishes(
    office: Path, checker: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is left where it lies, and read when the rules run."""
    import pyarrow as arrow  # noqa: PLC0415
    from pyarrow import parquet  # noqa: PLC0415

    from checker import pipeline  # noqa: PLC0415

    path = office / "data" / "走访.parquet"
    table = arrow.table({"户编号": ["H1", "H2"], "走访日期": ["2020-09-16", "2020-09-16"]})
    parquet.write_table(table, path)
    judged = pipeline.judge

    def vanished(*given: object) -> object:
        path.unlink(missing_ok=True)
        return judged(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "judge", vanished)

    ran = checker(*CHECK)

    assert ran.code == 2
    assert "Traceback" not in ran.err
    assert "走访.parquet" in ran.err
