"""What came of a trial of cases, for a terminal and for machines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from gettext import gettext as _

from checker.report.gaps_json import indented
from checker.report.record import Record
from checker.study.coverage import Outcome, branches_of, outcomes_of
from checker.study.duel import Witness
from checker.study.missing import missing_case
from checker.study.mutation import Fate as MutantFate
from checker.study.mutation import MutantResult
from checker.study.reachable import Fate, Unreached
from checker.study.trial import Trial

SCHEMA = "checker/test/v1"


def text(found: Trial, *, coverage: bool) -> str:
    """Failures, then the counts, then what is asked for besides."""
    lines = [
        f"{one.case.span}: {one.case.rule} “{one.case.name}”：{one.wrong}" for one in found.failed
    ]
    cases, failed = len(found.tried), len(found.failed)
    lines.append(
        _("用例 {cases} 个，通过 {passed} 个，失败 {failed} 个；没有用例的规则 {bare} 条").format(
            cases=cases, passed=cases - failed, failed=failed, bare=len(found.bare)
        )
    )
    lines.extend(f"  {rule}" for rule in found.bare)
    lines.extend(coverage_lines(found, listed=coverage))
    if found.results is not None:
        lines.extend(mutant_lines(found))
    for one in found.idle:
        sentence = _("这条理由没有用了：{of}：{sentence}")
        lines.append(f"{one.span}: " + sentence.format(of=one.of, sentence=one.sentence))
    return "\n".join([*lines, ""])


def coverage_lines(found: Trial, *, listed: bool) -> Iterator[str]:
    """How much is reached; what is not, where asked for."""
    seen = found.coverage
    line = _("覆盖 {share}：分支 {parts} 个，没有走到 {missing} 个；没有出现的结论 {unseen} 个")
    yield line.format(
        share=percent(seen.share),
        parts=len(branches_of(seen.counted)),
        missing=len(branches_of(seen.missing)),
        unseen=len(outcomes_of(seen.missing)),
    )
    if seen.impossible:
        proved, reasoned = (len(of_fate(found, fate)) for fate in (Fate.PROVED, Fate.REASONED))
        line = _("不可能出现的 {many} 个不算在内（证明 {proved}，写明理由 {reasoned}）")
        many = proved + reasoned
        yield "  " + line.format(many=many, proved=proved, reasoned=reasoned)
    if listed:
        yield from missing_lines(found)
    elif seen.missing:
        yield "  " + _("用 --coverage 列出")


def missing_lines(found: Trial) -> Iterator[str]:
    """What no case reaches, each with the case that is missing."""
    days = usual_days(found)
    for one in (*of_fate(found, Fate.REACHABLE), *of_fate(found, Fate.OPEN)):
        yield f"{one.part.span}: {one.part.goal.of}：{one.part.sentence}"
        case = missing_case(one.witness, days.get(chapter_of(one.witness)))
        if case:
            yield "  " + _("补上这一例：")
            yield case
        else:
            yield "  " + _("没有找到这样的一例；不可能出现的，在用例文件的 impossible 里写明理由")


def of_fate(found: Trial, fate: Fate) -> list[Unreached]:
    """What no case reaches, of one fate."""
    return [one for one in found.unreached if one.fate is fate]


def mutant_lines(found: Trial) -> Iterator[str]:
    """How many mutants came to what; each survivor with the case that is missing."""
    line = _("变异 {many} 个：发现 {killed}，等价 {equal}（证明 {proved}，写明理由 {reasoned}），")
    proved, reasoned = len(found.of(MutantFate.PROVED)), len(found.of(MutantFate.REASONED))
    yield line.format(
        many=len(found.results or ()),
        killed=len(found.of(MutantFate.KILLED)),
        equal=proved + reasoned,
        proved=proved,
        reasoned=reasoned,
    ) + _("没有发现 {survived}；发现率 {share}").format(
        survived=len(found.survived), share=percent(found.killed)
    )
    days = usual_days(found)
    for one in found.survived:
        yield f"{one.mutant.span}: {one.mutant.id}"
        case = missing_case(one.witness, days.get(chapter_of(one.witness)))
        yield "  " + (_("用例没有发现，补上这一例：") if case else _("没有找到能发现它的一例"))
        yield from (case,) if case else ()


def usual_days(found: Trial) -> dict[str, date]:
    """The day of most cases of each chapter, which a case to paste need not repeat."""
    days: dict[str, Counter[date]] = {}
    for one in found.tried:
        chapter = one.case.rule.rpartition("/")[0]
        days.setdefault(chapter, Counter())[one.case.as_of] += 1
    return {chapter: counted.most_common(1)[0][0] for chapter, counted in days.items()}


def chapter_of(witness: Witness | None) -> str:
    """The chapter whose cases lack one."""
    return witness.rule.rpartition("/")[0] if witness else ""


def percent(share: float) -> str:
    """93.4%; never rounded up to 100."""
    return f"{int(share * 1000) / 10:g}%"


def json_text(found: Trial) -> str:
    """The same for machines; its shape is schemas/test.schema.json."""
    seen = found.coverage
    record: Record = {
        "schema": SCHEMA,
        "cases": [
            {
                "rule": one.case.rule,
                "name": one.case.name,
                "place": str(one.case.span),
                "passed": not one.wrong,
                "wrong": one.wrong or None,
            }
            for one in found.tried
        ],
        "without_cases": list(found.bare),
        "coverage": {
            "share": round(seen.share, 6),
            "branches": len(branches_of(seen.counted)),
            "verdicts": len(outcomes_of(seen.counted)),
            "unreached": [unreached(one) for one in found.unreached],
        },
        "mutants": None if found.results is None else [mutant(one) for one in found.results],
    }
    return indented(record) + "\n"


def unreached(one: Unreached) -> Record:
    """Something that no case reaches, and what is known of it."""
    goal = one.part.goal
    return {
        "of": goal.of,
        "verdict": goal.verdict.word if isinstance(goal, Outcome) else None,
        "sentence": one.part.sentence,
        "place": str(one.part.span),
        "fate": one.fate.value,
        "reason": one.reason or None,
        "missing": missing_case(one.witness).strip() or None,
    }


def mutant(one: MutantResult) -> Record:
    """One mutant and what became of it."""
    return {
        "of": one.mutant.of,
        "mutant": one.mutant.sentence,
        "place": str(one.mutant.span),
        "fate": one.fate.value,
        "case": one.case.name if one.case else None,
        "reason": one.reason or None,
        "missing": missing_case(one.witness).strip() or None,
    }
