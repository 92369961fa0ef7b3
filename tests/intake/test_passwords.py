"""Workbooks with a password: opened with the user's own, and never guessed at (A6)."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from checker.fault import FaultyInput
from checker.intake import read_data
from checker.model.dataset import Table
from checker.model.resolved import TableName
from tests.commands import Command
from tests.intake.small import CATALOG, HOUSEHOLD_HEADER, HOUSEHOLD_ROW, write_book

CHECK = ("check", "data", "--policies", "policies", "--as-of", "2020-09-17")


def locked(book: Path, password: str) -> Path:
    """The workbook, encrypted as Excel does it."""
    opened = BytesIO(book.read_bytes())
    with book.open("wb") as file:
        OOXMLFile(opened).encrypt(password, file)
    return book


@pytest.fixture(name="book")
def locked_book(tmp_path: Path) -> Path:
    rows = (HOUSEHOLD_HEADER, HOUSEHOLD_ROW)
    return locked(write_book(tmp_path / "户.xlsx", 户=rows), "北城 2020")


def faults(book: Path, *passwords: str) -> list[str]:
    with pytest.raises(FaultyInput) as raised:
        read_data([book], CATALOG, passwords=passwords)
    return [fault.code for fault in raised.value.faults]


def test_opened(book: Path) -> None:
    """With whichever of them fits; places are those of any workbook, the file stays locked."""
    before = book.read_bytes()

    data = read_data([book], CATALOG, passwords=("1", "北城 2020"))

    homes = data.tables[TableName("household")]
    assert isinstance(homes, Table)
    assert homes.columns["head_name"].values == ["张三"]
    assert homes.place(0, "head_name") == "户.xlsx › 户 › D2"
    assert book.read_bytes() == before


CLOSED = [
    ((), "encrypted-file", "nobody gave a password"),
    (("北城2020",), "wrong-password", "a space is missing"),
    (("1", "2", "北城 2020 "), "wrong-password", "a space too many"),
]


@pytest.mark.parametrize(("passwords", "code", "why"), CLOSED)
def test_closed(book: Path, passwords: Sequence[str], code: str, why: str) -> None:
    """A password that is missing and one that is wrong are told apart."""
    assert faults(book, *passwords) == [code], why


def test_fault_tells_no_password(book: Path) -> None:
    """It may be the office's for everything."""
    with pytest.raises(FaultyInput) as raised:
        read_data([book], CATALOG, passwords=("hunter2",))

    assert "hunter2" not in str(raised.value)
    assert "试了1个" in str(raised.value)


SPOILT = [
    (lambda data: data[:4000], "cut off"),
    (lambda data: data[:512] + b"\0" * 2000 + data[2512:], "its directory is gone"),
    (lambda data: data.replace(b"<keyData", b"<keyDate"), "no key's data"),
    (lambda data: data.replace(b'blockSize="16"', b'blockSize="xx"'), "no number"),
]


@pytest.mark.parametrize(("spoil", "why"), SPOILT)
def test_damaged(book: Path, spoil: object, why: str) -> None:
    """One sentence, whatever the decryption stumbles over."""
    book.write_bytes(spoil(book.read_bytes()))  # type: ignore[operator]

    assert faults(book, "北城 2020")[0] in ("broken-file", "too-large", "wrong-password"), why


def test_not_installed(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra is named; nothing else of the program needs it."""
    monkeypatch.setitem(sys.modules, "msoffcrypto", None)

    with pytest.raises(FaultyInput, match=r"checker\[passwords\]"):
        read_data([book], CATALOG, passwords=("x",))


def test_passwords_for_others_change_nothing(tmp_path: Path) -> None:
    """Most files of a folder have none."""
    book = write_book(tmp_path / "户.xlsx", 户=(HOUSEHOLD_HEADER, HOUSEHOLD_ROW))

    assert read_data([book], CATALOG, passwords=("x",)).tables


PASSWORD_FILES = [
    ("甲\n北城 2020\n".encode(), "as a Linux editor saves it"),
    ("\ufeff北城 2020\r\n".encode(), "as Notepad saves it"),
    ("北城 2020\r\n".encode("gbk"), "as an old Notepad saves it"),
]


@pytest.mark.parametrize(("content", "why"), PASSWORD_FILES)
def test_command_line(office: Path, checker: Command, content: bytes, why: str) -> None:
    """One password a line; neither it nor the file is told anywhere."""
    book = locked(
        write_book(office / "data" / "户.xlsx", 户=[("户编号", "村名"), ("V1", "北村")]),
        "北城 2020",
    )
    (office / "密码.txt").write_bytes(content)

    closed = checker(*CHECK)
    opened = checker(*CHECK, "--password-file", "密码.txt")
    seen = checker("read", str(book), "--password-file", "密码.txt", "--policies", "policies")

    assert (closed.code, opened.code, seen.code) == (2, 1, 0), why
    assert "--password-file" in closed.err
    assert "2020 " not in opened.err
    assert "北城 2020" not in opened.out + opened.err + seen.out


def test_every_command_that_reads_data(office: Path, checker: Command) -> None:
    rows = [("户编号", "村名"), ("V1", "北村")]
    locked(write_book(office / "data" / "户.xlsx", 户=rows), "北城 2020")
    (office / "密码.txt").write_text("北城 2020\n", "utf-8")
    day = ("--policies", "policies", "--as-of", "2020-09-17")
    commands = [
        ("diff", "data", "data", *day),
        ("diff", "policies", "policies", "--data", "data", "--as-of", "2020-09-17"),
        ("forecast", "data", *day, "--days", "1"),
    ]
    for command in commands:
        closed = checker(*command)
        opened = checker(*command, "--password-file", "密码.txt")

        assert closed.code == 2, command
        assert opened.code in (0, 1), opened.err
