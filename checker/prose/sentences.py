"""A resolved rule as numbered sentences: what it applies to, what it requires, and every name.

Made from the tree that is judged, so that what is signed cannot drift from what is checked.
Definitions, long lists and standards are explained once each, after the rule, in the order in
which they are met.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from checker.model.explanation import Sentence
from checker.model.resolved import (
    Aggregate,
    Among,
    Defined,
    DefinedRead,
    Node,
    ResolvedRule,
    StandardRead,
    TableName,
)
from checker.prose.chinese_frame import ChineseFrame
from checker.prose.english_frame import EnglishFrame
from checker.prose.lists import list_name, told_apart
from checker.prose.sources import Sources
from checker.prose.view import View
from checker.resolve.trees import children, inner

APPLIES, REQUIRES, DEFINITION, LIST, STANDARD = (
    "applies", "requires", "definition", "list", "standard")  # fmt: skip


class Frame(Protocol):
    """One language."""

    def phrase(self, node: Node, view: View) -> str:
        """A node as a clause or a noun."""

    def applies(self, node: Node | None, view: View) -> tuple[str, tuple[str, ...]]:
        """What the rule applies to."""

    def requires(self, node: Node, view: View) -> tuple[str, tuple[str, ...]]:
        """What it requires."""

    def definition(self, what: Defined, view: View) -> tuple[str, tuple[str, ...]]:
        """What a name means."""

    def listed(self, name: str, node: Among) -> str:
        """What a list holds."""

    def standard(
        self, node: StandardRead, view: View, policy: str, *, doubt: bool
    ) -> tuple[str, tuple[str, ...]]:
        """A standard with its values in force and their basis."""


FRAMES: dict[str, Frame] = {"zh": ChineseFrame(), "en": EnglishFrame()}


def phrase(
    node: Node,
    language: str = "zh",
    *,
    table: TableName | None = None,
    item: TableName | None = None,
    sources: Sources | None = None,
) -> str:
    """One node in words: a condition as a clause, a value as a noun.

    Args:
        node: any node of a resolved tree.
        language: "zh" or "en"; words of code lists stay as they are.
        table: SELF's table; only aggregates speak of it.
        item: ITEM's table, where the node stands inside an aggregate.
        sources: titles of tables; without them the English names stand.
    """
    depth = 0 if item is None else 1
    view = View(table or TableName("row"), item, depth, sources or Sources())
    return FRAMES[language].phrase(node, view)


def sentences(
    rule: ResolvedRule, language: str = "zh", sources: Sources | None = None
) -> tuple[Sentence, ...]:
    """The rule as numbered sentences.

    Args:
        rule: the rule of a day.
        language: "zh" or "en".
        sources: titles of tables and the documents behind standards (`checker.prose.sources`).
    """
    frame, view = FRAMES[language], View(rule.table, sources=sources or Sources())
    policy = rule.id.rpartition("/")[0]
    found: list[tuple[str, str, str, tuple[str, ...]]] = [
        (APPLIES, "", *frame.applies(rule.applies, view)),
        (REQUIRES, "", *frame.requires(rule.requires, view)),
    ]
    bodies = [node for node in (rule.applies, rule.requires) if node is not None]
    names = definitions(bodies)
    found += [
        (DEFINITION, one.name, *frame.definition(one, view.body(one.table))) for one in names
    ]
    everything = [*bodies, *(one.body for one in names)]
    for name, listed in lists(everything).items():
        found.append((LIST, name, frame.listed(name, listed), ()))
    for read in standards(everything):
        doubt = read.name in rule.unconfirmed
        found.append((STANDARD, read.name, *frame.standard(read, view, policy, doubt=doubt)))
    return tuple(Sentence(number, *one, language) for number, one in enumerate(found, 1))


def mentioned(nodes: Sequence[Node]) -> Iterator[Node]:
    """The nodes and all below them as they stand, what aggregates evaluate included."""
    for node in nodes:
        yield node
        if isinstance(node, StandardRead):
            yield from mentioned([one for one in (node.code, node.day) if one is not None])
            continue
        below = [*children(node), *(inner(node) if isinstance(node, Aggregate) else ())]
        yield from mentioned(below)


def definitions(nodes: Sequence[Node]) -> list[Defined]:
    """The definitions that nodes read, through one another, in the order of being met."""
    found: dict[Defined, None] = {}
    pending = list(nodes)
    while pending:
        for node in mentioned([pending.pop(0)]):
            if isinstance(node, DefinedRead) and node.defined not in found:
                found[node.defined] = None
                pending.append(node.defined.body)
    return list(found)


def lists(nodes: Sequence[Node]) -> dict[str, Among]:
    """The lists that are too long to be told in passing."""
    found: dict[str, Among] = {}
    for node in mentioned(nodes):
        if isinstance(node, Among) and told_apart(node):
            found.setdefault(list_name(node) or "", node)
    return found


def standards(nodes: Sequence[Node]) -> list[StandardRead]:
    """The standards, each once; where one is read of several days, all its values."""
    found: dict[str, StandardRead] = {}
    for node in mentioned(nodes):
        if isinstance(node, StandardRead):
            known = found.get(node.name)
            if known is None or (node.day is not None and known.day is None):
                found[node.name] = node
    return list(found.values())
