"""A line that tells how far a run has come: on a terminal, for work that takes over a second.

It stands on standard error and only there; into a file or a pipe nothing is written. Its marks
are ASCII and without colour, so that every console can show them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from gettext import gettext as _
from threading import Event, Thread
from time import monotonic

import click

PATIENCE = 1.0  # seconds before the line is shown
PAUSE = 0.2  # and between two looks
WIDTH = 16

Told = Callable[[str], None]


class Line:
    """The steps of a run, and the thread that draws them."""

    def __init__(self, steps: Sequence[str]) -> None:
        self.words = {
            "policies": _("读政策"),
            "data": _("读资料"),
            "rules": _("逐条核查"),
            "lists": _("整理清单"),
        }
        self.steps = steps
        self.step = steps[0]
        self.ended = Event()
        self.began = monotonic()
        self.thread = Thread(target=self._draw, daemon=True)

    def told(self, step: str) -> None:
        """The run begins a step."""
        self.step = step

    def end(self) -> None:
        """Nothing more is drawn; a line that was shown is finished."""
        self.ended.set()
        self.thread.join()

    def _draw(self) -> None:
        if self.ended.wait(PATIENCE):
            return
        with click.progressbar(
            length=len(self.steps),
            file=sys.stderr,
            width=WIDTH,
            show_eta=False,
            show_percent=False,
            show_pos=True,
            item_show_func=self._words,
            update_min_steps=0,
        ) as bar:
            while True:
                step = self.step
                bar.update(self.steps.index(step) - bar.pos, step)
                if self.ended.wait(PAUSE):
                    return

    def _words(self, step: str | None) -> str:
        if step is None:
            return ""
        seconds = int(monotonic() - self.began)
        return _("{step}，{seconds} 秒").format(step=self.words[step], seconds=seconds)


@contextmanager
def progress(*steps: str) -> Iterator[Told]:
    """What a run calls at the beginning of each of its steps."""
    if not on_a_terminal():
        yield lambda _step: None
        return
    line = Line(steps)
    line.thread.start()
    try:
        yield line.told
    finally:
        line.end()


def on_a_terminal() -> bool:
    """Does somebody watch, on a terminal that can write over a line?"""
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
