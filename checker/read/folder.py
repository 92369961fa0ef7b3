"""Reads a whole folder of policies, with the folder that it extends.

All faults of all files are told at once. Whatever the files say is checked for its shape here;
what their expressions speak of is `checker.resolve`'s to look up.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from checker.fault import Fault, FaultyInput, in_order
from checker.frozen import frozen
from checker.model.catalog import Catalog
from checker.model.policy import Case, Criterion, Policy, PolicySet, Reviewed, Waiver
from checker.read import case_messages, framework, messages, printed_headers
from checker.read.cases import EQUIVALENT, IMPOSSIBLE, read_cases, read_reviewed
from checker.read.desk import Desk
from checker.read.file import File
from checker.read.links import Names
from checker.read.overlay import extends_in, tailored
from checker.read.policy_file import read_policy, read_standards
from checker.read.shipped import shipped
from checker.read.waivers import table_source, waivers_of, waivers_of_table
from checker.source import Source
from checker.yaml_tree import decode, open_yaml

# Files of one name at the folder's root; all other YAML files are policies or their cases.
KINDS = {
    "areas.yaml": "areas",
    "criteria.yaml": "criteria",
    "categories.yaml": "categories",
    "standards.yaml": "standards",
    "waivers.yaml": "waivers",
    "overlay.yaml": "overlay",
}
CATALOG = "catalog.yaml"
WAIVER_TABLE = "waivers.csv"
SIEVES = "sieves"
CASES = ".cases.yaml"
OVERLAY = "overlay.yaml"
SHIPPED = "shipped"  # what an overlay may extend besides a folder
# As an editor that hides endings, or another system, names a file that was meant to be read.
MEANT = re.compile(r"(?!\.yaml\Z)\.(?i:ya?ml(?:\.txt)?)")


@dataclass
class Folder:
    """One folder's files, each read and checked for its shape."""

    path: Path
    faults: list[Fault] = field(default_factory=list)
    bytes: dict[str, bytes] = field(default_factory=dict)  # by relative path; without cases
    catalog: Source | None = None
    table: Source | None = None  # waivers.csv
    policies: dict[str, File] = field(default_factory=dict)
    cases: dict[str, File] = field(default_factory=dict)
    others: dict[str, list[File]] = field(default_factory=dict)  # by kind
    lost: list[str] = field(default_factory=list)  # policies whose text could not be read

    def all_files(self) -> Iterator[File]:
        """Every file that has a shape."""
        yield from self.policies.values()
        for files in self.others.values():
            yield from files
        yield from self.cases.values()

    def sound(self) -> Folder:
        """The folder with only what has no faults; what is found there is kept no longer."""
        return replace(
            self,
            policies={name: file.sound() for name, file in self.policies.items()},
            cases={name: file.sound() for name, file in self.cases.items()},
            others={kind: [file.sound() for file in files] for kind, files in self.others.items()},
        )

    def one(self, kind: str) -> File | None:
        """The file of a kind that there is one of."""
        return next(iter(self.others.get(kind, [])), None)


def read_policies(folder: Path, *, catalog: Path | None = None, cases: bool = True) -> PolicySet:
    """All that a folder of policies says, with the folder that it extends.

    Args:
        folder: where the policies lie.
        catalog: the dictionary; None is the one that ships. The folder's own is laid over it.
        cases: read the examples too; judging households has no use for them.

    Raises:
        FaultyInput: with all faults of all files.
    """
    desk = Desk()
    chain = _chain(folder, desk, cases=cases)
    opened = _opened(chain, _dictionary(catalog), desk)
    if opened.faults:
        raise FaultyInput(opened.faults)
    return replace(opened.policies, fingerprint=_fingerprint(opened.dictionary, chain))


@frozen
class Opened:
    """A folder as far as it can be read, with all that is wrong in it."""

    chain: tuple[Folder, ...]  # with what it extends, the lowest base first
    dictionary: Source
    policies: PolicySet
    faults: tuple[Fault, ...]


def open_policies(folder: Path, desk: Desk, *, catalog: Path | None = None) -> Opened:
    """What of a folder can be used although something in it may be wrong, for an editor.

    Args:
        folder: where the policies lie.
        desk: unsaved texts, and what was read before.
        catalog: see `read_policies`.

    Raises:
        FaultyInput: the dictionary cannot be opened.
    """
    chain = _chain(folder, desk, cases=True)
    return _opened(chain, _dictionary(catalog), desk, sound=True)


def _dictionary(catalog: Path | None) -> Source:
    path = catalog or shipped("schemas") / CATALOG
    return open_yaml(path, str(path))


def _opened(chain: list[Folder], dictionary: Source, desk: Desk, *, sound: bool = False) -> Opened:
    """The model of the files; with `sound` also of what has no faults in faulty ones."""
    faults = [fault for one in chain for fault in one.faults]
    try:
        known = desk.catalog(dictionary, [one.catalog for one in chain if one.catalog])
    except FaultyInput as error:
        known = Catalog({})
        faults.extend(error.faults)
    names = Names()
    policies = PolicySet(known)
    for one in chain:
        for policy_id in one.lost:
            names.lose(policy_id)
        faults.extend(names.give(one.policies, one.others))
        faults.extend(names.check(one.policies, one.others))
        faults.extend(names.check_cases(one.cases))
        policies = _joined(policies, one.sound() if sound else one, faults)
        faults.extend(fault for file in one.all_files() for fault in file.faults)
    if not policies.policies and not faults:
        faults.append(messages.no_policies(str(chain[-1].path)))
    told = in_order(printed_headers.told(faults, known))
    return Opened(tuple(chain), dictionary, policies, tuple(told))


def is_policies(path: Path) -> bool:
    """Does a folder look like one of policies?"""
    return any((path / name).is_file() for name in (*KINDS, CATALOG, WAIVER_TABLE))


def _chain(folder: Path, desk: Desk, *, cases: bool) -> list[Folder]:
    """The folder and what it extends, the lowest base first."""
    chain = [_folder(folder, desk, cases=cases)]
    seen = {folder.resolve()}
    while overlay := chain[0].one("overlay"):
        node = extends_in(overlay)
        if node is None:
            break
        path = chain[0].path / node.text
        if node.text == SHIPPED and not path.is_dir():
            path = shipped("policies")
        if not path.is_dir():
            overlay.faults.append(case_messages.no_base(node.span, node.text))
            break
        if path.resolve() in seen:
            overlay.faults.append(case_messages.circle(node.span, str(path)))
            break
        seen.add(path.resolve())
        chain.insert(0, _folder(path, desk, cases=cases))
    return chain


def _folder(path: Path, desk: Desk, *, cases: bool) -> Folder:
    """Read every file of a folder."""
    folder = Folder(path)
    if not path.is_dir():
        folder.faults.append(messages.unreadable_folder(str(path)))
        return folder
    for closed in _closed(path):
        folder.faults.append(messages.unreadable(str(closed.filename), closed))
    for found in _paths(path, desk):
        name = found.relative_to(path).as_posix()
        if ending := _meant(found):
            folder.faults.append(messages.wrong_ending(str(found), ending))
            folder.lost.append(name.removesuffix(ending))
            continue
        if name.endswith(CASES) and not cases:
            continue
        try:
            data = desk.bytes(found)
            if not name.endswith(CASES):
                folder.bytes[name] = data
            _take(folder, name, data, desk)
        except OSError as error:
            folder.faults.append(messages.unreadable(str(found), error))
            folder.lost.append(name.removesuffix(".yaml"))
        except FaultyInput as error:
            folder.faults.extend(error.faults)
            folder.lost.append(name.removesuffix(".yaml"))
    return folder


def files_in(folder: Path) -> list[Path]:
    """The files of a folder that are read as its policies, cases, sieves, ..., by path."""
    return _paths(folder, Desk())


def _meant(found: Path) -> str:
    """The ending of a file that was meant to be read, and would not be; else nothing."""
    ending = "".join(found.suffixes[-2:]) if found.suffix.lower() == ".txt" else found.suffix
    return ending if MEANT.fullmatch(ending) else ""


def _paths(path: Path, desk: Desk) -> list[Path]:
    """The files to read; a folder inside with an overlay of its own is another matter."""
    apart = {one.parent for one in path.rglob(OVERLAY) if one.parent != path}
    held = {*desk.within(path)}
    return sorted(
        found
        for found in {*path.rglob("*"), *held}
        if (found.suffix == ".yaml" or found == path / WAIVER_TABLE or _meant(found))
        and (found in held or found.is_file() or found.is_symlink())
        and not any(part.startswith(".") for part in found.relative_to(path).parts)
        and not apart.intersection(found.parents)
    )


def _closed(path: Path) -> list[OSError]:
    """The folders inside that the system does not let us look into: rules may lie there."""
    closed: list[OSError] = []
    for _, folders, _ in os.walk(path, onerror=closed.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
    return closed


def _take(folder: Folder, name: str, data: bytes, desk: Desk) -> None:
    """Read one file as what its name says."""
    written = (folder.path / name).as_posix()
    if name == WAIVER_TABLE:
        folder.table = table_source(data, written)
        return
    source = decode(data, written)
    kind = kind_of(name)
    if kind == "catalog":
        folder.catalog = source
    elif kind == "cases":
        folder.cases[name.removesuffix(CASES)] = desk.file(source, kind)
    elif kind == "policy":
        folder.policies[name.removesuffix(".yaml")] = desk.file(source, kind)
    else:
        folder.others.setdefault(kind, []).append(desk.file(source, kind))


def kind_of(name: str) -> str:
    """What a YAML file of a policy folder is, by its path in the folder: policy, sieve, ..."""
    if name == CATALOG:
        return "catalog"
    if name.startswith(f"{SIEVES}/") and name not in KINDS:
        return "sieve"
    return KINDS.get(name) or ("cases" if name.endswith(CASES) else "policy")


def _joined(base: PolicySet, folder: Folder, faults: list[Fault]) -> PolicySet:
    """The base with what a folder changes and adds."""
    overlay = folder.one("overlay")
    if overlay:
        base = tailored(base, overlay)
    categories = folder.one("categories")
    if categories and overlay:
        faults.append(case_messages.not_in_overlay(categories.source.name))
    found = (read_policy(file, name) for name, file in folder.policies.items())
    sieves = (framework.read_sieve(file) for file in folder.others.get("sieve", []))
    areas, criteria = folder.one("areas"), folder.one("criteria")
    return replace(
        base,
        areas=base.areas + (framework.read_areas(areas) if areas else ()),
        criteria=_criteria(base, criteria, faults) if criteria else base.criteria,
        category=framework.read_category(categories) if categories else base.category,
        shared=_shared(base.shared, folder.one("standards")),
        policies=base.policies + tuple(policy for policy in found if policy),
        sieves=base.sieves + tuple(sieve for sieve in sieves if sieve),
        waivers=base.waivers + _waivers(folder, faults),
        cases=base.cases + _cases(folder, base.catalog),
        equivalents=base.equivalents + _reviewed(folder, EQUIVALENT),
        impossible=base.impossible + _reviewed(folder, IMPOSSIBLE),
    )


def _criteria(base: PolicySet, file: File, faults: list[Fault]) -> tuple[Criterion, ...]:
    """The base's criteria, some said anew, and the folder's own; no rule may be lost."""
    own = {one.id: one for one in framework.read_criteria(file)}
    above = {one.id for one in base.criteria}
    kept = tuple(own.get(one.id, one) for one in base.criteria)
    merged = kept + tuple(one for one in own.values() if one.id not in above)
    named = {rule for one in merged for rule in one.rules}
    for before in base.criteria:
        lost = [rule for rule in before.rules if rule not in named]
        if lost:
            faults.append(case_messages.criterion_lost(own[before.id].span, before.title, lost))
    return merged


def _shared(base: Policy | None, file: File | None) -> Policy | None:
    """What all policy files share: the base's, then the folder's own."""
    own = read_standards(file) if file else None
    if base is None or own is None:
        return own or base
    return replace(
        base,
        standards=base.standards + own.standards,
        lists=base.lists + own.lists,
        definitions=base.definitions + own.definitions,
    )


def _waivers(folder: Folder, faults: list[Fault]) -> tuple[Waiver, ...]:
    file = folder.one("waivers")
    found = waivers_of(file) if file else ()
    if folder.table is not None:
        try:
            found += waivers_of_table(folder.table)
        except FaultyInput as error:
            faults.extend(error.faults)
    return found


def _cases(folder: Folder, catalog: Catalog) -> tuple[Case, ...]:
    if not catalog.entities:
        return ()  # its faults come first
    found = (read_cases(file, policy, catalog) for policy, file in folder.cases.items())
    return tuple(case for cases in found for case in cases)


def _reviewed(folder: Folder, list_: tuple[str, str]) -> tuple[Reviewed, ...]:
    found = (read_reviewed(file, policy, list_) for policy, file in folder.cases.items())
    return tuple(one for those in found for one in those)


def _fingerprint(dictionary: Source, chain: list[Folder]) -> str:
    """SHA-256 over the dictionary and all files but cases, by relative path."""
    digest = hashlib.sha256(dictionary.text.encode())
    for folder in chain:
        for name, data in sorted(folder.bytes.items()):
            digest.update(f"\0{name}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()
