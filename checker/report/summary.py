"""What a person at a terminal reads: 80 columns, only characters that a GBK console can show.

Names and numbers are masked like in machine formats.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from gettext import gettext as _

from checker.fault import Fault, columns_of
from checker.model.gap import Outcome
from checker.model.policy import named, titled
from checker.model.words import SEVERITIES, VERDICTS
from checker.report.masking import Masking
from checker.report.sheet import printable
from checker.report.villages import worst_villages
from checker.report.words import WAIVERS, not_run_lines
from checker.sift.tally import total

WIDTH = 80  # columns of the terminal
PARTS = re.compile(r"[^、，；\s]*[、，；\s]*")
MANY = 10  # gaps
FEW = 5  # villages, rules of a reason


def summary(outcome: Outcome, masking: Masking, language: str = "zh") -> str:
    """The whole text, ended by a line break.

    Args:
        outcome: what was found.
        masking: what to hide.
        language: of the titles of rules, sieves and standards, "zh" or "en".
    """
    blocks = (
        _heading(outcome),
        _unread(outcome, masking),
        _tallies(outcome, language),
        _gravest(outcome, masking, language),
        _villages(outcome),
        _not_run(outcome),
        _doubts(outcome, language),
        _next_steps(outcome),
    )
    return blocked(blocks)


def blocked(blocks: Iterable[Iterable[str]]) -> str:
    """Blocks of lines with an empty line between them; a block without lines is left out."""
    text = "\n\n".join("\n".join(lines) for lines in map(list, blocks) if lines) + "\n"
    return text.replace("›", ">")  # the one mark of ours that GBK lacks


def _heading(outcome: Outcome) -> Iterator[str]:
    yield _("核查日 {day}").format(day=outcome.as_of.isoformat())
    rows = _("，").join(f"{title} {number}" for title, number in outcome.rows.items())
    yield from wrapped(_("读到 {rows} 行").format(rows=rows))
    yield _("规则 {rules} 条，没有运行 {lacking} 条").format(
        rules=len(outcome.rules), lacking=len(outcome.not_run)
    )
    if outcome.skipped:
        line = _("另有 {number} 条规则在 {as_of} 没有生效；要查别的日子，用 --as-of")
        yield line.format(number=len(outcome.skipped), as_of=outcome.as_of)
    yield _("指纹 政策 {policies} 数据 {data}").format(
        policies=outcome.policies_fingerprint[:12], data=outcome.data_fingerprint[:12]
    )


def _unread(outcome: Outcome, masking: Masking) -> Iterator[str]:
    """What is missing from everything below, before it."""
    yield from unread_lines(outcome.unread, masking)
    skipped = [note for note in outcome.notes if note.code == "skipped-sheet"]
    if skipped:
        places = "、".join(note.place for note in skipped[:FEW])
        more = "…" if len(skipped) > FEW else ""
        line = _("跳过 {number} 个文件或工作表，因为不是核查用的表：{places}")
        yield from wrapped(line.format(number=len(skipped), places=masking.text(places) + more))


def unread_lines(faults: Sequence[Fault], masking: Masking) -> Iterator[str]:
    """What could not be read."""
    if faults:
        yield _("!! 有资料没有读进来，下面的结果不含这些内容，缺了它们的合格也不可靠：")
    for fault in faults[:MANY]:
        place = fault.place or str(fault.span or "")
        yield from wrapped(masking.text(f"{place}  {fault.sentence}"), indent=2)
    if len(faults) > MANY:
        yield "  " + _("共 {number} 处").format(number=len(faults))


def _tallies(outcome: Outcome, language: str) -> Iterator[str]:
    titles = {sieve.id: titled(sieve, language) for sieve in outcome.policies.sieves}
    everything = total(outcome.verdicts.values())
    rows: list[Sequence[object]] = [("", _("户数"), *(_(word) for word in VERDICTS.values()))]
    rows += [
        (
            titles.get(sieve.id, sieve.title),
            sieve.households,
            *(sieve.verdicts[word] for word in VERDICTS),
        )
        for sieve in outcome.sieves
    ]
    rows.append((_("全部规则"), outcome.households, *(everything[word] for word in VERDICTS)))
    yield from aligned(rows)


def _villages(outcome: Outcome) -> Iterator[str]:
    worst = worst_villages(outcome)[:FEW]
    if not worst:
        return
    yield _("问题较多的村")
    rows: list[Sequence[object]] = [("", _("不合格"), _("待核实"), _("涉及户数"))]
    rows += [(v.name or _("未分村"), v.gaps, v.unknowns, v.households) for v in worst]
    yield from aligned(rows)


def _gravest(outcome: Outcome, masking: Masking, language: str) -> Iterator[str]:
    """The gravest of what is open, gaps before unknowns, each with its household."""
    found = [gap for gap in outcome.gaps if gap.waiver is None]
    worst = sorted(found, key=lambda gap: (gap.finding.verdict, -gap.finding.rule.severity))
    if not found:
        return
    yield _("最要紧的 {few} 条，共 {number} 条").format(few=len(worst[:MANY]), number=len(found))
    for gap in worst[:MANY]:
        finding = gap.finding
        where = " ".join(filter(None, (finding.subject.village, masking.key(finding.subject.key))))
        verdict = _(VERDICTS[finding.verdict.word])
        severity = _(SEVERITIES[finding.rule.severity.name.lower()])
        message = masking.sentence(finding.message, finding)
        if language == "en":  # the message is in the words of the rule's author
            message = f"{titled(finding.rule, language)}: {message}"
        yield from wrapped(f"{where}  {verdict} {severity}  {message}", indent=2)


def _not_run(outcome: Outcome) -> Iterator[str]:
    lines = not_run_lines(outcome)
    if not lines:
        return
    yield _("!! 有规则没有运行，因为缺资料；没有运行不等于合格：")
    for reason, rules in lines.items():
        some = "、".join(rules[:FEW]) + ("…" if len(rules) > FEW else "")
        line = _("{reason}：{number} 条（{rules}）")
        yield from wrapped(line.format(reason=reason, number=len(rules), rules=some), indent=2)


def _doubts(outcome: Outcome, language: str) -> Iterator[str]:
    parts = (outcome.policies.shared, *outcome.policies.policies)
    names = {one.name: named(one, language) for part in parts if part for one in part.standards}
    for state, waivers in outcome.waivers.items():
        if waivers:
            yield _("豁免{state}：{number} 条").format(
                state=_(WAIVERS[state]), number=len(waivers)
            )
    if outcome.unconfirmed:
        some = "、".join(names.get(one, one) for one in list(outcome.unconfirmed)[:FEW])
        more = "…" if len(outcome.unconfirmed) > FEW else ""
        line = _("有 {number} 个标准未经确认：{names}")
        number = len(outcome.unconfirmed)
        yield from wrapped(line.format(number=number, names=some + more))


def _next_steps(outcome: Outcome) -> Iterator[str]:
    open_gaps = [gap for gap in outcome.gaps if gap.waiver is None]
    if not open_gaps and not outcome.not_run:
        yield _("没有发现未解决的问题。")
        return
    yield _("下一步")
    if any(gap.finding.verdict.word == "gap" for gap in open_gaps):
        yield "  " + _("按村打印差距清单，签字后限期整改")
    if any(gap.finding.verdict.word == "unknown" for gap in open_gaps):
        yield "  " + _("按“待核实”表入户或查档，把缺的内容补到资料里再查一次")
    if outcome.not_run:
        yield "  " + _("补上缺的表或列，再查一次")


def aligned(rows: Sequence[Sequence[object]], last: Sequence[str] = ()) -> Iterator[str]:
    """A table: words to the left, numbers to the right; `last` is a column as long as it is."""
    texts = [[printable(str(cell)) for cell in row] for row in rows]
    widths = [max(columns_of(cell) for cell in column) for column in zip(*texts, strict=True)]
    for position, row in enumerate(rows):
        cells = (
            _padded(text, width, right=isinstance(cell, int) or _is_number_title(rows, column))
            for column, (cell, text, width) in enumerate(
                zip(row, texts[position], widths, strict=True)
            )
        )
        yield ("  " + "  ".join((*cells, *last[position : position + 1]))).rstrip()


def _is_number_title(rows: Sequence[Sequence[object]], column: int) -> bool:
    """Do numbers stand under this title?"""
    return len(rows) > 1 and isinstance(rows[1][column], int)


def _padded(text: str, width: int, *, right: bool) -> str:
    space = " " * (width - columns_of(text))
    return space + text if right else text + space


def wrapped(text: str, indent: int = 0) -> Iterator[str]:
    """The text in lines that fit the terminal, broken after a comma where there is one."""
    line = " " * indent
    for part in PARTS.findall(printable(text)):
        if columns_of(line + part) > WIDTH and line.strip():
            yield line
            line = " " * (indent + 2)
        for character in part:
            if columns_of(line + character) > WIDTH:
                yield line
                line = " " * (indent + 2)
            line += character
    yield line
