"""`checker import`: what was changed in an exported workbook, back into the policy files."""

from __future__ import annotations

from datetime import date
from gettext import gettext as _
from pathlib import Path

import click

from checker.cli.exits import OPEN
from checker.cli.options import FOLDER, LONE_FILE, as_of_option, shared

EXAMPLE = """\b
checker export 政策.xlsx policies
checker import 政策.xlsx policies --check
"""


@click.command(
    "import",
    help=_("把 export 写的工作簿里改过的格写回政策文件夹；有一处不对，就一处也不写。"),
    epilog=EXAMPLE,
)
@click.argument("file", metavar="F.xlsx", type=LONE_FILE)
@click.argument("policies", metavar="POLICIES", type=FOLDER)
@click.option("--check", is_flag=True, help=_("只说会改什么，不写；有要改的，退出码是 1"))
@as_of_option
@shared
def import_(file: Path, policies: Path, check: bool, as_of: date) -> int:
    """Tell what changes, then write it."""
    from checker.project.importing import imported  # noqa: PLC0415  only where it is run
    from checker.project.placing import replace  # noqa: PLC0415

    found = imported(policies, file.name, file.read_bytes(), as_of)
    for line in found.told:
        click.echo(line)
    if not found.files:
        click.echo(_("没有改动"))
        return 0
    if not check:
        replace(found.files)
    told = _("会改 {changes} 处，没有写：") if check else _("改了 {changes} 处，写了：")
    click.echo(told.format(changes=len(found.told)) + "、".join(map(str, found.files)))
    return OPEN if check else 0
