"""Names, kinds, units and dates looked up: a written rule becomes a ResolvedRule or a Fault."""

from checker.resolve.policies import computed, resolve

__all__ = ["computed", "resolve"]
