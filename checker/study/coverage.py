"""Coverage (覆盖): which verdicts, and which branches of a condition, no case has tried.

A branch is a way for a condition to come out: an arm of `and`/`or` that decides alone, a row of a
decision table, either truth of what has no arms, a boundary hit exactly, a collection without
rows. Definitions have branches of their own: a case of any rule that reads one may reach them.
Whether the cases would notice a wrong branch is for mutants to tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
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
    DefinedRead,
    Node,
    Not,
    Resolved,
    ResolvedRule,
)
from checker.model.verdict import Verdict
from checker.resolve import resolve
from checker.resolve.trees import children, everything, inner
from checker.run.interpreter import Interpreter
from checker.run.rows import Rows
from checker.run.trace import Traced, TracedRule, trace
from checker.source import Span
from checker.study.cases import laid
from checker.study.types import ANY_DAY

ARM, WHOLE, ROW, TRUE, FALSE, EQUAL, NONE = "arm", "whole", "row", "true", "false", "equal", "none"
ORDERED = ("<", "<=", ">", ">=")


class Branch(NamedTuple):
    """A way for a part of a condition to come out; the same on every day."""

    unit: str  # the rule's id, or the definition's name and home
    path: tuple[int, ...]  # from the unit's condition down
    what: str  # arm | whole | row | true | false | equal | none
    number: int = 0  # of the arm or the row


@frozen
class Part:
    """A branch with where it stands and what it means."""

    branch: Branch
    span: Span
    sentence: str  # what no case has tried, should it be so


@frozen
class Coverage:
    """What the cases of a policy set reach."""

    parts: tuple[Part, ...]  # in the order of the files
    reached: frozenset[Branch]
    verdicts: Mapping[str, frozenset[Verdict]]  # rule → those that its cases come to
    possible: Mapping[str, frozenset[Verdict]]  # rule → those that it can come to

    @property
    def missing(self) -> tuple[Part, ...]:
        """The branches that no case reaches."""
        return tuple(part for part in self.parts if part.branch not in self.reached)

    @property
    def share(self) -> float:
        """Of all branches and verdicts, the part that some case reaches; of none, all."""
        verdicts = sum(map(len, self.possible.values()))
        found = sum(len(self.verdicts[rule] & all_) for rule, all_ in self.possible.items())
        whole = len(self.parts) + verdicts
        return (len(self.parts) - len(self.missing) + found) / whole if whole else 1.0

    def unseen(self, rule: str) -> tuple[Verdict, ...]:
        """The verdicts that a rule can come to and no case of it does."""
        return tuple(sorted(self.possible[rule] - self.verdicts[rule]))


@dataclass
class Day:
    """The policies of one day, and where each node of their trees stands."""

    resolved: Resolved
    places: dict[int, tuple[str, tuple[int, ...]]] = field(default_factory=dict)
    parts: dict[Branch, Part] = field(default_factory=dict)

    def rules(self, wanted: frozenset[str]) -> list[ResolvedRule]:
        """Those named, in force or not; all where none is."""
        every = (*self.resolved.rules, *self.resolved.dormant)
        return [rule for rule in every if not wanted or rule.id in wanted]

    def unit(self, at: Branch, root: Node, *, lone: bool) -> None:
        """Find the branches of a unit's tree; a lone condition has no arm or row that shows it."""
        if id(root) in self.places:
            return
        self.places[id(root)] = (at.unit, at.path)
        for part in parts_of(at, root, lone=lone):
            self.parts.setdefault(part.branch, part)
        below = [*children(root), *(inner(root) if isinstance(root, Aggregate) else ())]
        for number, one in enumerate(below):
            ranged = isinstance(root, Aggregate) and one is root.condition
            shown = ranged or (lone and isinstance(root, Not))
            self.unit(at._replace(path=(*at.path, number)), one, lone=shown)


def coverage(policies: PolicySet, rules: Iterable[str] = ()) -> Coverage:
    """What the cases reach of the rules named; of all where none is.

    Raises:
        FaultyInput: with the faults of the policies.
    """
    wanted = frozenset(rules)
    cases = [case for case in policies.cases if not wanted or case.rule in wanted]
    dates = sorted({case.as_of for case in cases}) or [ANY_DAY]
    days = {day: surveyed(resolve(policies, day), wanted) for day in dates}
    possible = {rule.id: verdicts_of(rule) for rule in days[dates[0]].rules(wanted)}
    verdicts: dict[str, set[Verdict]] = {rule: set() for rule in possible}
    reached: set[Branch] = set()
    for case in cases:
        day = days[case.as_of]
        for traced in tried(case, day.resolved, policies.catalog):
            verdicts[case.rule].add(traced.verdict)
            reached.update(branches(traced, day))
    parts = {branch: part for day in days.values() for branch, part in day.parts.items()}
    return Coverage(
        tuple(sorted(parts.values(), key=standing)),
        frozenset(reached),
        {rule: frozenset(found) for rule, found in verdicts.items()},
        possible,
    )


def standing(part: Part) -> tuple[str, int, int, Branch]:
    """Where a branch stands in the files."""
    return (part.span.source.name, part.span.line, part.span.column, part.branch)


def surveyed(resolved: Resolved, wanted: frozenset[str]) -> Day:
    """All branches of the rules of a day, and of the definitions that they read."""
    day = Day(resolved)
    for rule in day.rules(wanted):
        roots = [node for node in (rule.applies, rule.requires) if node is not None]
        for number, root in enumerate(roots):
            day.unit(Branch(rule.id, (number,), ""), root, lone=True)
        for node in everything(roots):
            if isinstance(node, DefinedRead) and node.defined.derived is None:
                defined = node.defined
                at = Branch(f"{defined.home} {defined.name}", (), "")
                day.unit(at, defined.body, lone=defined.body.type.kind is Kind.YES_NO)
    return day


def tried(case: Case, resolved: Resolved, catalog: Catalog) -> Iterator[TracedRule]:
    """The case's rule opened up for each of its rows; nothing where it cannot be run."""
    set_out = laid(case, resolved, catalog)
    if isinstance(set_out, str):  # `cases` tells why
        return
    rule, dataset = set_out
    interpreter = Interpreter(Rows(dataset, catalog), resolved.as_of)
    for row in range(interpreter.rows.table(rule.table).length):
        yield trace(interpreter, rule, row)


def verdicts_of(rule: ResolvedRule) -> frozenset[Verdict]:
    """The verdicts that a rule can come to, as far as its form tells."""
    found = {Verdict.MET, Verdict.GAP}
    if rule.applies is not None:
        found.add(Verdict.NOT_APPLICABLE)
    if rule.leaves:
        found.add(Verdict.UNKNOWN)
    return frozenset(found)


# What a node's branches are --------------------------------------------------------------------


def parts_of(at: Branch, node: Node, *, lone: bool) -> Iterator[Part]:
    """The branches of one node, with what it means that none of the cases takes them."""
    if isinstance(node, All | Any):
        yield from arms(at, node)
    elif isinstance(node, Decide):
        for number, (when, _) in enumerate(node.rows):
            sentence = f"没有一例用到判定表的这一行：{when.text}"
            yield Part(at._replace(what=ROW, number=number), when.span, sentence)
        if node.otherwise is not None:
            sentence = "没有一例用到判定表的其余（otherwise）"
            other = at._replace(what=ROW, number=len(node.rows))
            yield Part(other, node.otherwise.span, sentence)
    elif lone and not isinstance(node, Constant | DefinedRead | Not):
        yield Part(at._replace(what=TRUE), node.span, f"没有一例使“{node.text}”成立")
        yield Part(at._replace(what=FALSE), node.span, f"没有一例使“{node.text}”不成立")
    if isinstance(node, Compare) and node.operator in ORDERED:
        sentence = f"没有一例正好在界上：“{node.text}”两边相等"
        yield Part(at._replace(what=EQUAL), node.span, sentence)
    if isinstance(node, Aggregate):
        sentence = f"没有一例连一条也没有：“{node.text}”"
        yield Part(at._replace(what=NONE), node.span, sentence)


def arms(at: Branch, node: All | Any) -> Iterator[Part]:
    """Each arm decides alone once, and once none does."""
    alone, none = ("不", "各项都成立") if isinstance(node, All) else ("", "各项都不成立")
    for number, one in enumerate(node.operands):
        sentence = f"没有一例只因“{one.text}”{alone}成立而{alone}成立"
        yield Part(at._replace(what=ARM, number=number), one.span, sentence)
    yield Part(at._replace(what=WHOLE), node.span, f"没有一例{none}：“{node.text}”")


# Which of them a row takes ---------------------------------------------------------------------


def branches(traced: TracedRule, day: Day) -> Iterator[Branch]:
    """The branches that one row of a case takes."""
    pending = [one for one in (traced.applies, traced.requires) if one is not None]
    while pending:
        one = pending.pop()
        pending.extend(one.children)
        for item in one.items:
            pending.extend(part for part in (item.condition, item.value, item.by) if part)
        if id(one.node) in day.places:
            unit, path = day.places[id(one.node)]
            yield from taken(Branch(unit, path, ""), one)


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
            yield at._replace(what=ROW, number=one.decided[0] // 2)
    elif truth is not None:  # of a condition that is not lone nobody asks
        yield at._replace(what=TRUE if truth else FALSE)
    if isinstance(node, Compare) and on_the_boundary(one):
        yield at._replace(what=EQUAL)
    if isinstance(node, Aggregate) and not one.items and one.known:
        yield at._replace(what=NONE)


def holds(one: Traced) -> bool:
    """Does the first row of a decision table that is still open hold?"""
    return one.children[one.decided[0]].truth is True


def on_the_boundary(one: Traced) -> bool:
    """Are both sides of a comparison known, and equal?"""
    left, right = one.children
    return left.known and right.known and left.result == right.result
