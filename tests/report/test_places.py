"""Where outputs may stand: never in the place of a device, a pipe, or a link."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from checker.fault import FaultyInput
from checker.report.folder import FILES, write_file, write_folder


def test_pipe_is_not_replaced(tmp_path: Path) -> None:
    """As /dev/null would be, by whoever may write there."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    with pytest.raises(FaultyInput, match="不是普通文件"):
        write_file(pipe, b"x", [])

    assert pipe.is_fifo()
    assert [entry.name for entry in tmp_path.iterdir()] == ["pipe"]


def test_link_to_a_pipe_is_not_replaced(tmp_path: Path) -> None:
    """As /dev/stdout is one."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("pipe")

    with pytest.raises(FaultyInput, match="不是普通文件"):
        write_file(tmp_path / "link", b"x", [])

    assert (tmp_path / "link").is_symlink()


def test_file_behind_a_link(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"old")
    (tmp_path / "link").symlink_to("file")

    write_file(tmp_path / "link", b"new", [])

    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "file").read_bytes() == b"new"


def test_folder_behind_a_link(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to("folder")

    write_folder(tmp_path / "link", {FILES[0]: b"new"}, [])

    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "folder" / FILES[0]).read_bytes() == b"new"
