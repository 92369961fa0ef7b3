"""What the workbook's lists tell of each gap, a column each: its title, its width, its text.

The widths of a list add up to less than 190 half-width characters, so that a page of A4 across
stays readable.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

from checker.frozen import frozen
from checker.model.catalog import Catalog
from checker.model.gap import Gap, Outcome, Reading
from checker.model.words import SEVERITIES, VERDICTS
from checker.report.masking import Masking
from checker.report.sheet import Cell, Column, Content
from checker.report.words import reading_text
from checker.sift.asking import VILLAGE, titles

BETWEEN = " › "  # the parts of a place
PERSON = 8  # a name of three characters
MOST_ROWS_NAMED = 20  # of a finding that stands for many rows


class Told(NamedTuple):
    """One column of a list, and what it says of a gap."""

    column: Column
    text: Callable[[Gap], Content]


def empty(title: str, width: int) -> Told:
    """A column that people fill in by hand."""
    return Told(Column(title, width), lambda _gap: "")


def once(text: Callable[[Gap], str]) -> Callable[[Gap], str]:
    """What is told of a gap, made once however many lists tell it."""
    known: dict[int, tuple[Gap, str]] = {}

    def told(gap: Gap) -> str:
        if id(gap) not in known:
            known[id(gap)] = (gap, text(gap))  # the gap is kept: no other can take its id
        return known[id(gap)][1]

    return told


@frozen
class Columns:
    """The columns of one workbook's lists."""

    catalog: Catalog
    households: Mapping[str, Mapping[str, str]]  # household → title → value, as in an outcome
    masking: Masking
    file: str = ""  # the one file that everything was read from; its name is not repeated

    # A gap stands in several lists and says the same in each.

    @cached_property
    def _rows(self) -> Callable[[Gap], str]:
        return once(self._row)

    @cached_property
    def _messages(self) -> Callable[[Gap], str]:
        return once(self.message)

    @cached_property
    def _read(self) -> Callable[[Gap], str]:
        return once(self._readings)

    @cached_property
    def _remedies(self) -> Callable[[Gap], str]:
        return once(self._remedy)

    def household(self, without: Iterable[str] = ()) -> tuple[Told, ...]:
        """Which household: village, key and what the catalog gives a role; but for some titles."""
        skipped = set(without)
        first = next(iter(self.households.values()), {})
        villages = {*titles(self.catalog, VILLAGE)}
        own = [title for title in first if title not in skipped | villages]
        village = () if skipped & (villages | {"村"}) else (self._village(),)
        key = Told(Column("户编号", 9), self._household_key)
        return (*village, key, *(self._shown(title) for title in own))

    def finding(self) -> tuple[Told, ...]:
        """Which row, which rule, how grave, what is wrong."""
        return (
            Told(Column("对象", 18), self._rows),
            Told(Column("规则", 16), lambda gap: gap.finding.rule.title),
            Told(Column("判定", 7, "centre"), verdict),
            Told(Column("程度", 5, "centre"), severity),
            Told(Column("问题描述", 28), self._messages),
        )

    def readings(self) -> Told:
        """The values that the rule read, and where."""
        return Told(Column("读到的数值", 26), self._read)

    def remedy(self) -> tuple[Told, ...]:
        """What to do, who, in how many days."""
        return (
            Told(Column("整改要求", 22), self._remedies),
            Told(Column("责任人", PERSON), lambda gap: gap.finding.rule.responsible),
            Told(Column("时限(天)", 5, "centre"), lambda gap: _number(gap.finding.rule.due)),
        )

    def doubt(self) -> tuple[Told, ...]:
        """Of an unknown: which row, which rule, what is missing, why, and where to look."""
        return (
            *self.finding()[:2],
            Told(Column("缺什么", 16), lambda gap: "、".join(gap.finding.missing)),
            Told(Column("原因", 26), self._messages),
            Told(Column("在哪里", 32), places),
        )

    def _village(self) -> Told:
        return Told(Column("村", PERSON), lambda gap: gap.finding.subject.village or "")

    def _shown(self, title: str) -> Told:
        return Told(Column(title, PERSON), lambda gap: self.shown(gap, title))

    def shown(self, gap: Gap, title: str) -> str:
        """What lists show of the gap's household under a title."""
        known = self.households.get(gap.finding.subject.household or "", {})
        return self.masking.text(known.get(title, ""))

    def _household_key(self, gap: Gap) -> str:
        return self.masking.key(gap.finding.subject.household or "")

    def _row(self, gap: Gap) -> str:
        subject = gap.finding.subject
        entity = self.catalog.entities[subject.table.entity].title
        if subject.key == subject.household:
            return entity
        key = self.masking.key(subject.key)
        return key if key.startswith(f"{entity}#") else f"{entity} {key}"

    def message(self, gap: Gap) -> str:
        """What is wrong, on which unconfirmed standards that rests, and for how many rows."""
        finding = gap.finding
        message = self.masking.sentence(finding.message, finding)
        if finding.unconfirmed:
            message += f"（所用标准未经确认：{'、'.join(finding.unconfirmed)}）"
        rows = gap.rows or ()
        if len(rows) > 1:
            named = "、".join(self.masking.key(row) for row in rows[:MOST_ROWS_NAMED])
            message += f"（共 {len(rows)} 行：{named}{'…' * (len(rows) > MOST_ROWS_NAMED)}）"
        return message

    def _readings(self, gap: Gap) -> str:
        return "\n".join(
            reading_text(reading, self.masking) + self._places(reading)
            for reading in gap.finding.readings
        )

    def _places(self, reading: Reading) -> str:
        places = "；".join(place.removeprefix(self.file) for place in reading.places)
        return f"（{places}）" if places else ""

    def _remedy(self, gap: Gap) -> str:
        return self.masking.sentence(gap.finding.remedy, gap.finding)


def only_file(outcome: Outcome) -> str:
    """The beginning that all places share: one file's name; "" where there are several."""
    places = (p for gap in outcome.gaps for r in gap.finding.readings for p in r.places if p)
    files = {place.split(BETWEEN)[0] for place in places}
    return files.pop() + BETWEEN if len(files) == 1 else ""


def verdict(gap: Gap) -> Content:
    """The verdict's word, coloured; a waived one says so."""
    word = VERDICTS[gap.finding.verdict.word]
    if gap.waiver:
        return f"{VERDICTS['waived']}（{word}）"
    return Cell(word, gap.finding.verdict.word)


def severity(gap: Gap) -> str:
    """How grave it is, in a word."""
    return SEVERITIES[gap.finding.rule.severity.name.lower()]


def places(gap: Gap) -> str:
    """Where the rule read, each place once."""
    return "\n".join(dict.fromkeys(p for r in gap.finding.readings for p in r.places))


def _number(days: int | None) -> str:
    return "" if days is None else str(days)
