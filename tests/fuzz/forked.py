"""The trial reading of a workbook in a fork of this process: the same, in a tenth of the time."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from unittest.mock import patch

from checker.intake import workbook
from checker.intake.probe import MEMORY, READ, SECONDS


@contextmanager
def quick_trial() -> Iterator[None]:
    """A trial reading is made in a fork, where the system has such."""
    if not hasattr(os, "fork"):
        yield
        return
    with patch.object(workbook, "survives", survives):
        yield


def survives(data: bytes) -> bool:
    """As `checker.intake.probe.survives`."""
    import resource  # noqa: PLC0415  not everywhere

    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415

    child = os.fork()
    if child:
        return _ended_well(child)
    code = 1
    try:
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 2)
        for number in (signal.SIGABRT, signal.SIGSEGV, signal.SIGALRM):
            signal.signal(number, signal.SIG_DFL)
        signal.alarm(SECONDS)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY + _held(), MEMORY + _held()))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        with contextlib.suppress(CalamineError):
            book = CalamineWorkbook.from_filelike(BytesIO(data))
            for name in book.sheet_names:
                sheet = book.get_sheet_by_name(name)
                sheet.to_python(skip_empty_area=False)
                _ = sheet.merged_cell_ranges
        code = READ
    finally:
        os._exit(code)


def _held() -> int:
    """The addresses that this process holds already."""
    import resource  # noqa: PLC0415

    with open("/proc/self/statm", encoding="ascii") as told:  # noqa: PTH123
        return int(told.read().split()[0]) * resource.getpagesize()


def _ended_well(child: int) -> bool:
    limit = time.monotonic() + SECONDS
    while time.monotonic() < limit:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return status == 0
        time.sleep(0.001)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return False
