"""`checker fmt`: policy files laid out alike, comments kept."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path

import click

from checker.cli.exits import NOT_CHECKED, NOTHING_OPEN, OPEN
from checker.cli.options import FOLDER, shared
from checker.fault import Fault, FaultyInput

EXAMPLE = """\b
checker fmt policies
checker fmt policies --check
"""


@click.command(help=_("把政策文件排整齐：键的次序、缩进、空行；注释和内容不变。"), epilog=EXAMPLE)
@click.argument("policies", type=FOLDER)
@click.option("--check", is_flag=True, help=_("只看，不改；有没排好的，退出码是 1"))
@shared
def fmt(policies: Path, check: bool) -> int:
    """Lay out every file that can be read; the others' faults are told."""
    laid, faults = _laid(policies)
    for fault in faults:
        click.echo(str(fault), err=True)
    if not check:
        from checker.cli.rewriting import ended_alike, rewrite  # noqa: PLC0415

        for path, text in laid.items():
            rewrite(path, ended_alike(text, path.read_bytes()))
    for path in laid:
        click.echo(str(path))
    told = _("{n} 个文件没有排好") if check else _("排好了 {n} 个文件")
    click.echo(told.format(n=len(laid)))
    if faults:
        return NOT_CHECKED
    return OPEN if check and laid else NOTHING_OPEN


def _laid(folder: Path) -> tuple[dict[Path, str], list[Fault]]:
    """The files that lie otherwise than they should, as they should, and what cannot be read."""
    from checker.lint.layout import laid_out  # noqa: PLC0415  only where it is run
    from checker.read import messages  # noqa: PLC0415
    from checker.read.folder import files_in, kind_of  # noqa: PLC0415
    from checker.yaml_tree import open_yaml  # noqa: PLC0415

    laid: dict[Path, str] = {}
    faults: list[Fault] = []
    files = [path for path in files_in(folder) if path.suffix == ".yaml"]
    if not files:
        raise FaultyInput([messages.no_policies(str(folder))])
    for path in files:
        try:
            source = open_yaml(path, path.as_posix())
            text = laid_out(source, kind_of(path.relative_to(folder).as_posix()))
        except FaultyInput as faulty:
            faults.extend(faulty.faults)
            continue
        if text != source.text:
            laid[path] = text
    return laid, faults
