"""The one document that a command gives: printed, or put into a file."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable
from gettext import gettext as _
from pathlib import Path

import click

from checker.fault import Fault

output_option = click.option(
    "--output", type=click.Path(path_type=Path), metavar="FILE", help=_("写到文件；- 是标准输出")
)


def needs_file(form: str, output: Path | None) -> None:
    """A workbook is not printed unless that is asked for."""
    if form == "xlsx" and output is None:
        raise click.UsageError(_("--format xlsx 要同时给 --output 文件名"))


def tell_unread(faults: Iterable[Fault]) -> None:
    """What could not be read, before everything else."""
    for fault in faults:
        click.echo(str(fault), err=True)


def put(document: bytes, form: str, output: Path | None, inputs: Collection[Path]) -> bool:
    """Print the document, or write it to its file; was it printed?

    Text is in the console's encoding; machine formats are the bytes that they are.
    """
    if output is not None and str(output) != "-":
        from checker.report.folder import write_file  # noqa: PLC0415  only where one is written

        write_file(output, document, inputs)
        return False
    if form == "text":
        click.echo(document.decode(), nl=False)
    else:
        sys.stdout.buffer.write(document)
    return True
