"""`checker lint`: what is wrong in policies, all at once, with place and mend."""

from __future__ import annotations

from datetime import date
from gettext import gettext as _
from pathlib import Path

import click

from checker.cli.options import as_of_option, policies_argument, shared


@click.command(
    help=_("检查政策文件写得对不对，一次列出全部错误。"),
    epilog=_("例：") + "checker lint policies",
)
@policies_argument
@as_of_option
@shared
def lint(policies: Path | None, as_of: date) -> int:
    """Read and resolve everything; faults end the command with 2."""
    from checker.read.folder import read_policies  # noqa: PLC0415  only where it is run
    from checker.read.shipped import shipped  # noqa: PLC0415
    from checker.resolve import resolve  # noqa: PLC0415

    known = read_policies(policies or shipped("policies"))
    resolved = resolve(known, as_of)
    click.echo(
        _("没有错误：{files} 个政策文件，{rules} 条规则在 {day} 生效").format(
            files=len(known.policies), rules=len(resolved.rules), day=as_of.isoformat()
        )
    )
    return 0
