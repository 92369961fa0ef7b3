"""Villages by the name that people call them: the last part of their key, or more of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

BETWEEN = " › "  # the parts of a composite key


def short_names(keys: Iterable[str]) -> dict[str, str]:
    """北城街道 › 北村 → 北村; two villages of one name keep what tells them apart."""
    pending = {key: key.split(BETWEEN) for key in keys}
    names: dict[str, str] = {}
    parts = 1
    while pending:
        shown = {key: BETWEEN.join(whole[-parts:]) for key, whole in pending.items()}
        counted = Counter(shown.values())
        names |= {
            key: name
            for key, name in shown.items()
            if counted[name] == 1 or parts >= len(pending[key])
        }
        pending = {key: whole for key, whole in pending.items() if key not in names}
        parts += 1
    return names
