"""`checker test`: the cases that policy authors wrote, what they reach, and what they notice."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from checker.cli.exits import NOTHING_OPEN, OPEN
from checker.cli.options import policies_argument, shared

if TYPE_CHECKING:
    from checker.model.policy import PolicySet
    from checker.study.trial import Trial

EXAMPLE = """\b
checker test policies --coverage
checker test policies --rule education/in-school --mutants --min-kill 100
"""
PERCENT = click.IntRange(0, 100)


@dataclass(frozen=True)
class Asked:
    """What was asked for, as click gives it."""

    policies: Path | None
    rule: tuple[str, ...]
    coverage: bool
    mutants: bool
    accept: bool
    min_coverage: int
    min_kill: int
    form: str


@click.command(
    help=_("运行政策文件里的用例；看用例走到了哪些分支，改错一处用例发不发现。"), epilog=EXAMPLE
)
@policies_argument
@click.option("--rule", multiple=True, metavar="ID", help=_("只看这条规则；可多次"))
@click.option("--coverage", is_flag=True, help=_("列出没有一例走到的分支和结论，并试出要补的用例"))
@click.option("--mutants", is_flag=True, help=_("逐处改错规则（变异），列出用例没有发现的"))
@click.option("--accept", is_flag=True, help=_("把缺的用例加到用例文件末尾，请逐条看过再用"))
@click.option(
    "--min-coverage",
    type=PERCENT,
    default=0,
    metavar="N",
    help=_("不可能出现的不算，覆盖不到百分之 N，退出码是 1"),
)
@click.option(
    "--min-kill",
    type=PERCENT,
    default=0,
    metavar="N",
    help=_("等价的不算，变异发现不到百分之 N，退出码是 1"),
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help=_("输出格式")
)
@shared
def test(**options: Any) -> int:
    """Try the cases; a failed one, or too little noticed, ends the command with 1."""
    asked = Asked(**options)
    from checker.cli.tested import json_text, text  # noqa: PLC0415  only where it is run
    from checker.read.folder import read_policies  # noqa: PLC0415
    from checker.read.shipped import shipped  # noqa: PLC0415
    from checker.study.trial import trial  # noqa: PLC0415

    folder = asked.policies or shipped("policies")
    policies = read_policies(folder)
    mutants = asked.mutants or asked.accept or asked.min_kill > 0
    search = asked.coverage or asked.min_coverage > 0
    found = trial(policies, asked.rule, mutants=mutants, search=search)
    if asked.form == "json":
        sys.stdout.buffer.write(json_text(found).encode())
    else:
        click.echo(text(found, coverage=asked.coverage), nl=False)
    if asked.accept:
        _accept(folder, policies, found)
    return OPEN if _too_little(asked, found) else NOTHING_OPEN


def _too_little(asked: Asked, found: Trial) -> bool:
    """Did a case fail, or is less reached or noticed than was asked for?"""
    return bool(
        found.failed
        or found.coverage.share * 100 < asked.min_coverage
        or (found.results is not None and found.killed * 100 < asked.min_kill)
    )


def _accept(folder: Path, policies: PolicySet, found: Trial) -> None:
    """Write the missing cases; what stood in the files stays as it was."""
    from checker.report.folder import write_file  # noqa: PLC0415  only where it is run
    from checker.study.acceptance import taken_over  # noqa: PLC0415
    from checker.study.mutation import needed  # noqa: PLC0415

    for file, content in taken_over(folder, needed(policies, found.survived)).items():
        write_file(file, content.encode(), [])
        click.echo(_("缺的用例已加到 {file}，请逐条看过").format(file=file), err=True)
