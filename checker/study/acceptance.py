"""Missing cases taken over (`--accept`): added to the cases files, for their author to review."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from checker.source import Source
from checker.study.missing import missing_case
from checker.study.mutation import MutantResult
from checker.yaml_tree import ListNode, TextNode, read_yaml
from checker.yaml_tree.edits import Change, changed


def taken_over(folder: Path, results: Iterable[MutantResult]) -> dict[Path, str]:
    """The cases files with the missing cases at the end of their lists, each case once.

    Args:
        folder: of the policies; a rule of what it extends gets its cases here too.
        results: those of which the case is wanted.
    """
    by_file: dict[Path, list[MutantResult]] = {}
    for result in results:
        if result.witness is not None:
            chapter = result.witness.rule.rpartition("/")[0]
            by_file.setdefault(folder / f"{chapter}.cases.yaml", []).append(result)
    return {
        file: with_cases(file, found) if file.exists() else of_cases(found)
        for file, found in by_file.items()
    }


def with_cases(file: Path, results: Sequence[MutantResult]) -> str:
    """A cases file with what is missing."""
    source = Source(str(file), file.read_text(encoding="utf-8"))
    tree = read_yaml(source)
    usual, cases = tree.get("as_of"), tree.get("cases")
    assert isinstance(usual, TextNode)  # the shape of a cases file, which has been read
    assert isinstance(cases, ListNode)
    items = lines(results, date.fromisoformat(usual.text))
    end = len(cases.items)
    return changed(source, [Change(("cases", end + at), item) for at, item in enumerate(items)])


def of_cases(results: Sequence[MutantResult]) -> str:
    """A new cases file."""
    days = [result.witness.as_of for result in results if result.witness is not None]
    items = [f"  - {item}" for item in lines(results, min(days))]
    return "\n".join([f"as_of: {min(days)}", "cases:", *items, ""])


def lines(results: Sequence[MutantResult], usual: date) -> list[str]:
    """The cases, each once, as items of a list."""
    written = (
        missing_case(result.witness, usual).strip().removeprefix("- ") for result in results
    )
    return [*dict.fromkeys(filter(None, written))]
