"""Lays one office's additions over another's policies: it may tighten, never loosen.

An overlay may add rules, change a standard within its `tailor`, raise a severity, and turn a rule
off with a reason and a document. An entry that matches nothing is a fault.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from checker.fault import Fault
from checker.model.function import NATION
from checker.model.policy import (
    Adjustment,
    Policy,
    PolicySet,
    Severity,
    Standard,
    StandardValue,
    Tailoring,
)
from checker.read import case_messages, messages
from checker.read.file import File, entries, text, under
from checker.read.policy_file import standard_values
from checker.yaml_tree import MapNode, TextNode


def tailored(base: PolicySet, file: File) -> PolicySet:
    """The base with an overlay file's changes to standards and rules.

    Faults are left in the file.
    """
    if file.tree is None or not file.good:
        return base
    head = under(file.tree, "overlay")
    changed = _standards(base, file, head)
    return _rules(changed, file, head)


def _chapters(policies: PolicySet) -> Iterator[Policy]:
    if policies.shared:
        yield policies.shared
    yield from policies.policies


def _standards(base: PolicySet, file: File, head: MapNode) -> PolicySet:
    known = [one for policy in _chapters(base) for one in policy.standards]
    names = {one.name for one in known}
    changes: dict[str, tuple[StandardValue, ...]] = {}
    for key, node in entries(head, "standards"):
        if key.text not in names:
            file.faults.append(messages.unknown_id(key.span, "标准", key.text, names))
        else:
            changes[key.text] = standard_values(file, node)
    if not changes:
        return base
    done = tuple(
        Adjustment(name, value, all(_said(one, value) for one in known if one.name == name))
        for name, values in changes.items()
        for value in values
    )
    base = replace(base, adjustments=base.adjustments + done)
    shared = _with_standards(base.shared, changes, file) if base.shared else None
    policies = tuple(_with_standards(policy, changes, file) for policy in base.policies)
    return replace(base, shared=shared, policies=policies)


def _with_standards(
    policy: Policy, changes: Mapping[str, tuple[StandardValue, ...]], file: File
) -> Policy:
    standards = []
    for standard in policy.standards:
        values = changes.get(standard.name, ())
        for value in values:
            file.faults.extend(_beyond(standard, value, values))
        standards.append(_with_values(standard, values) if values else standard)
    return replace(policy, standards=tuple(standards))


def _with_values(standard: Standard, values: tuple[StandardValue, ...]) -> Standard:
    """A value that names no region holds wherever the overlay does: in all the base's regions."""
    regions = sorted({NATION, *(value.region for value in standard.values)})
    added = {
        (region, value.start): replace(value, region=region)
        for value in values
        for region in (regions if value.region == NATION else [value.region])
    }
    kept = {(value.region, value.start): value for value in standard.values}
    merged = sorted({**kept, **added}.values(), key=lambda value: value.start)
    return replace(standard, values=tuple(merged))


def _said(standard: Standard, value: StandardValue) -> bool:
    """Does the base say so already, of the very same regions?"""
    before = [one for one in _in_force(standard, value) if value.region in (NATION, one.region)]
    return bool(before) and all(
        one.value == value.value and value.basis in (None, one.basis) for one in before
    )


def _beyond(
    standard: Standard, value: StandardValue, own: tuple[StandardValue, ...]
) -> Iterator[Fault]:
    """Is a value beyond what a lower level may do, on any day on which it holds?"""
    if standard.tailor == "free":
        return
    if standard.tailor == "fixed":
        yield case_messages.fixed(value.span, standard.name)
        return
    raise_only = standard.tailor == "may_raise"
    days = _days(standard, value, own)
    befores = [
        (day, one) for day in days for one in _in_force(standard, replace(value, start=day))
    ]
    for day, before in befores:
        for old, new in _pairs(before.value, value.value):
            if not isinstance(old, Decimal) or not isinstance(new, Decimal):
                yield case_messages.not_comparable(value.span, standard.name)
                return
            if new != old and (new < old) == raise_only:
                above = f"是 {old}" if day == value.start else f"从 {day} 起是 {old}"
                yield case_messages.beyond_tailor(
                    value.span, standard.name, str(new), above, raise_only=raise_only
                )
                return


def _days(
    standard: Standard, value: StandardValue, own: tuple[StandardValue, ...]
) -> Iterator[date]:
    """The day that a value begins, and those on which the base changes while it holds.

    A value of the same region takes its place; one of a region around it does not.
    """
    yield value.start
    if value.region == NATION:
        return
    after = [one for one in (*standard.values, *own) if one.start > value.start]
    ends = [one.start for one in after if one.region == value.region]
    end = min(ends, default=date.max)
    yield from (one.start for one in standard.values if value.start < one.start < end)


def _in_force(standard: Standard, value: StandardValue) -> Iterator[StandardValue]:
    """The base's values on the day that a value begins, in the regions that it is for."""
    begun = [one for one in standard.values if one.start <= value.start]
    latest = {one.region: one for one in begun}  # they stand in the order of their days
    if value.region == NATION:
        yield from latest.values()
        return
    around = [region for region in latest if region == NATION or value.region.startswith(region)]
    if around:
        yield latest[max(around, key=lambda region: 0 if region == NATION else len(region))]


def _pairs(old: object, new: object) -> Iterator[tuple[object, object]]:
    """The numbers to compare: one, or one for each code that both have."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        yield from ((old[code], new[code]) for code in new if code in old)
    elif isinstance(new, Mapping):
        yield from ((old, one) for one in new.values())
    elif isinstance(old, Mapping):
        yield from ((one, new) for one in old.values())
    else:
        yield old, new


def _rules(base: PolicySet, file: File, head: MapNode) -> PolicySet:
    known = {rule.id: rule for policy in base.policies for rule in policy.rules}
    done: list[Tailoring] = []
    for key, node in entries(head, "rules"):
        rule = known.get(key.text)
        if rule is None:
            file.faults.append(messages.unknown_id(key.span, "规则", key.text, known))
        elif "off" in node.entries:
            done.append(Tailoring(rule.id, None, _reason(under(node, "off")), key.span))
        else:
            severity = Severity[text(node, "severity").upper()]
            if severity < rule.severity:
                place = node.entries["severity"].value.span
                file.faults.append(case_messages.loosened(place, rule.id))
            idle = severity == rule.severity
            done.append(Tailoring(rule.id, severity, "", key.span, idle))
    raised = {one.rule: one.severity for one in done if one.severity is not None}
    changed = _without(_raised(base, raised), {one.rule for one in done if one.severity is None})
    return replace(changed, tailorings=(*base.tailorings, *done))


def _reason(off: MapNode) -> str:
    """Why a rule is turned off, and the document that says so."""
    document = off.get("document")
    if isinstance(document, MapNode):
        told = f"{text(document, 'title')}{text(document, 'no')}"
    else:
        told = text(off, "document")
    return f"{text(off, 'reason')}（{told}）"


def _raised(base: PolicySet, severities: Mapping[str, Severity]) -> PolicySet:
    policies = tuple(
        replace(
            policy,
            rules=tuple(
                replace(rule, severity=severities.get(rule.id, rule.severity))
                for rule in policy.rules
            ),
        )
        for policy in base.policies
    )
    return replace(base, policies=policies)


def _without(base: PolicySet, off: set[str]) -> PolicySet:
    """Without the rules that are turned off, wherever they are named."""
    return replace(
        base,
        policies=tuple(
            replace(policy, rules=tuple(rule for rule in policy.rules if rule.id not in off))
            for policy in base.policies
        ),
        criteria=tuple(
            replace(one, rules=tuple(rule for rule in one.rules if rule not in off))
            for one in base.criteria
        ),
        cases=tuple(case for case in base.cases if case.rule not in off),
    )


def extends_in(file: File) -> TextNode | None:
    """Where an overlay file says what it extends."""
    head = file.tree.get("overlay") if file.tree else None
    node = head.get("extends") if isinstance(head, MapNode) else None
    return node if isinstance(node, TextNode) else None
