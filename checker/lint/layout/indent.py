"""Two blanks a level; a list one level below its key; one blank behind a hyphen and a colon."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from checker.lint.layout.parts import in_block, last_line, lines_of
from checker.source import Source
from checker.yaml_tree import ListNode, MapNode, Node

STEP = 2
COMMENT = re.compile(r"\s*#")
HYPHENS = re.compile(r"(- +)+")


@dataclass
class Plan:
    """Where each line is to begin, found by walking the tree."""

    lines: list[str]
    begins: dict[int, tuple[int, int]] = field(default_factory=dict)  # line → column now, then
    shifts: dict[int, int] = field(default_factory=dict)  # lines inside a scalar or brackets

    def walk(self, node: Node, indent: int) -> None:
        """Take in a collection that is written line by line."""
        if isinstance(node, MapNode):
            for entry in node.entries.values():
                self._begin(entry.key.start.line, node.start.column, indent)
                self._inside(entry.value, indent - node.start.column, indent + STEP)
        elif isinstance(node, ListNode):
            for item in node.items:
                self._begin(self._hyphen(item, node.start.column), node.start.column, indent)
                self._inside(item, indent - node.start.column, indent + STEP)

    def _begin(self, line: int, now: int, then: int) -> None:
        self.begins.setdefault(line, (now, then))

    def _inside(self, value: Node, shift: int, indent: int) -> None:
        if in_block(value):
            self.walk(value, indent)
            return
        for line in range(value.start.line + 1, last_line(value) + 1):
            self.shifts[line] = shift

    def _hyphen(self, item: Node, column: int) -> int:
        """The line of an item's hyphen, which may stand alone above it."""
        line = item.start.line
        while line > 0 and self.lines[line][column : column + 1] != "-":
            line -= 1
        return line


def indented(source: Source, tree: MapNode) -> str:
    """The text with every line where it belongs."""
    lines = lines_of(source)
    plan = Plan(lines)
    plan.walk(tree, 0)
    done = []
    for number, line in enumerate(lines):
        if number in plan.begins:
            now, then = plan.begins[number]
            done.append(" " * then + _narrow(line[now:]))
        elif number in plan.shifts:
            done.append(_shifted(line, plan.shifts[number]))
        elif COMMENT.match(line):
            done.append(" " * _of_comment(number, plan) + line.lstrip())
        else:
            done.append(line)
    return "\n".join(done)


def _narrow(line: str) -> str:
    """`-   id: x` as `- id: x`."""
    hyphens = HYPHENS.match(line)
    if hyphens is None:
        return line
    return "- " * hyphens[0].count("-") + line[hyphens.end() :]


def _shifted(line: str, by: int) -> str:
    if not line.strip():
        return line
    blanks = len(line) - len(line.lstrip(" "))
    return " " * max(blanks + by, 0) + line.lstrip(" ")


def _of_comment(number: int, plan: Plan) -> int:
    """Where a comment is to begin: like the line that it stands level with, else the next one."""
    line = plan.lines[number]
    column = len(line) - len(line.lstrip())
    after = [plan.begins[at] for at in range(number, len(plan.lines)) if at in plan.begins][:1]
    before = [plan.begins[at] for at in range(number, -1, -1) if at in plan.begins]
    for now, then in (*after, *before):
        if now == column:
            return then
    return next((then for _, then in (*after, *before)), 0)
