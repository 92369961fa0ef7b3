"""What lint found in a policy folder, before it is written in one form or another."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

from checker.fault import Fault, Level
from checker.frozen import frozen

GRAVITY = (Level.NOTE, Level.WARNING, Level.ERROR)


@frozen
class Linted:
    """All that is to be told of a folder on a day."""

    folder: str  # as the user wrote it
    as_of: date
    faults: tuple[Fault, ...]  # by place
    whole: bool = True  # False: with errors, nobody can look for what is suspicious
    chapters: int = 0
    rules: int = 0  # in force on the day

    def tally(self) -> dict[str, int]:
        """How many there are of each level, the gravest first."""
        counted = Counter(fault.level for fault in self.faults)
        return {level.value: counted[level] for level in reversed(GRAVITY)}

    def reaches(self, level: Level) -> bool:
        """Is anything of this level, or graver?"""
        least = GRAVITY.index(level)
        return any(GRAVITY.index(fault.level) >= least for fault in self.faults)


def stands_in(fault: Fault, folder: Path) -> bool:
    """Is a fault about a file of the folder itself, not of one that it extends?"""
    name = Path(fault.span.source.name if fault.span else fault.place)
    return name.is_relative_to(folder) and ".." not in name.relative_to(folder).parts
