"""Values as English nouns: fields, standards, sums, days, functions."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from typing import Any as Whatever

from checker.model.function import AS_OF
from checker.model.kind import Kind
from checker.model.resolved import (
    Aggregate,
    Arithmetic,
    Call,
    Constant,
    DaysBetween,
    Decide,
    Defined,
    DefinedRead,
    FieldRead,
    Node,
    OrElse,
    Quotient,
    Row,
    Shift,
    StandardRead,
)
from checker.prose.english_words import field_words, row_word, spoken
from checker.prose.figures import told
from checker.prose.view import View

if TYPE_CHECKING:
    from checker.prose.english import English

SIGNS = {"+": "+", "-": "-", "*": "×"}
MOST_CODES = 6  # values of a standard by code that are told where it stands
SAID = {
    "abs": "the absolute value of {0}",
    "floor": "{0} rounded down",
    "round": "{0} rounded to {1} places",
    "length": "the length of {0}",
    "count": "the number of codes in {0}",
    "year": "the year of {0}",
    "month": "the month of {0}",
    "month_of": "the month of {0}",
    "sex_in_id": "the sex told by {0}",
    "birth_in_id": "the birth date told by {0}",
    "region_in_id": "the region told by {0}",
    "disability_type_in": "the disability type told by {0}",
    "disability_grade_in": "the disability grade told by {0}",
    "years_between": "the full years from {0} to {1}",
    "months_between": "the full months from {0} to {1}",
    "age_on": "the age by {0} on {1}",
    "date": "day {2} of month {1} of {0}",
}


class Values:
    """Says values for an `English`."""

    def __init__(self, english: English) -> None:
        self.english = english

    def noun(self, node: Node, view: View, unit: str | None = None) -> str:
        """The value; a bare number takes the unit of what it stands beside."""
        if isinstance(node, Constant):
            return self.constant(node, unit)
        say: Callable[[Values, Whatever, View], str] | None = SAY.get(type(node))
        if say is None or (isinstance(node, Call) and node.type.kind is Kind.YES_NO):
            return f"whether {self.english.clause(node, view).text}"
        return say(self, node, view)

    def constant(self, node: Constant, unit: str | None) -> str:
        """A literal, or the day of the check."""
        if node.value is None:
            return "a day that does not exist"
        if node.text in AS_OF:
            return "the day of the check"
        text = told(node.value, node.type.unit or unit, "en")
        return f"“{text}”" if isinstance(node.value, str) else text

    def owner(self, row: Row, view: View) -> str:
        """Whose value: this household's; nothing for the row that is spoken of anyway."""
        bare = row.item or view.item is None
        if row.way:
            return f"the {spoken(row.way[-1])}’s "
        if bare:
            return ""
        return f"{'this' if view.depth <= 1 else 'that'} {row_word(view.table, view.sources)}’s "

    def field(self, node: FieldRead, view: View) -> str:
        """A field."""
        return self.owner(node.row, view) + field_words(node.field)

    def defined(self, node: DefinedRead, view: View) -> str:
        """A definition's value by its name; a derived field by its English name."""
        what = node.defined
        return self.owner(node.row, view) + self.name(what, view)

    def name(self, what: Defined, view: View) -> str:
        """A definition's name; of what stands for a field, such as the category, the field's."""
        field = what.derived or view.sources.field(what.table, what.name)
        return field_words(field) if field else f"“{what.name}”"

    def standard(self, node: StandardRead, view: View) -> str:
        """A standard with its value in force: 脱贫线 (4000元/年)."""
        if node.day is not None:
            name = f"{node.name} as of {self.noun(node.day, view)}"
            return name if node.code is None else self.of_code(node.code, name, view)
        values = {choice.value for choice in node.choices}
        if node.code is None:
            one = f" ({self.held(node)})" if len(values) == 1 else ""
            return f"{node.name}{one}"
        if isinstance(node.code, Constant):
            fits = [one for one in node.choices if one.code == node.code.value]
            value = f" ({told(fits[0].value, node.type.unit, 'en')})" if len(fits) == 1 else ""
            return f"“{node.code.value}” of {node.name}{value}"
        return f"{node.name} (by {self.noun(node.code, view)}{self.by_code(node)})"

    def of_code(self, code: Node, name: str, view: View) -> str:
        """Which of a standard's codes is read on another day than that of the check."""
        if isinstance(code, Constant):
            return f"“{code.value}” of {name}"
        return f"{name} (by {self.noun(code, view)})"

    def held(self, node: StandardRead) -> str:
        """The one value of a standard."""
        return told(node.choices[0].value, node.type.unit, "en")

    def by_code(self, node: StandardRead) -> str:
        """The values of a standard's codes, where they are few and of one region."""
        if len(node.choices) > MOST_CODES or len({one.region for one in node.choices}) > 1:
            return ""
        values = (f"{one.code} {told(one.value, node.type.unit, 'en')}" for one in node.choices)
        return f": {', '.join(values)}"

    def arithmetic(self, node: Arithmetic, view: View) -> str:
        """A sum, a difference, a product."""
        left = self.operand(node.left, view, product=node.operator == "*")
        right = self.operand(node.right, view, product=node.operator != "+")
        return f"{left} {SIGNS[node.operator]} {right}"

    def operand(self, node: Node, view: View, *, product: bool) -> str:
        """An operand, in brackets where it would be read otherwise."""
        text = self.noun(node, view)
        loose = isinstance(node, Arithmetic) and node.operator != "*"
        return f"({text})" if loose and product else text

    def quotient(self, node: Quotient, view: View) -> str:
        """A division."""
        left = self.operand(node.left, view, product=True)
        right = self.noun(node.right, view)
        return f"{left} ÷ {f'({right})' if isinstance(node.right, Arithmetic) else right}"

    def days(self, node: DaysBetween, view: View) -> str:
        """Days between two days."""
        return f"the days from {self.noun(node.right, view)} to {self.noun(node.left, view)}"

    def shifted(self, node: Shift, view: View) -> str:
        """62 days (待遇发放核查天数) before the day of the check."""
        unit = "months" if node.months else "days"
        by = self.noun(node.by, view)
        values = {o.value for o in node.by.choices} if isinstance(node.by, StandardRead) else set()
        if isinstance(node.by, StandardRead) and node.by.code is None and len(values) == 1:
            by = f"{told(values.pop(), None, 'en')} {unit} ({node.by.name})"
        else:
            by = f"{by} {unit}"
        return f"{by} {'before' if node.back else 'after'} {self.noun(node.day, view)}"

    def chosen(self, node: Decide, view: View) -> str:
        """A choice within a sentence."""
        rows = [
            f"{self.noun(then, view, node.type.unit)} if {self.english.clause(when, view).text}"
            for when, then in node.rows
        ]
        if node.otherwise is not None:
            rows.append(f"else {self.noun(node.otherwise, view, node.type.unit)}")
        return f"({', '.join(rows)})"

    def or_else(self, node: OrElse, view: View) -> str:
        """A field with what stands in for a blank."""
        instead = self.noun(node.otherwise, view, node.type.unit)
        return f"{self.noun(node.of, view)} (a blank counts as {instead})"

    def called(self, node: Call, view: View) -> str:
        """A function."""
        nouns = [self.noun(one, view) for one in node.arguments]
        if node.function == "round" and len(nouns) == 1:
            return f"{nouns[0]} rounded to a whole number"
        if isinstance(node.arguments[0], Arithmetic | Quotient):
            nouns[0] = f"({nouns[0]})"
        return SAID[node.function].format(*nouns)

    def aggregate(self, node: Aggregate, view: View) -> str:
        """An aggregate that is a value."""
        return self.english.rows.noun(node, view)


SAY: dict[type, Callable[[Values, Whatever, View], str]] = {
    FieldRead: Values.field,
    DefinedRead: Values.defined,
    StandardRead: Values.standard,
    Arithmetic: Values.arithmetic,
    Quotient: Values.quotient,
    DaysBetween: Values.days,
    Shift: Values.shifted,
    Decide: Values.chosen,
    OrElse: Values.or_else,
    Call: Values.called,
    Aggregate: Values.aggregate,
}
