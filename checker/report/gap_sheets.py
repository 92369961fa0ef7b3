"""The workbook's lists of gaps: a sheet a sieve, a sheet a village, the work list of unknowns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from checker.model.gap import Gap, GapList, Group, Outcome
from checker.model.verdict import Verdict
from checker.report.masking import Masking
from checker.report.sheet import MOST_ROWS, Book, Cell, Column, Content, Page
from checker.report.words import SEVERITIES, VERDICTS, reading_text, tally_line

MOST_BREAKS = 1000  # the format allows 1,023
SHORT, NAME, LONG = 8, 12, 44
VILLAGE, HOUSEHOLD = Column("村", NAME), Column("户编号", NAME)
ROW, RULE = Column("对象", 14), Column("规则", 20)
VERDICT, SEVERITY = Column("判定", SHORT, "centre"), Column("程度", 6, "centre")
MESSAGE, READ = Column("问题描述", LONG), Column("读到的数值", 30)
REMEDY, RESPONSIBLE = Column("整改要求", 30), Column("责任人", 10)
DUE = Column("时限(天)", 6, "centre")
BLANKS = (Column("整改情况", 14), Column("完成日期", 10), Column("销号签字", 10))
MISSING, WHY, PLACES = Column("缺什么", 20), Column("原因", 22), Column("在哪里", 28)
FOUND = (Column("核实结果", 16), Column("核实人", 10), Column("核实日期", 10))
NUMBER = Column("序号", 6, "centre")


@dataclass(frozen=True)
class Lists:
    """Writes the lists of one outcome into one book."""

    book: Book
    outcome: Outcome
    masking: Masking

    def sieve_sheet(self, gap_list: GapList) -> None:
        """One sieve's list, its group keys in front, a new page for each first key."""
        known = {gap.id: gap for gap in self.outcome.gaps}
        titles = list(gap_list.groups[0].key) if gap_list.groups else []
        keys = [Column(title, NAME) for title in titles]
        columns = (NUMBER, *keys, *self._columns(titles))
        rows: list[Sequence[Content]] = []
        breaks: list[int] = []
        first: str | None = None
        for group in gap_list.groups:
            key = self._key(group, known)
            if rows and key and key[0] != first:
                breaks.append(len(rows))
            first = key[0] if key else None
            rows += [
                (len(rows) + number, *key, *self._cells(known[gap], titles))
                for number, gap in enumerate(group.gaps, 1)
            ]
        about = f"{gap_list.carried_out_by}；核查 {gap_list.households} 户；"
        about = about.removeprefix("；") + tally_line(gap_list.verdicts)
        for page, start in self._sheets(gap_list.title, about, columns, rows):
            inside = [b - start for b in breaks if start < b < start + MOST_ROWS]
            top = page.row - min(len(rows) - start, MOST_ROWS)
            page.sheet.set_h_pagebreaks([top + b for b in inside][:MOST_BREAKS])

    def _key(self, group: Group, known: Mapping[str, Gap]) -> list[str]:
        """The group's key; a person by name, as in the other columns."""
        household = known[group.gaps[0]].finding.subject.household
        shown: Mapping[str, str] = self.outcome.shown.get(household or "", {})
        return [shown.get(title) or part if part else "" for title, part in group.key.items()]

    def village_sheet(self, village: str | None, gaps: Sequence[Gap]) -> None:
        """One village's list, for the village to sign."""
        columns = (NUMBER, *self._columns([VILLAGE.title]), *BLANKS)
        rows: list[Sequence[Content]] = [
            (number, *self._cells(gap, [VILLAGE.title]), *[""] * len(BLANKS))
            for number, gap in enumerate(gaps, 1)
        ]
        for _ in self._sheets(village or "未分村", count_line(gaps), columns, rows):
            pass

    def unknown_sheet(self) -> None:
        """What the file cannot tell, and where to look: the work list."""
        unknown = [
            gap
            for gap in self.outcome.gaps
            if gap.finding.verdict is Verdict.UNKNOWN and gap.waiver is None
        ]
        columns = (NUMBER, *self._household_columns([]), ROW, RULE, MISSING, WHY, PLACES, *FOUND)
        rows: list[Sequence[Content]] = [
            (number, *self._household(gap, []), *self._unknown(gap), *[""] * len(FOUND))
            for number, gap in enumerate(unknown, 1)
        ]
        about = "资料没有写、写得读不懂或者查不到的，不算合格，也不算问题：请核实后补到资料里。"
        for _ in self._sheets("待核实", about, columns, rows):
            pass

    def _sheets(
        self,
        title: str,
        about: str,
        columns: Sequence[Column],
        rows: Sequence[Sequence[Content]],
    ) -> Iterator[tuple[Page, int]]:
        """One sheet, or as many as the rows need; with the index of each one's first row."""
        for start in range(0, max(len(rows), 1), MOST_ROWS):
            page = self.book.page(title)
            page.widths(columns)
            page.line(title, "title", columns)
            page.line(about, "subtitle", columns)
            page.list_of(columns, rows[start : start + MOST_ROWS])
            yield page, start

    def _columns(self, without: Iterable[str]) -> tuple[Column, ...]:
        listed = (ROW, RULE, VERDICT, SEVERITY, MESSAGE, READ, REMEDY, RESPONSIBLE, DUE)
        return (*self._household_columns(without), *listed)

    def _cells(self, gap: Gap, without: Iterable[str]) -> tuple[Content, ...]:
        finding, rule = gap.finding, gap.finding.rule
        return (
            *self._household(gap, without),
            self._row(gap),
            rule.title,
            _verdict(gap),
            SEVERITIES[rule.severity.name.lower()],
            self._message(gap),
            "\n".join(reading_text(reading, self.masking) for reading in finding.readings),
            self.masking.sentence(finding.remedy, finding),
            rule.responsible,
            "" if rule.due is None else str(rule.due),
        )

    def _message(self, gap: Gap) -> str:
        finding = gap.finding
        message = self.masking.sentence(finding.message, finding)
        if finding.unconfirmed:
            message += f"（所用标准未经确认：{'、'.join(finding.unconfirmed)}）"
        if gap.rows and len(gap.rows) > 1:
            rows = "、".join(self.masking.key(row) for row in gap.rows[:20])
            message += f"（共 {len(gap.rows)} 行：{rows}{'…' if len(gap.rows) > 20 else ''}）"  # noqa: PLR2004
        return message

    def _household_columns(self, without: Iterable[str]) -> tuple[Column, ...]:
        skipped = set(without)
        titles = [title for title in self._titles() if title not in skipped]
        village = () if {VILLAGE.title, *self._village_titles()} & skipped else (VILLAGE,)
        return (*village, HOUSEHOLD, *(Column(title, NAME) for title in titles))

    def _household(self, gap: Gap, without: Iterable[str]) -> tuple[str, ...]:
        skipped = set(without)
        subject = gap.finding.subject
        shown: Mapping[str, str] = self.outcome.shown.get(subject.household or "", {})
        own = (self._shown(title, shown) for title in self._titles() if title not in skipped)
        hidden = {VILLAGE.title, *self._village_titles()} & skipped
        village = () if hidden else (subject.village or "",)
        return (*village, self.masking.key(subject.household or ""), *own)

    def _shown(self, title: str, shown: Mapping[str, str]) -> str:
        return self.masking.text(shown.get(title, ""))

    def _titles(self) -> list[str]:
        first: Mapping[str, str] = next(iter(self.outcome.shown.values()), {})
        return [title for title in first if title not in self._village_titles()]

    def _village_titles(self) -> set[str]:
        household = self.outcome.policies.catalog.entities.get("household")
        known = household.fields.values() if household else ()
        return {field.title for field in known if field.role == "village"}

    def _row(self, gap: Gap) -> str:
        subject = gap.finding.subject
        entity = self.outcome.policies.catalog.entities[subject.table.entity].title
        if subject.key == subject.household:
            return entity
        key = self.masking.key(subject.key)
        return key if key.startswith(f"{entity}#") else f"{entity} {key}"

    def _unknown(self, gap: Gap) -> tuple[str, ...]:
        finding = gap.finding
        places = dict.fromkeys(place for r in finding.readings for place in r.places)
        return (
            self._row(gap),
            finding.rule.title,
            "、".join(finding.missing),
            self.masking.sentence(finding.message, finding),
            "\n".join(places),
        )


def _verdict(gap: Gap) -> Content:
    word = VERDICTS[gap.finding.verdict.word]
    if gap.waiver:
        return f"{VERDICTS['waived']}（{word}）"
    return Cell(word, gap.finding.verdict.word)


def count_line(gaps: Sequence[Gap]) -> str:
    """How many of what are listed: 不合格 3，待核实 2，豁免 1；涉及 4 户."""
    words = ["waived" if gap.waiver else gap.finding.verdict.word for gap in gaps]
    households = {gap.finding.subject.household for gap in gaps if not gap.waiver} - {None}
    counted = "，".join(f"{VERDICTS[w]} {words.count(w)}" for w in ("gap", "unknown", "waived"))
    return f"{counted}；涉及 {len(households)} 户"
