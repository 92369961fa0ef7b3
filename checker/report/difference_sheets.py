"""A difference of two policy sets as a workbook: what changed, whom it turns, what it costs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.model.difference import Change, Cost, Difference, Group, Passage
from checker.report.difference_words import CHANGES, SHARES, due_text, limits, passage_texts
from checker.report.gap_sheets import NUMBER, Rows, list_sheets
from checker.report.masking import Masking
from checker.report.sheet import Book, Column, Content
from checker.report.turn_sheets import FLIPS, as_gap, caution, flip_cells, listing, told_of

COST = (
    Column("不合格增", 7, "centre"),
    Column("不合格减", 7, "centre"),
    Column("待核实增", 7, "centre"),
    Column("待核实减", 7, "centre"),
    Column("户", 6, "centre"),
    Column("整改量", 22),
    Column("补走访(户)", 7, "centre"),
)
ROWS, FINDINGS = Column("行", 6, "centre"), Column("未解决的问题", 9, "centre")
CHANGED = (Column("改动", 22), Column("旧", 30), Column("新", 30), Column("位置", 26))


def difference_workbook(difference: Difference, masking: Masking) -> bytes:
    """The changes, the rows that turn, the villages, the changes by which nothing turns."""
    book = Book(difference.new.as_of, "政策改动影响")
    about = (
        f"旧政策 {difference.old.name}，新政策 {difference.new.name}；"
        f"改变判定 {difference.turns} 行，涉及 {difference.cost.households} 户。"
        + "".join(f"{line}。" for line in limits(difference))
        + caution(difference.unread, masking)
    )
    groups = [
        row
        for number, group in enumerate(difference.groups, 1)
        for row in group_rows(number, group, masking)
    ]
    listing(book, ("改动影响", about), (NUMBER, *CHANGED, ROWS, *COST), groups)
    told = told_of(difference.catalog, difference.shown, masking)
    keys = (Column("改动", 5, "centre"), *FLIPS)
    list_sheets(book, ("改变的判定", about), keys, told, (turned(difference), []))
    villages = [
        (number, village or "未分村", *cost_cells(cost))
        for number, (village, cost) in enumerate(difference.villages.items(), 1)
    ]
    listing(book, ("分村", about), (NUMBER, Column("村", 16), *COST), villages)
    quiet = [
        (number, *change_cells(one.change, masking), one.findings or "")
        for number, one in enumerate(difference.quiet, 1)
    ]
    listing(book, ("其他改动", "没有改变任何判定的改动"), (NUMBER, *CHANGED, FINDINGS), quiet)
    return book.content()


def turned(difference: Difference) -> Rows:
    """Every row that turns, with the number of its group."""
    return [
        (as_gap(turn), (number, *flip_cells(turn.before, turn.after)))
        for number, group in enumerate(difference.groups, 1)
        for turn in group.turns
    ]


def group_rows(number: int, group: Group, masking: Masking) -> Iterator[Sequence[Content]]:
    """A group's changes, each in a row; what they cost stands in the first."""
    share = SHARES[group.share]
    for place, change in enumerate(group.changes):
        title, *others = change_cells(change, masking)
        told = f"{title}\n（{share}）" if share else title
        cost = (len(group.turns), *cost_cells(group.cost))
        yield (number, told, *others, *(cost if place == 0 else ("",) * len(cost)))


def change_cells(change: Change, masking: Masking) -> tuple[str, ...]:
    """The columns of `CHANGED`."""
    old, new = map(masking.text, passage_texts(change))
    title = f"{CHANGES[change.kind]} {change.of}"
    return title, old, new, places(change.old, change.new)


def places(*passages: Passage | None) -> str:
    """Where the old and the new text stand."""
    return "\n".join(one.place for one in passages if one and one.place)


def cost_cells(cost: Cost) -> tuple[Content, ...]:
    """The columns of `COST`."""
    return (
        cost.gaps_more,
        cost.gaps_less,
        cost.unknowns_more,
        cost.unknowns_less,
        cost.households,
        work(cost),
        cost.visits,
    )


def work(cost: Cost) -> str:
    """Findings to mend, by who."""
    return "\n".join(f"{due_text(due)} {number:+}" for due, number in cost.work.items())
