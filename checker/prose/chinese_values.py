"""Values as Chinese nouns: fields, standards, sums, days, functions."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
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
    DefinedRead,
    FieldRead,
    Node,
    OrElse,
    Quotient,
    Row,
    Shift,
    StandardRead,
    TableName,
)
from checker.prose.chinese_words import HOLDERS, calendar, row_words
from checker.prose.figures import told
from checker.prose.view import View

if TYPE_CHECKING:
    from checker.prose.chinese import Chinese

SIGNS = {"+": "＋", "-": "－", "*": "×"}
MOST_CODES = 6  # values of a standard by code that are told where it stands
UNIT_OF = {"year": "年", "month": "月"}

# Function → how it is said of its first argument.
SAID = {
    "abs": "{0}的绝对值",
    "floor": "{0}的整数部分",
    "length": "{0}的字数",
    "count": "{0}的项数",
    "year": "{0}的年份",
    "month": "{0}的月份",
    "month_of": "{0}所在的月",
    "sex_in_id": "{0}所示的性别",
    "birth_in_id": "{0}所示的出生日期",
    "region_in_id": "{0}所示的地区码",
    "disability_type_in": "{0}所示的残疾类别",
    "disability_grade_in": "{0}所示的残疾等级",
    "years_between": "自{0}至{1}的整年数",
    "months_between": "自{0}至{1}的整月数",
}


class Values:
    """Says values for a `Chinese`."""

    def __init__(self, chinese: Chinese) -> None:
        self.chinese = chinese

    def noun(self, node: Node, view: View, unit: str | None = None) -> str:
        """The value; a bare number takes the unit of what it stands beside."""
        if isinstance(node, Constant):
            return self.constant(node, unit)
        say: Callable[[Values, Whatever, View], str] | None = SAY.get(type(node))
        if say is None or (isinstance(node, Call) and node.type.kind is Kind.YES_NO):
            return f"“{self.chinese.clause(node, view).text}”是否成立"
        return say(self, node, view)

    def constant(self, node: Constant, unit: str | None) -> str:
        """A literal, or the day of the check."""
        if node.value is None:
            return "不存在的日期"
        if node.text in AS_OF:
            return "核查日"
        text = told(node.value, node.type.unit or unit, "zh")
        return f"“{text}”" if isinstance(node.value, str) else text

    def owner(self, row: Row, view: View) -> str:
        """本户的, 所在户的; nothing for the row that is spoken of anyway."""
        bare = row.item or view.item is None
        word = "" if bare else self.this(view)
        if row.way:
            title = view.sources.title(TableName(row.way[-1]))
            word += f"{'所在' if row.way[-1] in HOLDERS else '对应'}{title}"
        return f"{word}的" if word else ""

    def this(self, view: View) -> str:
        """本户; inside two aggregates 该户."""
        word = row_words(view.table, view.sources).this
        if view.depth <= 1:
            return word
        return "该" + (word.removeprefix("本") if word != "本人" else "人")

    def field(self, node: FieldRead, view: View) -> str:
        """A field."""
        owner = self.owner(node.row, view)
        if node.type.kind is Kind.YES_NO:
            return f"{owner.removesuffix('的')}“{node.field.title}”"
        return owner + node.field.title

    def defined(self, node: DefinedRead, view: View) -> str:
        """A definition's value by its name; a derived field by its title."""
        what = node.defined
        name = what.name if what.derived or not what.home else f"“{what.name}”"
        return self.owner(node.row, view) + name

    def standard(self, node: StandardRead, view: View) -> str:
        """A standard with its value in force: 脱贫线（4000元/年）."""
        if node.day is not None:
            name = f"{self.noun(node.day, view)}当日执行的{node.name}"
            return name + self.of_code(node, view)
        values = {choice.value for choice in node.choices}
        if node.code is None:
            return f"{node.name}（{self.held(node)}）" if len(values) == 1 else node.name
        if isinstance(node.code, Constant):
            fits = [one for one in node.choices if one.code == node.code.value]
            value = f"（{told(fits[0].value, node.type.unit, 'zh')}）" if len(fits) == 1 else ""
            return f"{node.name}的“{node.code.value}”值{value}"
        return f"{node.name}（按{self.noun(node.code, view)}{self.by_code(node)}）"

    def of_code(self, node: StandardRead, view: View) -> str:
        """Which of a standard's codes is read on another day than that of the check."""
        if node.code is None:
            return ""
        if isinstance(node.code, Constant):
            return f"的“{node.code.value}”值"
        return f"（按{self.noun(node.code, view)}）"

    def held(self, node: StandardRead) -> str:
        """The one value of a standard."""
        return told(node.choices[0].value, node.type.unit, "zh")

    def by_code(self, node: StandardRead) -> str:
        """The values of a standard's codes, where they are few and of one region."""
        if len(node.choices) > MOST_CODES or len({one.region for one in node.choices}) > 1:
            return ""
        told_ = (f"{one.code}{told(one.value, node.type.unit, 'zh')}" for one in node.choices)
        return f"：{'、'.join(told_)}"

    def arithmetic(self, node: Arithmetic, view: View) -> str:
        """A sum, a difference, a product."""
        if calendar(node.left) and node.operator != "*":
            unit = unit_beside(node.left, view) or ""
            unit = "个月" if unit == "月" else unit
            more = "加" if node.operator == "+" else "减"
            return self.noun(node.left, view) + more + self.by(node.right, view, unit)
        left = self.operand(node.left, view, product=node.operator == "*")
        right = self.operand(node.right, view, product=node.operator != "+")
        return f"{left}{SIGNS[node.operator]}{right}"

    def operand(self, node: Node, view: View, *, product: bool) -> str:
        """An operand, in brackets where it would be read otherwise."""
        text = self.noun(node, view)
        loose = isinstance(node, Arithmetic) and node.operator != "*"
        return f"（{text}）" if loose and product else text

    def quotient(self, node: Quotient, view: View) -> str:
        """A ratio of like to like, else a division."""
        if node.left.type.unit == node.right.type.unit and not isinstance(node.right, Constant):
            return f"{self.noun(node.left, view)}与{self.noun(node.right, view)}之比"
        left = self.operand(node.left, view, product=True)
        right = self.noun(node.right, view)
        compound = isinstance(node.right, Arithmetic | Quotient)
        return f"{left}÷{f'（{right}）' if compound else right}"

    def days(self, node: DaysBetween, view: View) -> str:
        """Days between two days."""
        return f"自{self.noun(node.right, view)}至{self.noun(node.left, view)}的天数"

    def shifted(self, node: Shift, view: View) -> str:
        """核查日前62天（待遇发放核查天数）."""
        unit = "个月" if node.months else "天"
        by = self.by(node.by, view, unit)
        return f"{self.noun(node.day, view)}{'前' if node.back else '后'}{by}"

    def by(self, node: Node, view: View, unit: str) -> str:
        """A number of days or months; of a standard its value first: 62天（待遇发放核查天数）."""
        values = {one.value for one in node.choices} if isinstance(node, StandardRead) else set()
        if isinstance(node, StandardRead) and node.code is None and len(values) == 1:
            return f"{told(values.pop(), node.type.unit or unit, 'zh')}（{node.name}）"
        return self.noun(node, view, unit)

    def chosen(self, node: Decide, view: View) -> str:
        """A choice within a sentence."""
        rows = [
            f"{self.chinese.clause(when, view).text}时取{self.noun(then, view, node.type.unit)}"
            for when, then in node.rows
        ]
        if node.otherwise is not None:
            rows.append(f"否则取{self.noun(node.otherwise, view, node.type.unit)}")
        return f"（{'，'.join(rows)}）"

    def or_else(self, node: OrElse, view: View) -> str:
        """A field with what stands in for a blank."""
        instead = self.noun(node.otherwise, view, node.type.unit)
        return f"{self.noun(node.of, view)}（未填写按{instead}计）"

    def called(self, node: Call, view: View) -> str:
        """A function."""
        if node.function == "date":
            return self.made_date(node, view)
        nouns = [self.noun(one, view) for one in node.arguments]
        if node.function == "age_on":
            return f"按{nouns[0]}计算至{nouns[1]}的周岁"
        if node.function == "round":
            places = figure_of(node.arguments[1]) if len(nouns) > 1 else Decimal(0)
            kept = f"保留{places:.0f}位小数" if places else "取整"
            return f"{nouns[0]}（四舍五入{kept}）"
        if isinstance(node.arguments[0], Arithmetic | Quotient):
            nouns[0] = f"（{nouns[0]}）"
        return SAID[node.function].format(*nouns)

    def made_date(self, node: Call, view: View) -> str:
        """核查日当年8月31日, 核查日上一年8月31日."""
        year, month, day = node.arguments
        of, back = year_of(year)
        parts = (self.noun(month, view, "月"), self.noun(day, view, "日"))
        if of is None:
            return self.noun(year, view, "年") + "".join(parts)
        when = {0: "当年", 1: "上一年", -1: "下一年"}[back]
        return self.noun(of, view) + when + "".join(parts)

    def aggregate(self, node: Aggregate, view: View) -> str:
        """An aggregate that is a value."""
        return self.chinese.rows.noun(node, view)


def year_of(node: Node) -> tuple[Node | None, int]:
    """The day whose year it is, and how many years before that; None for any other number."""
    if isinstance(node, Call) and node.function == "year":
        return node.arguments[0], 0
    if isinstance(node, Arithmetic) and node.operator in "+-":
        of, none = year_of(node.left)
        by = figure_of(node.right)
        if of is not None and not none and by == 1:
            return of, 1 if node.operator == "-" else -1
    return None, 0


def figure_of(node: Node) -> Decimal | None:
    """A constant number."""
    value = node.value if isinstance(node, Constant) else None
    return value if isinstance(value, Decimal) else None


def unit_beside(node: Node, view: View) -> str | None:
    """The unit that a bare number beside it has."""
    if isinstance(node, Call) and node.function in UNIT_OF:
        return UNIT_OF[node.function]
    if isinstance(node, DaysBetween):
        return "天"
    if isinstance(node, Aggregate) and node.kind == "count":
        return row_words(node.table, view.sources).measure
    return node.type.unit if node.type.kind is not Kind.TEXT else None


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
