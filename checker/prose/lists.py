"""Named lists: which membership speaks of one, and which are too long to be told in passing."""

from __future__ import annotations

from checker.model.function import AS_OF
from checker.model.resolved import Among, Constant

MOST_IN_PASSING = 5


def list_name(node: Among) -> str | None:
    """The list's name; None where the values stand in the rule itself.

    The values of a named list all bear its name as their text.
    """
    texts = {item.text for item in node.items} - {*AS_OF, "True", "False"}
    if len(texts) != 1 or not all(isinstance(item, Constant) for item in node.items):
        return None
    name = next(iter(texts))
    return name if name.isidentifier() else None


def told_apart(node: Among) -> bool:
    """Is the list so long that it has a sentence of its own?"""
    return list_name(node) is not None and len(node.items) > MOST_IN_PASSING
