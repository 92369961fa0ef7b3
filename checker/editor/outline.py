"""A YAML text while it is being typed: what stands where, also where the text is broken.

The reader of policy files (`checker.yaml_tree`) gives no tree for a text with an open bracket; an
editor has to go on. An outline takes what people write by hand and never refuses; on sound files a
test holds it to the reader. It says nothing about faults.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from checker.frozen import frozen

INDENT = re.compile(r" *")
DASH = re.compile(r"-(?:[ \t]+|(?=\n|\Z))")
KEY = re.compile(
    r"""(?P<key>"(?:[^"\\\n]|\\.)*"|'(?:[^'\n]|'')*'|[^\s#\[\]{},"'&*!|>%@`][^\n]*?)"""
    r"[ \t]*:(?=[ \t\n]|\Z)[ \t]?"
)
PLAIN = re.compile(r"(?:(?![ \t]+(?:\#|\n|\Z))[^\n])*")
IN_FLOW = re.compile(r"(?:(?![ \t]+(?:[#\n,\]}]|\Z)|:[ \n,\]}])[^\n,\[\]{}])*")
FLOW_KEY = re.compile(
    r"""(?P<key>"(?:[^"\\\n]|\\.)*"|'(?:[^'\n]|'')*'|(?:(?!:[ \n,\]}])[^\n,\[\]{}])*)"""
    r"(?P<colon>[ \t]*:(?=[ \n,\]}]|\Z)[ ]?)?"
)
QUOTED = {
    '"': re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL),
    "'": re.compile(r"'(?:[^']|'')*'"),
}
BLANK = re.compile(r"[ \t]*(?:#[^\n]*)?(?:\n|\Z)")
MARK = "\ue000"  # stands where the cursor is; nobody types it


@dataclass(eq=False)
class Part:
    """A key with its value, an item of a list, or the whole text."""

    above: Part | None
    key: str = ""  # "" for an item
    key_start: int = -1
    key_end: int = -1
    start: int = 0  # of the value, with its quotes or brackets
    end: int = 0
    form: str = ""  # map | list | text; "" where nothing is written yet
    style: str = ""  # of a text: " ' | >, or "" for none
    parts: list[Part] = field(default_factory=list)

    def get(self, key: str) -> Part | None:
        """The part under a key."""
        return next((part for part in self.parts if part.key == key), None)

    @property
    def path(self) -> tuple[str, ...]:
        """The keys down to it; an item of a list is `-`."""
        return (*self.above.path, self.key or "-") if self.above else ()

    def everything(self) -> Iterator[Part]:
        """The part and all below it."""
        yield self
        for part in self.parts:
            yield from part.everything()


@frozen
class Outline:
    """A text and its parts."""

    text: str
    top: Part

    def raw(self, part: Part) -> tuple[int, str]:
        """Where the text of a scalar begins and how it is written, without its quotes."""
        start, end = part.start, part.end
        if part.style and part.style in "|>":
            start = min(self.text.find("\n", start, end) + 1 or end, end)
        elif part.style:
            closed = end - start > 1 and self.text[end - 1] == part.style
            start, end = start + 1, end - 1 if closed else end
        return start, self.text[start:end]

    def scalar(self, part: Part | None) -> str:
        """The text of a scalar; "" where there is none."""
        if part is None or part.form != "text":
            return ""
        _, raw = self.raw(part)
        if part.style == "'":
            raw = raw.replace("''", "'")
        elif part.style == '"':
            raw = re.sub(r"\\(.)", r"\1", raw)
        return " ".join(raw.split()) if "\n" in raw else raw

    def spoken(self, part: Part) -> tuple[int, str]:
        """Where an expression begins, and its text, character by character as it is written."""
        start, raw = self.raw(part)
        if part.style == '"':
            raw = raw.replace('\\"', ' "')
        elif part.style == "'":
            raw = raw.replace("''", " '")
        return start, raw.replace("\n", " ")

    def at(self, offset: int) -> tuple[Part, bool] | None:
        """The part whose key (True) or scalar (False) an offset touches."""
        for part in self.top.everything():
            if part.key_start <= offset <= part.key_end and part.key_start >= 0:
                return part, True
            if part.form == "text" and part.start <= offset <= part.end:
                return part, False
        return None


def outline(text: str) -> Outline:
    """The outline of a text with line ends of one character."""
    reader = _Reader(text)
    while reader.here < len(text):
        reader.line()
    return Outline(text, reader.top)


@frozen
class Spot:
    """Where the cursor stands in an outline that was made with a mark in its place."""

    outline: Outline
    part: Part
    in_key: bool

    @property
    def written(self) -> tuple[int, str, int]:
        """Where the scalar or key begins, its text without the mark, and the cursor in it."""
        if self.in_key:
            start = self.part.key_start
            raw = self.outline.text[start : self.part.key_end]
        else:
            start, raw = self.outline.spoken(self.part)
        left, _, right = raw.partition(MARK)
        return start, left + right, len(left)


def spot(text: str, offset: int) -> Spot | None:
    """What is being typed at an offset; None inside a comment."""
    marked = outline(f"{text[:offset]}{MARK}{text[offset:]}")
    found = marked.at(offset)
    if found is None or MARK not in marked.text[slice(*_stretch(*found))]:
        return None
    return Spot(marked, *found)


def _stretch(part: Part, in_key: bool) -> tuple[int, int]:
    return (part.key_start, part.key_end) if in_key else (part.start, part.end)


class _Reader:
    """Reads a text from its first line to its last and never stops early."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.here = 0  # where the next line begins
        self.top = Part(None)
        self.blocks: list[tuple[int, Part]] = []  # those that may go on, with their columns

    def line(self) -> None:
        """One line, and those that its value goes on to."""
        start = self.here
        at = self._past_blanks(start)
        self.here = self._next_line(at)
        if BLANK.match(self.text, at) or self.text.startswith(("---", "\t"), at):
            return
        while dash := DASH.match(self.text, at):
            block = self._block(at - start, "list")
            at = dash.end()
            block.parts.append(Part(block, start=at, end=at))
        if not BLANK.match(self.text, at):
            self._content(at, at - start)

    def _content(self, at: int, column: int) -> None:
        """A key with its value, or a value or key that stands alone."""
        key = KEY.match(self.text, at)
        if key:
            entry = self._entry(column, at, key.end("key"))
            self._value(entry, key.end(), column)
            return
        while self.blocks and self._beyond(column, "map"):
            self.blocks.pop()
        outer, block = self.blocks[-1] if self.blocks else (-1, self.top)
        waiting = block.parts[-1] if block.parts else block
        if outer < column and not waiting.form and waiting is not self.top:
            self._value(waiting, at, outer)
        elif outer == column or not self.blocks:
            self._entry(column, at, _past(PLAIN, self.text, at))

    def _entry(self, column: int, start: int, end: int) -> Part:
        block = self._block(column, "map")
        entry = Part(block, _bare(self.text[start:end]), start, end, end, end)
        block.parts.append(entry)
        return entry

    def _block(self, column: int, form: str) -> Part:
        """The mapping or list that has its entries at a column; a new one where none is open."""
        while self.blocks and self._beyond(column, form):
            self.blocks.pop()
        if self.blocks and self.blocks[-1][0] == column and self.blocks[-1][1].form == form:
            return self.blocks[-1][1]
        holder = self.blocks[-1][1].parts[-1] if self.blocks else self.top
        holder.form = form
        self.blocks.append((column, holder))
        return holder

    def _beyond(self, column: int, form: str) -> bool:
        """Does the innermost block end before an entry at this column?"""
        own, block = self.blocks[-1]
        return own > column or (own == column and block.form == "list" and form == "map")

    def _value(self, part: Part, at: int, column: int) -> None:
        """What stands behind a colon or a hyphen, to its last line."""
        at = self._past_blanks(at) if not BLANK.match(self.text, at) else at
        part.start = part.end = at
        first = self.text[at : at + 1]
        if BLANK.match(self.text, at):
            return
        if first in "{[":
            self._flow(part, column)
        else:
            part.form, part.style = "text", first if first in "|>\"'" else ""
            part.end = self._scalar_end(at, column)
            if first in QUOTED and not BLANK.match(self.text, part.end):
                part.style, part.end = "", _past(PLAIN, self.text, at)  # it was to be plain
        self.here = max(self.here, self._next_line(part.end))

    def _scalar_end(self, at: int, column: int) -> int:
        first = self.text[at]
        if first in "|>":
            return self._below(self._next_line(at), column, block=True)
        if first in QUOTED:
            return self._quoted(at, column)
        end = _past(PLAIN, self.text, at)
        return self._below(self._next_line(end), column) or end

    def _below(self, start: int, column: int, *, block: bool = False) -> int:
        """Where the lines end that go on with a value, being further to the right; 0 of none."""
        end = start - 1 if block else 0
        while start < len(self.text):
            at = self._past_blanks(start)
            empty = self.text[at : at + 1] in ("", "\n")
            if not empty and (at - start <= column or (not block and self._begins(at))):
                break
            start = self._next_line(at)
            if not empty:
                last = _past(PLAIN, self.text, at)
                end = start - 1 if block and start < len(self.text) else last
        return end

    def _begins(self, at: int) -> bool:
        """Does something new begin here: a key, an item, a comment?"""
        return bool(KEY.match(self.text, at) or DASH.match(self.text, at)) or self.text[at] == "#"

    def _quoted(self, at: int, column: int) -> int:
        """Where a quoted text ends; one that is not closed ends with its line."""
        match = QUOTED[self.text[at]].match(self.text, at)
        line_end = _past(PLAIN, self.text, at)
        if match is None:
            return line_end
        below = match[0].split("\n")[1:]
        if all(len(line) - len(line.lstrip(" ")) > column or not line.strip() for line in below):
            return match.end()
        return line_end

    def _flow(self, part: Part, column: int) -> None:
        """`{...}` or `[...]`, which may go on over lines further to the right."""
        part.form = "map" if self.text[part.start] == "{" else "list"
        at = part.start + 1
        while (at := self._past_space(at, column)) >= 0 and at < len(self.text):
            if self.text[at] in "}]":
                part.end = at + 1
                return
            at = at + 1 if self.text[at] in ",:" else self._flow_entry(part, at, column)
        part.end = self._next_line(part.parts[-1].end if part.parts else part.start) - 1

    def _flow_entry(self, part: Part, at: int, column: int) -> int:
        """One item or key of a flow; where it ends."""
        one = Part(part, start=at, end=at)
        part.parts.append(one)
        if part.form == "map":
            key = FLOW_KEY.match(self.text, at)
            assert key is not None  # it matches nothing, too
            one.key, one.key_start, one.key_end = _bare(key["key"]), at, key.end("key")
            one.start = one.end = max(key.end(), at)
            if not key["colon"]:
                return max(one.end, at + 1)
        at = self._past_blanks(one.start)
        first = self.text[at : at + 1]
        one.start = one.end = at
        if first and first in "{[":
            self._flow(one, column)
        elif first and first in QUOTED:
            one.form, one.style, one.end = "text", first, self._quoted(at, column)
        else:
            one.end = _past(IN_FLOW, self.text, at)
            one.form = "text" if one.end > at else ""
        return max(one.end, at if first in ("", "\n", ",", "}", "]") else at + 1)

    def _past_space(self, at: int, column: int) -> int:
        """The next thing of a flow; -1 where the lines of its block have come to an end."""
        while at < len(self.text):
            blank = BLANK.match(self.text, at)
            if self.text[at] in " \t":
                at += 1
            elif blank is None or self.text[at] not in "#\n":
                return at
            else:
                at = self._past_blanks(blank.end())
                inside = at - blank.end() > column or self.text[at : at + 1] in ("}", "]", "\n")
                if not inside or KEY.match(self.text, at):
                    return -1
        return at

    def _past_blanks(self, at: int) -> int:
        return _past(INDENT, self.text, at)

    def _next_line(self, at: int) -> int:
        end = self.text.find("\n", at)
        return len(self.text) if end < 0 else end + 1


def _past(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Where a pattern that begins here ends; here if it does not."""
    match = pattern.match(text, at)
    return match.end() if match else at


def _bare(key: str) -> str:
    """A key without its quotes."""
    quoted = len(key) > 1 and key[0] in QUOTED and key[-1] == key[0]
    return key[1:-1] if quoted else key.strip()
