"""`checker lsp`: the language server that an editor starts."""

from __future__ import annotations

from datetime import date
from gettext import gettext as _
from pathlib import Path

import click

from checker.cli.options import FOLDER, as_of_option, shared

NEEDED = ("pygls", "lsprotocol")


@click.command(
    help=_("语言服务：由编辑器启动，在输入时提示、补全、说明政策文件。"),
    epilog=_("例：") + "checker lsp --policies policies",
)
@click.option("--stdio", is_flag=True, help=_("从标准输入输出通信；本来如此，可不写"))
@click.option(
    "--policies",
    type=FOLDER,
    metavar="DIR",
    help=_("政策文件夹；不给就看打开的文件在哪个政策文件夹里"),
)
@as_of_option
@shared
def lsp(stdio: bool, policies: Path | None, as_of: date) -> int:
    """Serve one editor, until it leaves."""
    try:
        from checker.editor.server import serve  # noqa: PLC0415  only where it is run
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] not in NEEDED:
            raise
        needed = "pip install 'household-file-checker[editor]'"
        sentence = _("语言服务要另外安装：{command}").format(command=needed)
        raise click.ClickException(sentence) from missing
    return serve(as_of, policies)
