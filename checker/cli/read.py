"""`checker read`: what intake understands of household files, before anything is judged."""

from __future__ import annotations

import sys
from datetime import date
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from checker.cli.exits import NOT_CHECKED, NOTHING_OPEN
from checker.cli.options import (
    FILE,
    as_of_option,
    password_option,
    passwords_in,
    policies_option,
    previous_option,
    shared,
    table_option,
    unmask_option,
)
from checker.cli.progress import progress
from checker.fault import Fault, FaultyInput
from checker.frozen import frozen

if TYPE_CHECKING:
    from checker.model.catalog import Catalog
    from checker.model.dataset import Dataset

FILES = ("读取说明.xlsx", "数据.xlsx", "挂不上的行.xlsx")
EXAMPLE = "checker read samples/beicheng/北城街道.xlsx --out 读取"


@frozen
class Asked:
    """What was asked for, as click gives it."""

    data: tuple[Path, ...]
    policies: Path | None
    as_of: date
    previous: tuple[Path, ...]
    table: tuple[tuple[str, Path], ...]
    password_file: Path | None
    form: str
    out: Path | None
    parquet: bool
    mapping: Path | None
    learn: bool
    unmask: bool


@click.command(
    help=_("看资料是怎么读的：哪张表、表头在哪、每列读作什么、哪些格读不出。"),
    epilog=_("例：") + EXAMPLE,
)
@click.argument("data", nargs=-1, required=True, type=FILE)
@policies_option
@as_of_option
@previous_option
@table_option
@password_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help=_("输出格式"),
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help=_("写出读取说明.xlsx、挂不上的行.xlsx，和读好的数据.xlsx（不遮盖，只供本单位用）"),
)
@click.option(
    "--parquet",
    is_flag=True,
    help=_("和 --out 一起：读好的数据写成 Parquet，一张表一个文件，不写数据.xlsx"),
)
@click.option(
    "--mapping",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help=_("表头、说法的对照；不给就用旁边的 mapping.yaml"),
)
@click.option(
    "--learn",
    is_flag=True,
    help=_("逐项问不认得的表头和说法是什么，确认了的写进 mapping.yaml"),
)
@unmask_option
@shared
def read(**options: Any) -> int:
    """Read, and tell; what could not be read ends the command with 2."""
    asked = Asked(**options)
    _refuse(asked)
    from checker.intake import read_data  # noqa: PLC0415  imports what --help must not wait for
    from checker.read.folder import read_policies  # noqa: PLC0415
    from checker.read.shipped import shipped  # noqa: PLC0415
    from checker.report.masking import masking  # noqa: PLC0415
    from checker.report.understood import understood  # noqa: PLC0415
    from checker.report.understood_text import json_text, text  # noqa: PLC0415

    catalog = read_policies(asked.policies or shipped("policies"), cases=False).catalog
    if asked.learn:
        return _learn(asked, catalog)
    with progress("data"):
        dataset = read_data(
            asked.data,
            catalog,
            previous=asked.previous,
            tables=dict(asked.table),
            passwords=passwords_in(asked.password_file),
            mapping=asked.mapping,
        )
    for fault in dataset.faults:
        click.echo(str(fault), err=True)
    hidden = masking(office=False, unmask=asked.unmask)
    seen = understood(dataset, catalog, hidden)
    if asked.form == "json":
        sys.stdout.buffer.write(json_text(seen, hidden).encode())
    else:
        click.echo(text(seen, hidden), nl=False)
    if asked.out is not None:
        _write(asked, asked.out, dataset, catalog)
    return NOT_CHECKED if dataset.faults else NOTHING_OPEN


def _refuse(asked: Asked) -> None:
    """What cannot be meant together."""
    if asked.learn and (asked.out is not None or asked.form != "text" or asked.previous):
        raise click.UsageError(_("--learn 不和 --out、--format、--previous 一起用"))
    if asked.parquet and asked.out is None:
        raise click.UsageError(_("--parquet 要同时给 --out"))
    _refuse_inside(asked)
    if asked.mapping is not None and not asked.learn and not asked.mapping.is_file():
        raise click.BadParameter(_("没有“{file}”这个文件").format(file=asked.mapping))


def _refuse_inside(asked: Asked) -> None:
    """What is written beside the data would be read as data the next time."""
    place = asked.out.resolve() if asked.out is not None else None
    if place is None or not any(given.resolve() in place.parents for given in asked.data):
        return
    sentence = _("写在资料文件夹里，下次会被当成资料再读一遍")
    fault = Fault("output-refused", sentence, hint=_("换一个输出位置"), place=str(asked.out))
    raise FaultyInput([fault])


def _learn(asked: Asked, catalog: Catalog) -> int:
    from checker.cli.learn import Told, learn, place_of  # noqa: PLC0415  as in `read`
    from checker.intake.reading import hints_of  # noqa: PLC0415
    from checker.yaml_tree import open_yaml  # noqa: PLC0415

    hints = hints_of(
        catalog,
        tables=dict(asked.table),
        passwords=passwords_in(asked.password_file),
        mapping=asked.mapping,
    )
    target = place_of(asked.data, asked.mapping)
    before = open_yaml(target, target.name) if target.is_file() else None
    return learn(Told(asked.data, catalog, hints, target, before))


def _write(asked: Asked, folder: Path, dataset: Dataset, catalog: Catalog) -> None:
    """What was understood, the data written clean, and the rows that belong to nobody."""
    from checker.report.clean_book import clean_book  # noqa: PLC0415  as in `read`
    from checker.report.clean_parquet import ENDING, clean_parquet  # noqa: PLC0415
    from checker.report.folder import write_folder  # noqa: PLC0415
    from checker.report.masking import masking  # noqa: PLC0415
    from checker.report.unattached_book import unattached_book  # noqa: PLC0415
    from checker.report.understood import understood  # noqa: PLC0415
    from checker.report.understood_book import understood_book  # noqa: PLC0415

    office = masking(office=True, unmask=asked.unmask)
    seen = understood(dataset, catalog, office)
    told, data, lost = FILES
    written = {
        told: understood_book(seen, asked.as_of, office),
        lost: unattached_book(dataset, catalog, asked.as_of, office),
    }
    if asked.parquet:
        written |= clean_parquet(dataset, catalog)
    else:
        written[data] = clean_book(dataset, catalog)
    own = [*FILES, *(f"{entity.title}{ENDING}" for entity in catalog.entities.values())]
    named = (path for path in (asked.mapping, asked.password_file) if path is not None)
    inputs = (*asked.data, *asked.previous, *(file for _, file in asked.table), *named)
    write_folder(folder, written, inputs, own=own)
