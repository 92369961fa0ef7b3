"""What an expression becomes: one column, or two where a number is only known within bounds."""

from __future__ import annotations

from decimal import Decimal

from checker.frozen import frozen
from checker.model.kind import LIMIT
from checker.plan.dialect import SCALE, Term


@frozen
class Result:
    """An expression's value as columns.

    A number lies between `low` and `high`; an end that is not known is infinity, and where both
    are not known nothing is. Where `high` is None both ends are the same.
    """

    low: Term
    high: Term | None = None
    millionths: bool = False  # a number in millionths, else whole
    constant: Decimal | None = None  # the number, where it is the same for all rows
    most: int | None = None  # its size at most, as held; None: what the language allows
    natural: bool = False  # a number that is never negative

    @property
    def top(self) -> Term:
        """The upper end."""
        return self.low if self.high is None else self.high

    @property
    def terms(self) -> tuple[Term, ...]:
        """All columns."""
        return (self.low,) if self.high is None else (self.low, self.high)

    def replaced(self, terms: tuple[Term, ...]) -> Result:
        """The same with other columns in place of `terms`."""
        high = terms[1] if self.high is not None else None
        return Result(terms[0], high, self.millionths, None, self.most, self.natural)

    @property
    def greatest(self) -> int:
        """How large the number may be, as it is held."""
        if self.most is not None:
            return self.most
        return int(LIMIT) * (SCALE if self.millionths else 1)
