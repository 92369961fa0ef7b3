"""Aggregates in Chinese: 有类别为“扶贫手册”的材料; 各户耕地面积之和."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from checker.model.kind import Kind
from checker.model.resolved import (
    Aggregate,
    FieldRead,
    Node,
    Not,
    Row,
    SameRow,
)
from checker.prose.chinese_words import CHINESE, row_words
from checker.prose.clause import AND, Clause, merged
from checker.prose.conditions import claimed, conjuncts
from checker.prose.view import View

if TYPE_CHECKING:
    from checker.prose.chinese import Chinese

PERIODS = ("", "上期的", "上上期的")
KINDS = {
    "sum": "{values}之和",
    "avg": "{values}的平均值",
    "distinct": "{values}的种类数",
    "only": "{values}",
    "list": "{values}",
}
LEAST = {"min": ("最小的", "最早的"), "max": ("最大的", "最晚的")}


class Ranged:
    """Says aggregates for a `Chinese`."""

    def __init__(self, chinese: Chinese) -> None:
        self.chinese = chinese

    def clause(self, node: Aggregate, view: View, holds: bool) -> Clause:
        """Is there a row; do all."""
        if node.kind == "all":
            return self.every(node, view, holds)
        where, rows = self.scope(node, view), self.rows(node, view)
        return Clause(where, "有" if holds else "没有", rows)

    def every(self, node: Aggregate, view: View, holds: bool) -> Clause:
        """Do all rows; the `if` of `all` stands in its condition turned round."""
        inside = view.inside(node)
        where, (wheres, claim) = self.scope(node, view), claimed(node.condition)
        words = row_words(node.table, view.sources)
        rows = self.attributed([*self.linked(node, view), *wheres], node, inside)
        told = self.chinese.clause(claim, inside).text if claim is not None else "不成立"
        whole = rows != words.row
        each = f"凡{rows}，" if whole else words.each
        return Clause(
            where, each if holds else f"并非{each}", f"都应{told}" if whole else f"都{told}"
        )

    def noun(self, node: Aggregate, view: View) -> str:
        """An aggregate that is a value."""
        inside = view.inside(node)
        where, rows = self.scope(node, view), self.rows(node, view)
        where = f"{where}中" if where and not where.endswith("中") else where
        if node.kind == "count":
            count = row_words(node.table, view.sources).number
            row = row_words(node.table, view.sources).row
            return where + rows.removesuffix(row) + count
        if node.kind in ("any", "all"):
            return f"“{self.clause(node, view, True).text}”是否成立"
        if node.kind == "longest_gap":
            return self.gap(node, view, where + rows)
        assert node.value is not None  # only any, all and count have none
        value = self.chinese.values.noun(node.value, inside)
        values = f"{where}{rows}的{value}"
        if node.kind == "latest" and node.by is not None:
            by = self.chinese.values.noun(node.by, inside)
            return f"{where}{rows}中{by}最晚一条的{value}"
        if node.kind in LEAST:
            word = LEAST[node.kind][node.value.type.kind in (Kind.DATE, Kind.MONTH)]
            return f"{where}{rows}中{word}{value}"
        if node.kind == "sum" and "的" not in rows:
            values = f"{where}各{rows.removesuffix('记录') if rows != '记录' else rows}{value}"
        return KINDS[node.kind].format(values=values)

    def gap(self, node: Aggregate, view: View, rows: str) -> str:
        """The longest time without a row."""
        assert node.since is not None
        assert node.until is not None
        assert node.value is not None
        outside = view.outside()
        since = self.chinese.values.noun(node.since, outside)
        until = self.chinese.values.noun(node.until, outside)
        value = self.chinese.values.noun(node.value, view.inside(node))
        return f"自{since}起至{until}止，{rows}按{value}计算的最长间隔"

    def scope(self, node: Aggregate, view: View) -> str:
        """Where rows are looked for: nothing for the row's own, 所在户, 全部成员中, 车辆登记中."""
        title = PERIODS[node.table.period] + view.sources.title(node.table)
        if node.link is not None:
            if view.sources.register(node.table) or node.table.period:
                return f"{title}中"
            return f"全部{title}中" if self.near(node, view) else ""
        if node.table.period:
            return f"{title}中"
        assert node.root is not None  # it has no link
        from_item = view.item is not None
        root = Row(item=from_item, way=node.root.way)
        owner = self.chinese.values.owner(root, view) if node.root.way else ""
        return owner.removesuffix("的") or ("其下" if from_item else "")

    def near(self, node: Aggregate, view: View) -> bool:
        """Are the rows of the row's own kind or below it, so that "all" must be said?"""
        catalog, own = view.sources.catalog, (view.item or view.table).entity
        if catalog is None or own == node.table.entity:
            return True
        return own in catalog.entities and catalog.way_up(node.table.entity, own) is not None

    def found(self, node: Aggregate, view: View) -> str:
        """The rows that a value is looked up in, with where they are."""
        where = self.scope(node, view)
        return where + self.rows(node, view)

    def rows(self, node: Aggregate, view: View) -> str:
        """The rows with what marks them: 类别为“扶贫手册”的材料."""
        inside = view.inside(node)
        conditions = [*self.linked(node, view), *conjuncts(node.condition)]
        return self.attributed(conditions, node, inside)

    def linked(self, node: Aggregate, view: View) -> list[Node | Clause]:
        """The link as a mark: 证件号码与本人相同."""
        if node.link is None:
            return []
        mine, other = node.link
        # Inside the aggregate SELF is told apart from the row ranged over.
        inside, outer = view.inside(node), view.inside(node)
        value = self.chinese.values.noun(other, outer)
        if isinstance(mine, FieldRead) and isinstance(other, FieldRead):
            if mine.field.title == other.field.title and not other.row.way:
                return [Clause(self.chinese.values.noun(mine, inside), "相同")]
            if mine.field.title == other.field.title:
                # Rows of a register have no parents: whose parent is meant is clear.
                bare = replace(inside, item=None)
                value = self.chinese.values.owner(other.row, bare).removesuffix("的")
        return [Clause(self.chinese.values.noun(mine, inside), "与", value, "相同")]

    def attributed(
        self, conditions: list[Node | Clause] | list[Node], node: Aggregate, inside: View
    ) -> str:
        """Marks before their noun."""
        row = row_words(node.table, inside.sources).row
        other = [one for one in conditions if isinstance(one, Not) and is_self(one.operand)]
        kept = [one for one in conditions if one not in other]
        clauses = [
            one if isinstance(one, Clause) else self.chinese.clause(one, inside) for one in kept
        ]
        texts = [brackets(one) for one in merged(clauses, AND, CHINESE)]
        noun = f"其他{row}" if other else row
        return f"{'、'.join(texts)}的{noun}" if texts else noun


def brackets(one: Clause) -> str:
    """An "or" among several marks is bracketed."""
    return f"（{one.text}）" if one.compound else one.text


def is_self(node: Node) -> bool:
    """Is it the row checked itself?"""
    return isinstance(node, SameRow)
