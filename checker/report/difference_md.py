"""Differences and progress as Markdown: a comment on a pull request.

Tables of what counts first; rows folded away below, so many of them as a comment can hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from gettext import gettext as _

from checker.model.difference import Change, Difference, Group, Progress, Step
from checker.report.difference_text import flips, turn_line
from checker.report.difference_words import (
    SHARES,
    STEPS,
    change_title,
    counts,
    flip_text,
    limits,
    passage_texts,
    work_lines,
)
from checker.report.masking import Masking
from checker.report.progress_text import TOLD, moved_line

MOST = 20  # rows of a group
GROUPS = 30  # a comment holds 65,536 characters


def difference_md(difference: Difference, masking: Masking) -> str:
    """The whole text, ended by a line break."""
    lines = [*_head(difference)]
    for number, group in enumerate(difference.groups[:GROUPS], 1):
        lines += _group(number, group, masking)
    rest = difference.groups[GROUPS:]
    if rest:
        line = _("还有 {groups} 组改动，{turns} 行，用 --format xlsx 或 json 列全")
        lines += [line.format(groups=len(rest), turns=sum(len(g.turns) for g in rest)), ""]
    lines += _quiet(difference, masking)
    return "\n".join(lines) + "\n"


def _head(difference: Difference) -> Iterator[str]:
    line = _("政策改动：{turns} 行改变判定，涉及 {households} 户")
    cost = difference.cost
    yield "## " + line.format(turns=difference.turns, households=cost.households)
    yield ""
    for told in (counts(cost), *work_lines(cost)):
        yield f"- {cell(told)}"
    for title, side in ((_("旧政策"), difference.old), (_("新政策"), difference.new)):
        print_ = side.policies_fingerprint[:12]
        yield f"- {title} {code(side.name)} {print_}"
    for fault in difference.unread:
        yield "- **" + cell(f"{fault.place} {fault.sentence}") + "**"
    yield from (f"- **{cell(line)}**" for line in limits(difference))
    data = difference.new.data_fingerprint[:12]
    day = _("核查日 {day}").format(day=difference.new.as_of.isoformat())
    yield f"- {day}，{_('资料指纹')} {data}"
    yield ""


def _group(number: int, group: Group, masking: Masking) -> Iterator[str]:
    line = _("[{number}] {turns} 行，{households} 户")
    yield "### " + line.format(
        number=number, turns=len(group.turns), households=group.cost.households
    )
    yield ""
    if SHARES[group.share]:
        yield from (_(SHARES[group.share]), "")
    rows = [change_cells(change, masking) for change in group.changes]
    yield from table((_("改动"), _("旧"), _("新"), _("位置")), rows)
    yield from table(
        (_("规则"), _("判定"), _("行")),
        [
            (code(rule), flip_text(before, after), str(many))
            for (rule, before, after), many in flips(group.turns)
        ],
    )
    yield from (f"- {cell(line)}" for line in (counts(group.cost), *work_lines(group.cost)))
    yield ""
    yield from folded([turn_line(turn, masking) for turn in group.turns if turn.found])


def change_cells(change: Change, masking: Masking) -> tuple[str, ...]:
    """A change as cells of a table."""
    known = change.new or change.old
    old, new = (code(masking.text(text)) for text in passage_texts(change))
    return cell(change_title(change)), old, new, cell(known.place if known else "")


def _quiet(difference: Difference, masking: Masking) -> Iterator[str]:
    if not difference.quiet:
        return
    yield "### " + _("没有改变任何判定的改动")
    yield ""
    rows = [
        (
            *change_cells(quiet.change, masking),
            "" if quiet.findings is None else str(quiet.findings),
        )
        for quiet in difference.quiet
    ]
    yield from table((_("改动"), _("旧"), _("新"), _("位置"), _("未解决的问题")), rows)


def progress_md(progress: Progress, masking: Masking) -> str:
    """The whole text, ended by a line break."""
    lines = ["## " + _("两份资料对比"), ""]
    for title, side in ((_("旧资料"), progress.old), (_("新资料"), progress.new)):
        lines.append(f"- {title} {code(side.name)} {side.as_of} {side.data_fingerprint[:12]}")
    lines += ["- **" + cell(f"{f.place} {f.sentence}") + "**" for f in progress.unread]
    counted = [(_(STEPS[step]), str(progress.steps[step])) for step in Step]
    lines += ["", *table((_("变化"), _("条")), counted)]
    for step in TOLD:
        found = [moved for moved in progress.moved if moved.step is step]
        if found:
            lines += [f"### {_(STEPS[step])} {len(found)}", ""]
            lines += folded([moved_line(moved, masking) for moved in found])
    return "\n".join(lines) + "\n"


def folded(lines: Sequence[str]) -> Iterator[str]:
    """Rows that a reader may open, and how many there are."""
    if not lines:
        return
    some = _("逐行（{number} 行）") if len(lines) <= MOST else _("前 {most} 行，共 {number} 行")
    yield f"<details><summary>{some.format(number=len(lines), most=MOST)}</summary>"
    yield ""
    yield from (f"- {cell(line)}" for line in lines[:MOST])
    yield from ("", "</details>", "")


def table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A table and an empty line."""
    yield f"| {' | '.join(titles)} |"
    yield f"|{'---|' * len(titles)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)
    yield ""


def cell(text: str) -> str:
    """A text that no mark of Markdown or HTML can leave."""
    for mark in ("\\", "|", "*", "_", "`", "[", "]", "#"):
        text = text.replace(mark, f"\\{mark}")
    return " ".join(text.replace("&", "&amp;").replace("<", "&lt;").split())


def code(text: str) -> str:
    """A text as it was written."""
    return "`" + " ".join(text.replace("`", "'").replace("|", "\\|").split()) + "`"
