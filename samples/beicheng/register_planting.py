"""Where a register's row about somebody is planted, and what must be found then.

People are taken from households in which `defects.py` planted nothing, the least used first, so
that what a register says of them is all that is wrong. As there, nothing here runs a rule.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from random import Random

from people import People, Person
from planting import Plot
from register_rows import DAY, FACTS, outsider, whose
from story import SEED, Life, Story
from writing import Row

Fits = Callable[[Story, Life], bool]


@dataclass(frozen=True)
class Hit:
    """A register's row about one of the township, and what a rule must make of it."""

    rule: str  # "" for a row that nobody may find anything in
    register: str
    facts: Row  # what differs from what the register says of others
    verdict: str  # gap | unknown | "" for none
    why: str
    fits: Fits


class RegisterPlot:
    """The registers, to be planted in beside the township that has its defects already."""

    def __init__(self, plot: Plot, people: People) -> None:
        """The plot's findings of before are put aside; what is planted from here on is new."""
        self.plot = plot
        self.people = people
        self.random = Random(f"{SEED}/hits")
        self._spoilt = {one.household for one in plot.planted}
        self._uses: Counter[str] = Counter()
        plot.planted = []

    def person(self, fits: Fits) -> Row:
        """The row on file of a member that fits, of an unspoilt household used least so far."""
        fitting = [
            (self._uses[story.number], story.number, place)
            for story in self.plot.stories
            if story.number not in self._spoilt
            for place, life in enumerate(story.lives)
            if fits(story, life)
        ]
        if not fitting:
            message = f"nobody is left for {fits.__name__}"
            raise LookupError(message)
        _, number, place = min(fitting)
        self._uses[number] += 1
        return self.plot.of("成员", number)[place]

    def home(self, fits: Fits) -> Row:
        """The row of such a member's household."""
        return self.plot.home(self.person(fits))

    def enter(self, register: str, about: Row, facts: Row | None = None) -> Row:
        """A further row of a register."""
        rows = self.plot.tables[register]
        drawn = FACTS[register](self.random) if register in FACTS else {}
        row = {"序号": str(len(rows) + 1), **about, **drawn, **(facts or {}), "数据日期": DAY}
        rows.append(row)
        return row

    def listed(self, register: str, member: Row) -> Row:
        """A register's row about a member."""
        rows = self.plot.tables[register]
        return next(row for row in rows if row["证件号码"] == member["证件号码"])

    def stranger(self) -> Person:
        """Somebody who is not in the township."""
        return outsider(self.random, self.people)

    def hit(self, hits: Iterable[Hit]) -> None:
        """Plant rows about members themselves."""
        for one in hits:
            member = self.person(one.fits)
            self.enter(one.register, named(member), one.facts)
            self.found(one, member)

    def kin(self, hits: Iterable[Hit]) -> None:
        """Plant rows about children of members who live elsewhere."""
        for one in hits:
            member = self.person(one.fits)
            child = self.stranger()
            relation = {"关系": one.facts.get("关系", "子女")}
            facts = {title: fact for title, fact in one.facts.items() if title != "关系"}
            self.enter(one.register, whose(child), facts)
            self.relate(member, child, relation)
            self.found(one, member)

    def relate(self, member: Row, child: Person, relation: Row) -> None:
        """Enter a relative into the police's list of relations (亲属关系)."""
        pair = {"亲属证件号码": child.id_number, "亲属姓名": child.name, **relation}
        self.enter("亲属关系", {"证件号码": member["证件号码"]}, pair)

    def found(self, one: Hit, row: Row) -> None:
        """What the rule must find in this row, if anything."""
        if one.verdict == "gap":
            self.plot.gap(one.rule, row, one.why)
        elif one.verdict:
            self.plot.unknown(one.rule, row, one.why)


def named(member: Row) -> Row:
    """Whom a register's row is about, as the file has it."""
    return {title: member[title] for title in ("姓名", "证件号码")}
