"""Mends a policy folder round by round, and proves after each that it is the better for it.

A round mends what only one thing can be meant by, reads the folder again as it would then be, and
keeps a file's edits only if what was mended is told no more, nothing new is told of it, and
nothing that was not edited reads otherwise. Nothing is written here: `Fixed` holds the texts.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from pathlib import Path

from checker.fault import Fault, FaultyInput, Level
from checker.frozen import frozen
from checker.lint import suspicions
from checker.lint.edits import Edit, applied, edits, scalars
from checker.lint.linted import stands_in
from checker.lint.subject import judged
from checker.model.resolved import Resolved, ResolvedRule
from checker.read.desk import Desk
from checker.read.folder import open_policies
from checker.resolve import resolve
from checker.resolve.trees import everything
from checker.source import Source

ROUNDS = 50  # each mends something; a line of full-width commas needs one for each
READ, RESOLVED = 1, 2  # how far a folder comes: its files are read; its names are known


@frozen
class Look:
    """What is told of a folder, and how far it comes."""

    reach: int  # 0: files cannot be read
    faults: tuple[Fault, ...]
    resolved: Resolved | None = None

    def of(self, name: str) -> list[Fault]:
        """What is told of a file."""
        return [one for one in self.faults if one.span and one.span.source.name == name]


@frozen
class Fixed:
    """The files of a folder as they should be written."""

    texts: dict[str, str]  # by name: only those that change
    edits: dict[str, tuple[Edit, ...]]  # in the order in which they were made


@frozen
class Doubts:
    """What made a file no better: all its edits together, then one or another alone."""

    files: set[str]  # which are mended one edit a round from then on
    refused: set[Fault]

    def take(self, name: str, changes: list[Edit]) -> None:
        """A file was none the better for these edits."""
        if len(changes) > 1:
            self.files.add(name)
        else:
            self.refused.update(fault for change in changes for fault in change.faults)


def fixed(folder: Path, as_of: date) -> Fixed:
    """Mend a folder as far as it goes.

    Args:
        folder: the policies; what they extend is another office's and stays as it is.
        as_of: the day for which names are looked up.
    """
    done = Fixed({}, {})
    doubts = Doubts(set(), set())
    first = look = _look(folder, done.texts, as_of)
    for _ in range(ROUNDS):
        tried = _tried(folder, look, done, doubts)
        if not tried:
            break
        after = _look(
            folder, done.texts | {name: text for name, (text, _) in tried.items()}, as_of
        )
        kept = {name: one for name, one in tried.items() if _better(name, one, done, look, after)}
        for name in tried.keys() - kept.keys():
            doubts.take(name, tried[name][1])
        done = _with(done, kept)
        look = after if len(kept) == len(tried) else _look(folder, done.texts, as_of)
    worse = {name for name in done.texts if not _worth(name, done, first, look)}
    return Fixed(
        {name: text for name, text in done.texts.items() if name not in worse},
        {name: made for name, made in done.edits.items() if name not in worse},
    )


def _worth(name: str, done: Fixed, first: Look, last: Look) -> bool:
    """Can a file be read now, or is at least less told of it?"""
    reads = _untouched(_source(name, done.texts[name]), set()) is not None
    return reads or len(last.of(name)) < len(first.of(name))


Tried = tuple[str, list[Edit]]


def _look(folder: Path, texts: dict[str, str], as_of: date) -> Look:
    desk = Desk({Path(name).resolve(): text for name, text in texts.items()})
    opened = open_policies(folder, desk)
    if opened.faults:
        return Look(0, opened.faults)
    try:
        resolved = resolve(opened.policies, as_of)
    except FaultyInput as faulty:
        return Look(READ, faulty.faults)
    return Look(RESOLVED, tuple(suspicions(opened.policies, resolved, as_of)), resolved)


def _tried(folder: Path, look: Look, done: Fixed, doubts: Doubts) -> dict[str, Tried]:
    """The edits of a round, and the texts that they make, by file."""
    by_file: dict[str, list[Fault]] = defaultdict(list)
    for fault in look.faults:
        if fault.span and stands_in(fault, folder) and fault.mend is not None:
            name = fault.span.source.name
            if name.endswith(".yaml") and fault not in doubts.refused:
                by_file[name].append(fault)
    tried = {}
    for name, faults in by_file.items():
        before = _text(name, done)
        changes = edits(_source(name, before), faults)
        if name in doubts.files:
            changes = changes[:1]
        if changes:
            tried[name] = (applied(before, changes), changes)
    return tried


def _text(name: str, done: Fixed) -> str:
    """A file's text as it is now, its line ends and its mark at the start kept."""
    return done.texts.get(name) or Path(name).read_bytes().decode("utf-8")


def _source(name: str, text: str) -> Source:
    return Source(name, text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))


def _better(name: str, tried: Tried, done: Fixed, before: Look, after: Look) -> bool:
    """Is a file the better for its edits, and for the rest as it was?"""
    text, changes = tried
    mended = {_place(fault) for change in changes for fault in change.faults}
    told = after.of(name)
    if after.reach < before.reach or mended & {_place(fault) for fault in told}:
        return False
    if before.reach == RESOLVED:
        return _same_meaning(before.resolved, after.resolved)
    lines = {change.line for change in changes}
    untouched = _untouched(_source(name, _text(name, done)), lines)
    reads = _untouched(_source(name, text), lines)
    if untouched is None:  # nothing could be read of it, so that nothing reads otherwise
        return reads is not None or all(fault.mend is not None for fault in told)
    if untouched != reads:
        return False
    faulty = {fault.span.line for fault in before.of(name) if fault.span}
    return after.reach > before.reach or faulty.issuperset(
        fault.span.line for fault in told if fault.span and fault.level is Level.ERROR
    )


def _place(fault: Fault) -> tuple[str, int, int]:
    assert fault.span is not None
    return fault.code, fault.span.line, fault.span.column


def _untouched(source: Source, lines: set[int]) -> list[tuple[int, str, str]] | None:
    """The scalars on all other lines; None where the file cannot be read."""
    found = [(node.start.line + 1, node.text, node.style) for node, _ in scalars(source)]
    return [one for one in found if one[0] not in lines] if found else None


def _same_meaning(before: Resolved | None, after: Resolved | None) -> bool:
    """Do the rules, the sieves and the categories mean what they meant?"""
    if before is None or after is None:
        return False
    return (
        [_meaning(rule) for rule in (*before.rules, *before.dormant)]
        == [_meaning(rule) for rule in (*after.rules, *after.dormant)]
        and before.sieves == after.sieves
        and before.category == after.category
    )


def _meaning(rule: ResolvedRule) -> tuple[object, ...]:
    """A rule without the words in which it was written; its definitions opened up."""
    parts = [*rule.message.parts, *(rule.remedy.parts if rule.remedy else ())]
    spoken = [part for part in parts if not isinstance(part, str)]
    nodes = everything([*judged(rule), *rule.once_per, *spoken])
    said = [part for part in parts if isinstance(part, str)]
    return (rule.id, rule.table, [*nodes], said, rule.rule.validity, rule.rule.severity)


def _with(done: Fixed, kept: dict[str, Tried]) -> Fixed:
    texts = done.texts | {name: text for name, (text, _) in kept.items()}
    made = done.edits | {
        name: (*done.edits.get(name, ()), *changes) for name, (_, changes) in kept.items()
    }
    return Fixed(texts, made)
