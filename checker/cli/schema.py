"""`checker schema`: the JSON Schemas, with a policy folder's words in them."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path

import click

from checker.cli.options import policies_option, shared


@click.command(
    help=_("写出 JSON Schema，供编辑器补全和说明；里面有表、字段、代码、标准、规则的名称。"),
    epilog=_("例：") + "checker schema --out schemas --policies policies",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    required=True,
    help=_("写到这个文件夹；不覆盖别的文件"),
)
@policies_option
@shared
def schema(out: Path, policies: Path | None) -> None:
    """Write them all, or none."""
    from checker.editor.schemas import write_schemas  # noqa: PLC0415  only where it is run
    from checker.read.folder import read_policies  # noqa: PLC0415
    from checker.read.shipped import shipped  # noqa: PLC0415

    known = read_policies(policies or shipped("policies"), cases=False)
    written = write_schemas(out, known)
    click.echo(_("写了 {n} 个文件到 {folder}").format(n=len(written), folder=out))
