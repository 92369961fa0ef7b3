"""`checker check`: the main job."""

from __future__ import annotations

from datetime import date
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from checker.cli import annotate
from checker.cli.document import needs_file, output_option, put, tell_unread
from checker.cli.exits import NOT_CHECKED, NOTHING_OPEN, OPEN
from checker.cli.language import spoken
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
from checker.cli.progress import progress
from checker.fault import Fault, FaultyInput
from checker.frozen import frozen
from checker.model.policy import Severity
from checker.spelling import closest

if TYPE_CHECKING:
    from checker.model.gap import Outcome

SEVERITIES = [severity.name.lower() for severity in reversed(Severity)]
ENGINES = ["duckdb", "rows"]
FORMATS = ["text", "json", "csv", "xlsx"]
EXAMPLE = """\b
checker check samples/beicheng/北城街道.xlsx --as-of 2020-09-17 --out out
checker check samples/beicheng/booklets --as-of 2020-09-17 \\
  --sieve standard --format json --output gaps.json
"""


@frozen
class Asked:
    """What was asked for, as click gives it."""

    data: tuple[Path, ...]
    policies: Path | None
    as_of: date
    sieve: tuple[str, ...]
    village: tuple[str, ...]
    rule: tuple[str, ...]
    severity: str
    out: Path | None
    annotate: Path | None
    form: str
    output: Path | None
    fail_level: str
    waivers: Path | None
    previous: tuple[Path, ...]
    engine: str | None
    table: tuple[tuple[str, Path], ...]
    password_file: Path | None
    mapping: Path | None
    require: tuple[str, ...]
    unmask: bool

    @property
    def inputs(self) -> tuple[Path, ...]:
        """Every place that is read and must not be written to."""
        named = (self.policies, self.waivers, self.password_file, self.mapping)
        given = tuple(path for path in named if path is not None)
        return (*self.data, *self.previous, *(file for _, file in self.table), *given)


@click.command(help=_("核查户档，列出三筛差距。DATA 是文件夹或文件，可以给几个。"), epilog=EXAMPLE)
@click.argument("data", nargs=-1, required=True, type=FILE)
@policies_option
@as_of_option
@click.option("--sieve", multiple=True, metavar="ID", help=_("只列这个筛；可多次"))
@click.option("--village", multiple=True, metavar=_("村名"), help=_("只列这个村；可多次"))
@click.option("--rule", multiple=True, metavar="ID", help=_("只列这条规则；可多次"))
@click.option(
    "--severity", type=click.Choice(SEVERITIES), default="note", help=_("只列这样严重的和更严重的")
)
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help=_("输出文件夹"))
@annotate.annotate_option
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help=_("输出格式"))
@output_option
@click.option(
    "--fail-level",
    type=click.Choice(SEVERITIES),
    default="note",
    help=_("有这样严重或更严重的未解决问题时，退出码是 1"),
)
@waivers_option
@previous_option
@click.option("--engine", type=click.Choice(ENGINES), help=_("计算引擎；不给就用快的那个"))
@table_option
@password_option
@mapping_option
@click.option("--require", multiple=True, metavar=_("表"), help=_("缺这张表就算没有查成；可多次"))
@unmask_option
@shared
def check(**options: Any) -> int:
    """Check, write, print, and tell by the exit code what is open."""
    asked = Asked(**options)
    needs_file(asked.form, asked.output)
    annotate.ready(asked.annotate, asked.inputs)
    from checker.pipeline import STEPS, Task, checked  # noqa: PLC0415  what --help must not wait for
    from checker.sift import Selection, narrowed  # noqa: PLC0415

    task = Task(
        asked.data,
        asked.as_of,
        asked.policies,
        asked.previous,
        dict(asked.table),
        asked.waivers,
        asked.engine,
        passwords_in(asked.password_file),
        asked.mapping,
    )
    with progress(*STEPS) as told:
        run = checked(task, told)
    outcome = run.outcome
    tell_unread(outcome.unread)
    lacking = _lacking(asked.require, outcome)
    severity = Severity[asked.severity.upper()]
    listed = narrowed(outcome, Selection(asked.sieve, asked.village, asked.rule, severity))
    _write(asked, listed)
    if asked.annotate is not None:
        data = (*asked.data, *(file for _, file in asked.table))
        annotate.write(asked.annotate, run, listed, data, unmask=asked.unmask)
    for table in lacking:
        click.echo(_("要求必须有的“{table}”没有，规则没有全部运行").format(table=table), err=True)
    if lacking or outcome.unread:
        return NOT_CHECKED
    return _exit_code(listed, Severity[asked.fail_level.upper()])


def _write(asked: Asked, outcome: Outcome) -> None:
    """The output folder, then the one document that was asked for."""
    from checker.report.folder import contents, write_folder  # noqa: PLC0415

    if asked.out is not None:
        write_folder(asked.out, contents(outcome, unmask=asked.unmask), asked.inputs)
    printed = put(_document(asked, outcome), asked.form, asked.output, asked.inputs)
    if printed and asked.out is not None and asked.form == "text":
        click.echo(_("\n清单在 {folder}").format(folder=asked.out))


def _document(asked: Asked, outcome: Outcome) -> bytes:
    from checker.report.gaps_csv import gaps_csv  # noqa: PLC0415
    from checker.report.gaps_json import gaps_json  # noqa: PLC0415
    from checker.report.masking import masking  # noqa: PLC0415
    from checker.report.summary import summary  # noqa: PLC0415
    from checker.report.workbook import workbook  # noqa: PLC0415

    if asked.form == "xlsx":
        return workbook(outcome, masking(office=True, unmask=asked.unmask))
    machine = masking(office=False, unmask=asked.unmask)
    if asked.form == "json":
        return gaps_json(outcome, machine).encode()
    if asked.form == "csv":
        return gaps_csv(outcome, machine)
    return summary(outcome, machine, spoken()).encode()


def _lacking(required: tuple[str, ...], outcome: Outcome) -> list[str]:
    """Required tables for want of which a rule did not run; an unknown name is a fault."""
    titles = [entity.title for entity in outcome.policies.catalog.entities.values()]
    faults = [_no_such_table(name, titles) for name in required if name not in titles]
    if faults:
        raise FaultyInput(faults)
    missing = {lacks.table for lacks in outcome.not_run}
    return [table for table in required if table in missing]


def _no_such_table(name: str, titles: list[str]) -> Fault:
    near = closest(name, titles)
    hint = _("是不是“{near}”？").format(near=near) if near else "、".join(titles)
    return Fault("unknown-table", _("没有“{name}”这张表").format(name=name), hint=hint)


def _exit_code(outcome: Outcome, level: Severity) -> int:
    grave = (
        gap for gap in outcome.gaps if gap.waiver is None and gap.finding.rule.severity >= level
    )
    return OPEN if any(grave) else NOTHING_OPEN
