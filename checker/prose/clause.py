"""Clauses, and how several become one sentence without saying anything twice.

A clause is cut into what it is about and what it says of it, so that neighbours that share either
can be told together: 姓名、性别均已填写. No language stands here; the joining words are handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from checker.frozen import frozen

AND, OR = "and", "or"


@frozen
class Clause:
    """Something that is true or false, in words."""

    subject: str
    before: str  # the verb, up to its object
    object: str = ""
    after: str = ""
    compound: str = ""  # "and", "or": made of several that did not become one
    listable: tuple[str, ...] = ()  # whether objects of neighbours may be listed: and, or
    shared: bool = False  # whether subjects of neighbours may be listed
    tied: bool = True  # whether other predicates may follow the same subject

    @property
    def predicate(self) -> str:
        """What is said of the subject."""
        return self.before + self.object + self.after

    @property
    def text(self) -> str:
        """The whole; words of an alphabet stand apart."""
        apart = " " if self.subject and self.before[:1].isascii() else ""
        return self.subject + apart + self.predicate


@frozen
class Joining:
    """The words of one language that join."""

    listed: Callable[[Sequence[str], str], str]  # objects: “甲”“乙”或“丙”
    together: Callable[[Sequence[str], str, str], tuple[str, str]]  # subjects, and, predicate
    also: Callable[[Sequence[str], str], str]  # predicates of one subject
    sentence: Callable[[Sequence[str], str], str]  # whole clauses
    bracket: Callable[[str], str]


def joined(clauses: Sequence[Clause], word: str, words: Joining) -> Clause:
    """Several clauses as one."""
    kept = merged(clauses, word, words)
    if len(kept) == 1:
        return kept[0]
    texts = [inside(one, word, words) for one in kept]
    return Clause("", words.sentence(texts, word), compound=word)


def inside(one: Clause, word: str, words: Joining) -> str:
    """A clause as a part of a longer one: an "or" within an "and" is bracketed."""
    return words.bracket(one.text) if one.compound == OR and word == AND else one.text


def merged(clauses: Sequence[Clause], word: str, words: Joining) -> list[Clause]:
    """Neighbours told together where they can be."""
    kept = runs(clauses, lambda a, b: same_verb(a, b, word))
    objects = [listed(run, word, words) for run in kept]
    subjects = [together(run, word, words) for run in runs(objects, same_predicate)]
    return [chained(run, word, words) for run in runs(subjects, same_subject)]


def runs(clauses: Sequence[Clause], alike: Callable[[Clause, Clause], bool]) -> list[list[Clause]]:
    """Neighbours that are alike, in runs."""
    found: list[list[Clause]] = []
    for one in clauses:
        if found and alike(found[-1][-1], one):
            found[-1].append(one)
        else:
            found.append([one])
    return found


def same_verb(one: Clause, other: Clause, word: str) -> bool:
    """Do they differ in their objects only?"""
    frame = (other.subject, other.before, other.after)
    return word in one.listable and (one.subject, one.before, one.after) == frame


def same_predicate(one: Clause, other: Clause) -> bool:
    """Is the same said of both?"""
    return one.shared and other.shared and one.predicate == other.predicate


def same_subject(one: Clause, other: Clause) -> bool:
    """Are both about the same thing?"""
    return one.tied and other.tied and bool(one.subject) and one.subject == other.subject


def listed(run: Sequence[Clause], word: str, words: Joining) -> Clause:
    """One verb with several objects."""
    if len(run) == 1:
        return run[0]
    objects = list(dict.fromkeys(one.object for one in run))
    return replace(run[0], object=words.listed(objects, word), listable=())


def together(run: Sequence[Clause], word: str, words: Joining) -> Clause:
    """One predicate of several subjects."""
    if len(run) == 1:
        return run[0]
    subject, predicate = words.together([one.subject for one in run], word, run[0].predicate)
    return Clause(subject, predicate, tied=False)


def chained(run: Sequence[Clause], word: str, words: Joining) -> Clause:
    """Several predicates of one subject."""
    if len(run) == 1:
        return run[0]
    return Clause(run[0].subject, words.also([one.predicate for one in run], word), tied=False)
