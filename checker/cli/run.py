"""One run of a command and its exit code; no traceback ever shows without --debug."""

from __future__ import annotations

import errno
import signal
import sys
import traceback
from collections.abc import Sequence
from gettext import gettext as _
from types import FrameType

import click

from checker.cli.commands import checker
from checker.cli.exits import BUG, CLOSED, INTERRUPTED, NOT_CHECKED, TERMINATED
from checker.cli.streams import abandon
from checker.fault import FaultyInput

# What the system says in English, whatever language is spoken.
REASONS = {
    errno.EACCES: _("没有权限，或者别的程序正打开着它"),
    errno.EPERM: _("没有权限"),
    errno.EROFS: _("这里只能读，不能写"),
    errno.ENOSPC: _("磁盘满了"),
    errno.ENOENT: _("没有这个位置"),
    errno.ENOTDIR: _("这个位置的上级不是文件夹"),
    errno.EEXIST: _("这个位置上已经有别的东西"),
    errno.EISDIR: _("这里是文件夹"),
}


def run(arguments: Sequence[str]) -> int:
    """Run a command; the exit code, in the words of cli.md."""
    signal.signal(signal.SIGTERM, _terminate)
    try:
        result = checker.main(list(arguments), prog_name="checker", standalone_mode=False)
        sys.stdout.flush()
    except FaultyInput as faulty:
        for fault in faulty.faults:
            click.echo(str(fault), err=True)
        return NOT_CHECKED
    except click.ClickException as wrong:
        wrong.show()
        return NOT_CHECKED
    except (click.Abort, KeyboardInterrupt):
        click.echo(_("已中断"), err=True)
        return INTERRUPTED
    except BrokenPipeError:
        abandon()
        return CLOSED
    except SystemExit as ended:
        if ended.code != 1:  # SIGTERM
            raise
        abandon()  # click ends so where a pipe is closed while it writes
        return CLOSED
    except (OSError, MemoryError) as failed:
        click.echo(_("做不下去：{reason}").format(reason=_reason(failed)), err=True)
        return NOT_CHECKED
    except Exception as bug:  # uncaught it would end with 1, "gaps were found"
        _tell(bug, debug="--debug" in arguments)
        return BUG
    return result if isinstance(result, int) else 0


def _terminate(_number: int, _frame: FrameType | None) -> None:
    """End in good order, so that nothing half written stays."""
    raise SystemExit(TERMINATED)


def _reason(failed: OSError | MemoryError) -> str:
    if isinstance(failed, MemoryError):
        return _("内存不够")
    place = f"：{failed.filename}" if failed.filename else ""
    reason = REASONS.get(failed.errno or 0) or failed.strerror or type(failed).__name__
    return f"{reason}{place}"


def _tell(bug: Exception, *, debug: bool) -> None:
    """Where it happened, never what the values were: they may be somebody's."""
    click.echo(_("程序内部错误：{kind}").format(kind=type(bug).__name__), err=True)
    if debug:
        click.echo("".join(traceback.format_tb(bug.__traceback__)), err=True)
    else:
        click.echo(_("加 --debug 再运行一次，把显示的内容（不含个人信息）报给维护人员"), err=True)
