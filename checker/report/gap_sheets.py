"""The workbook's lists of gaps: a sheet a sieve, a sheet a village, the work list of unknowns."""

from __future__ import annotations

from collections.abc import Sequence

from checker.frozen import frozen
from checker.model.gap import Gap, GapList, Group, Outcome
from checker.model.verdict import Verdict
from checker.model.words import VERDICTS
from checker.report.gap_columns import PERSON, Columns, Told, empty
from checker.report.sheet import MOST_ROWS, Book, Column, Content
from checker.report.words import tally_line

NUMBER = Column("序号", 5, "centre")
MOST_BREAKS = 1000  # pages; the format allows 1,023 breaks
Rows = list[tuple[Gap, tuple[Content, ...]]]  # each with its keys: its group's, or others


@frozen
class Lists:
    """Writes the lists of one outcome into one book."""

    book: Book
    outcome: Outcome
    columns: Columns

    def sieve_sheet(self, gap_list: GapList) -> None:
        """One sieve's list, its group keys in front, a new page for each first key."""
        known = {gap.id: gap for gap in self.outcome.gaps}
        titles = list(gap_list.groups[0].key) if gap_list.groups else []
        rows: Rows = []
        breaks: list[int] = []
        for group in gap_list.groups:
            key = self._key(group, known)
            if rows and key[:1] != rows[-1][1][:1]:
                breaks.append(len(rows))
            rows += [(known[gap], key) for gap in group.gaps]
        told = (
            *self.columns.household(titles),
            *self.columns.finding(),
            self.columns.readings(),
            *self.columns.remedy(),
        )
        about = f"{gap_list.carried_out_by}；" if gap_list.carried_out_by else ""
        about += f"核查 {gap_list.households} 户；{tally_line(gap_list.verdicts)}"
        keys = [Column(title, PERSON) for title in titles]
        list_sheets(self.book, (gap_list.title, about), keys, told, (rows, breaks))

    def village_sheet(self, village: str | None, gaps: Sequence[Gap]) -> None:
        """One village's list, for the village to sign."""
        told = (
            *self.columns.household(["村"]),
            *self.columns.finding(),
            *self.columns.remedy(),
            empty("整改情况", 12),
            empty("完成日期", 9),
            empty("销号签字", 9),
        )
        heading = (village or "未分村", count_line(gaps))
        list_sheets(self.book, heading, (), told, ([(gap, ()) for gap in gaps], []))

    def unknown_sheet(self) -> None:
        """What the file cannot tell, and where to look: the work list."""
        unknown = [
            gap
            for gap in self.outcome.gaps
            if gap.finding.verdict is Verdict.UNKNOWN and gap.waiver is None
        ]
        told = (
            *self.columns.household(),
            *self.columns.doubt(),
            empty("核实结果", 14),
            empty("核实人", PERSON),
            empty("核实日期", 9),
        )
        about = "资料没有写、写得读不懂或者查不到的，不算合格，也不算问题：请核实后补到资料里。"
        list_sheets(self.book, ("待核实", about), (), told, ([(gap, ()) for gap in unknown], []))

    def _key(self, group: Group, known: dict[str, Gap]) -> tuple[str, ...]:
        """The group's key; a person by name, as in the other columns."""
        gap = known[group.gaps[0]]
        return tuple(
            self.columns.shown(gap, title) or part if part else ""
            for title, part in group.key.items()
        )


def list_sheets(
    book: Book,
    heading: tuple[str, str],
    keys: Sequence[Column],
    told: Sequence[Told],
    listed: tuple[Rows, list[int]],
) -> None:
    """One sheet, or as many as the rows need.

    Args:
        book: the workbook.
        heading: the title and what stands below it.
        keys: the columns in front of what is told of each gap.
        told: the other columns.
        listed: the rows, each with its keys, and the rows before which a page breaks.
    """
    rows, breaks = listed
    columns = (NUMBER, *keys, *(one.column for one in told))
    for start in range(0, max(len(rows), 1), MOST_ROWS):
        part: list[Sequence[Content]] = [
            (start + number, *key, *(one.text(gap) for one in told))
            for number, (gap, key) in enumerate(rows[start : start + MOST_ROWS], 1)
        ]
        page = book.page(heading[0])
        page.widths(columns)
        page.line(heading[0], "title", columns)
        page.line(heading[1], "subtitle", columns)
        page.list_of(columns, part)
        top = page.row - len(part) - start
        inside = [top + b for b in breaks if start < b < start + len(part)]
        page.sheet.set_h_pagebreaks(inside[:MOST_BREAKS])


def count_line(gaps: Sequence[Gap]) -> str:
    """How many of what are listed: 不合格 3，待核实 2，豁免 1；涉及 4 户."""
    words = ["waived" if gap.waiver else gap.finding.verdict.word for gap in gaps]
    households = {gap.finding.subject.household for gap in gaps if not gap.waiver} - {None}
    counted = "，".join(f"{VERDICTS[w]} {words.count(w)}" for w in ("gap", "unknown", "waived"))
    return f"{counted}；涉及 {len(households)} 户"
