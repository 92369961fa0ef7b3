"""Changes that turn no verdict: what rules say of their findings, and how lists are made.

Kinds: of a rule `title message remedy responsible due severity sieves gap-kind basis once-per`; of
a standard `confirmed tailor`; `sieve`, `criterion`, `area`, `chapter`; and of a name that only one
side has, `standard list definition`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from checker.frozen import frozen
from checker.model.difference import Change, Passage
from checker.model.expression import Template
from checker.model.policy import (
    Area,
    Basis,
    Criterion,
    Policy,
    PolicySet,
    Rule,
    Sieve,
    Standard,
)
from checker.source import Span
from checker.study.difference_parts import kind_of, plain, told
from checker.study.speaking import Thing

T = TypeVar("T")
Told = Mapping[str, Callable[[T], str]]  # kind of change → what stands there


def template(one: Template | None) -> str:
    """A message as it was written."""
    parts = one.parts if one else ()
    return "".join(part if isinstance(part, str) else f"{{{part.text}}}" for part in parts)


def documents(basis: Iterable[Basis]) -> str:
    """The documents behind something."""
    return "；".join(
        f"《{one.document}》{one.article}{'' if one.confirmed else '（未经确认）'}"
        for one in basis
    )


RULE: Told[Rule] = {
    "severity": lambda rule: rule.severity.name.lower(),
    "title": lambda rule: " / ".join(filter(None, (rule.title, rule.title_en))),
    "message": lambda rule: " / ".join(
        filter(None, (template(rule.message), template(rule.message_en)))
    ),
    "remedy": lambda rule: " / ".join(
        filter(None, (template(rule.remedy), template(rule.remedy_en)))
    ),
    "responsible": lambda rule: rule.responsible,
    "due": lambda rule: "" if rule.due is None else str(rule.due),
    "sieves": lambda rule: "、".join(sorted(rule.sieves)),
    "gap-kind": lambda rule: rule.kind.value if rule.kind else "",
    "basis": lambda rule: documents(rule.basis),
    "once-per": lambda rule: "、".join(one.text for one in rule.once_per),
}
STANDARD: Told[Standard] = {
    "confirmed": lambda one: str(one.confirmed_through or ""),
    "tailor": lambda one: one.tailor,
}
POLICY: Told[Policy] = {
    "chapter": lambda one: f"{one.title}，{one.area or '—'}，{'、'.join(one.regime)}"
}
SIEVE: Told[Sieve] = {
    "sieve": lambda one: "；".join(
        (
            one.title,
            one.carried_out_by,
            one.households.text if one.households else "",
            "、".join(one.group_by),
            plain(one.rules),
            "exclude_own" if one.exclude_own else "",
        )
    )
}
CRITERION: Told[Criterion] = {
    "criterion": lambda one: f"{one.title}：{'、'.join(sorted(one.rules))}"
}
AREA: Told[Area] = {"area": lambda one: f"{one.title}，{one.department}"}


def quiet(old: PolicySet, new: PolicySet) -> Iterator[Change]:
    """Every such change, rules first."""
    places = Places(old, new)
    yield from differing(RULE, rules(old), rules(new), places.rule)
    yield from names(old, new)
    yield from differing(STANDARD, standards(old), standards(new), place)
    yield from bases(standards(old), standards(new))
    yield from differing(POLICY, by_id(old.policies), by_id(new.policies), place)
    yield from differing(SIEVE, by_id(old.sieves), by_id(new.sieves), place, whole=True)
    yield from differing(CRITERION, by_id(old.criteria), by_id(new.criteria), place, whole=True)
    yield from differing(AREA, by_id(old.areas), by_id(new.areas), nowhere, whole=True)


@frozen
class Places:
    """Where a rule says something: in an overlay, if that has the last word."""

    old: PolicySet
    new: PolicySet

    def rule(self, kind: str, rule: Rule) -> str:
        """A severity may be an overlay's, a message stands in its own line."""
        if kind == "severity":
            side = self.new if any(rule is one for one in rules(self.new).values()) else self.old
            spans = [one.span for one in side.tailorings if one.rule == rule.id and one.severity]
            return str(spans[-1] if spans else rule.span)
        if kind in ("message", "remedy"):
            return str((rule.message if kind == "message" else rule.remedy or rule).span)
        return str(rule.span)


def differing(
    kinds: Told[T],
    old: Mapping[str, T],
    new: Mapping[str, T],
    place: Callable[[str, T], str],
    *,
    whole: bool = False,
) -> Iterator[Change]:
    """Where two things of one name say otherwise; with `whole`, things of one side too."""
    for name in sorted({**old, **new}):
        before, after = old.get(name), new.get(name)
        if not whole and (before is None or after is None):
            continue
        for kind, text in kinds.items():
            was, now = (
                None if one is None else Passage(text(one), place(kind, one))
                for one in (before, after)
            )
            if (was and was.text) != (now and now.text):
                yield Change(kind, name, was, now)


def bases(old: Mapping[str, Standard], new: Mapping[str, Standard]) -> Iterator[Change]:
    """Values that rest on another document than they did."""
    for name in sorted({*old} & {*new}):
        before = {(value.region, value.start): value for value in old[name].values}
        for value in new[name].values:
            known = before.get((value.region, value.start), value)
            was, now = (
                Passage(documents([one.basis] if one.basis else []), str(one.span))
                for one in (known, value)
            )
            if was.text != now.text and known.value == value.value:
                yield Change("basis", name, was, now)


def names(old: PolicySet, new: PolicySet) -> Iterator[Change]:
    """Names that only one side gives; what speaks of them decides."""
    was, now = things(old), things(new)
    for key in sorted({*was} ^ {*now}):
        thing = was.get(key) or now[key]
        gone, come = (told(thing) if key in side else None for side in (was, now))
        yield Change(kind_of(thing), thing.name, gone, come)


def things(policies: PolicySet) -> dict[tuple[str, str], Thing]:
    """All standards, lists and definitions, by name and kind (of a definition with its table)."""
    found: dict[tuple[str, str], Thing] = {}
    for file in (policies.shared, *policies.policies):
        own: list[Thing] = [*file.standards, *file.lists, *file.definitions] if file else []
        for thing in own:
            found[thing.name, f"{kind_of(thing)} {getattr(thing, 'each', '')}"] = thing
    return found


def rules(policies: PolicySet) -> dict[str, Rule]:
    """All rules by id."""
    return {rule.id: rule for policy in policies.policies for rule in policy.rules}


def standards(policies: PolicySet) -> dict[str, Standard]:
    """All standards by name."""
    return {one.name: one for one in things(policies).values() if isinstance(one, Standard)}


def by_id(things: Iterable[Any]) -> dict[str, Any]:
    """Things by id."""
    return {one.id: one for one in things}


def place(_kind: str, thing: Any) -> str:
    """Where it stands."""
    span: Span = thing.span
    return str(span)


def nowhere(_kind: str, _thing: object) -> str:
    """Areas are not told apart by their place."""
    return ""
