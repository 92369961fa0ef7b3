"""What came of a trial of cases, for a terminal and for machines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from gettext import gettext as _

from checker.model.verdict import Verdict
from checker.model.words import VERDICTS
from checker.report.gaps_json import indented
from checker.report.record import Record
from checker.study.missing import missing_case
from checker.study.mutation import Fate, MutantResult
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
    return "\n".join([*lines, ""])


def coverage_lines(found: Trial, *, listed: bool) -> Iterator[str]:
    """How much is reached; what is not, where asked for."""
    seen = found.coverage
    unseen = [(rule, verdict) for rule in seen.possible for verdict in seen.unseen(rule)]
    line = _("覆盖 {share}：分支 {parts} 个，没有走到 {missing} 个；没有出现的结论 {unseen} 个")
    yield line.format(
        share=percent(seen.share),
        parts=len(seen.parts),
        missing=len(seen.missing),
        unseen=len(unseen),
    )
    if listed:
        yield from (f"{part.span}: {part.sentence}" for part in seen.missing)
        for rule, verdict in unseen:
            yield _("{rule}：没有一例得出“{verdict}”").format(rule=rule, verdict=word(verdict))
    elif seen.missing or unseen:
        yield "  " + _("用 --coverage 列出")


def word(verdict: Verdict) -> str:
    """The verdict, as readers see it."""
    return _(VERDICTS[verdict.word])


def mutant_lines(found: Trial) -> Iterator[str]:
    """How many mutants came to what; each survivor with the case that is missing."""
    line = _("变异 {many} 个：发现 {killed}，等价 {equal}（证明 {proved}，写明理由 {reasoned}），")
    proved, reasoned = len(found.of(Fate.PROVED)), len(found.of(Fate.REASONED))
    yield line.format(
        many=len(found.results or ()),
        killed=len(found.of(Fate.KILLED)),
        equal=proved + reasoned,
        proved=proved,
        reasoned=reasoned,
    ) + _("没有发现 {survived}；发现率 {share}").format(
        survived=len(found.survived), share=percent(found.killed)
    )
    days = usual_days(found)
    for one in found.survived:
        yield f"{one.mutant.span}: {one.mutant.id}"
        case = missing_case(one, days.get(chapter_of(one)))
        yield "  " + (_("用例没有发现，补上这一例：") if case else _("没有找到能发现它的一例"))
        yield from (case,) if case else ()
    for reason in found.idle:
        sentence = _("这条等价理由没有用了：{of}：{mutant}")
        yield f"{reason.span}: " + sentence.format(of=reason.of, mutant=reason.mutant)


def usual_days(found: Trial) -> dict[str, date]:
    """The day of most cases of each chapter, which a case to paste need not repeat."""
    days: dict[str, Counter[date]] = {}
    for one in found.tried:
        chapter = one.case.rule.rpartition("/")[0]
        days.setdefault(chapter, Counter())[one.case.as_of] += 1
    return {chapter: counted.most_common(1)[0][0] for chapter, counted in days.items()}


def chapter_of(one: MutantResult) -> str:
    """The chapter whose cases lack one."""
    return one.witness.rule.rpartition("/")[0] if one.witness else ""


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
            "branches": len(seen.parts),
            "missing": [
                {"place": str(part.span), "sentence": part.sentence} for part in seen.missing
            ],
            "unseen": [
                {"rule": rule, "verdict": verdict.word}
                for rule in seen.possible
                for verdict in seen.unseen(rule)
            ],
        },
        "mutants": None if found.results is None else [mutant(one) for one in found.results],
    }
    return indented(record) + "\n"


def mutant(one: MutantResult) -> Record:
    """One mutant and what became of it."""
    return {
        "of": one.mutant.of,
        "mutant": one.mutant.sentence,
        "place": str(one.mutant.span),
        "fate": one.fate.value,
        "case": one.case.name if one.case else None,
        "reason": one.reason or None,
        "missing": missing_case(one).strip() or None,
    }
