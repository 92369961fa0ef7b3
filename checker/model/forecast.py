"""What will be found on days to come, if nothing else is entered until then."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum

from checker.fault import Fault
from checker.frozen import frozen
from checker.model.catalog import Catalog
from checker.model.difference import Compared, Standing
from checker.model.gap import Finding
from checker.model.kind import Unknown, Value


class Turning(Enum):
    """What happens to a row under a rule."""

    APPEARS = "appears"  # something is found that was not
    GOES = "goes"  # what was found goes away by itself
    CHANGES = "changes"  # a gap can no longer be told, or an unknown is now a gap


@frozen
class Crossing:
    """A value that changes with the day, and by which the verdict turns."""

    text: str  # 年龄, 核查日 - v.走访日期
    unit: str | None
    before: Value | Unknown
    after: Value | Unknown
    clause: str  # the comparison that turns: 6 <= 年龄; "" where there is none


@frozen
class Coming:
    """One row's turn on a day to come."""

    id: str  # as of a gap
    turning: Turning
    day: date  # the first on which it stands so
    until: date | None  # the last, where it turns again before the forecast ends
    before: Standing
    after: Standing
    finding: Finding  # as of that day; as of the day before where it goes
    crossings: tuple[Crossing, ...]  # () where it is the rule or the waiver that begins or ends


@frozen
class Event:
    """A day in what the office has written: something begins or ends."""

    day: date
    kind: str  # standard confirmation table rule-starts -ends waiver-starts -ends register
    of: str
    text: str
    rules: tuple[str, ...]  # that it concerns


@frozen
class Forecast:
    """The turns of some days, the earliest first."""

    today: Compared
    days: int
    catalog: Catalog
    comings: tuple[Coming, ...]
    events: tuple[Event, ...]
    shown: Mapping[str, Mapping[str, str]]
    unread: tuple[Fault, ...] = ()
