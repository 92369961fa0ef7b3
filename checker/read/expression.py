"""Reads one line of Python expression syntax into the tree of the closed subset.

The standard library's parser does the reading; nothing is ever evaluated. The tree holds only what
the policy language names (language.md, section 2): everything else is a fault with its mend. Names
are not looked up here; that is `checker.resolve`.
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Callable
from decimal import Decimal

from checker.fault import Fault, FaultyInput
from checker.model.expression import (
    Called,
    Chosen,
    Compared,
    Expression,
    Item,
    Joined,
    Listed,
    Literal,
    Member,
    Minus,
    Name,
    Negated,
    Ranged,
    Reckoned,
)
from checker.model.function import AGGREGATES, FORMS, FUNCTIONS
from checker.read import expression_messages as messages
from checker.read.tokens import Place, check, tokens
from checker.source import Span

MAX_LENGTH = 5000
MAX_DEPTH = 64

OPERATORS: dict[type[ast.cmpop], str] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.In: "in",
    ast.NotIn: "not-in",
}
RECKONING: dict[type[ast.operator], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
}
# Python has it, the language has not: what it is called, the mend.
REFUSED: dict[type[ast.expr], tuple[str, str]] = {
    ast.ListComp: ("方括号里的 for", "去掉方括号：any(… for v in 走访)"),
    ast.SetComp: ("花括号里的 for", "去掉花括号：any(… for v in 走访)"),
    ast.DictComp: ("花括号里的 for", "去掉花括号：any(… for v in 走访)"),
    ast.Starred: (" * 展开", "把各项写出来"),
    ast.Slice: ("切片", "开头几个字用 starts_with，结尾用 ends_with"),
}
KEYWORDS_OF = {"latest": ("by",), "longest_gap": ("since", "until")}


def parse(text: str, span: Span) -> Expression:
    """The expression of a text on one line.

    Args:
        text: as written.
        span: the place of its first character.

    Raises:
        FaultyInput: with all its faults.
    """
    return parse_at(text, span.part)


def parse_at(text: str, place: Place, *, in_message: bool = False) -> Expression:
    """The expression of a text whose characters stand where `place` says.

    Args:
        text: as written.
        place: offset and length in the text → span; see `TextNode.place`.
        in_message: `list(...)` is allowed.

    Raises:
        FaultyInput: with all its faults.
    """
    bare = text.strip()
    start = len(text) - len(text.lstrip())
    if not bare:
        raise FaultyInput([messages.empty(place(0, len(text)))])
    if len(bare) > MAX_LENGTH:
        raise FaultyInput([messages.too_long(place(start, 1), MAX_LENGTH)])

    if "\n" in bare:
        raise FaultyInput([messages.several_lines(place(start + bare.index("\n"), 1))])

    def moved(offset: int, length: int) -> Span:
        return place(offset + start, length)

    there = moved if start else place
    faults = check(tokens(bare), there)
    if faults:
        raise FaultyInput(faults)
    reader = _Reader(bare, there, in_message=in_message)
    tree = reader.convert(_python(bare, there))
    if reader.faults:
        raise FaultyInput(reader.faults)
    return tree


def _python(text: str, place: Place) -> ast.expr:
    """Python's tree of a text."""
    try:
        if "\\" not in text:
            return ast.parse(text, mode="eval").body
        with warnings.catch_warnings():
            # `"\d"` is a pattern; Python would warn and keep the backslash, which is what we want.
            warnings.simplefilter("ignore")
            return ast.parse(text, mode="eval").body
    except SyntaxError as error:
        offset = min(max((error.offset or 1) - 1, 0), len(text) - 1)
        half = "expected 'else'" in str(error.msg)
        raise FaultyInput([messages.syntax(place(offset, 1), half=half)]) from error
    except (RecursionError, MemoryError) as error:
        raise FaultyInput([messages.too_deep(place(0, len(text)), MAX_DEPTH)]) from error


class _Reader:
    """Turns Python's nodes into ours and keeps the faults that it finds."""

    def __init__(self, text: str, place: Place, *, in_message: bool) -> None:
        self.text = text
        self.place = place
        self.in_message = in_message
        self.faults: list[Fault] = []
        self.depth = 0
        self.encoded = b"" if text.isascii() else text.encode()

    def convert(self, node: ast.expr) -> Expression:
        """Our node of Python's; a stand-in where there is a fault."""
        if self.depth >= MAX_DEPTH:
            return self._refuse(messages.too_deep(self._span(node), MAX_DEPTH), node)
        self.depth += 1
        reader = READERS.get(type(node))
        found = reader(self, node) if reader else self._other(node)
        self.depth -= 1
        return found

    def _offset(self, byte: int) -> int:
        """The character that begins at a byte: Python's tree counts bytes."""
        return len(self.encoded[:byte].decode()) if self.encoded else byte

    def _range(self, node: ast.expr) -> tuple[int, int]:
        return self._offset(node.col_offset), self._offset(node.end_col_offset or 0)

    def _written(self, node: ast.expr) -> tuple[Span, str]:
        start, end = self._range(node)
        return self.place(start, end - start), self.text[start:end]

    def _span(self, node: ast.expr) -> Span:
        return self._written(node)[0]

    def _refuse(self, fault: Fault, node: ast.expr) -> Expression:
        self.faults.append(fault)
        return Name(*self._written(node), "")

    def _other(self, node: ast.expr) -> Expression:
        what, mend = REFUSED.get(type(node), ("这种写法", "用 checker functions 列出能用的函数"))
        return self._refuse(messages.not_in_language(self._span(node), what, mend), node)

    def _constant(self, node: ast.Constant) -> Expression:
        span, text = self._written(node)
        if isinstance(node.value, bool | str):
            return Literal(span, text, node.value)
        if isinstance(node.value, int | float):
            return Literal(span, text, Decimal(text))
        return self._other(node)

    def _name(self, node: ast.Name) -> Expression:
        return Name(*self._written(node), node.id)

    def _member(self, node: ast.Attribute) -> Expression:
        of = self.convert(node.value)
        end = self._range(node)[1]
        name_span = self.place(end - len(node.attr), len(node.attr))
        return Member(*self._written(node), of, node.attr, name_span)

    def _listed(self, node: ast.List | ast.Tuple) -> Expression:
        span, text = self._written(node)
        if text[0] not in "([":
            return self._refuse(messages.loose_list(span), node)
        return Listed(span, text, tuple(self.convert(item) for item in node.elts))

    def _item(self, node: ast.Subscript) -> Expression:
        of = self.convert(node.value)
        return Item(*self._written(node), of, self.convert(node.slice))

    def _compared(self, node: ast.Compare) -> Expression:
        operators = tuple(OPERATORS[type(operator)] for operator in node.ops)
        operands = tuple(self.convert(operand) for operand in (node.left, *node.comparators))
        for operator, right in zip(operators, operands[1:], strict=True):
            if operator in ("in", "not-in") and _is_text(right):
                self.faults.append(messages.text_as_list(right.span, right.text))
        span, text = self._written(node)
        if len(operators) > 1 and {"in", "not-in"} & set(operators):
            first = self.text[self._range(node.left)[0] : self._range(node.comparators[0])[1]]
            return self._refuse(messages.mixed_chain(span, first), node)
        return Compared(span, text, operands, operators)

    def _joined(self, node: ast.BoolOp) -> Expression:
        operands = tuple(self.convert(operand) for operand in node.values)
        for number, operand in enumerate(operands):
            if isinstance(operand, Literal) and not isinstance(operand.value, bool):
                before = operands[number - 1] if number else None
                left = before.operands[0].text if isinstance(before, Compared) else None
                self.faults.append(messages.bare_operand(operand.span, operand.text, left))
        operator = "and" if isinstance(node.op, ast.And) else "or"
        return Joined(*self._written(node), operator, operands)

    def _unary(self, node: ast.UnaryOp) -> Expression:
        operand = self.convert(node.operand)
        span, text = self._written(node)
        if isinstance(node.op, ast.Not):
            return Negated(span, text, operand)
        if isinstance(node.op, ast.USub):
            return Minus(span, text, operand)
        return self._refuse(messages.not_in_language(span, " + 号开头", "去掉 +"), node)

    def _reckoned(self, node: ast.BinOp) -> Expression:
        left = self.convert(node.left)
        right = self.convert(node.right)
        return Reckoned(*self._written(node), RECKONING[type(node.op)], left, right)

    def _chosen(self, node: ast.IfExp) -> Expression:
        condition = self.convert(node.test)
        then = self.convert(node.body)
        return Chosen(*self._written(node), condition, then, self.convert(node.orelse))

    def _called(self, node: ast.Call) -> Expression:
        if not isinstance(node.func, ast.Name):
            return self._call_of_member(node)
        name = node.func.id
        span, text = self._written(node)
        name_span = self._span(node.func)
        if name not in FUNCTIONS and name not in FORMS and name not in AGGREGATES:
            self.faults.append(messages.unknown_function(name_span, name))
        elif name == "list" and not self.in_message:
            self.faults.append(messages.list_in_rule(name_span))
        arguments = tuple(
            self._argument(argument, name, at == 0) for at, argument in enumerate(node.args)
        )
        if name in AGGREGATES and not self._ranges(name, node):
            self.faults.append(messages.not_ranged(span, name))
        keywords = tuple(self._keyword(keyword, name) for keyword in node.keywords)
        return Called(span, text, name, name_span, arguments, keywords)

    def _ranges(self, name: str, node: ast.Call) -> bool:
        """Does an aggregate say over which rows? `count(成员)` does."""
        if len(node.args) != 1:
            return False
        return name == "count" or isinstance(node.args[0], ast.GeneratorExp)

    def _argument(self, node: ast.expr, function: str, first: bool) -> Expression:
        known = function in FUNCTIONS or function in FORMS or not first
        if isinstance(node, ast.GeneratorExp) and not known:
            return self._ranged(node)
        return self.convert(node)

    def _keyword(self, node: ast.keyword, function: str) -> tuple[str, Expression]:
        name = node.arg or "**"
        start = self._offset(node.col_offset)
        if name not in KEYWORDS_OF.get(function, ()):
            span = self.place(start, len(name))
            self.faults.append(messages.odd_keyword(span, name, function))
        return name, self.convert(node.value)

    def _call_of_member(self, node: ast.Call) -> Expression:
        span, text = self._written(node.func)
        if not isinstance(node.func, ast.Attribute):
            return self._refuse(messages.unknown_function(span, text), node)
        of = self._written(node.func.value)[1]
        inside = ", ".join(self._written(argument)[1] for argument in node.args)
        fault = messages.call_of_member(span, of, node.func.attr, inside)
        return self._refuse(fault, node)

    def _stray_range(self, node: ast.GeneratorExp) -> Expression:
        span, text = self._written(node)
        return self._refuse(messages.stray_range(span, text.strip("()")), node)

    def _ranged(self, node: ast.GeneratorExp) -> Expression:
        start, end = self._range(node)
        if self.text[start] == "(":
            inner = self.text[start + 1 : end - 1]
            start += 1 + len(inner) - len(inner.lstrip())
            end = start + len(inner.strip())
        first = node.generators[0]
        span, text = self.place(start, end - start), self.text[start:end]
        if len(node.generators) > 1:
            second = self._span(node.generators[1].target)
            mend = "里面一层另写一个 any(… for … in …)"
            return self._refuse(messages.not_in_language(second, "两个 for", mend), node)
        if not isinstance(first.target, ast.Name):
            mend = "for 后面写一个变量名，如 for v in 走访"
            fault = messages.not_in_language(self._span(first.target), "这样的变量", mend)
            return self._refuse(fault, node)
        value = self.convert(node.elt)
        variable = first.target.id
        variable_span = self._span(first.target)
        collection = self.convert(first.iter)
        condition = self._conditions(first.ifs)
        return Ranged(span, text, value, variable, variable_span, collection, condition)

    def _conditions(self, nodes: list[ast.expr]) -> Expression | None:
        conditions = tuple(self.convert(node) for node in nodes)
        if len(conditions) < 2:  # noqa: PLR2004  none or one needs no "and"
            return conditions[0] if conditions else None
        start, end = self._range(nodes[0])[0], self._range(nodes[-1])[1]
        return Joined(self.place(start, end - start), self.text[start:end], "and", conditions)


def _is_text(node: Expression) -> bool:
    return isinstance(node, Literal) and isinstance(node.value, str)


READERS: dict[type[ast.expr], Callable[..., Expression]] = {
    ast.Constant: _Reader._constant,
    ast.Name: _Reader._name,
    ast.Attribute: _Reader._member,
    ast.List: _Reader._listed,
    ast.Tuple: _Reader._listed,
    ast.Subscript: _Reader._item,
    ast.Compare: _Reader._compared,
    ast.BoolOp: _Reader._joined,
    ast.UnaryOp: _Reader._unary,
    ast.BinOp: _Reader._reckoned,
    ast.IfExp: _Reader._chosen,
    ast.Call: _Reader._called,
    ast.GeneratorExp: _Reader._stray_range,
}
