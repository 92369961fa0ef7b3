"""Two states of the data for a person at a terminal: 80 columns, GBK."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from gettext import gettext as _

from checker.model.difference import Moved, Progress, Step
from checker.model.words import SEVERITIES
from checker.report.difference_text import not_run_lines, side_lines
from checker.report.difference_words import PARTS, STEPS, flip_text
from checker.report.masking import Masking
from checker.report.summary import FEW, MANY, aligned, blocked, unread_lines, wrapped

TOLD = tuple(step for step in Step if step is not Step.STANDING)  # finding by finding


def progress_text(progress: Progress, masking: Masking) -> str:
    """The whole text, ended by a line break."""
    return blocked(
        (
            _heading(progress),
            unread_lines(progress.unread, masking),
            _steps(progress),
            *(_findings(progress, step, masking) for step in TOLD),
            *(_tally(progress, part, masking) for part in PARTS),
            _rows(progress),
        )
    )


def _heading(progress: Progress) -> Iterator[str]:
    days = progress.old.as_of.isoformat(), progress.new.as_of.isoformat()
    yield _("核查日 旧 {old}，新 {new}").format(old=days[0], new=days[1])
    yield from side_lines(_("旧资料"), progress.old)
    yield from side_lines(_("新资料"), progress.new)
    yield from not_run_lines(progress.old, progress.new)


def _steps(progress: Progress) -> Iterator[str]:
    if not progress.moved:
        yield _("两份资料都没有未解决的问题。")
        return
    yield from aligned([(_(STEPS[step]), progress.steps[step]) for step in Step])


def _findings(progress: Progress, step: Step, masking: Masking) -> Iterator[str]:
    found = [moved for moved in progress.moved if moved.step is step]
    if not found:
        return
    yield _("{step} {number} 条").format(step=_(STEPS[step]), number=len(found))
    worst = sorted(found, key=lambda moved: -moved.gap.finding.rule.severity)
    for moved in worst[:FEW]:
        yield from wrapped(moved_line(moved, masking), indent=2)
    if len(found) > FEW:
        line = _("另有 {number} 条，用 --format xlsx 或 json 列全")
        yield "  " + line.format(number=len(found) - FEW)


def moved_line(moved: Moved, masking: Masking) -> str:
    """One finding: where, how grave, what became of it."""
    finding = moved.gap.finding
    subject = finding.subject
    where = " ".join(filter(None, (subject.village, masking.key(subject.key))))
    severity = _(SEVERITIES[finding.rule.severity.name.lower()])
    message = masking.sentence(finding.message, finding)
    return f"{where}  {severity}  {flip_text(moved.before, moved.after)}  {message}"


def _tally(progress: Progress, part: str, masking: Masking) -> Iterator[str]:
    told = progress.tallies[part]
    if not told:
        return
    steps = [step for step in Step if any(tally.get(step) for tally in told.values())]
    yield _("按{part}").format(part=_(PARTS[part]))
    rows: list[Sequence[object]] = [("", *(_(STEPS[step]) for step in steps))]
    known = sorted(told.items(), key=lambda one: (-sum(one[1].values()), one[0]))
    rows += [
        (masking.text(name) or _("（未写）"), *(tally.get(step, 0) for step in steps))
        for name, tally in known[:MANY]
    ]
    yield from aligned(rows)
    if len(known) > MANY:
        yield "  " + _("共 {number} 个").format(number=len(known))


def _rows(progress: Progress) -> Iterator[str]:
    if progress.rows:
        yield _("记录")
    for title, rows in progress.rows.items():
        line = _("{table}：新增 {appeared} 行，消失 {disappeared} 行")
        yield "  " + line.format(table=title, appeared=rows.appeared, disappeared=rows.disappeared)
