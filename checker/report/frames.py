"""The lists of an outcome as pandas frames, for callers in Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.frozen import frozen
from checker.model.gap import Gap, Outcome
from checker.report.gaps_json import document
from checker.report.masking import Masking
from checker.report.record import Record, gap_record

if TYPE_CHECKING:
    from pandas import DataFrame

COLUMNS = (
    "id", "rule", "title", "verdict", "household", "entity", "row", "village", "sieves", "area",
    "criterion", "kind", "severity", "message", "remedy", "responsible", "due", "missing",
    "waiver", "unconfirmed", "rows", "values",
)  # fmt: skip


@frozen
class Frames:
    """An outcome, its lists made into frames on demand."""

    outcome: Outcome
    masking: Masking

    @property
    def gaps(self) -> DataFrame:
        """One row a gap or unknown, in the order of every list."""
        return self._frame(self.outcome.gaps)

    @property
    def criteria(self) -> DataFrame:
        """Household × criterion, each a word: met, gap, unknown, not_applicable."""
        import pandas as pd  # noqa: PLC0415  0.6 s that nobody else should wait for

        criteria = [criterion.id for criterion in self.outcome.policies.criteria]
        rows = sorted(self.outcome.criteria.items())
        return pd.DataFrame(
            [[words[criterion] for criterion in criteria] for _, words in rows],
            columns=criteria,
            index=pd.Index(
                [self.masking.key(household) for household, _ in rows], name="household"
            ),
        )

    def sieve(self, sieve: str) -> DataFrame:
        """One sieve's list, its group keys in front; KeyError where there is no such sieve."""
        gap_list = next((known for known in self.outcome.sieves if known.id == sieve), None)
        if gap_list is None:
            raise KeyError(sieve)
        known = {gap.id: gap for gap in self.outcome.gaps}
        listed = [(group.key, known[gap]) for group in gap_list.groups for gap in group.gaps]
        frame = self._frame([gap for _, gap in listed])
        titles = list(listed[0][0]) if listed else []
        for position, title in enumerate(titles):
            frame.insert(position, title, [key[title] for key, _ in listed], allow_duplicates=True)
        return frame

    def document(self) -> Record:
        """What gaps.json holds, as a tree."""
        return document(self.outcome, self.masking)

    def _frame(self, gaps: list[Gap] | tuple[Gap, ...]) -> DataFrame:
        import pandas as pd  # noqa: PLC0415  as above

        catalog = self.outcome.policies.catalog
        records = [flat(gap_record(gap, catalog, self.masking)) for gap in gaps]
        frame = pd.DataFrame(records, columns=list(COLUMNS))
        return frame.astype({"due": "Int64"})


def flat(record: Record) -> Record:
    """The row's entity and key side by side; "missing" where the verdict is known: none."""
    row = record["row"]
    assert isinstance(row, dict)  # as gap_record makes it
    return {"missing": []} | record | {"entity": row["entity"], "row": row["key"]}
