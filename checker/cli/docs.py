"""`checker docs`: the rule book, as a folder of pages."""

from __future__ import annotations

from datetime import date
from gettext import gettext as _
from pathlib import Path

import click

from checker.cli.language import spoken
from checker.cli.options import as_of_option, policies_argument, shared


@click.command(
    help=_("把政策写成规则书：每章、每条规则一页，有要求、依据、例和整改。"),
    epilog=_("例：") + "checker docs policies --as-of 2020-09-17 --out 规则书",
)
@policies_argument
@as_of_option
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    metavar="DIR",
    help=_("写到这个文件夹：html 供阅读、打印，markdown 供存档"),
)
@shared
def docs(policies: Path | None, as_of: date, out: Path) -> None:
    """HTML and Markdown, whole or not at all."""
    from checker.book.contents import book  # noqa: PLC0415  only where it is run
    from checker.book.pages import ENDINGS, pages  # noqa: PLC0415
    from checker.read.folder import read_policies  # noqa: PLC0415
    from checker.read.shipped import shipped  # noqa: PLC0415
    from checker.report.folder import write_folder  # noqa: PLC0415

    folder = policies or shipped("policies")
    language = spoken()
    written = book(read_policies(folder), as_of, language)
    files = {
        f"{form}/{path}": content
        for form in ENDINGS
        for path, content in pages(written, form, language).items()
    }
    write_folder(out, files, [folder], own=ENDINGS)
    click.echo(
        _("{rules} 条规则、{standards} 项标准写到 {place}").format(
            rules=len(written.entries),
            standards=len(written.figures),
            place=out / "html" / "index.html",
        )
    )
