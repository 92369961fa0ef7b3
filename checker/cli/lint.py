"""`checker lint`: what is wrong and what is suspicious in policies, with place and mend."""

from __future__ import annotations

import sys
from datetime import date
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from checker.cli.exits import NOT_CHECKED, NOTHING_OPEN, OPEN
from checker.cli.options import as_of_option, policies_argument, shared
from checker.fault import Fault, FaultyInput, Level, harmless, in_order
from checker.frozen import frozen
from checker.spelling import closest

if TYPE_CHECKING:
    from checker.lint.linted import Linted
    from checker.model.policy import PolicySet
    from checker.model.resolved import Resolved

FORMATS = ["text", "json", "sarif", "github"]
LEVELS = [level.value for level in Level]
EXAMPLE = """\b
checker lint policies --as-of 2020-09-17
checker lint policies --fix
checker lint --explain wide-colon
"""


@frozen
class Asked:
    """What was asked for, as click gives it."""

    policies: Path | None
    as_of: date
    form: str
    fix: bool
    notes: bool
    fail_level: str


def _explain(ctx: click.Context, _option: click.Parameter, code: str | None) -> None:
    """Print the page of a code, and nothing else."""
    if code is None or ctx.resilient_parsing:
        return
    from checker.lint import pages  # noqa: PLC0415  only where it is asked for

    if code not in pages.codes():
        near = closest(code, pages.codes())
        hint = _("是不是“{near}”？").format(near=near) if near else ""
        raise click.UsageError(_("没有“{code}”这个代号。").format(code=code) + hint)
    click.echo(pages.page(code).text, nl=False)
    ctx.exit()


@click.command(help=_("检查政策文件写得对不对、有没有可疑之处，一次列出全部。"), epilog=EXAMPLE)
@policies_argument
@as_of_option
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help=_("输出格式"))
@click.option("--fix", is_flag=True, help=_("改正意思唯一的错误，注释和排列不动"))
@click.option("--all", "notes", is_flag=True, help=_("也列出说明"))
@click.option(
    "--fail-level",
    type=click.Choice(LEVELS),
    default=Level.ERROR.value,
    help=_("有这一级或更重的，退出码不是 0：错误是 2，其余是 1"),
)
@click.option(
    "--explain",
    metavar="CODE",
    is_eager=True,
    expose_value=False,
    callback=_explain,
    help=_("说明一个代号：是什么、为什么、怎么改"),
)
@shared
def lint(**options: Any) -> int:
    """Look, mend if asked, tell; the exit code is that of the gravest."""
    asked = Asked(**options)
    from checker.read.shipped import shipped  # noqa: PLC0415  only where it is run

    if asked.fix and asked.policies is None:
        raise click.UsageError(_("--fix 要写明改哪个文件夹"))
    folder = asked.policies or shipped("policies")
    if asked.fix:
        _fix(folder, asked)
    linted = _linted(folder, asked.as_of)
    _tell(linted, asked)
    if linted.reaches(Level.ERROR):
        return NOT_CHECKED
    return OPEN if linted.reaches(Level(asked.fail_level)) else NOTHING_OPEN


def _linted(folder: Path, as_of: date) -> Linted:
    """All that is wrong, or, where nothing is, all that is suspicious."""
    from checker.lint.linted import Linted  # noqa: PLC0415
    from checker.read.folder import read_policies  # noqa: PLC0415
    from checker.resolve import resolve  # noqa: PLC0415

    try:
        known = read_policies(folder)
        resolved = resolve(known, as_of)
    except FaultyInput as faulty:
        return Linted(str(folder), as_of, tuple(in_order(faulty.faults)), whole=False)
    found = tuple(in_order(_suspicions(known, resolved, folder)))
    chapters, rules = len(known.policies), len(resolved.rules)
    return Linted(str(folder), as_of, found, chapters=chapters, rules=rules)


def _suspicions(known: PolicySet, resolved: Resolved, folder: Path) -> list[Fault]:
    """What may be wrong in policies that can be read: a list for each way of looking.

    What an overlay extends is told when that folder is looked at, not here.
    """
    from checker.lint import suspicions  # noqa: PLC0415
    from checker.lint.linted import stands_in  # noqa: PLC0415
    from checker.study.suspicions import tried  # noqa: PLC0415

    in_text = suspicions(known, resolved, resolved.as_of)
    by_trying = tried(known, resolved)
    return [fault for fault in (*in_text, *by_trying) if stands_in(fault, folder)]


def _tell(linted: Linted, asked: Asked) -> None:
    """The document that was asked for, and nothing else on standard output."""
    from checker.lint.forms import as_github, as_json  # noqa: PLC0415
    from checker.lint.sarif import as_sarif  # noqa: PLC0415

    told = [one for one in linted.faults if asked.notes or one.level is not Level.NOTE]
    if asked.form == "json":
        _print(as_json(linted))
    elif asked.form == "sarif":
        _print(as_sarif(linted, _version()))
    elif asked.form == "github":
        _print("".join(f"{line}\n" for line in as_github(told)))
    else:
        for fault in told:
            click.echo(str(fault))
        _sum_up(linted, asked)


def _print(document: str) -> None:
    """Machine formats as the bytes that they are, whatever the console's encoding."""
    sys.stdout.buffer.write(document.encode())


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415

    try:
        return version("household-file-checker")
    except PackageNotFoundError:
        return "0"


def _sum_up(linted: Linted, asked: Asked) -> None:
    """How many of each level; where there are errors, that nothing else was looked for."""
    tally = linted.tally()
    if not linted.whole:
        click.echo(_("错误 {n} 处").format(n=tally["error"]))
        click.echo(_("有错误时看不出可疑之处；改好后再检查一遍"))
        return
    click.echo(
        _("没有错误：{files} 个政策文件，{rules} 条规则在 {day} 生效").format(
            files=linted.chapters, rules=linted.rules, day=linted.as_of.isoformat()
        )
    )
    if tally["warning"]:
        click.echo(_("警告 {n} 处；--explain 加代号说明每一种").format(n=tally["warning"]))
    if tally["note"]:
        hint = "" if asked.notes else _("，加 --all 列出")
        click.echo(_("说明 {n} 处").format(n=tally["note"]) + hint)


def _fix(folder: Path, asked: Asked) -> None:
    """Mend what only one thing can be meant by, and tell what was changed."""
    from checker.cli.rewriting import rewrite  # noqa: PLC0415
    from checker.lint.fix import fixed  # noqa: PLC0415

    done = fixed(folder, asked.as_of)
    apart = asked.form != "text"  # a machine's document stands alone on standard output
    for name, text in sorted(done.texts.items()):
        rewrite(Path(name), text)
        for edit in done.edits[name]:
            codes = "、".join(dict.fromkeys(fault.code for fault in edit.faults))
            place = f"{name}:{edit.line}:{edit.start + 1}"
            told = _("{place}: 改了 [{codes}]：“{before}”→“{after}”")
            words = {"before": harmless(edit.before), "after": harmless(edit.text)}
            click.echo(told.format(place=harmless(place), codes=codes, **words), err=apart)
    count = sum(map(len, done.edits.values()))
    click.echo(_("改了 {files} 个文件，{n} 处").format(files=len(done.texts), n=count), err=apart)
