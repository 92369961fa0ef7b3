"""A small office, made by hand: two villages, four households, three rules."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal

from checker.model.catalog import Catalog, Entity, Field, Link
from checker.model.dataset import Dataset, Table
from checker.model.expression import Literal, Template
from checker.model.gap import Finding, NotRun, Outcome, Reading, Subject
from checker.model.judged import Household, Judged, Questions
from checker.model.kind import Kind, Type, Unknown, Value
from checker.model.policy import Area, Criterion, GapKind, PolicySet, Rule, Severity, Waiver
from checker.model.resolved import (
    SELF,
    Compare,
    Constant,
    FieldRead,
    Resolved,
    ResolvedRule,
    ResolvedSieve,
    TableName,
    Text,
)
from checker.model.verdict import Verdict
from checker.sift import questions, sift
from checker.source import Source, Span

DAY = date(2020, 9, 17)
SPAN = Span(Source("p.yaml", ""), 1, 1)
HOUSEHOLDS, MEMBERS = TableName("household"), TableName("member")
MET, GAP, UNKNOWN = Verdict.MET, Verdict.GAP, Verdict.UNKNOWN


def field(name: str, title: str, role: str | None = None, *, sensitive: bool = False) -> Field:
    return Field(name, title, Kind.TEXT, SPAN, sensitive=sensitive, role=role)


def entity(name: str, title: str, fields: list[Field], *links: Link) -> Entity:
    by_name = {one.name: one for one in fields}
    return Entity(name, title, by_name, SPAN, (fields[0].name,), links)


HOUSEHOLD_FIELDS = [
    field("hid", "户编号"),
    field("village_name", "村名", "village"),
    field("head", "户主姓名", "head", sensitive=True),
    field("officer", "帮扶人", "owner"),
    field("checker", "核查人", "checker"),
    field("category", "类别", "category"),
]
CATALOG = Catalog(
    {
        "village": entity("village", "村", [field("village_name", "村名")]),
        "household": entity(
            "household", "户", HOUSEHOLD_FIELDS, Link("village", ("village_name",))
        ),
        "member": entity("member", "成员", [field("mid", "人编号")], Link("household", ("hid",))),
    }
)


def read(name: str) -> FieldRead:
    found = CATALOG.entities["household"].fields[name]
    return FieldRead(Type(found.kind), found.title, SPAN, SELF, HOUSEHOLDS, found, name=name)


YES = Literal(SPAN, "True", True)


def rule(name: str, each: str = "户", severity: Severity = Severity.MAJOR) -> Rule:
    return Rule(
        id=name,
        title=f"{name}的名称",
        each=each,
        each_span=SPAN,
        applies=None,
        requires=YES,
        sieves=("standard",),
        severity=severity,
        message=Template((), SPAN),
        span=SPAN,
        kind=GapKind.UNMET,
        responsible="帮扶责任人",
        due=5,
        area="education",
    )


SCHOOL = rule("education/in-school", "成员", Severity.CRITICAL)
PAPERS = rule("papers/signed")
WATER = rule("water/tap", severity=Severity.MINOR)
RULES = (SCHOOL, PAPERS, WATER)


def finding(
    of: Rule, household: str | None, row: str = "", verdict: Verdict = GAP, village: str = "北村"
) -> Finding:
    table = MEMBERS if of.each == "成员" else HOUSEHOLDS
    return Finding(
        rule=of,
        subject=Subject(table, 0, row or household or "", household, village or None),
        verdict=verdict,
        message="张三（11岁）在校状况为“非在校生”",
        remedy="核实",
        readings=(
            Reading("姓名", "张三", None, ("成员.xlsx › 成员 › B5",), sensitive=True),
            Reading("年龄", Decimal(11), "岁", ("成员.xlsx › 成员 › E5",)),
        ),
        missing=("在校生状况",) if verdict is UNKNOWN else (),
        reasons=("blank",) if verdict is UNKNOWN else (),
        once_per=None,
        unconfirmed=(),
    )


FINDINGS = (
    finding(WATER, "H1"),
    finding(SCHOOL, "H1", "H1-2"),
    finding(PAPERS, "H3", verdict=UNKNOWN, village="南村"),
    finding(SCHOOL, "H2", "H2-1"),
    finding(PAPERS, None, "户#0123456789ab", village=""),
)
# village, head, owner, checker, category
PEOPLE: dict[str, tuple[Value | Unknown, ...]] = {
    "H1": ("北村", "张三", "P1", "P2", "享受政策户"),
    "H2": ("北村", "李四", "P1", "P1", "不享受政策户"),
    "H3": ("南村", "王五", "P2", "P3", Unknown()),
    "H4": ("南村", "赵六", "P2", "P3", "档外户"),
}
ON_REGISTER = Compare(
    Type(Kind.YES_NO),
    "类别 != 档外户",
    SPAN,
    "!=",
    read("category"),
    Constant(Type(Kind.CHOICE), "档外户", SPAN, "档外户"),
)
SIEVE = ResolvedSieve(
    "inspection",
    "检验筛",
    "交叉互查",
    ON_REGISTER,
    (("核查人", read("checker")), ("村名", read("village_name"))),
    frozenset(one.id for one in RULES),
    exclude_own=True,
)
ROLES = {one.role: read(one.name) for one in HOUSEHOLD_FIELDS if one.role}


def resolved_rule(one: Rule) -> ResolvedRule:
    table = MEMBERS if one.each == "成员" else HOUSEHOLDS
    always = Constant(Type(Kind.YES_NO), "True", SPAN, value=True)
    nothing: frozenset[tuple[TableName, str | None]] = frozenset()
    return ResolvedRule(
        one, table, None, always, (), Text(()), None, (), (), nothing, frozenset(), ("低保标准",)
    )


RESOLVED = Resolved(
    DAY, tuple(resolved_rule(one) for one in RULES), (SIEVE,), roles=ROLES, skipped=()
)
POLICIES = PolicySet(
    CATALOG,
    areas=(Area("education", "教育"),),
    criteria=(
        Criterion("schooling", "义务教育有保障", (SCHOOL.id,), SPAN),
        Criterion("water", "饮水安全有保障", (WATER.id, "water/not-there"), SPAN),
    ),
    fingerprint="p" * 64,
)
DATASET = Dataset(
    {HOUSEHOLDS: Table(HOUSEHOLDS, 4, dict.fromkeys(CATALOG.entities["household"].fields))},  # type: ignore[arg-type]
    fingerprint="d" * 64,
)


def answer(node: object, household: str) -> Value | Unknown:
    """What the engine would answer to one question."""
    told = dict(
        zip(
            ("village_name", "head", "officer", "checker", "category"),
            PEOPLE[household],
            strict=True,
        )
    )
    if isinstance(node, FieldRead):
        return told[node.name]
    category = told["category"]
    return category if isinstance(category, Unknown) else category != "档外户"


def judged(findings: tuple[Finding, ...] = FINDINGS, not_run: tuple[NotRun, ...] = ()) -> Judged:
    """What an engine would give back: every rule met but where there is a finding."""
    asked: Questions = questions(RESOLVED, POLICIES, DATASET)
    counts: dict[str, dict[str | None, Counter[Verdict]]] = {}
    lacking = {one.rule for one in not_run}
    findings = tuple(one for one in findings if one.rule.id not in lacking)
    for name, ids in asked.groups.items():
        counts[name] = {key: Counter({MET: len(ids - lacking)}) for key in PEOPLE}
        for one in findings:
            if one.rule.id in ids:
                counted = counts[name].setdefault(one.subject.household, Counter({MET: 1}))
                counted[MET] -= 1
                counted[one.verdict] += 1
    return Judged(
        tallies={
            one.id: Counter({MET: 4}) + Counter(f.verdict for f in findings if f.rule is one)
            for one in RULES
            if one.id not in lacking
        },
        not_run=not_run,
        findings=findings,
        households=tuple(
            Household(row, key, tuple(answer(node, key) for node in asked.asked))
            for row, key in enumerate(PEOPLE)
        ),
        groups=counts,
    )


def outcome(
    findings: tuple[Finding, ...] = FINDINGS,
    waivers: tuple[Waiver, ...] = (),
    not_run: tuple[NotRun, ...] = (),
) -> Outcome:
    """The outcome of a run that found this."""
    policies = replace(POLICIES, waivers=waivers)
    asked = questions(RESOLVED, policies, DATASET)
    return sift(judged(findings, not_run), RESOLVED, policies, DATASET, asked)


def waiver(
    household: str, of: Rule = SCHOOL, row: str | None = None, start: str = "2020-01-01",
    end: str = "2020-12-31",
) -> Waiver:  # fmt: skip
    days = date.fromisoformat(start), date.fromisoformat(end)
    return Waiver(of.id, household, row, *days, "病休", "扶贫办", "北扶字第1号")
