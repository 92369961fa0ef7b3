"""A rule explained: its sentences, and for rows every step to the verdict and what would turn it.

Plain data, as `checker explain` prints and writes it (schemas/explanation.schema.json). Values are
whole here; what is hidden in an output is the output's to say.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from checker.model.gap import NotRun, Reading, Subject
from checker.model.policy import Rule, Validity
from checker.model.verdict import Verdict


@dataclass(frozen=True)
class Sentence:
    """One numbered sentence."""

    number: int  # from 1
    kind: str  # applies | requires | definition | list | standard
    name: str  # of a definition, a list or a standard; else ""
    text: str
    parts: tuple[str, ...] = ()  # listed below it as （1）（2）: alternatives, rows of a table
    language: str = "zh"

    @property
    def lines(self) -> tuple[str, ...]:
        """As it is printed: the sentence with its number, then its parts with theirs."""
        mark = "（{}）{}" if self.language == "zh" else "({}) {}"
        listed = (mark.format(index, part) for index, part in enumerate(self.parts, 1))
        return (f"{self.number}. {self.text}", *listed)


@dataclass(frozen=True)
class Step:
    """One sub-expression of a rule for one row, with what it came to."""

    kind: str  # and | or | not | compare | field | definition | decide | aggregate | row | ...
    words: str  # the sub-expression as a clause or a noun; of a row its table and key
    text: str  # as it stands in the policy
    condition: bool  # is it true or false?
    truth: bool | None  # of a condition; None: it cannot be told
    decided: bool  # did it make what stands above it what that is?
    reading: Reading | None = None  # of a value: what it is and the cell that it was read from
    bounds: tuple[Decimal | None, Decimal | None] | None = None  # known only between these
    state: str = ""  # of a field: known | blank | unreadable | no-row
    raw: str = ""  # of a field: what stood there, where it is not simply a value
    private: bool = False  # is what stood there somebody's own, of whatever kind the field is?
    children: tuple[Step, ...] = ()


@dataclass(frozen=True)
class ChangedCell:
    """One value that would be another."""

    field: str  # English name
    before: Reading
    after: Reading  # its value is an Unknown where the cell would be emptied


@dataclass(frozen=True)
class Change:
    """A change of the data under which the verdict is another: tried, not guessed."""

    verdict: Verdict  # what it would be
    table: str  # title
    row: str  # key; "" for a row that would be added
    cells: tuple[ChangedCell, ...]  # one; of an added row all that is written in it

    @property
    def added(self) -> bool:
        """Would a row be added?"""
        return not self.row


@dataclass(frozen=True)
class ExplainedRow:
    """One row's verdict with every step to it."""

    subject: Subject
    verdict: Verdict
    message: str  # of a gap or an unknown
    missing: tuple[str, ...]  # of an unknown: titles of what is missing
    told: tuple[Reading, ...]  # the values that the message was made of
    applies: Step | None
    requires: Step
    changes: tuple[Change, ...]  # the smallest first; none where no single one is enough
    tried: int  # cells of which other values were tried


@dataclass(frozen=True)
class Explanation:
    """A rule explained, alone or for rows."""

    rule: Rule
    validity: Validity  # the rule's own within its chapter's
    table: str  # title of what it checks
    as_of: date
    language: str
    sentences: tuple[Sentence, ...]
    remedy: str  # in the language, as it was written
    unconfirmed: tuple[str, ...]  # standards
    drift: tuple[str, ...]  # figures of the title that the sentences do not have
    policies_fingerprint: str
    data_fingerprint: str | None = None  # None: no data was given
    household: str | None = None
    rows: tuple[ExplainedRow, ...] = ()
    not_run: NotRun | None = None  # why it could not be judged on the data
    sql: tuple[str, ...] = ()
