"""A file that names its fields in two languages: titles here, English names there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from checker.fault import Fault
from checker.lint import messages
from checker.lint.subject import Subject
from checker.model.catalog import Field
from checker.model.resolved import DefinedRead, FieldRead, Node
from checker.resolve.trees import everything
from checker.source import Span


def faults(subject: Subject) -> Iterator[Fault]:
    """The fields that are named otherwise than most of their file's, with the other name."""
    named: dict[str, dict[Span, tuple[Field, str]]] = defaultdict(dict)
    for node in _nodes(subject):
        field = _field(node)
        if field is not None and field.name != field.title:
            word = node.text.rpartition(".")[2]
            span = node.span.part(len(node.text) - len(word), len(word))
            named[span.source.name][span] = (field, word)
    for places in named.values():
        yield from _in_file(places)


def _nodes(subject: Subject) -> Iterator[Node]:
    for rule in subject.rules:
        texts = [rule.message, *([rule.remedy] if rule.remedy else [])]
        spoken = [part for text in texts for part in text.parts if not isinstance(part, str)]
        judged = [node for node in (rule.applies, rule.requires) if node]
        yield from everything([*judged, *rule.once_per, *spoken])


def _field(node: Node) -> Field | None:
    if isinstance(node, FieldRead):
        return node.field
    return node.defined.derived if isinstance(node, DefinedRead) else None


def _in_file(places: dict[Span, tuple[Field, str]]) -> Iterator[Fault]:
    english = [span for span, (field, word) in places.items() if word == field.name]
    chinese = [span for span, (field, word) in places.items() if word == field.title]
    fewer = english if len(english) <= len(chinese) else chinese
    if len(fewer) == len(english) + len(chinese):
        return
    for span in fewer:
        field, word = places[span]
        other = field.title if word == field.name else field.name
        yield messages.mixed_names(span, word, other)
