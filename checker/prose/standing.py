"""Standards as they stand on the day: each value in force with its region, day and basis."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from checker.frozen import frozen
from checker.model.policy import Basis
from checker.model.resolved import StandardChoice, StandardRead
from checker.prose.sources import Sources


@frozen
class Standing:
    """One dated value of a standard."""

    region: str
    start: date
    choices: tuple[StandardChoice, ...]  # one, or one for each code
    basis: Basis | None


def standing(node: StandardRead, policy: str, sources: Sources) -> Iterator[Standing]:
    """The values that a rule of a policy rests on: those in force, or all where a day is given."""
    source = sources.standard(policy, node.name)
    written = source.values if source else ()
    bases = {(one.region, one.start): one.basis for one in written}
    order = sorted(node.choices, key=lambda one: (one.region, one.start))
    for (region, start), choices in groupby(order, key=lambda one: (one.region, one.start)):
        yield Standing(region, start, tuple(choices), bases.get((region, start)))


def document(basis: Basis, colon: str) -> str:
    """The document with its article."""
    apart = "" if basis.article.startswith("第") or not basis.article else colon
    return basis.document + apart + basis.article
