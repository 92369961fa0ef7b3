"""What was asked for by name: a rule, a household, a row; a name that nobody knows is a fault."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from checker.fault import Fault, FaultyInput
from checker.model.resolved import Resolved, ResolvedRule, TableName
from checker.resolve.messages import not_in_force
from checker.run.naming import HOUSEHOLD, Names
from checker.spelling import closest

NUMBERED = re.compile("[0-9]{11}")  # a key that may be somebody's number is not suggested


def rule_named(resolved: Resolved, name: str) -> ResolvedRule:
    """The rule of this id, or of the only id that ends so.

    Raises:
        FaultyInput: there is none, there are several, or it is not in force on the day.
    """
    ids = [rule.id for rule in resolved.rules]
    skipped = [rule for rule, _ in resolved.skipped]
    fitting = named(ids, name)
    if len(fitting) == 1:
        return next(rule for rule in resolved.rules if rule.id == fitting[0])
    if fitting:
        raise FaultyInput([several_rules(name, fitting)])
    if named(skipped, name):
        raise FaultyInput([not_in_force(name, resolved.as_of)])
    raise FaultyInput([unknown_rule(name, [*ids, *skipped])])


def named(ids: Iterable[str], name: str) -> list[str]:
    """The ids that a name means: the id itself, else those that end so."""
    known = [*ids]
    return [name] if name in known else [one for one in known if short(one) == name]


def short(rule: str) -> str:
    """An id without its chapter: in-school."""
    return rule.rpartition("/")[2]


def household_named(names: Names, key: str) -> str:
    """The household's key.

    Raises:
        FaultyInput: no household has it.
    """
    known = [one for one in names.households(TableName(HOUSEHOLD)) if one is not None]
    if key not in known:
        raise FaultyInput([unknown_household(key, known)])
    return key


def rows_of(names: Names, table: TableName, household: str | None) -> Iterator[int]:
    """The rows of a household: those below it, or the one that it lies in; all without one."""
    if household is None:
        yield from range(names.rows.table(table).length)
        return
    if names.rows.way_up(table.entity, HOUSEHOLD) is not None:
        owners = names.households(table)
        yield from (row for row, owner in enumerate(owners) if owner == household)
        return
    homes = TableName(HOUSEHOLD)
    way = names.rows.way_up(HOUSEHOLD, table.entity)
    home = names.households(homes).index(household)
    above = names.rows.ancestor(homes, home, way) if way else None
    yield from () if above is None else (above,)


def row_named(names: Names, table: TableName, rows: Sequence[int], wanted: str) -> int:
    """The row of this key, or of this number among the rows, from 1.

    Raises:
        FaultyInput: there is no such row.
    """
    keys = {names.key(table, row): row for row in rows}
    if wanted in keys:
        return keys[wanted]
    if wanted.isdecimal() and 1 <= int(wanted) <= len(rows):
        return rows[int(wanted) - 1]
    raise FaultyInput([unknown_row(wanted, [*keys])])


# Faults ------------------------------------------------------------------------------------------


def unknown_rule(name: str, known: Iterable[str]) -> Fault:
    """Nobody wrote such a rule."""
    near = closest(name, known if "/" in name else map(short, known))
    hint = f"是不是“{near}”？" if near else "用 checker rules 列出全部规则"
    return Fault("unknown-rule", f"没有“{name}”这条规则", hint=hint)


def several_rules(name: str, fitting: Sequence[str]) -> Fault:
    """Several chapters have a rule of this name."""
    hint = f"写成 {' 或 '.join(fitting)}"
    return Fault("unknown-rule", f"叫“{name}”的规则不止一条", hint=hint)


def unknown_household(key: str, known: Iterable[str]) -> Fault:
    """No household has this key."""
    near = closest(key, known)
    hint = f"是不是“{near}”？" if near and not NUMBERED.search(near) else "写户表里的户编号"
    return Fault("unknown-household", f"资料里没有编号为“{key}”的户", hint=hint)


def unknown_row(wanted: str, keys: Sequence[str]) -> Fault:
    """None of the rows looked at has this key."""
    near = closest(wanted, keys)
    number = f"共 {len(keys)} 行，也可以写第几行，如 1" if keys else "这一户没有这张表的记录"
    hint = f"是不是“{near}”？" if near and not NUMBERED.search(near) else number
    return Fault("unknown-row", f"没有“{wanted}”这一行", hint=hint)
