"""The policy folders that an author has open, each with its view, looked at again when it changes.

Texts that are not saved stand in place of files. Who asks, and how, is the server's matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from checker.editor.view import View, look, root_of
from checker.fault import Fault
from checker.read.desk import Desk
from checker.read.folder import OVERLAY
from checker.source import Span


@dataclass
class Watched:
    """One folder: what is known of it, and how often it was touched since."""

    root: Path
    desk: Desk = field(default_factory=Desk)
    view: View | None = None
    touched: int = 0  # grows with every change


@dataclass
class Folders:
    """All folders in which a file is open."""

    as_of: date
    only: Path | None = None  # the policies, where the author has named them
    texts: dict[Path, str] = field(default_factory=dict)  # what is open, saved or not
    known: dict[Path, Watched] = field(default_factory=dict)

    def of(self, path: Path) -> Watched | None:
        """The folder that a file belongs to; None for a file of something else."""
        root = self.only if self.only and path.is_relative_to(self.only) else root_of(path)
        if root is None:
            return None
        return self.known.setdefault(root, Watched(root))

    def touched(self, path: Path) -> Iterator[Watched]:
        """The folders that a file says something to, which must now be looked at again."""
        own = self.of(path)
        for one in [*self.known.values()]:
            if one is own or (one.view and one.view.named(path)):
                one.touched += 1
                yield one

    def looked(self, one: Watched) -> View:
        """A folder looked at again, with all that is open in place of its files."""
        one.desk.texts = dict(self.texts)
        return look(one.root, one.desk, self.as_of, one.view)

    def over(self, view: View, workspace: Iterable[Path]) -> Sequence[View]:
        """A folder's view, and views of the overlays in a workspace that extend it."""
        found = [view]
        for folder in workspace:
            for overlay in sorted(folder.rglob(OVERLAY)):
                root = overlay.parent.resolve()
                hidden = any(part[0] == "." for part in overlay.relative_to(folder).parts)
                if root != view.folder and not hidden:
                    other = look(root, Desk(dict(self.texts)), self.as_of)
                    bases = [one.path.resolve() for one in other.opened.chain[:-1]]
                    found += [other] if view.folder in bases else []
        return found


def place_of(fault: Fault, view: View) -> tuple[Path, Span | None]:
    """The file that a fault is shown in, and where; the folder where it has no file."""
    if fault.span is not None:
        return Path(fault.span.source.name).resolve(), fault.span
    return Path(fault.place).resolve() if fault.place else view.folder, None
