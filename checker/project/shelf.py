"""A policy folder's files by name, with their trees, and those of what it extends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from checker.fault import FaultyInput
from checker.frozen import frozen
from checker.model.policy import PolicySet
from checker.read.desk import Desk
from checker.read.folder import CASES, Folder, Opened, open_policies
from checker.yaml_tree import MapNode, Tree

SHARED, OVERLAY, CATEGORIES, WAIVERS = (
    "standards.yaml", "overlay.yaml", "categories.yaml", "waivers.yaml",
)  # fmt: skip


@frozen
class Shelf:
    """A folder's files, those alone that lie in it, and those below."""

    folder: Path
    own: Mapping[str, Tree]  # by path in the folder: education.yaml
    below: tuple[Mapping[str, Tree], ...]  # of each folder that it extends
    opened: Opened

    @property
    def policies(self) -> PolicySet:
        """What all of it says."""
        return self.opened.policies


def shelf(folder: Path, texts: Mapping[Path, str] | None = None) -> Shelf:
    """A folder's files.

    Args:
        folder: where they lie.
        texts: what shall stand in place of some of them, by whole path.

    Raises:
        FaultyInput: with all that is wrong in them.
    """
    opened = open_policies(folder, Desk(texts or {}))
    if opened.faults:
        raise FaultyInput(opened.faults)
    *below, own = (dict(_trees(one)) for one in opened.chain)
    return Shelf(folder, own, tuple(below), opened)


def _trees(folder: Folder) -> Iterator[tuple[str, MapNode]]:
    """The policies, their cases and the files of one name."""
    for policy, file in sorted(folder.policies.items()):
        if file.tree is not None:
            yield f"{policy}.yaml", file.tree
    for policy, file in sorted(folder.cases.items()):
        if file.tree is not None:
            yield policy + CASES, file.tree
    for kind in ("standards", "overlay", "categories", "waivers"):
        lone = folder.one(kind)
        if lone is not None and lone.tree is not None:
            yield f"{kind}.yaml", lone.tree
