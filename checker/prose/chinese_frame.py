"""Whole Chinese sentences: 适用于…, 要求…, “…”是指…, a standard with its basis."""

from __future__ import annotations

from collections.abc import Sequence

from checker.model.function import NATION
from checker.model.kind import Kind
from checker.model.resolved import (
    Aggregate,
    All,
    Among,
    Any,
    Constant,
    Decide,
    Defined,
    FieldRead,
    Node,
    StandardRead,
)
from checker.prose.cases import as_written, cases
from checker.prose.chinese import Chinese
from checker.prose.chinese_words import CHINESE, row_words
from checker.prose.clause import AND, OR, merged
from checker.prose.figures import day, told
from checker.prose.standing import Standing, document, standing
from checker.prose.view import View
from checker.resolve.trees import children

Told = tuple[str, tuple[str, ...]]
LONG = 40  # characters from which conditions are listed one by one
UNCONFIRMED = "此标准尚未确认。"


class ChineseFrame:
    """Says rules in Chinese."""

    def __init__(self) -> None:
        self.chinese = Chinese()

    def phrase(self, node: Node, view: View) -> str:
        """A node as a clause or a noun."""
        if node.type.kind is Kind.YES_NO:
            return self.chinese.clause(node, view).text
        return self.chinese.values.noun(node, view)

    def applies(self, node: Node | None, view: View) -> Told:
        """What the rule applies to."""
        if node is None:
            return f"适用于{row_words(view.table, view.sources).each}。", ()
        how, parts = self.parts(node, view)
        if parts:
            return f"适用于{how}的{self.row(view)}：", parts
        text = self.phrase(node, view)
        if any(isinstance(one, Aggregate) for one in (node, *children(node))):
            return f"适用于符合以下条件的{self.row(view)}：{text}。", ()
        return f"适用于{text}的{self.row(view)}。", ()

    def requires(self, node: Node, view: View) -> Told:
        """What it requires."""
        node = cases(node)
        if isinstance(node, Decide):
            return "按下列情形分别要求：", self.rows(node, view)
        how, parts = self.parts(node, view)
        return (f"要求{how}：", parts) if parts else (f"要求{self.phrase(node, view)}。", ())

    def row(self, view: View) -> str:
        """A row of the table checked; of a register by the register's name."""
        if view.sources.register(view.table):
            return f"{view.sources.title(view.table)}记录"
        return row_words(view.table, view.sources).row

    def parts(self, node: Node, view: View) -> Told:
        """How the parts of a long "and" or "or" hang together, and they; none of a short one."""
        if not isinstance(node, All | Any):
            return "", ()
        word = AND if isinstance(node, All) else OR
        kept = merged([self.chinese.clause(one, view) for one in node.operands], word, CHINESE)
        texts = [one.text for one in kept]
        long = sum(len(text) for text in texts) > LONG or any(one.compound for one in kept)
        how = "同时符合下列条件" if word == AND else "符合下列条件之一"
        return (how, listed(texts)) if long and len(texts) > 1 else (how, ())

    def definition(self, what: Defined, view: View) -> Told:
        """What a name means."""
        node, name = cases(what.body), f"“{what.name}”"
        if isinstance(node, Decide):
            codes = as_written(node)
            if codes:
                return f"{name}以登记的为准，分为{'、'.join(codes)}。", ()
            return f"{name}按下列顺序确定，以最先符合的为准：", self.rows(node, view)
        if node.type.kind is not Kind.YES_NO:
            return f"{name}是指{self.phrase(node, view)}。", ()
        how, parts = self.parts(node, view)
        if parts:
            return f"{name}，是指{how}：", parts
        return f"{name}，是指{self.phrase(node, view)}。", ()

    def rows(self, node: Decide, view: View) -> tuple[str, ...]:
        """The rows of a table."""
        rows = [
            f"{self.phrase(when, view)}的，{self.then(then, view)}" for when, then in node.rows
        ]
        last = node.otherwise
        rows.append(
            "以上都不符合的，无法确定" if last is None else f"其他情形，{self.then(last, view)}"
        )
        return listed(rows)

    def then(self, node: Node, view: View) -> str:
        """What a row of a table says."""
        if node.type.kind is not Kind.YES_NO:
            return f"为{self.chinese.values.noun(node, view)}"
        if isinstance(node, FieldRead | Constant):
            return f"以{self.chinese.values.noun(node, view)}为准"
        return self.phrase(node, view)

    def listed(self, name: str, node: Among) -> str:
        """What a list holds."""
        items = (
            told(one.value, one.type.unit, "zh")
            for one in node.items
            if isinstance(one, Constant) and one.value is not None
        )
        return f"“{name}”包括{'、'.join(items)}。"

    def standard(self, node: StandardRead, view: View, policy: str, *, doubt: bool) -> Told:
        """A standard with its values in force and their basis."""
        found = list(standing(node, policy, view.sources))
        if not found:
            return f"{node.name}在核查日没有适用的值。", ()
        values = [value(node, one) for one in found]
        bases = dict.fromkeys(document(one.basis, "：") for one in found if one.basis)
        after = f"依据：{'；'.join(bases)}。" if bases else ""
        after += UNCONFIRMED if doubt else ""
        if len(found) > 1:
            return f"{node.name}按执行日期和地区确定。{after}各期的值为：", listed(values)
        return f"{node.name}为{values[0]}。{after}", ()


def value(node: StandardRead, one: Standing) -> str:
    """One value, or one for each code, with its day and its region."""
    values = (
        (choice.code or "") + told(choice.value, node.type.unit, "zh") for choice in one.choices
    )
    where = "" if one.region == NATION else f"，适用于{one.region}"
    return f"{'、'.join(values)}（自{day(one.start, 'zh')}起执行{where}）"


def listed(texts: Sequence[str]) -> tuple[str, ...]:
    """Parts, each with its stop."""
    last = len(texts) - 1
    return tuple(text + ("。" if index == last else "；") for index, text in enumerate(texts))
