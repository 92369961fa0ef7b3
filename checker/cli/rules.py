"""`checker rules` and `checker standards`: what the policies hold."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.cli.language import spoken
from checker.cli.options import as_of_option, policies_argument, shared

if TYPE_CHECKING:
    from checker.model.policy import Policy, PolicySet, Rule, Standard, StandardValue


@click.command(
    help=_("列出规则。"), epilog=_("例：") + "checker rules policies --as-of 2020-09-17"
)
@policies_argument
@as_of_option
@shared
def rules(policies: Path | None, as_of: date) -> None:
    """Every rule, with the table that it checks and how grave its gap is."""
    from checker.model.policy import titled  # noqa: PLC0415
    from checker.model.words import SEVERITIES  # noqa: PLC0415
    from checker.report.summary import aligned  # noqa: PLC0415
    from checker.resolve.policies import holds  # noqa: PLC0415

    rows: list[tuple[str, ...]] = [(_("规则"), _("核查"), _("程度"), _("生效"), _("名称"))]
    for chapter, rule in _all_rules(_read(policies)):
        mark = "√" if holds(chapter, rule, as_of) else "×"
        severity = _(SEVERITIES[rule.severity.name.lower()])
        rows.append((rule.id, rule.each, severity, mark, titled(rule, spoken())))
    for line in aligned([(row[0], *row[1:4]) for row in rows], [row[4] for row in rows]):
        click.echo(line)


@click.command(
    help=_("列出标准及其依据。"),
    epilog=_("例：") + "checker standards policies --as-of 2020-09-17",
)
@policies_argument
@as_of_option
@shared
def standards(policies: Path | None, as_of: date) -> None:
    """Every dated value; the one in force on the day is marked."""
    from checker.model.policy import named  # noqa: PLC0415

    for standard in _all_standards(_read(policies)):
        click.echo(f"{named(standard, spoken())}（{standard.unit or _('无单位')}）")
        in_force = {
            value.region: value for value in standard.values if value.start <= as_of
        }  # the latest of each region, as they stand in ascending order
        for value in standard.values:
            mark = "*" if in_force.get(value.region) is value else " "
            click.echo(f"  {mark} {value.start} {value.region} {_value(value)}{_basis(value)}")


def _read(policies: Path | None) -> PolicySet:
    from checker.read.folder import read_policies  # noqa: PLC0415  only where it is run
    from checker.read.shipped import shipped  # noqa: PLC0415

    return read_policies(policies or shipped("policies"), cases=False)


def _all_rules(policies: PolicySet) -> list[tuple[Policy, Rule]]:
    """Every rule with its chapter, by id."""
    found = ((policy, rule) for policy in policies.policies for rule in policy.rules)
    return sorted(found, key=lambda pair: pair[1].id)


def _all_standards(policies: PolicySet) -> Iterator[Standard]:
    files = (policies.shared, *policies.policies)
    for file in files:
        yield from file.standards if file is not None else ()


def _value(value: StandardValue) -> str:
    if isinstance(value.value, str | Decimal | bool | date):
        return str(value.value)
    if isinstance(value.value, tuple):
        return "、".join(str(part) for part in value.value)
    return _("，").join(f"{code} {held}" for code, held in value.value.items())


def _basis(value: StandardValue) -> str:
    if value.basis is None:
        return ""
    doubt = "" if value.basis.confirmed else _("，未经确认")
    return f"  《{value.basis.document}》{value.basis.article}{doubt}"
