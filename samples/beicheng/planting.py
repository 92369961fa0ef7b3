"""Where defects are planted, and the list of what must be found (planted.csv).

A defect is planted by hand: it takes a row of the clean township, spoils it, and says in plain
words which rules must now find what. Nothing here runs a rule. A plot hands out rows so that no
household gets two defects of one chapter, nor more than `MOST` in all where others fit, and a
quarter stay clean.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from random import Random

from story import SEED, Life, Story
from writing import Row

MOST = 4  # defects a household
# Chapters that speak of the same rows as another count as that one.
FAMILIES = {
    "assistance_money": "social_assistance",
    "public_jobs": "income_support",
    "loans": "income_support",
    "payments": "income_support",
    "relocation": "housing",
    "grants": "education",
    "people": "identity",
    "household": "identity",
    "livelihood": "identity",
}

# What names a row of a table, in planted.csv; a cross-check is named by its household.
NAMES = (
    ("走访", "走访编号"),
    ("政策享受", "享受编号"),
    ("材料", "材料编号"),
    ("收入明细", "明细编号"),
    ("互查", "户编号"),
    ("务工记录", "人编号"),
    ("成员", "人编号"),
    ("户", "户编号"),
    ("帮扶责任人", "人员编号"),
    ("村", "村名"),
    ("镇街", "镇街名"),
)
NUMBER = "序号"  # what names a row of a register


@dataclass(frozen=True)
class Planted:
    """One finding that the check must make, as whoever planted it says."""

    rule: str
    household: str  # "" for rows of no household
    row: str
    verdict: str  # gap | unknown
    why: str


def anybody(_story: Story, _life: Life | None = None) -> bool:
    """Any household or member will do."""
    return True


@dataclass(frozen=True)
class Defect:
    """A defect of one row that one rule must find: what is written there instead, and why."""

    rule: str
    verdict: str  # gap | unknown
    changes: Row
    why: str
    fits: Callable[..., bool] = anybody  # of a story and, for members, a life
    kind: str = ""  # of a paper, a benefit, a visit
    place: int = 0  # of several visits, which


class Plot:
    """The clean township, to be spoilt."""

    def __init__(self, stories: Sequence[Story], tables: dict[str, list[Row]]) -> None:
        self.tables = tables
        self.planted: list[Planted] = []
        self.stories = tuple(stories)
        self._stories = list(stories)
        Random(SEED).shuffle(self._stories)
        self._taken: dict[str, list[str]] = {}

    def story(self, chapter: str, fits: Callable[[Story], bool]) -> Story:
        """A household that fits and has no defect of this chapter yet."""
        chapter = FAMILIES.get(chapter, chapter)
        for most in (MOST, 2 * MOST):
            for story in self._stories:
                taken = self._taken.setdefault(story.number, [])
                if chapter not in taken and len(taken) < most and fits(story):
                    taken.append(chapter)
                    return story
        message = f"no household is left for {chapter}"
        raise LookupError(message)

    def spoil(self, table: str, defects: Iterable[Defect]) -> list[Row]:
        """Plant defects in rows of this table, each in another household; the rows spoilt."""
        rows = []
        for defect in defects:
            row = self._row(table, defect)
            while self._told(defect.rule, row):
                row = self._row(table, defect)
            row.update(defect.changes)
            self._plant(defect.rule, row, defect.verdict, defect.why)
            rows.append(row)
        return rows

    def _row(self, table: str, defect: Defect) -> Row:
        chapter = defect.rule.split("/", maxsplit=1)[0]
        if table == "户":
            return self.household(chapter, defect.fits)
        if table == "成员":
            return self.member(chapter, defect.fits)
        if table == "材料":
            return self.paper(chapter, defect.kind, defect.fits)
        if table == "收入明细":
            return self.income(chapter, defect.kind, defect.fits)
        if table == "政策享受":
            return self.benefit(chapter, defect.kind, defect.fits)
        if table == "走访":
            return self.visits(chapter, defect.kind, defect.fits)[defect.place]
        return self.check(chapter, defect.fits)

    def household(self, chapter: str, fits: Callable[[Story], bool] = anybody) -> Row:
        """The row of a household that fits."""
        return self.of("户", self.story(chapter, fits).number)[0]

    def reserve(self, row: Row, chapter: str) -> None:
        """Keep further defects of a chapter away from the household of this row."""
        self._taken.setdefault(str(row["户编号"]), []).append(chapter)

    def untouched(self, row: Row) -> bool:
        """Has the household of this row no defect yet?"""
        return not self._taken.get(str(row["户编号"]))

    def member(self, chapter: str, fits: Callable[[Story, Life], bool] = anybody) -> Row:
        """The row of a member that fits; the first such of the household."""
        story = self.story(chapter, lambda one: self._peopled(one, fits))
        place = next(place for place, life in enumerate(story.lives) if fits(story, life))
        return self.of("成员", story.number)[place]

    def _peopled(self, story: Story, fits: Callable[[Story, Life], bool]) -> bool:
        """Are the members still on file under their household, and does one fit?"""
        whole = len(self.of("成员", story.number)) == story.size
        return whole and any(fits(story, life) for life in story.lives)

    def paper(self, chapter: str, kind: str, fits: Callable[[Story], bool] = anybody) -> Row:
        """A paper (材料) of this kind of a household that fits."""
        return self._kept("材料", "类别", (chapter, kind), fits)

    def benefit(self, chapter: str, item: str, fits: Callable[[Story], bool] = anybody) -> Row:
        """A benefit (政策享受) of this item of a household that fits."""
        return self._kept("政策享受", "项目", (chapter, item), fits)

    def income(self, chapter: str, item: str, fits: Callable[[Story], bool] = anybody) -> Row:
        """An item of income (收入明细) of a household that fits."""
        return self._kept("收入明细", "收入项目", (chapter, item), fits)

    def visits(
        self, chapter: str, kind: str, fits: Callable[[Story], bool] = anybody
    ) -> list[Row]:
        """The visits of this kind (走访) of a household that fits, in order of days."""
        return self.of("走访", self.story(chapter, fits).number, 走访类型=kind)

    def check(self, chapter: str, fits: Callable[[Story], bool] = anybody) -> Row:
        """The cross-check (互查) of a registered household that fits."""
        story = self.story(chapter, lambda one: one.registered and fits(one))
        return self.of("互查", story.number)[0]

    def of(self, table: str, household: str, **wanted: str) -> list[Row]:
        """A household's rows of a table that have these values."""
        return [
            row
            for row in self.tables[table]
            if row["户编号"] == household
            and all(row[title] == value for title, value in wanted.items())
        ]

    def drop(self, table: str, row: Row) -> None:
        """Take a row out of its table."""
        self.tables[table] = [one for one in self.tables[table] if one is not row]

    def add(self, table: str, row: Row) -> Row:
        """Put a further row into a table, under the next number where rows are numbered."""
        title = dict(NAMES).get(table, NUMBER)
        last = str(self.tables[table][-1][title])
        digits = "".join(character for character in last if character.isdigit())
        number = str(int(digits) + 1).zfill(len(digits))
        row[title] = last[: len(last) - len(digits)] + number
        self.tables[table].append(row)
        return row

    def officer(self, row: Row) -> Row:
        """Who answers for the household (帮扶责任人)."""
        return next(one for one in self.tables["帮扶责任人"] if one["人员编号"] == row["帮扶人"])

    def home(self, row: Row) -> Row:
        """The row of the household to which this row belongs."""
        return self.of("户", str(row["户编号"]))[0]

    def head(self, row: Row) -> Row:
        """The first member of that household."""
        return self.of("成员", str(row["户编号"]))[0]

    def gap(self, rule: str, row: Row, why: str) -> None:
        """The rule must find a gap in this row."""
        self._plant(rule, row, "gap", why)

    def undue(self, rule: str, benefit: Row, why: str) -> None:
        """A monthly payment was added that is not due: nor does the folder prove it, if new."""
        self.gap(rule, benefit, why)
        home = self.home(benefit)
        kept = self.of("材料", str(home["户编号"]), 类别="发放记录")
        if not kept and not self.told("papers/payment-record", home):
            self.gap("papers/payment-record", home, "多出的待遇没有发放记录")

    def told(self, rule: str, row: Row) -> bool:
        """Is a finding of this rule planted in this household already?"""
        return any(one.rule == rule and one.row == row["户编号"] for one in self.planted)

    def unknown(self, rule: str, row: Row, why: str) -> None:
        """The rule cannot tell of this row."""
        self._plant(rule, row, "unknown", why)

    def _kept(
        self, table: str, title: str, wanted: tuple[str, str], fits: Callable[[Story], bool]
    ) -> Row:
        chapter, value = wanted

        def has(story: Story) -> bool:
            return fits(story) and bool(self.of(table, story.number, **{title: value}))

        return self.of(table, self.story(chapter, has).number, **{title: value})[0]

    def _plant(self, rule: str, row: Row, verdict: str, why: str) -> None:
        name = self._name(row)
        known = {one["户编号"] for one in self.tables["户"]}
        household = str(row["户编号"]) if row.get("户编号") in known else ""
        if self._told(rule, row):
            message = f"{rule} is planted twice in {name}"
            raise ValueError(message)
        self.planted.append(Planted(rule, household, name, verdict, why))

    def _told(self, rule: str, row: Row) -> bool:
        """Must this rule find something in this row already?"""
        name = self._name(row)
        return any(one.rule == rule and one.row == name for one in self.planted)

    def _name(self, row: Row) -> str:
        """What names a row in planted.csv."""
        table = next(
            table for table, rows in self.tables.items() if any(one is row for one in rows)
        )
        name = str(row[dict(NAMES).get(table, NUMBER)])
        return f"{row['镇街名']} › {name}" if table == "村" else name
