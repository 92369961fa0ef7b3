"""One layout for all policy files: the order of keys, indentation, blank lines; comments stay.

A text is laid out pass by pass, each reading the tree anew, until nothing moves any more. What it
says is the same before and after, which is looked at each time; how it says it (quotes, brackets,
line breaks in a text) is the author's, but for the rows of decision tables.
"""

from __future__ import annotations

from collections.abc import Callable

from checker.fault import FaultyInput
from checker.lint.layout.blanks import spaced
from checker.lint.layout.indent import indented
from checker.lint.layout.order import ordered
from checker.lint.layout.rows import in_rows
from checker.read import messages
from checker.read.schema import shape
from checker.source import Source
from checker.yaml_tree import ListNode, MapNode, Node, TextNode, read_yaml

Pass = Callable[[Source, MapNode], str]


class ChangedMeaning(Exception):  # noqa: N818  it says what has happened
    """A layout that would change what a file says: a mistake of ours; nothing is written."""


def laid_out(source: Source, kind: str) -> str:
    """The text of a file as it should lie.

    Args:
        source: the file as it is, its lines ended by a line feed.
        kind: policy, cases, sieve, ...: see `checker.read.folder.kind_of`.

    Raises:
        FaultyInput: it is not YAML as we take it, or holds nothing of its kind.
        ChangedMeaning: see there.
    """
    known = shape(kind)
    tree = read_yaml(source)
    if tree.entries.keys().isdisjoint(known.properties):  # a household's, or another program's
        raise FaultyInput([messages.foreign_file(tree.span, known.properties)])
    text = _until_still(source, lambda one, its: in_rows(one, its, known))
    text = _until_still(Source(source.name, text), lambda one, its: ordered(one, its, known))
    text = _until_still(Source(source.name, text), indented)
    text = _until_still(Source(source.name, text), lambda one, its: spaced(one, its, known, kind))
    if not alike(tree, read_yaml(Source(source.name, text))):
        raise ChangedMeaning(source.name)
    return text


def _until_still(source: Source, turn: Pass) -> str:
    """Make one change after another, until there is none to make."""
    while True:
        text = turn(source, read_yaml(source))
        if text == source.text:
            return text
        source = Source(source.name, text)


def alike(one: Node, other: Node) -> bool:
    """Do two trees say the same, whatever the order of their keys?"""
    if isinstance(one, TextNode) and isinstance(other, TextNode):
        return (one.text, one.meaning) == (other.text, other.meaning)
    if isinstance(one, ListNode) and isinstance(other, ListNode):
        return len(one.items) == len(other.items) and all(map(alike, one.items, other.items))
    if isinstance(one, MapNode) and isinstance(other, MapNode):
        return one.entries.keys() == other.entries.keys() and all(
            alike(entry.value, other.entries[key].value) for key, entry in one.entries.items()
        )
    return False
