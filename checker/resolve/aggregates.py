"""any, all, count, sum and their kin: what they range over, and the link that bounds it."""

from __future__ import annotations

from functools import partial

from checker.fault import every
from checker.frozen import frozen
from checker.model import expression as written
from checker.model.function import AGGREGATES
from checker.model.kind import Kind, Type
from checker.model.resolved import (
    Aggregate,
    All,
    Any,
    Call,
    Compare,
    DefinedRead,
    FieldRead,
    Node,
    Not,
    Row,
    SameRow,
    TableName,
)
from checker.resolve import messages, names, units
from checker.resolve.names import Resolve
from checker.resolve.scope import Here, Scope, period_of
from checker.resolve.trees import children

DEEPEST = 2
CONDITIONS = ("any", "all")
OF_NUMBERS = ("sum", "avg")
ORDERED = ("min", "max")
KEYWORDS = {"latest": ("by",), "longest_gap": ("since", "until")}


@frozen
class Collection:
    """The rows an aggregate ranges over, before its link is found."""

    table: TableName
    root: Row | None  # None: all rows, by link
    text: str


def aggregate(expression: written.Called, scope: Scope, resolve: Resolve) -> Node:
    """An aggregate of any kind."""
    kind = expression.function
    check_shape(expression, kind)
    argument = expression.arguments[0]
    if not isinstance(argument, written.Ranged):
        return whole_collection(expression, argument, scope, resolve)
    if scope.depth >= DEEPEST:
        hint = "把里层的写成定义，再在这里用它的名字"
        raise messages.failed("too-deep", "循环最多套两层", expression.span, hint)
    collection = ranged(argument.collection, scope.outside)
    inside = scope.inside(argument.variable, collection.table)
    if argument.variable in shadowing(scope):
        hint = "换一个变量名，如 m、v、b"
        raise messages.name_taken(argument.variable_span, argument.variable, "别的东西")
    return built(Parts(expression, argument, collection, scope, inside, resolve))


def shadowing(scope: Scope) -> list[str]:
    """Names that a variable must not take."""
    return [*scope.variables, *scope.library.lists, *scope.library.standards]


def check_shape(expression: written.Called, kind: str) -> None:
    """One argument, and just the keywords that this aggregate has."""
    wanted = KEYWORDS.get(kind, ())
    given = tuple(sorted(name for name, _ in expression.keywords))
    if len(expression.arguments) != 1 or given != tuple(sorted(wanted)):
        hint = f"如 {AGGREGATES[kind].example}"
        raise messages.failed("wrong-arguments", f"{kind} 的写法不对", expression.span, hint)


def whole_collection(
    expression: written.Called, argument: written.Expression, scope: Scope, resolve: Resolve
) -> Node:
    """`count(成员)`, `count(致贫原因)`; every other aggregate wants a loop."""
    if expression.function != "count":
        hint = f"如 {AGGREGATES[expression.function].example}"
        sentence = f"{expression.function} 里要写“… for v in 表”"
        raise messages.failed("loop-wanted", sentence, argument.span, hint)
    if is_collection(argument, scope):
        collection = ranged(argument, scope.outside)
        if collection.root is None:
            raise messages.no_link(argument.span, argument.text)
        type_ = Type(Kind.COUNT, whole=True, bounded=True)
        return Aggregate(
            type_,
            expression.text,
            expression.span,
            "count",
            collection.table,
            collection.root,
            None,
            None,
            ranged=collection.text,
        )
    node = resolve(argument, scope)
    if node.type.kind is not Kind.CHOICES:
        raise messages.wanted(argument.span, "表或多选字段", node.type)
    return Call(units.COUNT, expression.text, expression.span, "count", (node,))


def is_collection(argument: written.Expression, scope: Scope) -> bool:
    """Does the argument of count name a table (and not a field)?"""
    catalog = scope.library.catalog
    if isinstance(argument, written.Name):
        return catalog.entity_named(argument.name) is not None
    return isinstance(argument, written.Member) and catalog.entity_named(argument.name) is not None


def ranged(at: written.Expression, scope: Scope) -> Collection:
    """The collection that stands after `in`."""
    library = scope.library
    if isinstance(at, written.Member):
        entity = library.entity(at.name, at.name_span)
        period = period_of(at.of.name) if isinstance(at.of, written.Name) else None
        if period is not None:
            return Collection(TableName(entity.name, period), None, at.text)
        return below(names.row(at.of, scope), entity.name, at, scope)
    if not isinstance(at, written.Name):
        hint = "in 后面要写表名，如 成员、户.政策享受、全部.成员"
        raise messages.failed("not-a-table", f"“{at.text}”不是表", at.span, hint)
    entity = library.entity(at.name, at.span)
    if entity.register is not None:
        return Collection(TableName(entity.name), None, at.text)
    if scope.itself is None:
        raise messages.inner_bare_name(at.span, at.name, scope.enclosing)
    return below(scope.itself, entity.name, at, scope)


def below(here: Here, entity: str, at: written.Expression, scope: Scope) -> Collection:
    """All descendants of a row, of one entity."""
    catalog = scope.library.catalog
    if here.row.item:
        hint = "in 后面要写外层的表、上级表，或里层用外层变量的表"
        raise messages.failed("not-a-table", f"“{at.text}”不能用在这里", at.span, hint)
    if catalog.way_up(entity, here.table.entity) is None:
        title, own = catalog.entities[entity].title, catalog.entities[here.table.entity].title
        ancestors = {way[-1] for way in catalog.ancestors(here.table.entity)}
        shared = [a for a in ancestors if catalog.way_up(entity, a)]
        hint = f"要看全部，写 全部.{title}，并加上相等条件"
        if shared:
            nearest = min(shared, key=partial(way_length, scope, here.table.entity))
            hint = f"写成 {catalog.entities[nearest].title}.{title}"
        raise messages.failed("not-below", f"“{title}”不属于“{own}”", at.span, hint)
    return Collection(TableName(entity, here.table.period), here.row, at.text)


def way_length(scope: Scope, entity: str, ancestor: str) -> int:
    """The number of steps from an entity to an ancestor."""
    return len(scope.library.catalog.way_up(entity, ancestor) or ())


@frozen
class Parts:
    """What an aggregate is built from."""

    expression: written.Called
    argument: written.Ranged
    collection: Collection
    outside: Scope
    inside: Scope
    resolve: Resolve


def built(parts: Parts) -> Node:
    """The aggregate itself."""
    kind, argument = parts.expression.function, parts.argument
    wheres = flat(argument.condition) if argument.condition else []
    claims = flat(argument.value) if kind == "any" else []
    conditions = every(
        partial(names.condition, one, parts.inside, parts.resolve) for one in [*wheres, *claims]
    )
    claim = value_of(parts)
    link, rest = linked(parts, conditions)
    if kind == "all":
        condition = either([*map(negated, rest), claim]) if claim else None
        claim = None
    else:
        condition = both(rest)
    by, since, until = (keyword(parts, name) for name in ("by", "since", "until"))
    return Aggregate(
        type_of(parts, claim),
        parts.expression.text,
        parts.expression.span,
        kind,
        parts.collection.table,
        parts.collection.root,
        link,
        condition,
        claim,
        by,
        since,
        until,
        parts.collection.text,
    )


def flat(expression: written.Expression) -> list[written.Expression]:
    """The conjuncts of a condition."""
    if isinstance(expression, written.Joined) and expression.operator == "and":
        return [part for operand in expression.operands for part in flat(operand)]
    return [expression]


def value_of(parts: Parts) -> Node | None:
    """What stands before `for`, as the aggregate wants it; None for any and count."""
    kind, value = parts.expression.function, parts.argument.value
    if kind == "any":
        return None
    if kind == "count":
        if not (isinstance(value, written.Name) and value.name == parts.argument.variable):
            hint = f"写成 count({parts.argument.variable} for …)；数不同的值用 distinct"
            raise messages.failed("wrong-arguments", "count 数的是行", value.span, hint)
        return None
    if kind == "all":
        return names.condition(value, parts.inside, parts.resolve)
    node = parts.resolve(value, parts.inside)
    wanted = "数" if kind in OF_NUMBERS else "数、日期或月份" if kind in ORDERED else "日期"
    allowed = (
        units.ORDERED[2:]
        if kind in OF_NUMBERS
        else units.ORDERED
        if kind in ORDERED
        else (Kind.DATE,)
        if kind == "longest_gap"
        else tuple(Kind)
    )
    if node.type.kind not in allowed:
        raise messages.wanted(value.span, wanted, node.type)
    return node


def keyword(parts: Parts, name: str) -> Node | None:
    """by= speaks of the row ranged over; since= and until= of the row checked. All are dates."""
    given = dict(parts.expression.keywords).get(name)
    if given is None:
        return None
    node = parts.resolve(given, parts.inside if name == "by" else parts.outside.outside)
    if node.type.kind is not Kind.DATE:
        raise messages.wanted(given.span, "日期", node.type)
    return node


def type_of(parts: Parts, value: Node | None) -> Type:
    """What the aggregate yields."""
    kind = parts.expression.function
    if kind in CONDITIONS:
        return units.YES_NO
    if kind in ("count", "distinct"):
        return Type(Kind.COUNT, whole=True, bounded=True)
    if kind == "longest_gap":
        return Type(Kind.COUNT, units.DAYS, whole=True)
    if kind == "list" or value is None:
        return units.TEXT
    type_ = Type(value.type.kind, value.type.unit, value.type.codes, whole=value.type.whole)
    if kind == "avg":
        return Type(Kind.AMOUNT if type_.unit else Kind.NUMBER, type_.unit)
    if kind == "sum":
        bounded = isinstance(value, FieldRead) and value.field.never_negative
        return Type(type_.kind, type_.unit, bounded=bounded, whole=type_.whole)
    return type_


def linked(parts: Parts, conditions: list[Node]) -> tuple[tuple[Node, Node] | None, list[Node]]:
    """The link among the conjuncts, and the other conjuncts.

    Among several the one on an id_number, a phone or a key, else the first.
    """
    if parts.collection.root is not None:
        return None, conditions
    candidates = [(link, one) for one in conditions if (link := as_link(one))]
    if not candidates:
        raise messages.no_link(parts.argument.collection.span, parts.collection.text)
    best = min(candidates, key=lambda pair: not identifies(pair[0][0], parts.outside))
    rest = [one for one in conditions if one is not best[1]]
    return best[0], rest


def as_link(node: Node) -> tuple[Node, Node] | None:
    """(a field of the row ranged over, something that does not speak of it)."""
    if not isinstance(node, Compare) or node.operator != "==":
        return None
    for item, other in ((node.left, node.right), (node.right, node.left)):
        if isinstance(item, FieldRead) and item.row.item and not speaks_of_item(other):
            return item, other
    return None


def speaks_of_item(node: Node) -> bool:
    """Does an expression read the row ranged over? An aggregate inside always starts from it."""
    if isinstance(node, Aggregate | SameRow):
        return True
    if isinstance(node, FieldRead | DefinedRead) and node.row.item:
        return True
    return any(speaks_of_item(child) for child in children(node))


def identifies(node: Node, scope: Scope) -> bool:
    """Is the field an id number, a phone, a key, or a link to one?"""
    if not isinstance(node, FieldRead):
        return False
    entity = scope.library.catalog.entities[node.table.entity]
    keys = {*entity.key, *(name for link in entity.parents for name in link.fields)}
    return node.type.kind in (Kind.ID_NUMBER, Kind.PHONE) or node.name in keys


def both(nodes: list[Node]) -> Node | None:
    """The conjunction of some conditions; None of none."""
    if len(nodes) < DEEPEST:
        return nodes[0] if nodes else None
    return All(units.YES_NO, " and ".join(n.text for n in nodes), nodes[0].span, tuple(nodes))


def either(nodes: list[Node]) -> Node:
    """The disjunction of some conditions."""
    if len(nodes) == 1:
        return nodes[0]
    return Any(units.YES_NO, " or ".join(n.text for n in nodes), nodes[0].span, tuple(nodes))


def negated(node: Node) -> Node:
    """The condition turned round."""
    return Not(units.YES_NO, f"not ({node.text})", node.span, node)
