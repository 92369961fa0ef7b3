"""What the lists need to be told of each household: conditions, group keys, columns to show.

The questions go to the engine together with the rules, so that a household is read once. What a
file does not hold is not asked: it is unknown of every household.
"""

from __future__ import annotations

from collections.abc import Mapping

from checker.frozen import frozen
from checker.model.catalog import Catalog
from checker.model.dataset import Dataset
from checker.model.judged import Household, Questions
from checker.model.kind import Unknown, Value
from checker.model.policy import PolicySet
from checker.model.resolved import (
    Node,
    Resolved,
)
from checker.resolve.trees import everything, needs

HOUSEHOLD = "household"  # the entity that the lists are about, by its English name

OWNER = "owner"  # the role of the field that names who answers for a household (帮扶责任人)
VILLAGE = "village"  # the role of the field that names its village
NAME_OF = "_name"  # owner_name: the field that gives the name of the person that `owner` holds
CHECKER = "checker"  # the role of the field that names who checks it (核查人)


def titles(catalog: Catalog, role: str) -> tuple[str, ...]:
    """The household fields of a role, as lists title them."""
    household = catalog.entities.get(HOUSEHOLD)
    known = household.fields.values() if household else ()
    return tuple(field.title for field in known if field.role == role)


def questions(resolved: Resolved, policies: PolicySet, dataset: Dataset) -> Questions:
    """Everything that `sift` will want to know, for `checker.run.judge`."""
    wanted = list(resolved.roles.values())
    for sieve in resolved.sieves:
        wanted += [node for _, node in sieve.group_by if node is not None]
        wanted += [sieve.households] if sieve.households is not None else []
    given = [node for node in wanted if _given(node, dataset)]
    return Questions(tuple(dict.fromkeys(given)), _groups(resolved, policies))


def _groups(resolved: Resolved, policies: PolicySet) -> dict[str, frozenset[str]]:
    in_force = {rule.id for rule in resolved.rules}
    groups = {f"sieve:{sieve.id}": sieve.rules for sieve in resolved.sieves}
    for criterion in policies.criteria:
        groups[f"criterion:{criterion.id}"] = frozenset(criterion.rules) & in_force
    return groups


def _given(node: Node, dataset: Dataset) -> bool:
    return all(dataset.given(table, column) for table, column in needs(everything([node])))


@frozen
class Answers:
    """What the engine answered of each household."""

    positions: Mapping[Node, int]
    households: Mapping[str, Household]

    def value(self, household: str | None, node: Node) -> Value | Unknown:
        """The answer of one household; unknown where it was not asked or there is none."""
        told = self.households.get(household) if household is not None else None
        if told is None or node not in self.positions:
            return Unknown()
        return told.asked[self.positions[node]]
