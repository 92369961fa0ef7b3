"""Checks household files against policy rules and lists the gaps of three sieves."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checker.pipeline import check

__all__ = ["check"]


def __getattr__(name: str) -> object:
    """Hand on `check`, imported when it is first asked for: `checker --help` stays fast."""
    if name == "check":
        from checker.pipeline import check  # noqa: PLC0415  see above

        return check
    raise AttributeError(name)
