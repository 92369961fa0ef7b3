"""The command `checker` with all its commands; a misspelt one gets the nearest as a question."""

from __future__ import annotations

from gettext import gettext as _
from importlib import import_module
from keyword import iskeyword

import click

from checker.cli.language import spoken
from checker.cli.options import shared
from checker.spelling import closest

# Each command and the module of `checker.cli` that it stands in, in the order of the help.
COMMANDS = {
    "check": "check",
    "read": "read",
    "lint": "lint",
    "fmt": "fmt",
    "test": "test",
    "diff": "diff",
    "forecast": "forecast",
    "explain": "explain",
    "rules": "rules",
    "standards": "rules",
    "fields": "dictionary",
    "functions": "dictionary",
    "docs": "docs",
    "init": "init",
    "export": "export",
    "import": "importing",
    "schema": "schema",
    "lsp": "lsp",
}

BRIEF = 33  # characters, two columns each, beside the longest name on 80 columns

clicks = _  # for click's own sentences, which are translated with click's others


class Commands(click.Group):
    """Loads the command that is asked for, no other; asks whether a near one was meant."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, from its own module."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"checker.cli.{COMMANDS[cmd_name]}")
        attribute = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command: click.Command = getattr(module, attribute)
        if spoken() == "zh":  # click shortens at spaces, of which Chinese has none
            command.short_help = _briefly(command.help or "")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command, or a usage error with the nearest name."""
        name = args[0]
        if self.get_command(ctx, name) is None and not name.startswith("-"):
            near = closest(name, self.list_commands(ctx))
            hint = _("是不是“{near}”？").format(near=near) if near else ""
            raise click.UsageError(_("没有“{name}”这个命令。").format(name=name) + hint, ctx)
        return super().resolve_command(ctx, args)


def _briefly(told: str) -> str:
    """What of a Chinese help text fits beside a command's name: whole sentences, else clauses."""
    whole = told.partition("\n")[0]
    if len(whole) <= BRIEF:
        return whole
    start = whole[:BRIEF]
    end = max(map(start.rfind, "；。"))
    return start[: end if end > 0 else start.rfind("，")] + "。"


def _tell_version(ctx: click.Context, _option: click.Parameter, asked: bool) -> None:
    if not asked or ctx.resilient_parsing:
        return
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415  30 ms

    try:
        known = version("household-file-checker")
    except PackageNotFoundError:
        known = "0"
    click.echo(clicks("%(prog)s, version %(version)s") % {"prog": "checker", "version": known})
    ctx.exit()


EXAMPLE = "checker check samples/beicheng/北城街道.xlsx --as-of 2020-09-17 --out out"


@click.group(
    cls=Commands,
    help=_("按政策规则核查一户一册，列出三筛差距。"),
    epilog="\b\n" + EXAMPLE,
    no_args_is_help=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_tell_version,
    help=clicks("Show the version and exit."),
)
@shared
def checker() -> None:
    """Every command has its own file."""
