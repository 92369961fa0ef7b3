"""The command `checker`, also `python -m checker`."""

from __future__ import annotations

import os
import sys

from checker.cli.language import choose, speak
from checker.cli.streams import make_safe


def main() -> None:
    """Run a command; ends the process with its exit code."""
    make_safe()
    speak(choose(sys.argv[1:], os.environ))
    # Help texts are translated where they are declared, so the commands come after the language.
    from checker.cli.run import run  # noqa: PLC0415

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
