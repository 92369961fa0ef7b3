"""`checker diff`: whom a change of policies turns; what became of findings between two files."""

from __future__ import annotations

from datetime import date
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from checker.cli.document import needs_file, output_option, put, tell_unread
from checker.cli.exits import NOT_CHECKED, NOTHING_OPEN, OPEN
from checker.cli.options import (
    FILE,
    as_of_option,
    day,
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

if TYPE_CHECKING:
    from checker.model.difference import Difference, Progress
    from checker.pipeline import Task

FORMATS = ["text", "json", "xlsx", "md"]
HELP = _("""对比两套政策，或者两份资料。

\b
给了 --data：OLD 和 NEW 是政策文件夹。在同一份资料上，哪些户、哪些行的
判定改变，是哪一处改动造成的，多出多少整改和走访。
没有 --data：OLD 和 NEW 是两份资料。按同一套政策（--policies），哪些问题
新增、还在、已整改、不再能核实、已能核实，哪些记录消失。

退出码：0 没有变化，1 有变化，2 没有做成。""")
EXAMPLE = """\b
checker init 本级政策
checker diff policies 本级政策/policies --as-of 2020-09-17 \\
  --data samples/beicheng/北城街道.xlsx
checker diff samples/beicheng/北城街道.xlsx samples/beicheng/北城街道.xlsx \\
  --as-of-old 2020-08-17 --as-of 2020-09-17
"""


@frozen
class Asked:
    """What was asked for, as click gives it."""

    old: Path
    new: Path
    data: tuple[Path, ...]
    policies: Path | None
    as_of: date
    as_of_old: date | None
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
        files = (file for _title, file in self.table)
        return (self.old, self.new, *self.data, *given, *self.previous, *files)


@click.command(help=HELP, epilog=EXAMPLE)
@click.argument("old", type=FILE)
@click.argument("new", type=FILE)
@click.option(
    "--data", multiple=True, type=FILE, metavar="DATA", help=_("资料；给了它就对比政策；可多次")
)
@policies_option
@as_of_option
@click.option("--as-of-old", type=day, metavar="DAY", help=_("旧资料的核查日；不给就同新的"))
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help=_("输出格式"))
@output_option
@waivers_option
@previous_option
@table_option
@password_option
@mapping_option
@unmask_option
@shared
def diff(**options: Any) -> int:
    """Compare, write or print, and tell by the exit code whether anything turns."""
    asked = Asked(**options)
    needs_file(asked.form, asked.output)
    if asked.data:
        return _policies(asked)
    return _data(asked)


def _policies(asked: Asked) -> int:
    """Two policy sets on the same data."""
    if asked.policies is not None or asked.as_of_old is not None:
        raise click.UsageError(_("对比政策时不用 --policies 和 --as-of-old"))
    for path in (asked.old, asked.new):
        if not path.is_dir():
            sentence = _("“{path}”是文件；给了 --data，OLD 和 NEW 要写政策文件夹")
            raise click.UsageError(sentence.format(path=path))
    from checker.pipeline import Task, checked, dataset_of  # noqa: PLC0415  what --help need not
    from checker.study.difference import difference  # noqa: PLC0415

    def task(policies: Path) -> Task:
        return Task(
            asked.data,
            asked.as_of,
            policies,
            asked.previous,
            dict(asked.table),
            asked.waivers,
            passwords=passwords_in(asked.password_file),
            mapping=asked.mapping,
        )

    told = difference(
        (str(asked.old), checked(task(asked.old))),
        (str(asked.new), checked(task(asked.new))),
        lambda catalog: dataset_of(task(asked.new), catalog),
    )
    tell_unread(told.unread)
    put(_document(asked, told), asked.form, asked.output, asked.inputs)
    return _code(unread=bool(told.unread), changed=bool(told.turns))


def _data(asked: Asked) -> int:
    """Two states of the data under the same policies."""
    if asked.previous or asked.table:
        raise click.UsageError(_("对比资料时不用 --previous 和 --table"))
    from checker.pipeline import Task, checked  # noqa: PLC0415  what --help need not
    from checker.read.folder import is_policies  # noqa: PLC0415
    from checker.study.difference_progress import progress  # noqa: PLC0415

    for path in filter(is_policies, (asked.old, asked.new)):
        sentence = _("“{path}”像是政策文件夹；要对比政策，用 --data 给出资料")
        raise click.UsageError(sentence.format(path=path))

    def task(data: Path, as_of: date) -> Task:
        return Task(
            (data,),
            as_of,
            asked.policies,
            waivers=asked.waivers,
            passwords=passwords_in(asked.password_file),
            mapping=asked.mapping,
        )

    told = progress(
        (str(asked.old), checked(task(asked.old, asked.as_of_old or asked.as_of))),
        (str(asked.new), checked(task(asked.new, asked.as_of))),
    )
    tell_unread(told.unread)
    put(_document(asked, told), asked.form, asked.output, asked.inputs)
    return _code(unread=bool(told.unread), changed=told.changed)


def _code(*, unread: bool, changed: bool) -> int:
    if unread:
        return NOT_CHECKED
    return OPEN if changed else NOTHING_OPEN


def _document(asked: Asked, told: Difference | Progress) -> bytes:
    from checker.report import differences  # noqa: PLC0415  imports what --help need not wait for

    return differences.document(told, asked.form, unmask=asked.unmask)
