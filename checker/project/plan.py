"""What an import means to change, and which cell each place of the changed files comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from checker.fault import Fault
from checker.frozen import frozen
from checker.project.forms import Content
from checker.project.sheets import shown
from checker.yaml_tree.edits import Change, Path

NEW = "新"


@frozen
class Bound:
    """A cell, or a row, and the place of a file that says the same once the import is done."""

    file: str  # in the folder: education.yaml
    path: Path  # in the file as it will be
    place: str  # 政策.xlsx › 标准 › D7


@dataclass
class Plan:
    """Everything that the sheets of a workbook ask for."""

    changes: dict[str, list[Change]] = field(default_factory=dict)  # by file
    bounds: list[Bound] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    told: list[str] = field(default_factory=list)  # what changes, in words

    def change(self, file: str, *changes: Change) -> None:
        """Ask for changes of a file."""
        if changes:
            self.changes.setdefault(file, []).extend(changes)

    def bind(self, file: str, path: Path, place: str) -> None:
        """Say where a cell's content will stand."""
        self.bounds.append(Bound(file, path, place))

    def tell(self, place: str, old: Content, new: Content) -> None:
        """Say in words that a cell changes."""
        self.told.append(f"{place}：{shown(old) or '空'} → {shown(new) or '空'}")


@dataclass(eq=False)
class Item:
    """One item of a list as it will stand."""

    index: int | None = None  # which it was; None for a new one
    text: str = ""  # of a new one


class Items:
    """A list of a file as it will stand: which of its items stay, which are new and where."""

    def __init__(self, path: Path, length: int) -> None:
        self.path = path
        self.old = [Item(index) for index in range(length)]
        self.order = [*self.old]
        self.gone: set[Item] = set()

    def drop(self, item: Item) -> None:
        """Take an item away."""
        self.gone.add(item)

    def add(self, behind: Item | None) -> Item:
        """A new item behind another, or else at the end; its text is set later."""
        item = Item()
        at = self.order.index(behind) + 1 if behind is not None else len(self.order)
        while at < len(self.order) and self.order[at].index is None:  # one that came before it
            at += 1
        self.order.insert(at, item)
        return item

    def place(self, item: Item) -> Path:
        """Where an item will stand."""
        return (*self.path, [one for one in self.order if one not in self.gone].index(item))

    def changes(self) -> Iterator[Change]:
        """What makes the list stand so."""
        behind: int | None = None
        for item in self.order:
            if item.index is not None:
                behind = item.index
                if item in self.gone:
                    yield Change((*self.path, item.index), None)
            elif behind is None:
                yield Change((*self.path, len(self.old)), item.text)
            else:
                yield Change((*self.path, behind), item.text, behind=True)
