"""English words that sentences are made of, and how they join."""

from __future__ import annotations

from collections.abc import Sequence

from checker.model.catalog import Field
from checker.model.kind import Kind, Type
from checker.model.resolved import TableName
from checker.prose.clause import AND, Joining
from checker.prose.sources import Sources

SHORT = 30  # characters up to which two clauses are joined without a comma
PAIR = 2

ORDERS = {
    "amount": {">=": "is at least", "<=": "is at most", ">": "is above", "<": "is below"},
    "count": {">=": "is at least", "<=": "is at most", ">": "is more than", "<": "is less than"},
    "day": {
        ">=": "is no earlier than",
        "<=": "is no later than",
        ">": "is after",
        "<": "is before",
    },
}


def spoken(name: str) -> str:
    """net_income_per_head → net income per head."""
    return name.replace("_", " ")


def field_words(field: Field) -> str:
    """A field by its English name, set apart from the words around it."""
    return f"‘{spoken(field.name)}’"


def row_word(table: TableName, sources: Sources) -> str:
    """One row: household, member; of a register an entry in it."""
    if sources.register(table):
        return f"entry in the {spoken(table.entity)}"
    return spoken(table.entity)


def rows_word(table: TableName, sources: Sources) -> str:
    """Several rows."""
    if sources.register(table):
        return f"entries in the {spoken(table.entity)}"
    return plural(spoken(table.entity))


def plural(word: str) -> str:
    """The plural of an entity's name."""
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}s"


def article(noun: str) -> str:
    """A or an."""
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"


def family(type_: Type, *, calendar: bool) -> str:
    """How values of this sort are put in order."""
    if type_.kind in (Kind.DATE, Kind.MONTH) or calendar:
        return "day"
    return "count" if type_.kind is Kind.COUNT and type_.unit != "岁" else "amount"


def rising(texts: Sequence[str], word: str) -> str:
    """One, two and three."""
    return f" {word} ".join((", ".join(texts[:-1]), texts[-1])) if len(texts) > 1 else texts[0]


def together(subjects: Sequence[str], word: str, predicate: str) -> tuple[str, str]:
    """One and two are filled in; one or two is yes."""
    if word == AND:
        head, _, rest = predicate.partition(" ")
        return rising(subjects, word), f"{'are' if head == 'is' else head} {rest}"
    return f"at least one of {rising(subjects, 'and')}", predicate


def sentence(texts: Sequence[str], word: str) -> str:
    """Whole clauses: one and two; one, or two."""
    if len(texts) > PAIR:
        return f"{', '.join(texts[:-1])}, {word} {texts[-1]}"
    comma = "," if any(len(one) > SHORT for one in texts) else ""
    return f"{comma} {word} ".join(texts)


ENGLISH = Joining(rising, together, rising, sentence, lambda text: f"({text})")
