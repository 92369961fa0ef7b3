"""What is responsible for the rows that turn under one rule.

Several changes may have come together. Each is put into the old rule by itself: what makes the
row stand as it now does is enough. Where none is enough, changes are taken out of all of them one
after another, as long as the row still stands as it now does: what is left decides together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from checker.model.difference import Change, Share, Standing
from checker.study.difference_mix import Chosen, Mix

Responsible = tuple[tuple[Change, ...], Share]
Wanted = Mapping[int, Standing]  # row → where it stands now


def responsible(mix: Mix, wanted: Wanted) -> dict[Responsible, list[int]]:
    """The rows by what is responsible for them."""
    everything = frozenset(mix.changes)
    whole = reached(mix, everything, wanted, wanted)
    enough = {change: reached(mix, frozenset([change]), wanted, whole) for change in mix.changes}
    found: dict[Responsible, list[int]] = defaultdict(list)
    pending = []
    for row in wanted:
        alone = tuple(change for change in mix.changes if row in enough[change])
        if row not in whole:
            found[mix.changes, Share.UNTRACED].append(row)
        elif alone:
            found[alone, Share.ALONE if len(alone) == 1 else Share.EACH].append(row)
        else:
            pending.append(row)
    for chosen, rows in together(mix, wanted, pending).items():
        found[tuple(c for c in mix.changes if c in chosen), Share.TOGETHER] += rows
    return dict(found)


def together(mix: Mix, wanted: Wanted, rows: Iterable[int]) -> dict[Chosen, list[int]]:
    """The least that is enough, for rows for which all together is."""
    sets: dict[Chosen, list[int]] = {frozenset(mix.changes): [*rows]}
    for change in mix.changes:
        smaller: dict[Chosen, list[int]] = defaultdict(list)
        for chosen, own in sets.items():
            spared = reached(mix, chosen - {change}, wanted, own)
            for row in own:
                smaller[chosen - {change} if row in spared else chosen].append(row)
        sets = smaller
    return {chosen: own for chosen, own in sets.items() if own}


def reached(mix: Mix, chosen: Chosen, wanted: Wanted, rows: Iterable[int]) -> frozenset[int]:
    """The rows that stand as they now do with only these changes."""
    own = [*rows]
    standings = mix.standings(chosen) if own else None
    if standings is None:
        return frozenset()
    rule = mix.new.rule.id
    return frozenset(row for row in own if standings.at(rule, row) is wanted[row])
