"""A policy folder as an author has it open: what it says, and all that is wrong in it.

A view never changes; a keystroke makes another one. What cannot be made out at the moment stands
in it as it was when it could, so that an unfinished line takes no names away.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from checker.fault import Fault, FaultyInput, Level
from checker.frozen import frozen
from checker.lint import suspicions
from checker.lint.linted import stands_in
from checker.model.policy import Policy, PolicySet
from checker.model.resolved import Resolved
from checker.read.desk import Desk
from checker.read.file import File, maps, scalars, text
from checker.read.folder import KINDS as NAMED
from checker.read.folder import SIEVES, Folder, Opened, kind_of, open_policies
from checker.resolve import resolve
from checker.resolve.scope import Library, library
from checker.source import Span
from checker.yaml_tree import MapNode

# What the resolver says of a name that only a faulty place gives.
UNKNOWN = ("unknown-field", "unknown-entity", "unknown-standard", "not-a-list")


class Placed(NamedTuple):
    """A file of a policy folder."""

    kind: str  # policy, cases, sieve, standards, ...
    policy: str  # the id of the chapter that it is, or that its cases are of; else ""


class Ruled(NamedTuple):
    """A rule where it is written, also one that an overlay has turned off."""

    id: str
    title: str
    span: Span


@frozen
class View:
    """What an editor knows of a folder at one moment."""

    folder: Path
    as_of: date
    opened: Opened
    policies: PolicySet
    faults: tuple[Fault, ...]
    resolved: Resolved | None  # the last time that nothing was wrong
    libraries: dict[str, Library] = field(default_factory=dict)

    @cached_property
    def rules(self) -> Mapping[str, Ruled]:
        """Every rule that is written, by its id."""
        known = (rule for policy in self.policies.policies for rule in policy.rules)
        found = {rule.id: Ruled(rule.id, rule.title, rule.span) for rule in known}
        for one in self.opened.chain:
            for policy_id, file in one.policies.items():
                for node in maps(file.tree, "rules") if file.tree else ():
                    for written in scalars(node, "id"):
                        rule_id = f"{policy_id}/{written.text}"
                        found[rule_id] = Ruled(rule_id, text(node, "title"), written.span)
        return found

    def named(self, path: Path) -> str | None:
        """A file's path in the folder, or in one that it extends; None for one outside."""
        roots = (one.path.resolve() for one in reversed(self.opened.chain))
        around = next((root for root in roots if path.is_relative_to(root)), None)
        return path.relative_to(around).as_posix() if around else None

    def placed(self, path: Path) -> Placed | None:
        """What a file is; None for one outside, and for a table of waivers."""
        name = self.named(path)
        if name is None or path.suffix != ".yaml":
            return None
        kind = kind_of(name)
        own = kind in ("policy", "cases")
        return Placed(kind, name.removesuffix(".yaml").removesuffix(".cases") if own else "")

    def library(self, policy_id: str) -> Library:
        """What a chapter may name; "" for files that name only what is shared."""
        if policy_id not in self.libraries:
            shared = self.policies.shared or Policy("", "", Span(self.opened.dictionary, 1, 1))
            known = {one.id: one for one in self.policies.policies}
            chapter = known.get(policy_id, replace(shared, id=policy_id) if policy_id else shared)
            self.libraries[policy_id] = library(self.policies, chapter, self.as_of)
        return self.libraries[policy_id]


def root_of(path: Path) -> Path | None:
    """The policy folder that a file belongs to, by what lies in the folders around it."""
    for folder in path.parents:
        if (folder / SIEVES).is_dir() or any((folder / name).is_file() for name in NAMED):
            return folder
    return None


def look(folder: Path, desk: Desk, as_of: date, before: View | None = None) -> View:
    """The folder with what is on the desk in place of its files."""
    opened = open_policies(folder, desk)
    policies = _with_what_was_known(opened, before)
    resolved, found = _resolved(opened, as_of)
    if resolved is None or opened.faults:
        faults = tuple(dict.fromkeys((*opened.faults, *found)))
        return View(folder, as_of, opened, policies, faults, before.resolved if before else None)
    doubts = suspicions(policies, resolved, as_of)
    # What is only to be known (an unconfirmed basis) is told by hovers, and by lint if asked.
    told = (one for one in doubts if one.level is not Level.NOTE and stands_in(one, folder))
    return View(folder, as_of, opened, policies, tuple(told), resolved)


def _with_what_was_known(opened: Opened, before: View | None) -> PolicySet:
    """What could be read, and in place of what could not what was read the last time."""
    known = opened.policies
    if before is None:
        return known
    there = {one.id for one in known.policies}
    lost = {name for one in opened.chain for name in one.policies} - there
    kept = tuple(one for one in before.policies.policies if one.id in lost)
    return replace(
        known,
        catalog=known.catalog if known.catalog.entities else before.policies.catalog,
        policies=known.policies + kept,
        shared=known.shared or before.policies.shared,
        areas=known.areas or before.policies.areas,
        sieves=known.sieves or before.policies.sieves,
    )


def _resolved(opened: Opened, as_of: date) -> tuple[Resolved | None, list[Fault]]:
    """What could be read with its names looked up, or what is wrong with them."""
    shared = [one.one("standards") for one in opened.chain]
    if not opened.policies.catalog.entities or any(one and one.tree is None for one in shared):
        return None, []  # every name would be unknown
    lost = {name for one in opened.chain for name in _lost(one)}
    try:
        return resolve(opened.policies, as_of), []
    except FaultyInput as faulty:
        found = faulty.faults
        return None, [one for one in found if one.code not in UNKNOWN or _text(one) not in lost]


def _lost(folder: Folder) -> Iterator[str]:
    """Names that the folder gives in places that have faults."""
    for file in (*folder.policies.values(), *folder.others.get("standards", ())):
        if not file.good:
            yield from set(_given(file)) - set(_given(file.sound()))


def _given(file: File) -> Iterator[str]:
    for kind in ("standards", "lists", "definitions"):
        node = file.tree.get(kind) if file.tree else None
        if isinstance(node, MapNode):
            yield from node.entries


def _text(fault: Fault) -> str:
    """The name that a fault is about."""
    span = fault.span
    if span is None:
        return ""
    return span.source.line(span.line)[span.column - 1 : span.column - 1 + span.length]
