"""`checker schema`: what it writes and what it leaves alone."""

from __future__ import annotations

from pathlib import Path

from checker.read.shipped import shipped
from tests.commands import Command


def test_written_twice_the_same(checker: Command, office: Path) -> None:
    first = checker("schema", "--out", "words", "--policies", "policies")
    bytes_before = {path.name: path.read_bytes() for path in (office / "words").iterdir()}

    again = checker("schema", "--out", "words", "--policies", "policies")

    assert (first.code, again.code) == (0, 0), first.err + again.err
    assert {path.name: path.read_bytes() for path in (office / "words").iterdir()} == bytes_before
    assert set(bytes_before) == {path.name for path in shipped("schemas").glob("*.schema.json")}


def test_foreign_files_are_left_alone(checker: Command, office: Path) -> None:
    """One foreign file of that name, and nothing at all is written."""
    (office / "words").mkdir()
    (office / "words" / "policy.schema.json").write_text("{}", "utf-8")

    ran = checker("schema", "--out", "words", "--policies", "policies")

    assert ran.code == 2
    assert "error[foreign-file]" in ran.err
    assert [path.name for path in (office / "words").iterdir()] == ["policy.schema.json"]
    assert (office / "words" / "policy.schema.json").read_text("utf-8") == "{}"
