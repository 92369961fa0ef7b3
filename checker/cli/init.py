"""`checker init`: a working folder for an office, which never takes the place of anything."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path

import click

from checker.cli.options import shared


@click.command(
    help=_("新建一个政策文件夹：在自带政策上加本级的规定，附模板、用例和检查脚本。从不覆盖。"),
    epilog=_("例：") + "checker init 本级政策",
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@shared
def init(folder: Path) -> None:
    """Write all files or none, then say what comes next."""
    from checker.editor.schemas import schemas  # noqa: PLC0415  only where it is run
    from checker.project.placing import create  # noqa: PLC0415
    from checker.project.start import PROGRAMS, project_files  # noqa: PLC0415
    from checker.read.folder import read_policies  # noqa: PLC0415
    from checker.read.shipped import shipped  # noqa: PLC0415

    policies = read_policies(shipped("policies"), cases=False)
    files = project_files(policies.catalog)
    # `checker schema` writes the same anew, and knows its own files again.
    known = {f"schemas/{name}": text.encode() for name, text in schemas(policies).items()}
    create(folder, {**files, **known}, PROGRAMS)
    for name in (*files, "schemas"):
        click.echo(f"  {folder / name}")
    click.echo(
        _("建好了。先填 {overlay} 里写着“待填写”的地方，再看 {readme}").format(
            overlay=folder / "policies" / "overlay.yaml", readme=folder / "README.md"
        )
    )
