"""An output is there whole or not at all, and never in the place of an input."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.fault import FaultyInput
from checker.report.folder import FILES, contents, write_file, write_folder
from tests.sift.small import outcome

WRITTEN = {"gaps.json": b"{}"}


def test_every_file(tmp_path: Path) -> None:
    files = contents(outcome(), unmask=False)

    write_folder(tmp_path / "out", files, [])

    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(FILES)
    assert [path.name for path in tmp_path.iterdir()] == ["out"], "nothing else is left"


def test_second_run_replaces_the_first(tmp_path: Path) -> None:
    write_folder(tmp_path / "out", {"gaps.json": b"old", "gaps.csv": b""}, [])

    write_folder(tmp_path / "out", WRITTEN, [])

    assert {p.name: p.read_bytes() for p in (tmp_path / "out").iterdir()} == WRITTEN


def prepared(tmp_path: Path) -> list[tuple[Path, list[Path], str]]:
    """Targets that are refused: the target, the inputs, why."""
    data = tmp_path / "data"
    data.mkdir()
    (data / "成员.xlsx").write_bytes(b"x")
    return [
        (data, [], "somebody's files are in it"),
        (data, [data], "it is the input"),
        (tmp_path, [data], "the input is inside it"),
        (data / "成员.xlsx", [], "it is a file"),
        (data / ".." / "data", [data], "the input by another way"),
    ]


@pytest.mark.parametrize("number", range(5))
def test_refused(tmp_path: Path, number: int) -> None:
    target, inputs, why = prepared(tmp_path)[number]

    with pytest.raises(FaultyInput):
        write_folder(target, WRITTEN, inputs)

    assert (tmp_path / "data" / "成员.xlsx").read_bytes() == b"x", why
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["data", "成员.xlsx"], why


def test_failure_leaves_the_old_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full half way leaves what was there, and nothing besides."""
    write_folder(tmp_path / "out", WRITTEN, [])

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("checker.report.folder._write_through", full)
    with pytest.raises(OSError, match="No space"):
        write_folder(tmp_path / "out", {"gaps.json": b"new"}, [])

    assert {p.name: p.read_bytes() for p in (tmp_path / "out").iterdir()} == WRITTEN
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_one_file(tmp_path: Path) -> None:
    write_file(tmp_path / "new" / "gaps.json", b"1", [])
    write_file(tmp_path / "new" / "gaps.json", b"2", [])

    assert (tmp_path / "new" / "gaps.json").read_bytes() == b"2"
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["gaps.json"]


def test_file_never_over_an_input(tmp_path: Path) -> None:
    given = tmp_path / "成员.csv"
    given.write_bytes(b"x")

    with pytest.raises(FaultyInput):
        write_file(given, b"1", [given])

    assert given.read_bytes() == b"x"
