"""Aggregates over days: the latest row's value, and the longest time without a row.

A gap of days is read from a mask, a bit a day, where the time is constant and short: in a group
of ten rows that costs a third of sorting them (measured: 0.6 s against 2.2 s for ten million).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from checker.model.resolved import Constant, Node
from checker.plan import dialect
from checker.plan.day import FURTHEST
from checker.plan.dialect import FALSE, NULL, TRUE, Term, bare, whole
from checker.plan.frame import Frame
from checker.plan.measure import KINDS, Measure, Read, Recipe, strictly, unless
from checker.plan.number import exact
from checker.plan.result import Result
from checker.plan.translate import translate

LONGEST_MASK = 120  # days; the bits of a HUGEINT that are no sign, and some to spare
NARROW_MASK = 61  # of a BIGINT
BLOCK = 60  # days whose bits are gathered together


def latest(asked: Measure) -> Recipe:
    """latest: the value of the row of the latest day, where its rows agree."""
    sql, rows = asked.sql, asked.rows
    assert asked.node.by is not None
    day = rows.name(exact(rows.result(asked.node.by), rows.frame))
    blank = sql.joined("and", [asked.perhaps, sql("is_null", day, nullable=False)])
    parts = [sql("is_null", asked.condition, nullable=False), blank]
    bad = rows.add("some", sql.joined("or", parts))
    number = rows.name(sql("day_number", day))
    assert asked.value is not None
    values = [asked.value, *([asked.identity] if asked.identity else [])]
    ends = [last_values(asked, number, value) for value in values]

    def recipe(read: Read, frame: Frame) -> Result:
        least, most = (frame.sql("of_pair", read(name)) for name in ends[-1])
        own = frame.sql("of_pair", read(ends[0][0]))
        known = [frame.sql("==", least, most), frame.sql("is_known", most)]
        same = frame.sql.case([(frame.sql.joined("and", known), own)])
        result = asked.result(same)
        return unless(bad, result, read, frame)

    return recipe


def last_values(asked: Measure, number: Term, value: Term) -> tuple[str, str]:
    """The columns with the least and the greatest value of the last day, each with its day."""
    sql, rows = asked.sql, asked.rows
    first = rows.name(sql("pair", sql("negative", number), value, nullable=False))
    last = rows.name(sql("pair", number, value, nullable=False))
    return (
        rows.add("least_where", first, asked.condition),
        rows.add("greatest_where", last, asked.condition),
    )


def longest_gap(asked: Measure) -> Recipe:
    """longest_gap: by a mask where since and until are constant and near, else by sorting."""
    window = window_of(asked)
    if window is None:
        return sorted_days(asked)
    first, inside = window
    if inside < 1:
        return fixed(asked, Result(whole(inside + 1), most=2, natural=True))

    def found(seen: Term, frame: Frame) -> Result:
        return Result(longest_run(seen, inside, frame), most=inside + 1, natural=True)

    return masked(asked, first, inside, found)


def gap_at_most(asked: Measure) -> Recipe:
    """Is no gap longer than so many days: is there no run of as many days without a bit."""
    assert isinstance(asked.node.by, Constant)
    assert isinstance(asked.node.by.value, Decimal)
    days = int(asked.node.by.value)
    window = window_of(asked)
    if window is None:
        recipe = sorted_days(asked)
        return lambda read, frame: at_most(recipe(read, frame), days, frame)
    first, inside = window
    if days > inside or days < 1 or inside < 1:
        within = max(inside + 1, 0) <= days if inside < 1 or days > inside else False
        return fixed(asked, Result(TRUE if within else FALSE))

    def found(seen: Term, frame: Frame) -> Result:
        run = starts_of_run(seen, inside, days, frame)
        return Result(frame.sql("==", run, whole(0)))

    return masked(asked, first, inside, found)


def at_most(gap: Result, days: int, frame: Frame) -> Result:
    """Is a gap at most so long?"""
    return Result(frame.sql("<=", gap.low, whole(days)))


def window_of(asked: Measure) -> tuple[date, int] | None:
    """The first day after since and the days up to until, where they are few and constant."""
    since, until = asked.node.since, asked.node.until
    if not isinstance(since, Constant) or not isinstance(until, Constant):
        return None
    if not isinstance(since.value, date) or not isinstance(until.value, date):
        return None
    days = (until.value - since.value).days
    if days < 0 or days > LONGEST_MASK:
        return None
    return since.value + timedelta(days=min(days, 1)), days - 1


def fixed(asked: Measure, result: Result) -> Recipe:
    """A result that no row changes, but one that is not known."""
    bad = strictly(asked)
    return lambda read, frame: unless(bad, result, read, frame)


def masked(
    asked: Measure, first_day: date, inside: int, find: Callable[[Term, Frame], Result]
) -> Recipe:
    """Something of the days seen among some, a bit each."""
    bad, first = strictly(asked), first_day.toordinal()
    blocks = {
        start: days_of_block(asked, start)
        for start in range(first - first % BLOCK, first + inside, BLOCK)
    }

    def recipe(read: Read, frame: Frame) -> Result:
        parts = [moved(read(name), start - first, inside, frame) for start, name in blocks.items()]
        seen = parts[0]
        for part in parts[1:]:
            seen = frame.sql("either_bits", seen, part)
        return unless(bad, find(frame.name(seen), frame), read, frame)

    return recipe


def days_of_block(asked: Measure, start: int) -> str:
    """The column with a bit for each day of a block; blocks are the same for all windows."""
    sql, rows = asked.sql, asked.rows
    assert asked.value is not None
    first = date.fromordinal(start)
    place = rows.name(sql("days_between", asked.value, dialect.day(first)))
    counts = [asked.condition, sql("between", place, bare(0), bare(BLOCK - 1))]
    within = sql.joined("and", [c for c in counts if c is not dialect.TRUE])
    bit = sql.case([(within, sql("bit", place))], whole(0), nullable=False)
    return rows.add("bits", rows.name(bit))


def moved(block: Term, by: int, length: int, frame: Frame) -> Term:
    """A block's days as they stand in a window that begins so many days before it."""
    sql = frame.sql
    seen = sql("filled", block, whole(0), nullable=False)
    if by < 0:
        seen = sql("shift_down", seen, bare(-by))
    kept = sql("both_bits", seen, whole(2 ** min(length - max(by, 0), BLOCK) - 1))
    if length > NARROW_MASK:
        kept = sql("huge", kept)
    return sql("shift_up", kept, bare(by)) if by > 0 else kept


def unseen_runs(seen: Term, length: int, longest: int, frame: Frame) -> list[Term]:
    """Where runs of 1, 2, 4, ... days without a bit start, up to `longest` days."""
    sql = frame.sql
    runs = [frame.name(sql("without_bits", whole(2**length - 1), seen))]
    while 2 ** len(runs) <= longest:
        step = bare(2 ** (len(runs) - 1))
        runs.append(frame.name(sql("both_bits", runs[-1], sql("shift_down", runs[-1], step))))
    return runs


def starts_of_run(seen: Term, length: int, days: int, frame: Frame) -> Term:
    """Where runs of so many days without a bit start, among the first `length`."""
    sql, runs = frame.sql, unseen_runs(seen, length, days, frame)
    found, done = runs[-1], 2 ** (len(runs) - 1)
    for power in reversed(range(len(runs) - 1)):
        if days - done >= 2**power:
            found = sql("both_bits", found, sql("shift_down", runs[power], bare(done)))
            done += 2**power
    return found


def longest_run(seen: Term, length: int, frame: Frame) -> Term:
    """One more than the longest run of days without a bit among the first `length`."""
    sql, runs = frame.sql, unseen_runs(seen, length, length, frame)
    found, starts = whole(0), whole(2**length - 1)
    for power in reversed(range(len(runs))):
        longer = sql("both_bits", starts, sql("shift_down", runs[power], found))
        longer = frame.name(longer)
        there = frame.name(sql("!=", longer, whole(0)))
        starts = frame.name(sql.case([(there, longer)], starts))
        found = frame.name(sql.case([(there, sql("+", found, whole(2**power)))], found))
    return sql("+", found, whole(1))


def sorted_days(asked: Measure) -> Recipe:
    """The greatest difference between neighbours, by sorting."""
    sql, rows = asked.sql, asked.rows
    since, until = (exact(rows.result(node), rows.frame) for node in ends_of(asked))
    assert asked.value is not None
    parts = [sql(">", asked.value, since), sql("<", asked.value, until)]
    if asked.condition is not dialect.TRUE:
        parts.append(asked.condition)
    day = rows.name(sql.case([(sql.joined("and", parts), asked.value)]))
    before = rows.name(rows.before(day))
    step = rows.add("greatest", sql("days_between", day, before))
    first, last = rows.add("least", day), rows.add("greatest", day)
    bad = strictly(asked)

    def recipe(read: Read, frame: Frame) -> Result:
        start, end = (frame.name(translate(node, frame).low) for node in ends_of(asked))
        spans = [
            sql("days_between", read(first), start),
            sql("days_between", end, read(last)),
        ]
        most = sql("more_of", sql("more_of", spans[0], spans[1]), read(step))
        found = sql("filled", most, sql("days_between", end, start))
        kept = frame.sql.case([(sql("<=", start, end), found)], NULL)
        return unless(bad, Result(kept, most=FURTHEST, natural=True), read, frame)

    return recipe


def ends_of(asked: Measure) -> tuple[Node, Node]:
    """Since and until."""
    assert asked.node.since is not None
    assert asked.node.until is not None
    return asked.node.since, asked.node.until


KINDS["latest"] = latest
KINDS["longest_gap"] = longest_gap
KINDS["gap_at_most"] = gap_at_most
