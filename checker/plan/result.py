"""What an expression becomes: one column, or two where a number is only known within bounds."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from checker.plan.dialect import NULL, Term


@dataclass(frozen=True)
class Result:
    """An expression's value as columns.

    A number is `low` to `high`: `low` unknown means unknown, `high` unknown with `low` known
    means without upper end. Where `high` is None both ends are the same.
    """

    low: Term
    high: Term | None = None
    millionths: bool = False  # a number in millionths, else whole
    incomplete: Term | None = None  # of several codes: is a part of them unreadable?
    constant: Decimal | None = None  # the number, where it is the same for all rows

    @property
    def top(self) -> Term:
        """The upper end."""
        return self.low if self.high is None else self.high

    @property
    def terms(self) -> tuple[Term, ...]:
        """All columns."""
        return tuple(t for t in (self.low, self.high, self.incomplete) if t is not None)

    def replaced(self, terms: tuple[Term, ...]) -> Result:
        """The same with other columns in place of `terms`."""
        rest = iter(terms)
        low = next(rest)
        high = next(rest) if self.high is not None else None
        incomplete = next(rest) if self.incomplete is not None else None
        return Result(low, high, self.millionths, incomplete)


UNKNOWN = Result(NULL)
