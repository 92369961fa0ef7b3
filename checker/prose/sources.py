"""What sentences need besides the rule: titles of tables, and the documents behind standards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from checker.frozen import frozen
from checker.model.catalog import Catalog, Field
from checker.model.policy import PolicySet, Standard
from checker.model.resolved import TableName


@frozen
class Sources:
    """The dictionary and the standards of a policy set; without them, English names are said."""

    catalog: Catalog | None = None
    standards: Mapping[tuple[str, str], Standard] = field(default_factory=dict)  # (policy, name)

    def title(self, table: TableName) -> str:
        """The table's title."""
        known = self.catalog.entities.get(table.entity) if self.catalog else None
        return known.title if known else table.entity

    def register(self, table: TableName) -> bool:
        """Is it another office's list?"""
        known = self.catalog.entities.get(table.entity) if self.catalog else None
        return known is not None and known.register is not None

    def field(self, table: TableName, title: str) -> Field | None:
        """The field of a table with this title."""
        known = self.catalog.entities.get(table.entity) if self.catalog else None
        return known.field_named(title) if known else None

    def standard(self, policy: str, name: str) -> Standard | None:
        """A standard as it was written, the policy's own or the shared one."""
        return self.standards.get((policy, name)) or self.standards.get(("", name))


def sources(policies: PolicySet) -> Sources:
    """The sources of a policy set."""
    found = {(one.id, each.name): each for one in policies.policies for each in one.standards}
    shared = policies.shared.standards if policies.shared else ()
    return Sources(policies.catalog, {**found, **{("", each.name): each for each in shared}})
