"""Reads policy files and `standards.yaml`: standards, lists, definitions and rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from checker.fault import Fault, FaultyInput
from checker.model.expression import Expression, Row
from checker.model.function import NATION
from checker.model.policy import (
    Definition,
    GapKind,
    Named,
    Policy,
    Rule,
    Severity,
    Simple,
    Standard,
    StandardValue,
)
from checker.read import messages, values
from checker.read.file import (
    File,
    bases,
    basis,
    entries,
    maps,
    nodes,
    scalars,
    text,
    texts,
    under,
    whole,
)
from checker.yaml_tree import Entry, ListNode, MapNode, Node, TextNode

ANY_REGIME = "any"


def read_policy(file: File, policy_id: str) -> Policy | None:
    """The policy of a file; None where the file has faults, which then stand in it."""
    tree = file.tree
    if tree is None or not file.good:
        return None
    head = under(tree, "policy")
    area = text(head, "area") or None
    rules = tuple(_rule(file, node, policy_id, area) for node in maps(tree, "rules"))
    policy = Policy(
        policy_id,
        text(head, "title"),
        tree.entries["policy"].key.span,
        area,
        texts(head, "regime") or (ANY_REGIME,),
        text(head, "region") or None,
        file.validity(head),
        standards(file, tree),
        _lists(file, tree),
        _definitions(file, tree),
        rules,
        text(head, "title_en"),
    )
    return policy if file.good else None


def read_standards(file: File) -> Policy | None:
    """What `standards.yaml` gives to all policy files."""
    tree = file.tree
    if tree is None or not file.good:
        return None
    policy = Policy(
        "standards",
        "",
        tree.span,
        standards=standards(file, tree),
        lists=_lists(file, tree),
        definitions=_definitions(file, tree),
    )
    return policy if file.good else None


def read_table(file: File, node: Node | None) -> tuple[Row, ...]:
    """A decision table."""
    items = node.items if isinstance(node, ListNode) else ()
    rows = []
    for number, item in enumerate(items):
        if not isinstance(item, MapNode):
            continue
        if "otherwise" in item.entries:
            if number < len(items) - 1 or len(item.entries) > 1:
                file.faults.append(messages.otherwise_not_last(item.span))
            elif len(items) == 1:
                file.faults.append(messages.no_conditions(item.span))
        rows.append(_row(file, item))
    return tuple(rows)


def _row(file: File, node: MapNode) -> Row:
    key = "otherwise" if "otherwise" in node.entries else "is"
    then = file.expression(node, key)
    assert then is not None
    valid = file.validity(node)
    return Row(file.expression(node, "when"), then, node.span, valid.start, valid.end)


def standards(file: File, tree: MapNode) -> tuple[Standard, ...]:
    """The standards of a file."""
    for _, node in entries(tree, "standards"):
        if text(node, "unit"):
            file.faults.extend(_no_numbers(node))
    return tuple(
        Standard(
            key.text,
            text(node, "unit") or None,
            standard_values(file, node),
            key.span,
            file.day(node, "confirmed_through"),
            text(node, "tailor", "fixed"),
            text(node, "title_en"),
        )
        for key, node in entries(tree, "standards")
    )


def _no_numbers(node: MapNode) -> Iterator[Fault]:
    """Values that are words, of a standard that is counted in a unit."""
    for one in (entry.value for at in maps(node, "values") for entry in _written(at)):
        if isinstance(one, TextNode) and one.text and isinstance(_word(one), str):
            number = not one.plain and values.NUMBER.match(one.text)
            yield (messages.quoted_number if number else messages.odd_number)(one.span, one.text)


def _written(at: MapNode) -> Iterable[Entry]:
    """What stands under `value`: one, or one a code."""
    entry = at.entries.get("value")
    if entry is None:
        return ()
    return entry.value.entries.values() if isinstance(entry.value, MapNode) else (entry,)


def _word(node: TextNode) -> Simple | None:
    try:
        return values.simple(node)
    except FaultyInput:  # told where the value is read
        return None


def standard_values(file: File, node: MapNode) -> tuple[StandardValue, ...]:
    """A standard's values, in the order of their first days."""
    found: list[StandardValue] = []
    for one in maps(node, "values"):
        start = file.day(one, "from")
        assert start is not None
        document = one.get("basis")
        known = basis(document) if isinstance(document, MapNode) else None
        region = text(one, "region", NATION)
        earlier = next((v for v in found if (v.start, v.region) == (start, region)), None)
        if earlier:
            fault = messages.same_day_twice(one.span, str(start), region, earlier.span)
            file.faults.append(fault)
        value = _value(file, one.entries["value"])
        found.append(StandardValue(start, value, region, known, one.span))
    return tuple(sorted(found, key=lambda value: value.start))


Values = Simple | tuple[Simple, ...]


def _value(file: File, entry: Entry) -> Values | Mapping[str, Values]:
    node = entry.value
    if isinstance(node, MapNode):
        return {key: _one_value(file, one.value) for key, one in node.entries.items()}
    return _one_value(file, node)


def _one_value(file: File, node: Node) -> Values:
    if isinstance(node, ListNode):
        items = [one for one in node.items if isinstance(one, TextNode)]
        return tuple(found for one in items for found in _simple(file, one))
    return next(_simple(file, node), "") if isinstance(node, TextNode) else ""


def _simple(file: File, node: TextNode) -> Iterator[Simple]:
    try:
        yield values.simple(node)
    except FaultyInput as error:
        file.faults.extend(error.faults)


def _lists(file: File, tree: MapNode) -> tuple[Named, ...]:
    above = tree.get("lists")
    if not isinstance(above, MapNode):
        return ()
    return tuple(
        Named(key, tuple(_code(file, one) for one in scalars(above, key)), entry.key.span)
        for key, entry in above.entries.items()
    )


def _code(file: File, node: TextNode) -> str | Decimal:
    if node.meaning != "number":
        return node.text
    found = next(_simple(file, node), "")
    return found if isinstance(found, Decimal) else node.text


def _definitions(file: File, tree: MapNode) -> tuple[Definition, ...]:
    found = []
    for key, node in entries(tree, "definitions"):
        each = scalars(node, "each")[0]
        body: Expression | tuple[Row, ...] | None = file.expression(node, "is")
        if body is None:
            body = read_table(file, node.get("table"))
        english = text(node, "title_en")
        found.append(Definition(key.text, each.text, each.span, body, key.span, english))
    return tuple(found)


def _rule(file: File, node: MapNode, policy_id: str, area: str | None) -> Rule:
    each = scalars(node, "each")[0]
    requires = file.expression(node, "requires")
    message = file.message(node, "message")
    assert requires is not None
    assert message is not None
    kind = text(node, "kind")
    return Rule(
        id=f"{policy_id}/{text(node, 'id')}",
        title=text(node, "title"),
        each=each.text,
        each_span=each.span,
        applies=file.expression(node, "applies"),
        requires=requires,
        sieves=texts(node, "sieves"),
        severity=Severity[text(node, "severity").upper()],
        message=message,
        span=node.entries["id"].value.span,
        kind=GapKind(kind) if kind else None,
        once_per=tuple(file.reading.expressions[one] for one in nodes(node, "once_per")),
        remedy=file.message(node, "remedy"),
        responsible=text(node, "responsible"),
        due=whole(node, "due"),
        basis=bases(node),
        validity=file.validity(node),
        title_en=text(node, "title_en"),
        message_en=file.message(node, "message_en"),
        remedy_en=file.message(node, "remedy_en"),
        area=area,
    )
