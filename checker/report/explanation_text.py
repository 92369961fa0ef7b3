"""An explained rule for people at a terminal: 80 columns, characters that a GBK console shows.

Marks: √ true, × false, ? not to be told; * it decided what stands above it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from gettext import gettext as _

from checker.fault import harmless
from checker.model.explanation import Change, ChangedCell, ExplainedRow, Explanation, Step
from checker.model.gap import Reading
from checker.model.kind import Unknown
from checker.model.policy import Basis, titled
from checker.model.verdict import Verdict
from checker.model.words import KINDS, SEVERITIES, VERDICTS
from checker.report.lines import folded
from checker.report.masking import Masking
from checker.report.sql_text import laid_out
from checker.report.words import not_run_reason
from checker.run.telling import told

MARKS = {True: "√", False: "×", None: "?"}
DECIDED = "*"
LONG = 36  # characters of a clause
STEP = 4  # columns that a step is indented below another
MOST_ROWS = 8  # of an aggregate
A_FEW = 3  # rows that the rule does not apply to
MOST_CHANGES = 4  # for each verdict
HALF = "{half}：{words}"
FILLED = "{row} 的{field}{before}，如填{after}{place}"
CHANGED = "{row} 的{field}由{before}改为{after}{place}"
JOINTS = {"and": "下列各项都成立", "or": "下列各项至少一项成立"}
READ = ("field", "aggregate", "row")
SAID_BY_OTHERS = ("constant", "same-row")  # their words stand in the clause above them
NOT_READ = {"blank": "（未填）", "unreadable": "（无法识别）", "no-row": "（没有这条记录）"}
OTHERWISE = "（不能确定）"


def explanation_text(known: Explanation, masking: Masking) -> str:
    """The whole text, ended by a line break."""
    blocks = [[*heading(known)], [*sentences(known)], [*about(known)], [*statements(known)]]
    blocks.append([*legend(known)])
    told_, left_out = worth_telling(known.rows)
    blocks += [[*one_row(known, row, masking)] for row in told_]
    if left_out:
        blocks.append([_("另有 {number} 条不涉及").format(number=left_out)])
    blocks.append([*lacking(known)])
    text = "\n\n".join("\n".join(lines) for lines in blocks if lines) + "\n"
    return text.replace("›", ">")  # the one mark of ours that GBK lacks


# The rule ----------------------------------------------------------------------------------------


def heading(known: Explanation) -> Iterator[str]:
    """Its id and title."""
    rule = known.rule
    yield from folded(f"{rule.id}  {titled(rule, known.language)}")
    yield _("核查日 {day}").format(day=known.as_of.isoformat())


def sentences(known: Explanation) -> Iterator[str]:
    """The numbered sentences."""
    for sentence in known.sentences:
        first, *parts = sentence.lines
        yield from folded(first)
        for part in parts:
            yield from folded(part, indent=2)


def about(known: Explanation) -> Iterator[str]:
    """How grave, who, until when, what to do, on which documents; what to look at."""
    rule = known.rule
    facts = [_(SEVERITIES[rule.severity.name.lower()])]
    facts += [_(KINDS[rule.kind.value])] if rule.kind else []
    facts += [_("由{who}整改").format(who=rule.responsible)] if rule.responsible else []
    facts += [_("{days}天内").format(days=rule.due)] if rule.due else []
    yield from folded(_("程度：{facts}").format(facts=_("，").join(facts)))
    if known.remedy:
        yield from folded(_("整改：{remedy}").format(remedy=known.remedy))
    start, end = known.validity.start, known.validity.end
    if start or end:
        yield _("有效：{start} 至 {end}").format(
            start=start or _("一直"), end=end or _("另行通知")
        )
    for basis in rule.basis:
        yield from folded(_("依据：{basis}").format(basis=document(basis)))
    if known.drift:
        line = _("!! 标题里的{figures}在上面的条文里找不到，请核对")
        figures = "、".join(f"“{figure}”" for figure in known.drift)
        yield from folded(line.format(figures=figures))


def document(basis: Basis) -> str:
    """The document, its article, what it says, and whether somebody has seen it."""
    apart = "" if basis.article.startswith("第") else " "
    quote = f"“{basis.quote}”" if basis.quote else ""
    doubt = "" if basis.confirmed else _("（未经确认）")
    return f"{basis.document}{apart if basis.article else ''}{basis.article}{quote}{doubt}"


def statements(known: Explanation) -> Iterator[str]:
    """The SQL, statement by statement, a line each as generated."""
    for statement in known.sql:
        yield from f"{laid_out(statement)};".splitlines()


def lacking(known: Explanation) -> Iterator[str]:
    """What the data lack."""
    if known.not_run is not None:
        reason = not_run_reason(known.not_run)
        yield from folded(_("!! 没有核查：{reason}").format(reason=reason))
    elif known.data_fingerprint is not None and not known.rows:
        line = _("这一户没有“{table}”的记录，规则对它没有要求")
        yield from folded(line.format(table=known.table))


def worth_telling(rows: Sequence[ExplainedRow]) -> tuple[list[ExplainedRow], int]:
    """The rows, what is open first; and how many are left out that the rule says nothing of."""
    order = (Verdict.GAP, Verdict.UNKNOWN, Verdict.MET, Verdict.NOT_APPLICABLE)
    ranked = sorted(rows, key=lambda row: order.index(row.verdict))
    concerned = sum(row.verdict is not Verdict.NOT_APPLICABLE for row in rows)
    kept = ranked[: max(concerned, A_FEW)]
    return kept, len(rows) - len(kept)


def legend(known: Explanation) -> Iterator[str]:
    """What the marks of the rows mean."""
    if known.rows:
        yield _("√ 成立  × 不成立  ? 不能确定  * 结果由它决定")


# A row -------------------------------------------------------------------------------------------


def one_row(known: Explanation, row: ExplainedRow, masking: Masking) -> Iterator[str]:
    """The verdict, the steps to it, and what would turn it."""
    verdict = _(VERDICTS[row.verdict.word])
    message = masking.made_of(row.message, row.told)
    yield from folded(
        f"{known.table} {masking.key(row.subject.key)}  {verdict}  {message}".rstrip()
    )
    for title, half in ((_("适用"), row.applies), (_("要求"), row.requires)):
        if half is not None:
            yield from half_lines(title, half, row.verdict, masking)
    if row.verdict in (Verdict.GAP, Verdict.UNKNOWN):
        yield from changes(row, masking)


def half_lines(title: str, half: Step, verdict: Verdict, masking: Masking) -> Iterator[str]:
    """Applies or requires: opened up where the verdict rests on it.

    Of a row that the rule does not apply to, only what made it so.
    """
    if not half.decided:
        if verdict is not Verdict.NOT_APPLICABLE:
            named = replace(half, words=_(HALF).format(half=title, words=half.words))
            yield from folded(step_line(named, masking), 2)
        return
    named = replace(half, words=_(HALF).format(half=title, words=summed_up(half)))
    kept = only_decided(named) if verdict is Verdict.NOT_APPLICABLE else named
    yield from step_lines(kept, masking, 2)


def only_decided(step: Step) -> Step:
    """A condition with only the conditions below it that decided."""
    below = (
        only_decided(child) for child in step.children if child.decided or not child.condition
    )
    return replace(step, children=tuple(below))


def summed_up(step: Step) -> str:
    """The words of a step; of a long one whose parts are all listed below only how they hang."""
    if len(step.words) > LONG and step.kind in JOINTS and len([*shown(step)]) > 1:
        return _(JOINTS[step.kind])
    return step.words


def step_lines(step: Step, masking: Masking, indent: int) -> Iterator[str]:
    """A step and those below it."""
    step = as_read(step)
    yield from folded(step_line(step, masking), indent)
    below = [*shown(step)]
    rows = [child for child in below if child.kind == "row"]
    for child in below:
        if child.kind != "row":
            words = replace(child, words=summed_up(child))
            yield from step_lines(words, masking, indent + STEP)
    yield from row_lines(rows, masking, indent + STEP)


def as_read(step: Step) -> Step:
    """A definition that only hands on what one cell says, as that cell: 类别 = 享受政策户."""
    if step.kind != "definition" or step.condition or step.reading is None:
        return step
    cells = {one.reading.places: one.reading for one in leaves(step) if one.reading}
    only = next(iter(cells.values())) if len(cells) == 1 else None
    if only is None or only.value != step.reading.value:
        return step
    return replace(step, reading=replace(step.reading, places=only.places), children=())


def step_line(step: Step, masking: Masking) -> str:
    """One step: its mark and words, or its value and where it stands."""
    if not step.condition:
        return value_line(step, masking)
    place = places(step, masking) if step.kind == "field" else ""
    doubt = _(NOT_READ[step.state]) if step.state in NOT_READ else ""
    return f"{mark(step)} {step.words}{doubt}{place}"


def mark(step: Step) -> str:
    """√ × ?, and * where it decided."""
    return MARKS[step.truth] + (DECIDED if step.decided else "")


def value_line(step: Step, masking: Masking) -> str:
    """年龄 = 11岁, and the cell."""
    reading = step.reading
    assert reading is not None  # every value is read
    value = value_text(step, reading, masking)
    return f"{step.words} = {value}{places(step, masking)}"


def value_text(step: Step, reading: Reading, masking: Masking) -> str:
    """The value, the bounds that it lies between, or why it is not known."""
    if step.bounds is not None:
        least, most = (("∞" if one is None else told(one, reading.unit)) for one in step.bounds)
        return _("{least} 到 {most} 之间").format(least=least, most=most)
    if isinstance(reading.value, Unknown):
        raw = masking.written(step.raw, private=step.private)
        written = f"“{harmless(raw)}”" if raw else ""
        return _(NOT_READ.get(step.state, OTHERWISE)) + written
    return shown_value(reading, masking)


def shown_value(reading: Reading, masking: Masking) -> str:
    """A known value with its unit, masked where it must be."""
    if isinstance(reading.value, str | tuple):
        return masking.value(reading)
    return told(reading.value, reading.unit)


def places(step: Step, masking: Masking) -> str:
    """The cell that the value was read from."""
    found = step.reading.places if step.reading else ()
    return f"  [{masking.text(found[0])}]" if found else ""


def shown(step: Step) -> Iterator[Step]:
    """The steps below that say something new: a definition's or a "not"'s own words do not."""
    for child in reached(step):
        if child.kind in SAID_BY_OTHERS or not rests_on_data(child):
            continue
        through = step.kind in ("not", "definition") and child.kind not in ("field", "aggregate")
        if through or child.kind == "standard" or (step.kind == child.kind == "arithmetic"):
            yield from shown(child)
        else:
            yield child


def reached(step: Step) -> Sequence[Step]:
    """The children; of a decision table the conditions up to the row that held, and its value."""
    if step.kind != "decide":
        return step.children
    last = max((i for i, child in enumerate(step.children) if child.decided), default=0)
    return [
        child
        for index, child in enumerate(step.children[: last + 1])
        if child.decided or index % 2 == 0
    ]


def rests_on_data(step: Step) -> bool:
    """Is anything below read of a row? What the policies and the day fix is said in the words."""
    return step.kind in READ or any(map(rests_on_data, step.children))


# Rows of an aggregate ----------------------------------------------------------------------------


def row_lines(rows: Sequence[Step], masking: Masking, indent: int) -> Iterator[str]:
    """The rows that decided, one a line, with what was read of each."""
    deciding = [row for row in rows if row.decided]
    for row in deciding[:MOST_ROWS]:
        yield from folded(row_line(row, masking), indent)
    if len(deciding) > MOST_ROWS:
        more = len(deciding) - MOST_ROWS
        yield " " * indent + _("……另有 {number} 条也是这样").format(number=more)
    if len(rows) > len(deciding):
        rest = len(rows) - len(deciding)
        yield " " * indent + _("其余 {number} 条不影响结果").format(number=rest)


def row_line(row: Step, masking: Masking) -> str:
    """× 材料: 类别 = 申请书，已签字 = 否  [材料.xlsx > 材料 > 5]."""
    assert row.reading is not None  # its key
    values = dict.fromkeys(value_line(bare(one), masking) for one in leaves(row))
    key = masking.key(str(row.reading.value))
    name = key if key.startswith(row.reading.name) else f"{row.reading.name} {key}"
    told_ = f"：{'，'.join(values)}" if values else ""
    return f"{mark(row)} {name}{told_}{places(row, masking)}"


def bare(step: Step) -> Step:
    """A value without its cell."""
    assert step.reading is not None  # a leaf is read
    return replace(step, condition=False, reading=replace(step.reading, places=()))


def leaves(step: Step) -> Iterator[Step]:
    """The fields read below a step, in their order."""
    for child in step.children:
        if child.kind == "field":
            yield child
        else:
            yield from leaves(child)


# Changes -----------------------------------------------------------------------------------------


def changes(row: ExplainedRow, masking: Masking) -> Iterator[str]:
    """What would turn the verdict, by the verdict that it would be."""
    if not row.changes:
        yield "  " + _("只改一处不能改变结论（试过 {number} 处）").format(number=row.tried)
        return
    yield "  " + _("只改一处，结论会变的：")
    for verdict in dict.fromkeys(change.verdict for change in row.changes):
        some = [change for change in row.changes if change.verdict is verdict]
        for change in some[:MOST_CHANGES]:
            word = _(VERDICTS[verdict.word])
            yield from folded(f"→ {word}  {change_line(change, masking)}", indent=4)


def change_line(change: Change, masking: Masking) -> str:
    """在校生状况（未填），如填“小学”; 增加一条材料记录：类别“申请书”."""
    if change.added:
        cells = _("，").join(
            cell.after.name + (found_out(cell, masking) or quoted(cell.after, masking))
            for cell in change.cells
        )
        return _("增加一条{table}记录：{cells}").format(table=change.table, cells=cells)
    cell = change.cells[0]
    blank = isinstance(cell.before.value, Unknown)
    line = _(FILLED if blank else CHANGED)
    key = masking.key(change.row)
    place = f"  [{masking.text(cell.before.places[0])}]" if cell.before.places else ""
    return line.format(
        row=key if key.startswith(change.table) else f"{change.table} {key}",
        field=cell.before.name,
        before=quoted(cell.before, masking),
        after=found_out(cell, masking) or quoted(cell.after, masking),
        place=place,
    )


def found_out(cell: ChangedCell, masking: Masking) -> str:
    """For a number or a name that was made up to be tried: that the right one must be found."""
    made_up = cell.after.mask or (cell.after.sensitive and isinstance(cell.before.value, Unknown))
    hidden = masking.numbers and not isinstance(cell.after.value, Unknown)
    return _("核实后的内容") if made_up and hidden else ""


def quoted(reading: Reading, masking: Masking) -> str:
    """“小学”; （未填）."""
    if isinstance(reading.value, Unknown):
        return told(reading.value, None)
    return f"“{shown_value(reading, masking)}”"
