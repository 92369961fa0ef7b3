"""Names looked up: fields, definitions, the category, lists and standards become nodes."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from checker.fault import FaultyInput
from checker.model.catalog import Field
from checker.model.expression import Expression, Member, Name
from checker.model.expression import Row as TableRow
from checker.model.kind import Kind, Type
from checker.model.policy import Definition
from checker.model.resolved import (
    SELF,
    Constant,
    Decide,
    Defined,
    DefinedRead,
    FieldRead,
    Node,
    TableName,
)
from checker.read.expression import parse
from checker.read.printed_headers import header_at
from checker.resolve import messages, trees, units
from checker.resolve.scope import HOUSEHOLD, Here, Library, Scope
from checker.source import Span

Resolve = Callable[[Expression, Scope], Node]

WHOLE = (Kind.COUNT,)
DEEPEST = 80  # levels of expressions within definitions within definitions
LONGEST_CHAIN = 30  # definitions that rest on one another; one after another, no loop


def field_type(field: Field) -> Type:
    """What reading the field yields."""
    return Type(field.kind, field.unit, field.codes, whole=field.kind in WHOLE)


def bare_name(name: Name, scope: Scope, resolve: Resolve) -> Node:
    """`年龄`: of the row checked, else a standard or the day of the check."""
    if scope.itself:
        found = of_row(name.name, scope.itself, name, scope, resolve)
        if found is not None:
            return found
    for other in (scope.this, scope.checked):
        if other and not scope.itself and of_row(name.name, other, name, scope, resolve):
            raise messages.inner_bare_name(name.span, name.name, scope.enclosing)
    title = scope.entity(scope.itself or scope.this or next(iter(scope.variables.values()))).title
    if scope.row_named(name.name) or scope.library.catalog.entity_named(name.name):
        hint = f"写成 {name.name}.字段，或用 count({name.name})、any(… for v in {name.name})"
        raise messages.failed(
            "row-as-value", f"“{name.name}”是一张表，不是一个值", name.span, hint
        )
    raise unknown(name.span, name.name, title, scope, scope.titles())


def unknown(span: Span, name: str, entity: str, scope: Scope, known: Iterable[str]) -> FaultyInput:
    """A name that no field has: perhaps what is printed above its column."""
    header = header_at(span, scope.library.catalog)
    home = scope.library.elsewhere(name)
    if home and not header:
        return messages.of_another(span, name, home)
    return FaultyInput([header]) if header else messages.unknown_field(span, name, entity, known)


def dotted(member: Member, scope: Scope, resolve: Resolve) -> Node:
    """`户.村名`, `m.户.县`: of an ancestor, or of a row named in an aggregate."""
    here = row(member.of, scope)
    found = of_row(member.name, here, member, scope, resolve)
    if found is None:
        entity = scope.entity(here)
        known = scope.library.field_names(entity)
        raise unknown(member.name_span, member.name, entity.title, scope, known)
    return found


def row(expression: Expression, scope: Scope) -> Here:
    """The row that `户`, `m`, `m.户` names."""
    if isinstance(expression, Name):
        here = scope.row_named(expression.name)
        if here is None:
            raise no_such_row(expression.span, expression.name, scope)
        return here
    if isinstance(expression, Member):
        below = row(expression.of, scope)
        above = scope.above(below, expression.name)
        if above is None:
            raise no_such_row(expression.name_span, expression.name, scope)
        return above
    hint = "点号前面要写上级表名或循环变量"
    raise messages.failed("not-a-row", f"“{expression.text}”不是一行记录", expression.span, hint)


def no_such_row(span: Span, name: str, scope: Scope) -> Exception:
    """The name before a dot is neither an ancestor nor a variable."""
    entity = scope.library.catalog.entity_named(name)
    if entity and scope.enclosing and not scope.itself:
        return messages.inner_bare_name(span, name, scope.enclosing)
    if entity:
        hint = f"用 any(… for v in {name})、only(v.字段 for v in {name}) 等逐行去看"
        return messages.failed("not-a-parent", f"“{name}”不是本行的上级表", span, hint)
    rows = [*scope.variables, *(e.title for e in scope.library.catalog.entities.values())]
    return messages.unknown_entity(span, name, rows)


def of_row(
    name: str, here: Here, at: Name | Member, scope: Scope, resolve: Resolve
) -> Node | None:
    """A definition's, a field's or the category's value of a row; None for an unknown name."""
    library = scope.library
    entity = library.catalog.entities[here.table.entity]
    field = entity.field_named(name)
    category = library.category
    sorted_by = entity.field_named(category.field) if category else None
    if field and field is sorted_by and entity.name == HOUSEHOLD and scope.raw != field.title:
        return read_of(category_table(library, here, field, resolve), here, at)
    if field and field.derived:
        return read_of(derived(library, here, field, resolve), here, at)
    if field:
        return FieldRead(
            field_type(field), at.text, at.span, here.row, here.table, field, field.name
        )
    definition = library.definitions.get((entity.name, name))
    return read_of(defined(library, here, definition, resolve), here, at) if definition else None


def read_of(what: Defined, here: Here, at: Name | Member) -> DefinedRead:
    """A definition read for a row."""
    type_ = what.body.type
    if what.derived:
        type_ = field_type(what.derived)
    return DefinedRead(type_, at.text, at.span, here.row, what)


def defined(library: Library, here: Here, definition: Definition, resolve: Resolve) -> Defined:
    """The definition over the table of `here`, resolved once."""
    home = library.homes[here.table.entity, definition.name]

    def body() -> Node:
        scope = Scope(library, Here(SELF, here.table), Here(SELF, here.table))
        if isinstance(definition.body, tuple):
            return table(definition.body, scope, resolve)
        return resolve(definition.body, scope)

    return once(library, (definition.name, here.table, home), body, definition.span)


def derived(library: Library, here: Here, field: Field, resolve: Resolve) -> Defined:
    """A field that the catalog computes (年龄)."""

    def body() -> Node:
        itself = Here(SELF, here.table)
        span = field.derived_span or field.span
        return resolve(parse(field.derived or "", span), Scope(library, itself, itself))

    return once(library, (field.title, here.table, ""), body, field.span, field)


def category_table(library: Library, here: Here, field: Field, resolve: Resolve) -> Defined:
    """The household's category; inside its own table the field's name means what was written."""

    def body() -> Node:
        assert library.category is not None  # the caller has looked
        itself = Here(SELF, here.table)
        return table(
            library.category.table, Scope(library, itself, itself, raw=field.title), resolve
        )

    span = library.category.span if library.category else field.span
    return once(library, (field.title, here.table, ""), body, span)


def once(
    library: Library,
    key: tuple[str, TableName, str],
    body: Callable[[], Node],
    span: Span,
    field: Field | None = None,
) -> Defined:
    """The definition from the library's store, resolved at the first call; circles are faults."""
    name, of, home = key
    if key in library.resolved:
        return library.resolved[key]
    if name in library.underway:
        raise messages.circle(span, [*library.underway[library.underway.index(name) :], name])
    if len(library.underway) >= LONGEST_CHAIN:
        raise messages.chain_too_long(span, LONGEST_CHAIN)
    library.underway.append(name)
    try:
        result = Defined(name, of, home, body(), field, library.region)
    except RecursionError as error:  # few definitions, each of them deep
        raise messages.chain_too_long(span, len(library.underway)) from error
    finally:
        library.underway.pop()
    library.depths[result] = trees.depth(result.body, library.depths)
    if library.depths[result] > DEEPEST:
        raise messages.chain_too_long(span, DEEPEST)
    library.resolved[key] = result
    return result


def table(rows: tuple[TableRow, ...], scope: Scope, resolve: Resolve) -> Node:
    """A decision table, with the rows that it has on the day; the faults of all are told."""
    whens: list[tuple[Node, Node]] = []
    otherwise: Node | None = None
    type_: Type | None = None
    for one in rows:
        then = resolve(one.then, scope)
        type_ = units.merged(one.then.span, type_, then.type) if type_ else then.type
        if one.when is None:
            otherwise = then
            continue
        when = condition(one.when, scope, resolve)
        if one.holds(scope.library.as_of):
            whens.append((when, then))
    first = rows[0].then
    if not whens and otherwise is None:  # no row is left on the day: it answers nothing
        return Constant(type_ or units.TEXT, first.text, first.span, None)
    return Decide(type_ or units.TEXT, first.text, first.span, tuple(whens), otherwise)


def condition(expression: Expression, scope: Scope, resolve: Resolve) -> Node:
    """An expression that must be true, false or unknown."""
    node = resolve(expression, scope)
    if node.type.kind is not Kind.YES_NO:
        raise messages.not_a_condition(expression.span, node.type)
    return node
