"""A standard, list, definition or rule under another name, wherever it is named.

Nothing is changed here: the edits are handed out only if every file says the same with them as
before, and else the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from checker.editor import messages
from checker.editor.meaning import Meaning
from checker.editor.uses import Use, texts, uses
from checker.editor.view import View, look
from checker.fault import Level
from checker.frozen import frozen
from checker.read.desk import Desk

RENAMED = ("standard", "list", "definition", "rule")


class Refused(Exception):  # noqa: N818  it is an answer, not an error
    """Why something cannot be renamed, for the author."""


@frozen
class Renaming:
    """What is to be renamed, in which folders, and which files may be changed."""

    thing: Meaning
    views: Sequence[View]  # the folder, and overlays over it
    within: Sequence[Path]  # folders of the author's own

    def edits(self, name: str) -> Mapping[Path, Sequence[Use]]:
        """The places to write the new name to, by file.

        Raises:
            Refused: with the reason.
        """
        found = self._places()
        after = {path: _changed(path, places, name, self.views) for path, places in found.items()}
        for view in self.views:
            _check(view, after)
        return found

    def _places(self) -> dict[Path, list[Use]]:
        refuse_unless_named(self.thing)
        found: dict[Path, list[Use]] = {}
        for view in self.views:
            errors = [fault for fault in view.faults if fault.level is Level.ERROR]
            if errors:
                raise Refused(messages.faulty_first(errors))
            for use in uses(view, self.thing):
                if use not in found.setdefault(use.path, []):
                    found[use.path].append(use)
        for path in found:
            if not any(path.is_relative_to(folder.resolve()) for folder in self.within):
                raise Refused(messages.not_yours(self.thing.name, path.name))
        return {path: sorted(places) for path, places in found.items()}


def refuse_unless_named(thing: Meaning) -> None:
    """Only what policy files themselves give names to can be renamed.

    Raises:
        Refused: with the reason.
    """
    if thing.sort not in RENAMED:
        raise Refused(messages.not_renamed(thing.sort, thing.name))


def _changed(path: Path, places: Iterable[Use], name: str, views: Iterable[View]) -> str:
    """The text of a file with the new name."""
    text = next(known[path] for view in views if path in (known := texts(view)))
    for use in sorted(places, reverse=True):
        text = text[: use.start] + name + text[use.end :]
    return text


def _check(view: View, after: Mapping[Path, str]) -> None:
    """Is all still right with the new name?"""
    held = texts(view) | dict(after)
    again = look(view.folder, Desk(held), view.as_of)
    new = [fault for fault in again.faults if fault.level is Level.ERROR]
    if new:
        raise Refused(messages.wrong_then(new[0]))
