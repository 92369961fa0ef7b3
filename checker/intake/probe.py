"""A trial reading in a child process, for workbooks into which we cannot look beforehand.

One cell far out in an .ods or .xlsb makes the reader take all memory and abort, which nothing in
the same process can catch. A child that aborts, or takes too long or too much, is told apart
from one that reads on; what is wrong with the file otherwise is found by the reading proper.
"""

from __future__ import annotations

import sys

SECONDS = 30
MEMORY = 2 << 30  # bytes, where the system can limit them
READ = 0
PROGRAM = f"""
import sys
from io import BytesIO
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
except (ImportError, ValueError, OSError):
    pass
from python_calamine import CalamineError, CalamineWorkbook
try:
    book = CalamineWorkbook.from_filelike(BytesIO(sys.stdin.buffer.read()))
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        sheet.to_python(skip_empty_area=False)
        sheet.merged_cell_ranges
except CalamineError:
    pass
"""


def survives(data: bytes) -> bool:
    """Can the workbook be read without harm?"""
    if getattr(sys, "frozen", False):  # packed into one program: there is no Python to start
        return True
    import subprocess  # noqa: PLC0415  seldom needed

    command = [sys.executable, "-P", "-c", PROGRAM]
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == READ
