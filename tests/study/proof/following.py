"""A trail that picks what one real row has, so that a weighing can be held to the interpreter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from checker.model.kind import State, Unknown
from checker.model.resolved import FieldRead, Row, TableName
from checker.run import intervals
from checker.run.functions import same
from checker.run.interpreter import Interpreter
from checker.run.intervals import Interval
from checker.run.rows import Place, Rowed, alone
from checker.study.proof.part import (
    EQUAL,
    GREATER,
    LESS,
    Doubtful,
    Lacking,
    Opaque,
    Stretch,
    Words,
)
from checker.study.proof.reading import At, Reading
from checker.study.proof.trail import Trail, Turn

DIFFERS = "differs"  # of words: neither less nor greater


class Following(Trail):
    """Picks by the values of one row of a table."""

    def __init__(self, interpreter: Interpreter, reading: Reading, place: Place) -> None:
        super().__init__()
        self.interpreter, self.reading, self.place = interpreter, reading, place

    def pick(self, turn: Turn, options: Callable[[], Sequence[Any]]) -> Any:
        """The option that the row has; there must be one."""
        wanted = getattr(self, turn.about.replace("-", "_"))(turn.key)
        offered = options()
        found = [one for one in offered if self.fits(one, wanted)]
        assert len(found) == 1 or (found and wanted is DIFFERS), (turn, wanted, offered)
        return found[0]

    # What the row has at each turn -------------------------------------------------------------

    def present(self, key: tuple[bool, tuple[str, ...]]) -> bool:
        """Is the ancestor there?"""
        return self.row(Row(*key)) is not None

    def value(self, key: Any) -> Any:
        """The value, interval or state of a cell or of something made."""
        if isinstance(key, tuple) and key[0] == "exact":
            node, at = self.reading.read[key[1]]
            return lacking(self.interpreter.ratio(node)(alone(self.rowed(at)))[0])
        if isinstance(key, tuple):  # a standard, and the code that is read of it
            key = key[0]
        node, at = self.reading.read[key]
        if isinstance(node, FieldRead):
            state, value = self.cell(node, at)
            return value if state is State.KNOWN else Lacking(state.name.lower())
        return lacking(self.interpreter.result(node, self.rowed(at)))

    def relation(self, key: tuple[Any, Any]) -> Any:
        """How the first stands to the second."""
        one, other = (self.side(side) for side in key)
        persons = any(isinstance(side, tuple) and side[0] == "person" for side in key)
        one, other = same(one, persons=persons), same(other, persons=persons)
        if one == other:
            return EQUAL
        return DIFFERS if isinstance(one, str | bool) else LESS if one < other else GREATER

    def has_code(self, key: tuple[Any, int]) -> bool:
        """Is the code among those that could be read?"""
        node, at = self.reading.read[key[1]]
        assert isinstance(node, FieldRead)
        return self.side(key[0]) in (self.cell(node, at)[1] or ())

    def truth(self, key: Any) -> bool | None:
        """How something opaque comes out."""
        if isinstance(key, int):
            node, at = self.reading.read[key]
            truth = self.interpreter.truth(node, self.rowed(at))
        else:
            truth = intervals.compared(key[0], self.side(key[1]), self.side(key[2]))
        return None if isinstance(truth, Unknown) else truth

    def side(self, key: Any) -> Any:
        """The value behind a part's key."""
        if isinstance(key, tuple) and key[0] == "constant":
            return key[1]
        return self.value(key[1] if isinstance(key, tuple) and key[0] == "person" else key)

    def cell(self, node: FieldRead, at: At) -> tuple[State, Any]:
        """The state of a cell, and what could be read of it."""
        table, row = self.located(at.seen(node.row))
        column = self.interpreter.rows.table(table).columns.get(node.name)
        return (column.state(row), column.values[row]) if column else (State.BLANK, None)

    # Places ------------------------------------------------------------------------------------

    def row(self, row: Row) -> int | None:
        """The row seen from the rule's."""
        table, place = self.place
        return self.interpreter.rows.ancestor(table, place, row.way)

    def located(self, row: Row) -> Place:
        """Its place; it is there."""
        found = self.row(row)
        assert found is not None
        table = self.place[0]
        return (TableName(row.way[-1], table.period) if row.way else table), found

    def rowed(self, at: At) -> Rowed:
        """The rows that an expression standing there speaks of."""
        return Rowed(self.located(at.row))

    def fits(self, option: Any, wanted: Any) -> bool:
        """Does the part hold what the row has?"""
        if wanted is DIFFERS:
            return bool(option != EQUAL)
        match option:
            case Stretch():
                return not isinstance(wanted, Lacking | Interval) and inside(option, wanted)
            case Words():
                known = not isinstance(wanted, Lacking)
                return known and (wanted in option.words) is not option.others
            case Opaque():
                return not isinstance(wanted, Lacking)
            case Doubtful():
                return (
                    isinstance(wanted, Interval)
                    and inside(option.low, wanted.low, endless=-1)
                    and inside(option.high, wanted.high, endless=1)
                )
        return option is wanted or (type(option) is type(wanted) is int and option == wanted)


def lacking(value: Any) -> Any:
    """The value; an unknown as a part."""
    return Lacking.UNKNOWN if isinstance(value, Unknown) else value


def inside(stretch: Stretch, value: Any, endless: int = 0) -> bool:
    """Does the value, or a bound that may be endless, lie in the stretch?"""
    if value is None:
        return (stretch.low if endless < 0 else stretch.high) is None
    low, high = stretch.low, stretch.high
    return (low is None or low <= (value, 0)) and (high is None or high >= (value, 1))
