"""`checker explain`: a rule in sentences; for a household every value and what would turn it."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from checker.cli.exits import NOT_CHECKED, NOTHING_OPEN
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
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checker.fault import Fault
    from checker.model.catalog import Catalog
    from checker.model.dataset import Dataset
    from checker.model.explanation import Explanation

EXAMPLE = """\b
checker explain education/in-school --as-of 2020-09-17
checker explain education/in-school --as-of 2020-09-17 \\
  --data samples/beicheng/北城街道.xlsx --household BC04004
"""


@dataclass(frozen=True)
class Asked:
    """What was asked for, as click gives it."""

    rule: str
    policies: Path | None
    as_of: date
    data: tuple[Path, ...]
    household: str | None
    row: str | None
    previous: tuple[Path, ...]
    table: tuple[tuple[str, Path], ...]
    password_file: Path | None
    mapping: Path | None
    sql: bool
    form: str
    unmask: bool


@click.command(
    help=_("把一条规则讲成条文；给出户号时，逐步列出结论、各个值和单元格，以及改哪一处结论会变。"),
    epilog=EXAMPLE,
)
@click.argument("rule", metavar="RULE")
@policies_option
@as_of_option
@click.option("--data", multiple=True, type=FILE, metavar="DATA", help=_("资料；可多次"))
@click.option("--household", metavar=_("户编号"), help=_("讲这一户；要同时给 --data"))
@click.option(
    "--row", metavar=_("哪一行"), help=_("只讲这一行：它的编号，或者第几行；要同时给 --data")
)
@previous_option
@table_option
@password_option
@mapping_option
@click.option("--sql", is_flag=True, help=_("列出这条规则的 SQL"))
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help=_("输出格式")
)
@unmask_option
@shared
def explain(**options: Any) -> int:
    """Explain and print; 2 where the rule could not be judged on all of the data."""
    asked = Asked(**options)
    if (asked.household or asked.row) and not asked.data:
        raise click.UsageError(_("--household 和 --row 要同时给 --data"))
    if asked.data and not (asked.household or asked.row):
        raise click.UsageError(_("--data 要同时给 --household 或 --row，说明讲哪一户"))
    known, unread = _explained(asked)
    for fault in unread:
        click.echo(str(fault), err=True)
    _print(asked, known)
    return NOT_CHECKED if unread or known.not_run else NOTHING_OPEN


def _explained(asked: Asked) -> tuple[Explanation, Sequence[Fault]]:
    from checker.read.folder import read_policies  # noqa: PLC0415  only where it is run
    from checker.read.shipped import shipped  # noqa: PLC0415
    from checker.resolve import resolve  # noqa: PLC0415
    from checker.study import explanation as study  # noqa: PLC0415
    from checker.study.asking import rule_named  # noqa: PLC0415

    policies = read_policies(asked.policies or shipped("policies"), cases=False)
    book = study.Book(policies, resolve(policies, asked.as_of), spoken())
    rule = rule_named(book.resolved, asked.rule)
    known = study.explanation(rule, book)
    dataset = _dataset(asked, policies.catalog) if asked.data else None
    if asked.sql:
        known = study.with_sql(known, rule, book, dataset)
    if dataset is None:
        return known, ()
    wanted = study.Asked(asked.household, asked.row)
    return study.with_rows(known, rule, book, dataset, wanted), dataset.faults


def _dataset(asked: Asked, catalog: Catalog) -> Dataset:
    """The data, in memory: a household is explained by the interpreter."""
    from checker.intake import read_data  # noqa: PLC0415  only where it is run
    from checker.intake.parquet import in_memory  # noqa: PLC0415

    dataset = read_data(
        asked.data,
        catalog,
        previous=asked.previous,
        tables=dict(asked.table),
        passwords=passwords_in(asked.password_file),
        mapping=asked.mapping,
    )
    return in_memory(dataset, catalog)


def _print(asked: Asked, known: Explanation) -> None:
    from checker.report.masking import masking  # noqa: PLC0415  only where it is run

    hidden = masking(office=False, unmask=asked.unmask)
    if asked.form == "json":
        from checker.report.explanation_json import explanation_json  # noqa: PLC0415

        sys.stdout.buffer.write(explanation_json(known, hidden).encode())
    else:
        from checker.report.explanation_text import explanation_text  # noqa: PLC0415

        click.echo(explanation_text(known, hidden), nl=False)
