"""`checker forecast`: what will be found on days to come, if nothing else is entered."""

from __future__ import annotations

from datetime import date
from gettext import gettext as _
from pathlib import Path
from typing import Any

import click

from checker.cli.document import needs_file, output_option, put, tell_unread
from checker.cli.exits import NOT_CHECKED, NOTHING_OPEN, OPEN
from checker.cli.options import (
    FILE,
    as_of_option,
    mapping_option,
    password_option,
    passwords_in,
    policies_option,
    previous_option,
    shared,
    table_option,
    unmask_option,
    waivers_option,
)
from checker.frozen import frozen

FORMATS = ["text", "json", "csv", "xlsx"]
MOST_DAYS = 3660
HELP = _("""预告今后若干天内将出现、将自行消失的问题。

\b
逐日重新核查和日期有关的规则：孩子满六岁、走访到期、豁免或名册到期、
标准调整。假定此后不再录入任何资料。

退出码：0 没有将出现的问题，1 有，2 没有做成。""")
EXAMPLE = """\b
checker forecast samples/beicheng/北城街道.xlsx --as-of 2020-09-17 --days 30
checker forecast samples/beicheng/booklets --as-of 2020-09-17 --days 60 \\
  --format xlsx --output 预警.xlsx
"""


@frozen
class Asked:
    """What was asked for, as click gives it."""

    data: tuple[Path, ...]
    days: int
    policies: Path | None
    as_of: date
    form: str
    output: Path | None
    waivers: Path | None
    previous: tuple[Path, ...]
    table: tuple[tuple[str, Path], ...]
    password_file: Path | None
    mapping: Path | None
    unmask: bool

    @property
    def inputs(self) -> tuple[Path, ...]:
        """Every place that is read and must not be written to."""
        named = (self.policies, self.waivers, self.password_file, self.mapping)
        given = (path for path in named if path is not None)
        return (*self.data, *given, *self.previous, *(file for _title, file in self.table))


@click.command(help=HELP, epilog=EXAMPLE)
@click.argument("data", nargs=-1, required=True, type=FILE)
@click.option(
    "--days",
    type=click.IntRange(1, MOST_DAYS),
    default=30,
    show_default=True,
    metavar="N",
    help=_("天数"),
)
@policies_option
@as_of_option
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help=_("输出格式"))
@output_option
@waivers_option
@previous_option
@table_option
@password_option
@mapping_option
@unmask_option
@shared
def forecast(**options: Any) -> int:
    """Look ahead, write or print, and tell by the exit code whether anything appears."""
    asked = Asked(**options)
    needs_file(asked.form, asked.output)
    if asked.days > (date.max - asked.as_of).days:
        raise click.UsageError(_("--as-of 加上 --days 过了 {last}").format(last=date.max))
    from checker.model.forecast import Turning  # noqa: PLC0415  what --help need not wait for
    from checker.pipeline import Task, checked  # noqa: PLC0415
    from checker.report import differences  # noqa: PLC0415
    from checker.study.forecast import forecast as ahead  # noqa: PLC0415

    task = Task(
        asked.data,
        asked.as_of,
        asked.policies,
        asked.previous,
        dict(asked.table),
        asked.waivers,
        passwords=passwords_in(asked.password_file),
        mapping=asked.mapping,
    )
    told = ahead(checked(task), asked.days, "、".join(map(str, asked.data)))
    tell_unread(told.unread)
    document = differences.document(told, asked.form, unmask=asked.unmask)
    put(document, asked.form, asked.output, asked.inputs)
    if told.unread:
        return NOT_CHECKED
    appears = any(coming.turning is Turning.APPEARS for coming in told.comings)
    return OPEN if appears else NOTHING_OPEN
