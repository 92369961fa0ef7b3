"""Coverage (覆盖): which verdicts, and which branches of a condition, no case has tried.

A branch is a way for a condition to come out: an arm of `and`/`or` that decides alone, a row of a
decision table, either truth of what has no arms, a boundary hit exactly, a collection without
rows. Definitions have branches of their own: a case of any rule that reads one may reach them.
Whether the cases would notice a wrong branch is for mutants to tell; whether what no case tries
can be at all, for `reachable`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from checker.frozen import frozen
from checker.model.catalog import Catalog
from checker.model.kind import Kind
from checker.model.policy import Case, PolicySet
from checker.model.resolved import (
    Aggregate,
    All,
    Any,
    Compare,
    Constant,
    Decide,
    Defined,
    DefinedRead,
    Node,
    Not,
    Resolved,
    ResolvedRule,
    TableName,
)
from checker.model.verdict import Verdict
from checker.model.words import VERDICTS
from checker.resolve import resolve
from checker.resolve.trees import children, everything, inner
from checker.run.interpreter import Interpreter
from checker.run.rows import Rows
from checker.run.trace import Traced, TracedRule, trace
from checker.source import Span
from checker.study.adequacy import finds_itself
from checker.study.cases import laid
from checker.study.messages import again
from checker.study.mutants import CATEGORIES, SHARED
from checker.study.types import ANY_DAY

ARM, WHOLE, ROW, TRUE, FALSE, EQUAL, NONE = "arm", "whole", "row", "true", "false", "equal", "none"
ORDERED = ("<", "<=", ">", ">=")
DEFINED = 2  # begins the path in a definition; in a rule it begins with 0 or 1


class Branch(NamedTuple):
    """A way for a part of a condition to come out; the same on every day."""

    of: str  # education/in-school; education/适龄学生, standards/脱贫户, categories/类别
    path: tuple[int, ...]  # from the rule's or the definition's condition down
    what: str  # arm | whole | row | true | false | equal | none
    number: int = 0  # of the arm


class Outcome(NamedTuple):
    """A verdict of a rule."""

    of: str  # the rule's id
    verdict: Verdict


Goal = Branch | Outcome  # what some case is to reach


@frozen
class Part:
    """A goal with where it stands and what it means."""

    goal: Goal
    span: Span
    sentence: str  # what no case has tried, should it be so: unique in `of`


@frozen
class Coverage:
    """What the cases of a policy set reach."""

    parts: tuple[Part, ...]  # branches in the order of the files, then verdicts
    reached: frozenset[Goal]
    days: Mapping[date, Day]  # those of the cases
    impossible: frozenset[Goal] = frozenset()  # known never to be

    @property
    def counted(self) -> tuple[Part, ...]:
        """All but the impossible."""
        return tuple(part for part in self.parts if part.goal not in self.impossible)

    @property
    def missing(self) -> tuple[Part, ...]:
        """Those that no case reaches, though perhaps one could."""
        return tuple(part for part in self.counted if part.goal not in self.reached)

    @property
    def share(self) -> float:
        """Of all that can be, the part that some case reaches; of nothing, all."""
        whole = len(self.counted)
        return (whole - len(self.missing)) / whole if whole else 1.0


def branches_of(parts: Iterable[Part]) -> list[Part]:
    """The branches among some parts."""
    return [part for part in parts if isinstance(part.goal, Branch)]


def outcomes_of(parts: Iterable[Part]) -> list[Part]:
    """The verdicts among some parts."""
    return [part for part in parts if isinstance(part.goal, Outcome)]


class Seat(NamedTuple):
    """Where a node stands."""

    of: str  # as of a branch
    path: tuple[int, ...]
    table: TableName  # whose rows are SELF to an aggregate that stands there
    inside: bool = False  # of an aggregate
    lone: bool = True  # there is no arm or row that shows how it comes out

    def at(self, *step: int) -> Seat:
        """The seat of a node right below."""
        return self._replace(path=(*self.path, *step))

    def branch(self, what: str, number: int = 0) -> Branch:
        """A branch of the node there."""
        return Branch(self.of, self.path, what, number)


@dataclass
class Day:
    """The policies of one day, and where each node of their trees stands."""

    resolved: Resolved
    places: dict[int, tuple[str, tuple[int, ...]]] = field(default_factory=dict)
    parts: dict[Goal, Part] = field(default_factory=dict)
    seats: dict[Goal, tuple[Node, Seat]] = field(default_factory=dict)
    users: dict[str, list[ResolvedRule]] = field(default_factory=dict)  # those in force, by unit

    def rules(self, wanted: frozenset[str]) -> list[ResolvedRule]:
        """Those named, in force or not; all where none is."""
        every = (*self.resolved.rules, *self.resolved.dormant)
        return [rule for rule in every if not wanted or rule.id in wanted]

    def unit(self, seat: Seat, root: Node) -> None:
        """Find the branches of a unit's tree."""
        if id(root) in self.places:
            return
        self.places[id(root)] = (seat.of, seat.path)
        for part in parts_of(seat, root):
            self.parts.setdefault(part.goal, part)
            self.seats.setdefault(part.goal, (root, seat))
        below = seat._replace(lone=seat.lone and isinstance(root, Not))
        outside = children(root)
        for number, one in enumerate(outside):
            step = written(one) if isinstance(root, Decide) else (number,)
            self.unit(below.at(*step), one)
        for number, one in enumerate(inner(root) if isinstance(root, Aggregate) else ()):
            assert isinstance(root, Aggregate)
            lone = one is root.condition
            within = seat._replace(table=root.table, inside=True, lone=lone)
            self.unit(within.at(len(outside) + number), one)


def coverage(policies: PolicySet, rules: Iterable[str] = ()) -> Coverage:
    """What the cases reach of the rules named; of all where none is.

    Raises:
        FaultyInput: with the faults of the policies.
    """
    wanted = frozenset(rules)
    cases = [case for case in policies.cases if not wanted or case.rule in wanted]
    dates = sorted({case.as_of for case in cases}) or [ANY_DAY]
    days = {day: surveyed(resolve(policies, day), wanted) for day in dates}
    reached: set[Goal] = set()
    for case in cases:
        day = days[case.as_of]
        for traced in tried(case, day.resolved, policies.catalog):
            reached.update(met(traced, day))
    parts = {goal: part for day in days.values() for goal, part in day.parts.items()}
    verdicts = [part for rule in days[dates[0]].rules(wanted) for part in outcomes(rule)]
    ordered = told_apart(sorted(parts.values(), key=standing))
    return Coverage((*ordered, *verdicts), frozenset(reached), days)


def standing(part: Part) -> tuple[str, int, int, Goal]:
    """Where a branch stands in the files."""
    return (part.span.source.name, part.span.line, part.span.column, part.goal)


def told_apart(parts: Iterable[Part]) -> Iterator[Part]:
    """Parts whose sentences are different: the second of one sentence says so."""
    seen = Counter[tuple[str, str]]()
    for part in parts:
        key = (part.goal.of, part.sentence)
        seen[key] += 1
        number = seen[key]
        yield part if number == 1 else replace(part, sentence=again(part.sentence, number))


def surveyed(resolved: Resolved, wanted: frozenset[str] = frozenset()) -> Day:
    """All branches of the rules of a day, and of the definitions that they read."""
    day = Day(resolved)
    for rule in day.rules(wanted):
        units = {rule.id}
        roots = [node for node in (rule.applies, rule.requires) if node is not None]
        for number, root in enumerate(roots):
            day.unit(Seat(rule.id, (number,), rule.table), root)
        for node in everything(roots):
            if isinstance(node, DefinedRead) and node.defined.derived is None:
                seat = seat_of(node.defined, resolved.category)
                day.unit(seat, node.defined.body)
                units.add(seat.of)
        if rule in resolved.rules:
            for of in units:
                day.users.setdefault(of, []).append(rule)
    return day


def seat_of(defined: Defined, category: Defined | None) -> Seat:
    """Where a definition's body stands."""
    apart = category is not None and defined.body.span == category.body.span
    home = CATEGORIES if apart else defined.home or SHARED
    lone = defined.body.type.kind is Kind.YES_NO
    return Seat(f"{home}/{defined.name}", (DEFINED,), defined.table, lone=lone)


def tried(case: Case, resolved: Resolved, catalog: Catalog) -> Iterator[TracedRule]:
    """The case's rule opened up for each of its rows; nothing where it cannot be run."""
    set_out = laid(case, resolved, catalog)
    if isinstance(set_out, str):  # `cases` tells why
        return
    rule, dataset = set_out
    interpreter = Interpreter(Rows(dataset, catalog), resolved.as_of)
    for row in range(interpreter.rows.table(rule.table).length):
        yield trace(interpreter, rule, row)


def outcomes(rule: ResolvedRule) -> Iterator[Part]:
    """The verdicts that a rule can come to, as far as its form tells."""
    for verdict in sorted(verdicts_of(rule)):
        sentence = f"没有一例得出“{VERDICTS[verdict.word]}”"
        yield Part(Outcome(rule.id, verdict), rule.rule.span, sentence)


def verdicts_of(rule: ResolvedRule) -> frozenset[Verdict]:
    """The verdicts that a rule can come to, as far as its form tells."""
    found = {Verdict.MET, Verdict.GAP}
    if rule.applies is not None:
        found.add(Verdict.NOT_APPLICABLE)
    if rule.leaves:
        found.add(Verdict.UNKNOWN)
    return frozenset(found)


# What a node's branches are --------------------------------------------------------------------


def parts_of(seat: Seat, node: Node) -> Iterator[Part]:
    """The branches of one node, with what it means that none of the cases takes them."""
    if isinstance(node, All | Any):
        yield from arms(seat, node)
    elif isinstance(node, Decide):
        yield from table_rows(seat, node)
    elif seat.lone and not isinstance(node, Constant | DefinedRead | Not):
        yield Part(seat.branch(TRUE), node.span, f"没有一例使“{node.text}”成立")
        yield Part(seat.branch(FALSE), node.span, f"没有一例使“{node.text}”不成立")
    if isinstance(node, Compare) and node.operator in ORDERED:
        sentence = f"没有一例正好在界上：“{node.text}”两边相等"
        yield Part(seat.branch(EQUAL), node.span, sentence)
    if isinstance(node, Aggregate) and not finds_itself(node, seat.table):
        sentence = f"没有一例连一条也没有：“{node.text}”"
        yield Part(seat.branch(NONE), node.span, sentence)


def table_rows(seat: Seat, node: Decide) -> Iterator[Part]:
    """Each row of a decision table is used once."""
    for when, _ in node.rows:
        sentence = f"没有一例用到判定表的这一行：{when.text}"
        yield Part(seat.at(*written(when)).branch(ROW), when.span, sentence)
    if node.otherwise is not None:
        sentence = "没有一例用到判定表的其余（otherwise）"
        other = seat.at(*written(node.otherwise)).branch(ROW)
        yield Part(other, node.otherwise.span, sentence)


def written(node: Node) -> tuple[int, int]:
    """Line and column: a table's rows may be of certain years only, so their numbers change."""
    return node.span.line, node.span.column


def arms(seat: Seat, node: All | Any) -> Iterator[Part]:
    """Each arm decides alone once, and once none does."""
    alone, none = ("不", "各项都成立") if isinstance(node, All) else ("", "各项都不成立")
    for number, one in enumerate(node.operands):
        sentence = f"没有一例只因“{one.text}”{alone}成立而{alone}成立"
        yield Part(seat.branch(ARM, number), one.span, sentence)
    yield Part(seat.branch(WHOLE), node.span, f"没有一例{none}：“{node.text}”")


# Which of them a row takes ---------------------------------------------------------------------


def met(traced: TracedRule, day: Day) -> Iterator[Goal]:
    """What one row of a case reaches."""
    yield Outcome(traced.rule.id, traced.verdict)
    yield from branches(traced, day)


def branches(traced: TracedRule, day: Day) -> Iterator[Branch]:
    """The branches that one row of a case takes."""
    pending = [one for one in (traced.applies, traced.requires) if one is not None]
    while pending:
        one = pending.pop()
        pending.extend(one.children)
        for item in one.items:
            pending.extend(part for part in (item.condition, item.value, item.by) if part)
        if id(one.node) in day.places:
            of, path = day.places[id(one.node)]
            yield from taken(Branch(of, path, ""), one)


def taken(at: Branch, one: Traced) -> Iterator[Branch]:
    """The branches of one node that this row takes."""
    node, truth = one.node, one.truth
    if isinstance(node, All | Any):
        if truth is isinstance(node, All):
            yield at._replace(what=WHOLE)
        elif truth is not None and len(one.decided) == 1:
            yield at._replace(what=ARM, number=one.decided[0])
    elif isinstance(node, Decide):
        if one.decided and (one.decided[0] == 2 * len(node.rows) or holds(one)):
            yield at._replace(path=(*at.path, *written(row(node, one))), what=ROW)
    elif truth is not None:  # of a condition that is not lone nobody asks
        yield at._replace(what=TRUE if truth else FALSE)
    if isinstance(node, Compare) and on_the_boundary(one):
        yield at._replace(what=EQUAL)
    if one.ranged and not one.items:
        yield at._replace(what=NONE)


def row(node: Decide, one: Traced) -> Node:
    """What stands for the row of a decision table that was used: its `when`, or `otherwise`."""
    number = one.decided[0] // 2
    if number < len(node.rows):
        return node.rows[number][0]
    assert node.otherwise is not None
    return node.otherwise


def holds(one: Traced) -> bool:
    """Does the first row of a decision table that is still open hold?"""
    return one.children[one.decided[0]].truth is True


def on_the_boundary(one: Traced) -> bool:
    """Are both sides of a comparison known, and equal?"""
    left, right = one.children
    return left.known and right.known and left.result == right.result
