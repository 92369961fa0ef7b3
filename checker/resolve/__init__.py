"""Names, kinds, units and dates looked up: a written rule becomes a ResolvedRule or a Fault."""

from checker.resolve.policies import resolve

__all__ = ["resolve"]
