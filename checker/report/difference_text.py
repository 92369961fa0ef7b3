"""A difference of two policy sets for a person at a terminal: 80 columns, GBK."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from gettext import gettext as _

from checker.model.difference import (
    Change,
    Compared,
    Cost,
    Difference,
    Group,
    Standing,
    Turn,
)
from checker.report.difference_words import (
    SHARES,
    change_title,
    clipped_list,
    counts,
    flip_text,
    limits,
    passage_texts,
    work_lines,
)
from checker.report.masking import Masking
from checker.report.summary import FEW, MANY, aligned, blocked, unread_lines, wrapped

GROUPS = 20  # told at a terminal; the rest is counted


def difference_text(difference: Difference, masking: Masking) -> str:
    """The whole text, ended by a line break."""
    groups = (
        _group(number, group, masking)
        for number, group in enumerate(difference.groups[:GROUPS], 1)
    )
    return blocked(
        (
            _heading(difference),
            unread_lines(difference.unread, masking),
            _sum(difference),
            *groups,
            _rest(difference),
            _villages(difference),
            _quiet(difference, masking),
        )
    )


def side_lines(title: str, side: Compared) -> Iterator[str]:
    """One of the two sides."""
    yield from wrapped(f"{title} {side.name}")
    line = _("指纹 政策 {policies} 数据 {data}，不合格 {gaps}，待核实 {unknowns}")
    yield "  " + line.format(
        policies=side.policies_fingerprint[:12],
        data=side.data_fingerprint[:12],
        gaps=side.gaps,
        unknowns=side.unknowns,
    )


def not_run_lines(*sides: Compared) -> Iterator[str]:
    """The rules that could not run, of each side; once where they are the same."""
    for lacking in dict.fromkeys(side.not_run for side in sides if side.not_run):
        rules = clipped_list((lacks.rule for lacks in lacking), FEW)
        line = _("!! 缺资料，没有运行，不等于合格：{rules}")
        yield from wrapped(line.format(rules=rules))


def _heading(difference: Difference) -> Iterator[str]:
    yield _("核查日 {day}").format(day=difference.new.as_of.isoformat())
    yield from side_lines(_("旧政策"), difference.old)
    yield from side_lines(_("新政策"), difference.new)
    yield from not_run_lines(difference.old, difference.new)
    for line in limits(difference):
        yield from wrapped(f"!! {line}")


def _sum(difference: Difference) -> Iterator[str]:
    if not difference.turns:
        yield _("没有一行的判定改变。")
        return
    line = _("改变判定 {turns} 行，涉及 {households} 户")
    yield line.format(turns=difference.turns, households=difference.cost.households)
    yield from _cost(difference.cost)


def _cost(cost: Cost) -> Iterator[str]:
    yield "  " + counts(cost)
    for line in work_lines(cost):
        yield from wrapped(line, indent=2)


def _group(number: int, group: Group, masking: Masking) -> Iterator[str]:
    line = _("[{number}] {turns} 行，{households} 户")
    head = line.format(number=number, turns=len(group.turns), households=group.cost.households)
    yield "  ".join(filter(None, (head, _(SHARES[group.share]) if SHARES[group.share] else "")))
    for change in group.changes:
        yield from change_lines(change, masking)
    yield from _cost(group.cost)
    for (rule, before, after), many in flips(group.turns):
        yield from wrapped(f"{flip_text(before, after)} {many}  {rule}", indent=2)
    open_turns = [turn for turn in group.turns if turn.found]
    for turn in open_turns[:FEW]:
        yield from wrapped(turn_line(turn, masking), indent=4)
    if len(open_turns) > FEW:
        line = _("另有 {number} 行，用 --format xlsx 或 json 列全")
        yield "    " + line.format(number=len(open_turns) - FEW)


def flips(turns: Sequence[Turn]) -> list[tuple[tuple[str, Standing, Standing], int]]:
    """How many rows turned how under which rule, the most first."""
    counted = Counter((turn.rule.id, turn.before, turn.after) for turn in turns)
    return sorted(counted.items(), key=lambda one: (-one[1], one[0][0], one[0][1].value))


def change_lines(change: Change, masking: Masking) -> Iterator[str]:
    """The change with its old and its new text, each with its place."""
    yield from wrapped(change_title(change), indent=2)
    old, new = passage_texts(change)
    sides = ((_("旧"), old, change.old), (_("新"), new, change.new))
    for sign, text, passage in sides:
        yield from wrapped(f"{sign} {masking.text(text)}", indent=4)
        if passage and passage.place:
            yield from wrapped(passage.place, indent=7)


def turn_line(turn: Turn, masking: Masking) -> str:
    """One row: where, how it turned, what there is to say."""
    where = " ".join(filter(None, (turn.subject.village, masking.key(turn.subject.key))))
    told = masking.sentence(turn.found.message, turn.found) if turn.found else ""
    return f"{where}  {flip_text(turn.before, turn.after)}  {told}".rstrip()


def _rest(difference: Difference) -> Iterator[str]:
    rest = difference.groups[GROUPS:]
    if rest:
        line = _("还有 {groups} 组改动，{turns} 行，用 --format xlsx 或 json 列全")
        yield line.format(groups=len(rest), turns=sum(len(group.turns) for group in rest))


def _villages(difference: Difference) -> Iterator[str]:
    if not difference.villages:
        return
    yield _("分村")
    titles = (_("不合格") + "+", _("不合格") + "-", _("待核实") + "+", _("待核实") + "-", _("户"))
    rows: list[Sequence[object]] = [("", *titles)]
    known = sorted(difference.villages.items(), key=lambda one: (-one[1].households, one[0]))
    rows += [
        (
            village or _("未分村"),
            cost.gaps_more,
            cost.gaps_less,
            cost.unknowns_more,
            cost.unknowns_less,
            cost.households,
        )
        for village, cost in known[:MANY]
    ]
    yield from aligned(rows)
    if len(known) > MANY:
        yield "  " + _("共 {number} 个村").format(number=len(known))


def _quiet(difference: Difference, masking: Masking) -> Iterator[str]:
    if difference.quiet:
        yield _("没有改变任何判定的改动")
    for quiet in difference.quiet[:GROUPS]:
        old, new = map(masking.text, passage_texts(quiet.change))
        known = quiet.change.new or quiet.change.old
        yield from wrapped(f"{change_title(quiet.change)}：{old} → {new}", indent=2)
        if quiet.findings:
            line = _("涉及 {number} 个未解决的问题").format(number=quiet.findings)
            yield from wrapped(line, indent=4)
        if known and known.place:
            yield from wrapped(known.place, indent=4)
    if len(difference.quiet) > GROUPS:
        yield "  " + _("共 {number} 处").format(number=len(difference.quiet))
