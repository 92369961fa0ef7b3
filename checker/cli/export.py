"""`checker export`: standards, waivers, cases and decision tables as a workbook to edit."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path

import click

from checker.cli.options import policies_argument, shared


@click.command(
    help=_("把标准、豁免、用例、决策表写成一个工作簿，改好后用 import 写回。都不选就是全部。"),
    epilog=_("例：") + "checker export --standards --waivers 政策.xlsx policies",
)
@click.argument("file", metavar="F.xlsx", type=click.Path(path_type=Path))
@policies_argument
@click.option("--standards", is_flag=True, help=_("标准：各时期、各地区、各代码的值和依据"))
@click.option("--waivers", is_flag=True, help=_("豁免：规则、户、起止、事由、批准人、文件"))
@click.option("--cases", is_flag=True, help=_("用例，一章一页"))
@click.option("--tables", is_flag=True, help=_("决策表"))
@shared
def export(file: Path, policies: Path | None, **wanted: bool) -> None:
    """Write the workbook, in nothing's place."""
    if file.suffix.lower() != ".xlsx":
        raise click.UsageError(_("文件名要以 .xlsx 结尾，如 {file}.xlsx").format(file=file))
    from checker.project.exporting import KINDS, exported  # noqa: PLC0415  only where it is run
    from checker.project.placing import create  # noqa: PLC0415
    from checker.project.shelf import shelf  # noqa: PLC0415
    from checker.read.shipped import shipped  # noqa: PLC0415

    kinds = frozenset(kind for kind in KINDS if wanted[kind]) or frozenset(KINDS)
    content = exported(shelf(policies or shipped("policies")), kinds)
    create(file.parent, {file.name: content}, frozenset())
    click.echo(_("写好了：{file}").format(file=file))
