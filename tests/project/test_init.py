"""`checker init` makes a folder that passes at once, whole or not at all, over nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from checker.fault import FaultyInput
from checker.project.placing import create
from tests.commands import Command

ROOT = Path(__file__).parents[2]


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def new(office: Path, checker: Command) -> Path:
    """A folder just made."""
    assert checker("init", "new").code == 0
    return office / "new"


def test_passes_at_once(new: Path, checker: Command) -> None:
    """Lint and cases pass; the made-up household shows a gap of the folder's own rule."""
    policies = str(new / "policies")

    linted = checker("lint", policies, "--as-of", "2020-09-17")
    tested = checker("test", policies, "--rule", "local/elderly-visit")
    day = ("--policies", policies, "--as-of", "2020-09-17", "--rule", "local/elderly-visit")
    checked = checker("check", str(new / "例户.yaml"), *day)

    assert (linted.code, linted.err) == (0, "")
    assert "用例 9 个，通过 9 个，失败 0 个" in tested.out
    assert checked.code == 1
    assert "张*户有高龄老人，31天内没有走访记录" in checked.out


def test_an_empty_template_is_no_pass(new: Path, checker: Command) -> None:
    ran = checker("check", str(new / "模板.xlsx"), "--policies", str(new / "policies"))

    assert ran.code == 2
    assert "没有一行可查" in ran.err
    assert "合格" not in ran.out


def test_same_bytes(new: Path, checker: Command) -> None:
    """Two folders are alike to the byte, the workbook too."""
    assert checker("init", "other").code == 0

    assert files_of(new) == files_of(new.parent / "other")


def test_household_data_stays_out_of_git(new: Path) -> None:
    """What an office would put beside its policies is ignored, the policies are not."""
    subprocess.run(["git", "init", "-q"], cwd=new, check=True)
    for name in ("资料/户.csv", "out/gaps.json", "户.xlsx", "户.xls", "成员.csv", "户.parquet"):
        (new / name).parent.mkdir(exist_ok=True)
        (new / name).write_bytes(b"")

    told = subprocess.run(
        ["git", "-c", "core.quotepath=off", "ls-files", "-o", "--exclude-standard"],
        cwd=new,
        capture_output=True,
        check=True,
    )

    kept = set(told.stdout.decode().split())
    assert {"policies/waivers.csv", "policies/local.yaml", "例户.yaml", ".gitignore"} <= kept
    assert not [name for name in kept if name.endswith((".xlsx", ".xls", ".parquet"))]
    assert kept & {"资料/户.csv", "out/gaps.json", "成员.csv"} == set()


def test_script_runs_it_all(new: Path, tmp_path: Path) -> None:
    """`check.sh` passes on the new folder and fails where a case does."""
    tool = tmp_path / "bin" / "checker"
    tool.parent.mkdir()
    tool.write_text(f'#!/bin/sh\nexec {sys.executable} -m checker "$@"\n')
    tool.chmod(0o755)
    path = f"{tool.parent}:{os.environ['PATH']}"
    surroundings = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}

    def script() -> int:
        return subprocess.run(
            ["./check.sh"], cwd=new, env=surroundings, capture_output=True, check=False
        ).returncode

    assert script() == 0
    cases = new / "policies" / "local.cases.yaml"
    cases.write_text(cases.read_text("utf-8").replace("expect: gap}", "expect: met}"), "utf-8")
    assert script() == 1


def test_settings_name_schemas_that_there_are(new: Path, checker: Command) -> None:
    """They are there at once, and `checker schema` writes them anew."""
    settings = json.loads((new / ".vscode" / "settings.json").read_text("utf-8"))
    schemas = ("--out", str(new / "schemas"), "--policies", str(new / "policies"))

    ran = checker("schema", *schemas)

    assert all((new / name).is_file() for name in settings["yaml.schemas"])
    assert ran.code == 0
    assert "高龄走访间隔" in (new / "schemas" / "overlay.schema.json").read_text("utf-8")


def test_overwrites_nothing(new: Path, checker: Command) -> None:
    """What stands in the way is all named, and nothing is written beside it."""
    (new / "README.md").unlink()
    (new / "policies" / "local.yaml").write_text("mine", "utf-8")
    before = files_of(new)

    ran = checker("init", "new")

    assert ran.code == 2
    assert "new/policies/local.yaml: error[in-the-way]: 这里已经有了" in ran.err
    assert "new/check.sh: error[in-the-way]" in ran.err
    assert "README.md" not in ran.err
    assert files_of(new) == before


def test_other_files_do_not_matter(office: Path, checker: Command) -> None:
    """A folder with other things in it gets the new files beside them."""
    (office / "new" / ".git").mkdir(parents=True)
    (office / "new" / "记事.txt").write_text("x")

    assert checker("init", "new").code == 0
    assert (office / "new" / "记事.txt").read_text() == "x"


WAYS = [
    # what stands there, what is told, why
    ("new", "new: error[in-the-way]: 这里是一个文件", "the folder is a file"),
    ("new/policies", "new/policies: error[in-the-way]: 这里是一个文件", "a folder in it is"),
]


@pytest.mark.parametrize(("there", "told", "why"), WAYS)
def test_a_file_for_a_folder(
    office: Path, checker: Command, there: str, told: str, why: str
) -> None:
    (office / there).parent.mkdir(exist_ok=True)
    (office / there).write_text("x")

    ran = checker("init", "new")

    assert (ran.code, told in ran.err) == (2, True), why
    assert (office / there).read_text() == "x"


def test_a_link_that_leads_nowhere_is_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "gone")

    with pytest.raises(FaultyInput):
        create(tmp_path, {"a": b"", "b": b""}, frozenset())

    assert not (tmp_path / "b").exists()


def test_a_failure_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk at the third file takes the first two and their folders with it."""
    written: list[int] = []

    def full(descriptor: int) -> None:
        written.append(descriptor)
        if len(written) == 3:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(OSError, match="No space"):
        create(tmp_path / "new", {"a": b"", "b/c": b"", "b/d": b""}, frozenset())

    assert list(tmp_path.iterdir()) == []
