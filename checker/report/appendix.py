"""The workbook's other sheets: the criteria matrix, what was read and how, rules with basis."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from checker.model.gap import Outcome
from checker.model.policy import Basis, Rule
from checker.model.words import KINDS, SEVERITIES, VERDICTS
from checker.report.masking import Masking
from checker.report.sheet import Book, Cell, Column, Content

MATRIX, READING, RULES = "两不愁三保障", "读取说明", "规则与依据"


def criteria_sheet(book: Book, outcome: Outcome, masking: Masking) -> None:
    """Household × criterion; met with the help of a waiver is marked."""
    criteria = outcome.policies.criteria
    first = next(iter(outcome.shown.values()), {})
    titles = [Column(title, 11) for title in first]
    columns = (
        Column("户编号", 10),
        *titles,
        *(Column(criterion.title, 14, "centre") for criterion in criteria),
    )
    rows: list[Sequence[Content]] = []
    for household, words in sorted(outcome.criteria.items()):
        shown = outcome.shown.get(household, {})
        own = [masking.text(shown.get(title.title, "")) for title in titles]
        marks = [_mark(outcome, household, criterion.id, words) for criterion in criteria]
        rows.append((masking.key(household), *own, *marks))
    page = book.page(MATRIX)
    page.widths(columns)
    page.line(MATRIX, "title", columns)
    page.line(
        "一项中有一条不合格即为不合格；有待核实或没有运行的即为待核实。", "subtitle", columns
    )
    page.list_of(columns, rows)


def _mark(outcome: Outcome, household: str, criterion: str, words: Mapping[str, str]) -> Cell:
    word = words[criterion]
    look = word if word in ("gap", "unknown") else "centre"
    waived = (household, criterion) in outcome.waived_criteria
    return Cell(VERDICTS[word] + (f"（{VERDICTS['waived']}）" if waived else ""), look)


def reading_sheet(book: Book, outcome: Outcome, masking: Masking) -> None:
    """What intake understood of the files."""
    columns = (Column("代号", 16), Column("说明", 90), Column("位置", 36), Column("次数", 6))
    page = book.page(READING)
    page.widths(columns)
    page.line(READING, "title", columns)
    rows = "，".join(f"{title} {number} 行" for title, number in outcome.rows.items())
    page.line(f"读到：{rows}", "subtitle", columns)
    page.list_of(
        columns,
        [
            (note.code, masking.text(note.sentence), masking.text(note.place), note.count)
            for note in outcome.notes
        ],
    )


RULE_COLUMNS = (
    Column("规则", 26),
    Column("名称", 26),
    Column("领域", 10, "centre"),
    Column("程度", 6, "centre"),
    Column("类别", 8, "centre"),
    Column("依据", 60),
    *(Column(title, 8, "number") for title in VERDICTS.values()),
)


def rules_sheet(book: Book, outcome: Outcome) -> None:
    """Every rule in force with the documents behind it and its own tally."""
    page = book.page(RULES)
    page.widths(RULE_COLUMNS)
    page.line(RULES, "title", RULE_COLUMNS)
    page.line("没有运行的规则五项都是 0，原因见总览。", "subtitle", RULE_COLUMNS)
    page.list_of(RULE_COLUMNS, [tuple(_rule(outcome, rule)) for rule in outcome.rules])


def _rule(outcome: Outcome, rule: Rule) -> Iterator[Content]:
    areas = {area.id: area.title for area in outcome.policies.areas}
    yield rule.id
    yield rule.title
    yield areas.get(rule.area or "", "")
    yield SEVERITIES[rule.severity.name.lower()]
    yield KINDS[rule.kind.value] if rule.kind else ""
    yield "\n".join(basis_line(basis) for basis in rule.basis)
    yield from (outcome.verdicts[rule.id][word] for word in VERDICTS)


def basis_line(basis: Basis) -> str:
    """A document, its article, what it says, whether it was confirmed."""
    line = f"《{basis.document}》{basis.article}"
    line += f"：{basis.quote}" if basis.quote else ""
    return line + ("" if basis.confirmed else "（未经确认）")
