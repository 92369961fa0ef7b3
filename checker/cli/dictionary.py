"""`checker fields` and `checker functions`: the words that rules may use."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.cli.options import policies_option, shared
from checker.model.function import AGGREGATES, FORMS, FUNCTIONS, Form, Function
from checker.spelling import closest

if TYPE_CHECKING:
    from checker.model.catalog import Catalog, Entity, Field


@click.command(
    help=_("列出表和字段。ENTITY 是表名，如 成员；不给就列出全部表。"),
    epilog=_("例：") + "checker fields 成员",
)
@click.argument("entity", required=False)
@policies_option
@shared
def fields(entity: str | None, policies: Path | None) -> None:
    """The tables, or one table's fields with their kinds, units and codes."""
    from checker.read.folder import read_policies  # noqa: PLC0415  only where it is run
    from checker.read.shipped import shipped  # noqa: PLC0415
    from checker.report.summary import aligned  # noqa: PLC0415

    catalog = read_policies(policies or shipped("policies"), cases=False).catalog
    if entity is None:
        known = list(catalog.entities.values())
        rows = [(one.title, one.name, _("{n} 项").format(n=len(one.fields))) for one in known]
        for line in aligned(rows):
            click.echo(line)
        return
    chosen = _chosen(catalog, entity)
    told = [(one.title, one.name, one.kind.value) for one in chosen.fields.values()]
    for line in aligned(told, [_more(one, catalog) for one in chosen.fields.values()]):
        click.echo(line)


@click.command(
    help=_("列出规则里能用的函数：取什么、给什么、一例。"), epilog=_("例：") + "checker functions"
)
@shared
def functions() -> None:
    """The closed list."""
    known: list[Function | Form] = [*FUNCTIONS.values(), *FORMS.values(), *AGGREGATES.values()]
    for one in known:
        click.echo(f"{one.name}{one.signature}  {one.title}")
        click.echo(f"    {one.example}")


def _chosen(catalog: Catalog, name: str) -> Entity:
    found = catalog.entity_named(name)
    if found is None:
        near = closest(name, [known.title for known in catalog.entities.values()])
        hint = _("是不是“{near}”？").format(near=near) if near else ""
        raise click.UsageError(_("没有“{name}”这张表。").format(name=name) + hint)
    return found


def _more(field: Field, catalog: Catalog) -> str:
    """Unit, codes or the expression it is computed from."""
    if field.derived:
        return f"= {field.derived}"
    if field.codes is not None and field.codes in catalog.codes:
        return "、".join(catalog.codes[field.codes].codes)
    return field.unit or ""
