"""The command `checker`, also `python -m checker`."""

from __future__ import annotations

import gc
import os
import sys
from typing import NoReturn

from checker.cli.exits import INTERRUPTED
from checker.cli.language import choose, speak
from checker.cli.streams import make_safe

# New objects after which Python looks for circles that nobody can reach. Nothing here makes such
# circles by the row, and a township has fewer objects than this; looking is a tenth of its time.
OBJECTS = 1_000_000


def main() -> None:
    """Run a command; ends the process with its exit code."""
    gc.set_threshold(OBJECTS)
    try:
        make_safe()
        speak(choose(sys.argv[1:], os.environ))
        # Help texts are translated where they are declared, so the commands come after it.
        from checker.cli.run import run  # noqa: PLC0415
    except KeyboardInterrupt:  # before the command could look out for it
        sys.exit(INTERRUPTED)
    end(run(sys.argv[1:]))


def end(code: int) -> NoReturn:
    """End the process; what is left in memory is the system's to take back, at once."""
    if "duckdb" in sys.modules:  # whose objects must be collected before Python ends
        sys.exit(code)
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # nobody reads any more; Python knows what to do
        sys.exit(code)
    os._exit(code)


if __name__ == "__main__":
    main()
