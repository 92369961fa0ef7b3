"""Questions on a terminal, each answered by a number, a name, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from gettext import gettext as _
from typing import TypeVar

import click

from checker.fault import harmless
from checker.spelling import closest

Answer = TypeVar("Answer")


class Said(Enum):
    """An answer that is none of those offered."""

    LATER = "later"  # nothing: it stays as it is
    UNUSED = "unused"  # 0: it is looked at, and of no use
    ENOUGH = "enough"  # q: no more questions


def choose(
    question: str,
    offered: Sequence[tuple[str, Answer]],
    known: Mapping[str, Answer],
    zero: str = "",
    empty: str = "",
) -> Answer | Said:
    """What somebody chooses.

    Args:
        question: on a line of its own.
        offered: what is shown, in its order, each with its number.
        known: all that may be typed.
        zero: what 0 means; "" where it means nothing.
        empty: what no answer means; "" where it means that it stays as it is.
    """
    prompt = _("  编号或名称（? 列出全部，q 不再问），回车{empty}").format(
        empty=empty or _("先不管")
    )
    click.echo(harmless(question))
    for number, (shown, _answer) in enumerate(offered, 1):
        click.echo(harmless(f"    {number}  {shown}"))
    if zero:
        click.echo(f"    0  {zero}")
    while True:
        typed = str(click.prompt(prompt, default="", show_default=False))
        said = _said(typed.strip(), offered, known, bool(zero))
        if said is not None:
            return said
        if typed.strip() == "?":
            listed = known or [shown for shown, _answer in offered]
            click.echo(harmless("    " + "、".join(listed)))
            continue
        near = closest(typed.strip(), known)
        hint = _("是不是“{near}”？").format(near=near) if near else _("输入 ? 列出全部")
        click.echo(harmless(_("    没有“{name}”。").format(name=typed.strip()) + hint))


def _said(
    typed: str, offered: Sequence[tuple[str, Answer]], known: Mapping[str, Answer], zero: bool
) -> Answer | Said | None:
    if not typed:
        return Said.LATER
    if typed in known:
        return known[typed]
    if typed in ("q", "Q"):
        return Said.ENOUGH
    if typed == "0" and zero:
        return Said.UNUSED
    if typed.isascii() and typed.isdigit() and 0 < int(typed[:9]) <= len(offered):
        return offered[int(typed[:9]) - 1][1]
    return None


def number_of(question: str, first: int, right: Callable[[int], bool]) -> int:
    """A number, which somebody types or takes as it stands."""
    while True:
        typed = str(click.prompt(f"  {question}", default=str(first)))
        if typed.isascii() and typed.isdigit() and right(int(typed[:9])):
            return int(typed[:9])
        click.echo(_("    没有这一行"))
