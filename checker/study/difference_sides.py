"""Two runs laid side by side: where every row stands in both.

Rows of tables in memory are all compared. Of tables left in their files only those are compared of
which one of the runs found something, and at most as many as are told from one neighbourhood; the
rows near them are read into memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from checker.fault import Fault, FaultyInput
from checker.frozen import frozen
from checker.model.catalog import Catalog
from checker.model.checked import Checked
from checker.model.dataset import Dataset, ParquetTable
from checker.model.difference import Compared, Standing, turned
from checker.model.resolved import TableName
from checker.model.verdict import Verdict
from checker.run.rows import Rows
from checker.sift.waiving import waivers_on
from checker.study.difference_mix import Chaptered, chaptered
from checker.study.difference_text import bare
from checker.study.standing import STANDING, Standings, lies_in_files

Data = Callable[[Catalog], Rows]  # the data as a dictionary understands it
Read = Callable[[Catalog], Dataset]
Named = tuple[str, Checked]  # a side as outputs name it, and its run
Under = tuple[str, TableName]  # a rule, and the table that it looks at
Flips = dict[int, tuple[Standing, Standing]]
MOST = 20_000  # rows in files that are compared; they and all near them are held in memory


@frozen
class Side:
    """One policy set, checked."""

    name: str
    checked: Checked
    standings: Standings
    rules: Mapping[str, Chaptered]

    @property
    def compared(self) -> Compared:
        """What outputs say of it."""
        return compared(self.name, self.checked)


@frozen
class Sides:
    """Both, with the data as any dictionary between them understands it."""

    old: Side
    new: Side
    data: Data
    found: Mapping[Under, Sequence[int]] | None = None  # the rows compared; None: all
    left: int = 0  # rows found otherwise that were not compared

    def flips(self) -> Iterator[tuple[Under, Flips]]:
        """Every rule under which rows of a table turn, with those rows."""
        for under in self._under() if self.found is None else self.found:
            both = self._all(under) if self.found is None else self._some(under, self.found[under])
            flips = {row: (was, now) for row, (was, now) in both if turned(was, now)}
            if flips:
                yield under, flips

    def _under(self) -> Iterator[Under]:
        sides = self.old.standings, self.new.standings
        for rule in sorted({*sides[0].rules, *sides[1].rules}):
            tables = (side.rules[rule].table for side in sides if rule in side.rules)
            yield from ((rule, table) for table in dict.fromkeys(tables))

    def _all(self, under: Under) -> Iterable[tuple[int, tuple[Standing, Standing]]]:
        was, now = (side.standings.column(*under) for side in (self.old, self.new))
        return enumerate(zip_longest(was, now, fillvalue=Standing.NO_ROW))

    def _some(
        self, under: Under, rows: Iterable[int]
    ) -> Iterable[tuple[int, tuple[Standing, Standing]]]:
        (rule, table), sides = under, (self.old.standings, self.new.standings)
        asks = [rule in side.rules and side.rules[rule].table == table for side in sides]
        for row in rows:
            was, now = (
                side.at(rule, row) if asked else Standing.NO_RULE
                for side, asked in zip(sides, asks, strict=True)
            )
            yield row, (was, now)


def compared(name: str, checked: Checked) -> Compared:
    """What outputs say of one side."""
    outcome = checked.outcome
    still_open = [gap.finding.verdict for gap in outcome.gaps if gap.waiver is None]
    return Compared(
        name,
        outcome.as_of,
        outcome.policies_fingerprint,
        outcome.data_fingerprint,
        still_open.count(Verdict.GAP),
        still_open.count(Verdict.UNKNOWN),
        outcome.not_run,
    )


def sides(before: Named, after: Named, read: Read) -> Sides:
    """Both sides of two policy sets.

    Raises:
        FaultyInput: a table lies in files, and the dictionaries differ.
    """
    old, new = before[1], after[1]
    alike = bare(old.policies.catalog) == bare(new.policies.catalog)
    if lies_in_files(new.dataset) and not alike:
        raise FaultyInput([dictionaries_differ(new.dataset)])
    if not alike:
        was, now = (Rows(one.dataset, one.policies.catalog) for one in (old, new))
        return Sides(side(before, was), side(after, now), again(read))
    catalog = new.policies.catalog
    old = replace(old, policies=replace(old.policies, catalog=catalog))
    if not lies_in_files(new.dataset):
        rows = Rows(new.dataset, catalog)
        return Sides(side((before[0], old), rows), side(after, rows), lambda _catalog: rows)
    rows, found, left = nearby(old, new)
    one, other = side((before[0], old), rows), side(after, rows)
    return Sides(one, other, lambda _catalog: rows, found, left)


def side(named: Named, rows: Rows) -> Side:
    """One side, with what is needed to look closer."""
    name, checked = named
    standings = Standings(checked.policies, checked.resolved, rows)
    return Side(name, checked, standings, chaptered(checked.policies))


def again(read: Read) -> Data:
    """The data as other dictionaries understand it, read once for each."""
    known: dict[str, Rows] = {}

    def rows(catalog: Catalog) -> Rows:
        meant = repr(bare(catalog))
        if meant not in known:
            known[meant] = Rows(read(catalog), catalog)
        return known[meant]

    return rows


def nearby(old: Checked, new: Checked) -> tuple[Rows, dict[Under, list[int]], int]:
    """The rows of which only one run found something, or something else, and all near them."""
    from checker.run.nearby import Nearby  # noqa: PLC0415  DuckDB, which few need

    was, now = found_by(old), found_by(new)
    otherwise = sorted(key for key in {*was, *now} if was.get(key) != now.get(key))
    wanted: dict[TableName, set[int]] = {}
    for _rule, table, row in otherwise[:MOST]:
        wanted.setdefault(table, set()).add(row)
    named = {rule for rule, _, _ in otherwise[:MOST]}
    rules = [rule for one in (old, new) for rule in one.resolved.rules if rule.id in named]
    catalog = new.policies.catalog
    around = Nearby(new.dataset, catalog, new.resolved.as_of, rules)
    dataset, indices = around.around(wanted)
    found: dict[Under, list[int]] = {}
    for rule, table, row in otherwise[:MOST]:
        found.setdefault((rule, table), []).append(indices.get(table, {}).get(row, row))
    return Rows(dataset, catalog), found, max(len(otherwise) - MOST, 0)


def found_by(checked: Checked) -> dict[tuple[str, TableName, int], Standing]:
    """What a run found, row by row."""
    waivers = waivers_on(checked.resolved.as_of, checked.policies.waivers)
    return {
        (one.rule.id, one.subject.table, one.subject.row): Standing.WAIVED
        if waivers.covering(one)
        else STANDING[one.verdict]
        for one in checked.judged.findings
    }


def dictionaries_differ(dataset: Dataset) -> Fault:
    """Data in files is read once, as one dictionary understands it."""
    lying = (table for table in dataset.tables.values() if isinstance(table, ParquetTable))
    return Fault(
        "dictionaries-differ",
        "两套政策的数据字典不同，不能用留在 Parquet 文件里的资料对照",
        hint="用 Excel、CSV 或 JSON Lines 文件",
        place=min(path for table in lying for path in table.paths),
    )
