"""Options that several commands have, and the kinds of their values."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from gettext import gettext as _
from pathlib import Path
from typing import Any, TypeVar

import click

from checker.model.function import EARLIER

Command = TypeVar("Command", bound=Callable[..., Any])


def day(text: str | date) -> date:
    """A day as people write it for machines: 2020-09-17."""
    if isinstance(text, date):
        return text
    try:
        read = date.fromisoformat(text)
    except ValueError:
        read = None
    if read is None or read.isoformat() != text:  # 20200917 is read by some Pythons only
        raise click.BadParameter(_("“{value}”不是日期，写作 2020-09-17").format(value=text))
    return read


def named_file(text: str) -> tuple[str, Path]:
    """A file under a table's name: 走访=走访记录.xlsx."""
    name, equals, file = text.partition("=")
    if not (name and equals and file):
        raise click.BadParameter(_("“{value}”要写作 表=文件").format(value=text))
    if not Path(file).is_file():
        raise click.BadParameter(_("没有“{file}”这个文件").format(file=file))
    return name, Path(file)


FILE = click.Path(exists=True, path_type=Path)
LONE_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


def at_most_two(_ctx: click.Context, _option: click.Parameter, value: tuple[Path, ...]) -> Any:
    """The periods before that rules can name."""
    if len(value) > max(EARLIER.values()):
        raise click.UsageError(_("--previous 最多给两次：上期、上上期"))
    return value


previous_option = click.option(
    "--previous",
    multiple=True,
    type=FOLDER,
    metavar="DIR",
    callback=at_most_two,
    help=_("上期资料；可两次"),
)
policies_argument = click.argument("policies", required=False, type=FOLDER, metavar="[POLICIES]")
policies_option = click.option(
    "--policies", type=FOLDER, metavar="DIR", help=_("政策文件夹；不给就用自带的")
)
waivers_option = click.option(
    "--waivers", type=LONE_FILE, metavar="FILE", help=_("另外的豁免清单")
)
table_option = click.option(
    "--table",
    multiple=True,
    type=named_file,
    metavar=_("表=文件"),
    help=_("指明哪个文件是哪张表；可多次"),
)
password_option = click.option(
    "--password-file",
    type=LONE_FILE,
    metavar="FILE",
    help=_("工作簿的打开密码：写在文本文件里，一行一个"),
)
mapping_option = click.option(
    "--mapping",
    type=LONE_FILE,
    metavar="FILE",
    help=_("表头、说法的对照；不给就用旁边的 mapping.yaml"),
)
unmask_option = click.option("--unmask", is_flag=True, help=_("不遮盖姓名和号码"))
as_of_option = click.option(
    "--as-of", type=day, default=date.today, metavar="DAY", help=_("核查日；不给就是今天")
)


def passwords_in(path: Path | None) -> tuple[str, ...]:
    """The passwords of a file, one a line, as any editor saves it."""
    if path is None:
        return ()
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError:
        lines = path.read_text(encoding="gb18030", errors="replace").splitlines()
    return tuple(line for line in lines if line)


def shared(command: Command) -> Command:
    """Options that every command takes; they are looked at before any command starts."""
    for option in (
        click.option("--debug", is_flag=True, expose_value=False, help=_("出错时显示位置")),
        click.option(
            "--lang",
            type=click.Choice(["zh", "en"]),
            expose_value=False,
            help=_("语言；也可用环境变量 CHECKER_LANG"),
        ),
    ):
        command = option(command)
    return command
