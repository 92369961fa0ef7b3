"""The workbook's first sheet: what was checked, what was found, what was not run, what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.model.gap import Outcome
from checker.model.policy import Waiver
from checker.model.words import VERDICTS
from checker.report.masking import Masking
from checker.report.sheet import Cell, Column, Content, Page
from checker.report.villages import worst_villages
from checker.report.words import SKIPPED, WAIVERS, not_run_lines
from checker.sift.tally import total

COLUMNS = (Column("", 26), *(Column("", 13) for _ in range(6)))
Table = Sequence[Sequence[Content]]


def overview_sheet(page: Page, outcome: Outcome, masking: Masking, *, too_many: bool) -> None:
    """Fill the first sheet; it is written last, when all other sheets have their names."""
    page.widths(COLUMNS)
    page.line("差距清单总览", "title", COLUMNS)
    page.line(privacy(masking), "subtitle", COLUMNS)
    for heading, rows in _blocks(outcome, masking):
        if rows:
            page.line(heading, "heading", COLUMNS)
            for row in rows:
                _row(page, row)
            page.row += 1
    if too_many:
        page.line("村数太多，没有分村列表；用 --village 村名 单独出一个村的清单", "alarm", COLUMNS)
    page.line("各表", "heading", COLUMNS)
    for name in page.book.names[1:]:
        page.link(name, name)
    page.sheet.print_area(0, 0, page.row, len(COLUMNS) - 1)


def privacy(masking: Masking) -> str:
    """What the workbook hides."""
    if not masking.numbers:
        return "本表未遮盖证件号码、电话和银行卡号，请勿外传"
    return "证件号码、电话和银行卡号已经遮盖"


def _row(page: Page, row: Sequence[Content]) -> None:
    """A row of the tally has a cell a column; any other is a name and one long text."""
    if len(row) == len(COLUMNS):
        page.rows(COLUMNS, [row])
        return
    name, text = row
    wide = Column("", sum(column.width for column in COLUMNS[1:]))
    look = text.look if isinstance(text, Cell) else "text"
    page.sheet.merge_range(page.row, 1, page.row, len(COLUMNS) - 1, "", page.book.looks[look])
    page.rows((COLUMNS[0], wide), [(name, text)])


def _blocks(outcome: Outcome, masking: Masking) -> Iterator[tuple[str, Table]]:
    yield "基本情况", list(_facts(outcome))
    yield (
        "没有读进来的资料（结果不含这些内容，缺了它们的合格也不可靠）",
        [
            (
                Cell(masking.text(fault.place or str(fault.span or "")), "alarm"),
                Cell(masking.text(fault.sentence), "alarm"),
            )
            for fault in outcome.unread
        ],
    )
    yield "三筛合计", list(_tallies(outcome))
    yield (
        "没有运行的规则（缺资料，不等于合格）",
        [
            (Cell(reason, "alarm"), Cell(f"{len(rules)} 条：{'、'.join(rules)}", "alarm"))
            for reason, rules in not_run_lines(outcome).items()
        ],
    )
    yield "问题较多的村", list(_villages(outcome))
    yield (
        "未经确认的标准（结果以确认后的数值为准）",
        [
            (name, f"用到它的规则：{'、'.join(rules)}")
            for name, rules in outcome.unconfirmed.items()
        ],
    )
    yield "需要处理的豁免", list(_waivers(outcome, masking))
    yield "当日没有生效的规则", [(rule, SKIPPED.get(why, why)) for rule, why in outcome.skipped]


def _facts(outcome: Outcome) -> Iterator[tuple[str, str]]:
    yield "核查日", outcome.as_of.isoformat()
    yield "政策指纹", outcome.policies_fingerprint
    yield "数据指纹", outcome.data_fingerprint
    rows = "，".join(f"{title} {number} 行" for title, number in outcome.rows.items())
    yield "核查对象", f"{outcome.households} 户；{rows}"
    yield "规则", f"{len(outcome.rules)} 条，没有运行 {len(outcome.not_run)} 条"


def _tallies(outcome: Outcome) -> Iterator[Sequence[Content]]:
    yield tuple(Cell(title, "header") for title in ("筛", "户数", *VERDICTS.values()))
    for gap_list in outcome.sieves:
        yield (gap_list.title, gap_list.households, *(gap_list.verdicts[w] for w in VERDICTS))
    everything = total(outcome.verdicts.values())
    yield ("全部规则", outcome.households, *(everything[word] for word in VERDICTS))


def _villages(outcome: Outcome) -> Iterator[tuple[str, str]]:
    for village in worst_villages(outcome)[:20]:
        text = f"不合格 {village.gaps}，待核实 {village.unknowns}；涉及 {village.households} 户"
        yield village.name or "未分村", text


def _waivers(outcome: Outcome, masking: Masking) -> Iterator[tuple[str, str]]:
    for state, waivers in outcome.waivers.items():
        for waiver in waivers:
            yield WAIVERS[state], waiver_line(waiver, masking)


def waiver_line(waiver: Waiver, masking: Masking) -> str:
    """Which waiver, until when, who approved it."""
    row = f" › {masking.key(waiver.row)}" if waiver.row else ""
    whose = f"户 {masking.key(waiver.household)}{row}"
    return (
        f"{waiver.rule}，{whose}，到 {waiver.end}，{waiver.approved_by}批准（{waiver.document}）"
    )
