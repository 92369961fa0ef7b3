"""`checker test`: the cases that policy authors wrote, tried."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path

import click

from checker.cli.exits import OPEN
from checker.cli.options import policies_argument, shared


@click.command(
    help=_("运行政策文件里的用例。"),
    epilog=_("例：") + "checker test policies --rule education/in-school",
)
@policies_argument
@click.option("--rule", multiple=True, metavar="ID", help=_("只运行这条规则的用例；可多次"))
@shared
def test(policies: Path | None, rule: tuple[str, ...]) -> int:
    """Try the cases; a failed one ends the command with 1."""
    from checker.read.folder import read_policies  # noqa: PLC0415  only where it is run
    from checker.read.shipped import shipped  # noqa: PLC0415
    from checker.study.cases import only_rules, try_cases, without_cases  # noqa: PLC0415

    known = read_policies(policies or shipped("policies"))
    tried = list(try_cases(only_rules(known, rule)))
    failed = [one for one in tried if one.wrong]
    for one in failed:
        click.echo(f"{one.case.span}: {one.case.rule} “{one.case.name}”：{one.wrong}")
    bare = without_cases(known)
    click.echo(
        _("用例 {cases} 个，通过 {passed} 个，失败 {failed} 个；没有用例的规则 {bare} 条").format(
            cases=len(tried), passed=len(tried) - len(failed), failed=len(failed), bare=len(bare)
        )
    )
    for name in () if rule else bare:
        click.echo(f"  {name}")
    return OPEN if failed else 0
