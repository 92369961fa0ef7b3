"""What mutants are called: a sentence that says what was changed; and first names of cases."""

from __future__ import annotations

LONGEST = 60  # characters of a quotation


def short(text: str) -> str:
    """A quotation; of a long one the beginning and the end."""
    half = LONGEST // 2
    return text if len(text) <= LONGEST else f"{text[:half]}…{text[-half:]}"


def changed(before: str, after: str) -> str:
    """A clause that reads otherwise."""
    return f"把“{before}”改成“{after}”"


def joined(text: str, before: str, after: str) -> str:
    """`and` for `or`."""
    return f"把“{short(text)}”里的 {before} 改成 {after}"


def quantified(text: str, before: str, after: str) -> str:
    """`any` for `all`."""
    return f"把“{short(text)}”的 {before} 改成 {after}"


def removed(text: str) -> str:
    """A condition left out."""
    return f"去掉条件“{short(text)}”"


def always(condition: str, branch: str) -> str:
    """One branch of a choice, whatever its condition says."""
    return f"不看“{short(condition)}”，总取“{short(branch)}”"


def row_removed(text: str) -> str:
    """A row of a decision table left out."""
    return f"去掉决策表的一行“{short(text)}”"


def applies_removed(text: str) -> str:
    """A rule that applies to every row."""
    return f"去掉适用条件“{short(text)}”"


def standard(name: str, start: str, before: str, after: str) -> str:
    """A figure of a standard."""
    return f"把标准“{name}”{start}起的 {before} 改成 {after}"


def code_dropped(name: str, code: str) -> str:
    """A list without one of its codes."""
    return f"名单“{name}”里去掉“{code}”"


def code_added(name: str, code: str) -> str:
    """A list with one code more."""
    return f"名单“{name}”里加上“{code}”"


def again(sentence: str, number: int) -> str:
    """The same sentence said of a further place."""
    return f"{sentence}（第{number}处）"


def case_name(cells: str, verdict: str) -> str:
    """A case before an author has named it."""
    return f"{short(cells)}：{verdict}" if cells else f"什么都没填：{verdict}"
