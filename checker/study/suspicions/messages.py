"""The sentences of suspicions that are known by trying values, each with its mend.

Each code has a page in `checker/lint/pages`.
"""

from __future__ import annotations

from collections.abc import Sequence

from checker.fault import Fault
from checker.lint.messages import warned
from checker.source import Span
from checker.study.suspicions.conditions import Clause
from checker.study.suspicions.examples import Example


def conflict(clauses: Sequence[Clause]) -> str:
    """Clauses that no row can meet together."""
    if len(clauses) == 1:
        never = "永远不成立" if clauses[0].wanted else "永远成立，或者无法判断"
        return f"“{clauses[0].node.text}”{never}"
    if not any(clause.wanted for clause in clauses):
        return (
            "、".join(f"“{clause.node.text}”" for clause in clauses) + "总有一个成立，或者无法判断"
        )
    return "和".join(clause.told for clause in clauses) + "不能同时成立"


def shown(example: Example | None) -> str:
    """The example at the end of a hint."""
    return f"。例：{example.given}" if example is not None else ""


# One rule.


def never_applies(span: Span, rule: str, why: Sequence[Clause]) -> Fault:
    """No row that the rule is for."""
    return warned(
        "never-applies",
        f"规则 {rule} 永远不会适用：{conflict(why)}",
        span,
        "要的是其中之一，用 or；要的是一个范围，核对上下限；整条没有用的删去",
    )


def never_met(span: Span, rule: str, why: Sequence[Clause]) -> Fault:
    """No row to which it applies can be found right."""
    return warned(
        "never-met",
        f"规则 {rule} 适用的行，没有一行能合格：{conflict(why)}",
        span,
        "核对要求里的数、代码和 and、or，或者改适用条件",
    )


def never_gap(span: Span, rule: str, why: Sequence[Clause]) -> Fault:
    """It can find nothing."""
    return warned(
        "never-gap",
        f"规则 {rule} 永远查不出问题：{conflict(why)}",
        span,
        "要求里写出什么样的行不合格；只想知道填没填，用 known(字段)",
    )


def requires_in_applies(span: Span, rule: str, why: Sequence[Clause]) -> Fault:
    """What it requires is what it applies to."""
    held = "和".join(clause.told for clause in why if clause.wanted)
    asked = "和".join(f"“{clause.node.text}”" for clause in why if not clause.wanted)
    return warned(
        "requires-in-applies",
        f"规则 {rule} 永远查不出问题：适用条件{held}已经包含要求{asked}",
        span,
        "适用条件写“对谁”，要求写“应当怎样”；重复的一处改掉",
    )


def never_decided(span: Span, rule: str) -> Fault:
    """Whatever the file says, it remains unknown."""
    return warned(
        "never-decided",
        f"规则 {rule} 永远是待核实：要求无论怎样填写都无法判断",
        span,
        "核对要求里的标准在核查日有没有值、代码在不在标准里、日期是不是真有这一天",
    )


# Two rules.


def contradiction(span: Span, rules: tuple[str, str], of: str, example: Example) -> Fault:
    """Two rules that no row can keep."""
    return warned(
        "contradictory-rules",
        f"规则 {rules[0]} 与 {rules[1]} 对{of}永远不能同时合格",
        span,
        f"核对两条的要求，或者改适用条件，使同一行只适用一条{shown(example)}",
    )


def redundant(span: Span, rules: tuple[str, str], example: Example) -> Fault:
    """A rule that says nothing that another does not say."""
    return warned(
        "redundant-rule",
        f"规则 {rules[0]} 没有说出新的问题：凡它不合格的行，{rules[1]} 也不合格",
        span,
        f"删去一条，或者把两条的范围分开{shown(example)}",
    )


def twin(span: Span, rules: tuple[str, str]) -> Fault:
    """Two rules that are one."""
    return warned(
        "redundant-rule",
        f"规则 {rules[0]} 和 {rules[1]} 查的是同一件事：每一行的结论都相同",
        span,
        "留下一条；如果本来是两件事，改其中一条的条件",
    )


# Tables, choices, definitions, conditions.


def hole(span: Span, name: str, rule: str, values: Sequence[str], example: Example) -> Fault:
    """Rows for which no row of a table holds."""
    when = "、".join(values) or "有的情形"
    return warned(
        "table-hole",
        f"决策表“{name}”有漏洞：{when}时没有一格成立，{rule} 因此无法判断",
        span,
        f"给这种情形加一格，或者在最后写 otherwise{shown(example)}",
    )


def overlap(span: Span, name: str, at: tuple[int, int], example: Example) -> Fault:
    """Two rows of a table that can both hold and answer differently."""
    return warned(
        "table-overlap",
        f"决策表“{name}”第{at[0]}格和第{at[1]}格可以同时成立而结果不同，只有先写的算数",
        span,
        f"把两格的条件分开；本来就要先写的优先，在后一格写明 not（前一格）{shown(example)}",
    )


def unreachable(span: Span, name: str, at: int, *, alone: bool) -> Fault:
    """A row of a table whose turn never comes."""
    why = "它的条件永远不成立" if alone else "凡它成立的行，前面的格先成立"
    return warned(
        "unreachable-row",
        f"决策表“{name}”第{at}格永远轮不到：{why}",
        span,
        "窄的条件写在前面，宽的写在后面；多余的一格删去",
    )


def unreachable_otherwise(span: Span, name: str) -> Fault:
    """An `otherwise` that nothing falls to."""
    return warned(
        "unreachable-row",
        f"决策表“{name}”最后的 otherwise 永远轮不到：前面的格已经包含了所有的值",
        span,
        "删去它；如果本来要管没填的，写 known(字段) 或 or_else(字段, 值)",
    )


def unreachable_side(span: Span, condition: str, *, otherwise: bool) -> Fault:
    """One side of `x if c else y` that is never taken."""
    why = ("成立", "else 后面") if otherwise else ("不成立", "if 前面")
    return warned(
        "unreachable-row",
        f"“{condition}”在这里总是{why[0]}，{why[1]}的值永远用不到",
        span,
        "核对条件；如果总是这样，直接写另一个值",
    )


def constant_definition(span: Span, name: str, truth: bool | None) -> Fault:
    """A definition that does not depend on the row."""
    word = {True: "没有一行不成立", False: "没有一行成立", None: "无论怎样填写都无法判断"}[truth]
    return warned(
        "constant-definition",
        f"定义“{name}”区分不了任何行：{word}",
        span,
        "核对里面的数、代码和 and、or、not",
    )


def dead_condition(span: Span, text: str, of: str) -> Fault:
    """A condition that changes nothing."""
    return warned(
        "dead-condition",
        f"{of}里的条件“{text}”不起作用：去掉它，没有一行的结论会变",
        span,
        "多余的删去；如果本来要它起作用，核对它的数、代码和两边的 and、or",
    )
