"""Whether the files of a policy folder fit together: ids given once, and names that there are.

Looked at in the trees, not in the model, so that a file with faults still counts for the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checker.fault import Fault
from checker.read import messages
from checker.read.cases import full_id
from checker.read.file import File, maps, scalars
from checker.read.values import look
from checker.source import Span
from checker.yaml_tree import ListNode, MapNode, TextNode

Written = tuple[str, TextNode]  # the whole id, and where it is written


class Given:
    """The ids of one sort of thing, and where each is written."""

    def __init__(self, what: str) -> None:
        self.what = what
        self.places: dict[str, Span] = {}
        self.unread: set[str] = set()  # policies of which nobody knows what they would give
        self.looks: dict[str, str] = {}

    def give(self, name: str, span: Span) -> Iterator[Fault]:
        """Take an id in; faults where it is there already, or one that looks like it."""
        if name in self.places:
            yield messages.duplicate_id(span, self.what, name, self.places[name])
            return
        alike = self.looks.setdefault(look(name), name)
        if alike != name:
            yield messages.alike_id(span, self.what, name, self.places[alike], alike)
        self.places[name] = span

    def unknown(self, written: Iterable[Written]) -> Iterator[Fault]:
        """Those names that nobody has given."""
        for name, node in written:
            if name not in self.places and name.rpartition("/")[0] not in self.unread:
                yield messages.unknown_id(node.span, self.what, name, self.places)


class Names:
    """The ids that a folder and what it extends have given."""

    def __init__(self) -> None:
        self.rules = Given("规则")
        self.policies = Given("政策文件")
        self.areas = Given("政策领域")
        self.sieves = Given("筛")
        self.criteria = Given("两不愁三保障")

    def give(self, policies: dict[str, File], others: dict[str, list[File]]) -> Iterator[Fault]:
        """Take in the ids of a folder's files; faults where one is given twice."""
        for policy_id, file in policies.items():
            if not _rules_told(file):
                self.lose(policy_id)
            span = file.tree.span if file.tree else Span(file.source, 1, 1)
            yield from self.policies.give(policy_id, span)
            for node in _ids(file, "rules"):
                yield from self.rules.give(f"{policy_id}/{node.text}", node.span)
        for file in others.get("areas", []):
            for node in _ids(file, "areas"):
                yield from self.areas.give(node.text, node.span)
        yield from self._give_criteria(others.get("criteria", []))
        for file in others.get("sieve", []):
            for node in _of(file, "sieve", "id"):
                yield from self.sieves.give(node.text, node.span)

    def _give_criteria(self, files: Iterable[File]) -> Iterator[Fault]:
        """A criterion of the base may be said anew, once."""
        above = set(self.criteria.places)
        for node in (node for file in files for node in _ids(file, "criteria")):
            if node.text in above:
                above.remove(node.text)
            else:
                yield from self.criteria.give(node.text, node.span)

    def lose(self, policy_id: str) -> None:
        """A policy file cannot be read: names of its rules are no further faults."""
        self.rules.unread.add(policy_id)

    def check(self, policies: dict[str, File], others: dict[str, list[File]]) -> Iterator[Fault]:
        """The names in a folder's files that nobody has given."""
        for file in policies.values():
            yield from self._unknown(self.areas, _of(file, "policy", "area"))
            for rule in _maps(file, "rules"):
                yield from self._unknown(self.sieves, scalars(rule, "sieves"))
        for file in others.get("criteria", []):
            for one in _maps(file, "criteria"):
                yield from self._unknown(self.rules, scalars(one, "rules"))
        for file in others.get("sieve", []):
            for word, given in (
                ("sieve", self.sieves),
                ("area", self.areas),
                ("rule", self.rules),
            ):
                yield from self._unknown(given, _chosen(file, word))

    def check_cases(self, cases: dict[str, File]) -> Iterator[Fault]:
        """Cases of policies and rules that there are not."""
        for policy_id, file in cases.items():
            for one in _maps(file, "cases"):
                written = ((full_id(policy_id, n.text), n) for n in scalars(one, "rule"))
                yield from self.rules.unknown(written)

    def _unknown(self, given: Given, nodes: Iterable[TextNode]) -> Iterator[Fault]:
        """Where a folder has no sieves or areas at all, none is asked for."""
        if given.places or given is self.rules:
            yield from given.unknown((node.text, node) for node in nodes)


def _rules_told(file: File) -> bool:
    """Can be told which rules a policy file gives? Not where `rules` or an id is misspelt."""
    listed = file.tree.get("rules") if file.tree else None
    rules = [*_maps(file, "rules")]
    return isinstance(listed, ListNode) and all([*scalars(rule, "id")] for rule in rules)


def _maps(file: File, key: str) -> Iterator[MapNode]:
    return maps(file.tree, key) if file.tree else iter(())


def _ids(file: File, key: str) -> Iterator[TextNode]:
    return (node for one in _maps(file, key) for node in scalars(one, "id"))


def _of(file: File, above: str, key: str) -> tuple[TextNode, ...]:
    node = file.tree.get(above) if file.tree else None
    return scalars(node, key) if isinstance(node, MapNode) else ()


def _chosen(file: File, word: str) -> tuple[TextNode, ...]:
    """The names under `rules:` of a sieve."""
    sieve = file.tree.get("sieve") if file.tree else None
    rules = sieve.get("rules") if isinstance(sieve, MapNode) else None
    return scalars(rules, word) if isinstance(rules, MapNode) else ()
