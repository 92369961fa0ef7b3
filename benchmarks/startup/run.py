"""What a check costs from nothing, against what `import pandas` alone costs.

`python benchmarks/startup/run.py [RUNS]` checks the sample township, outputs included, as whole
processes, in turn with `python -c "import pandas"`, and prints the medians and their ratio. At
most 1.5 is the aim. In turn, because a busy machine then slows both alike. Nothing is kept between
runs but Python's own compiled modules, of both alike, as after any installation: the first run of
each makes them, in a folder of their own, and is not counted.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

ROOT = Path(__file__).resolve().parents[2]
TOWNSHIP = ROOT / "samples" / "beicheng" / "北城街道.xlsx"
DAY = "2020-09-17"
RUNS = 15
CHECKED = (0, 1)  # the exit codes of a check that was done
AIM = 1.5


def main() -> None:
    """Print the medians of both and their ratio."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    pandas = [sys.executable, "-c", "import pandas"]
    with TemporaryDirectory() as folder:
        check = [sys.executable, "-m", "checker", "check", str(TOWNSHIP)]
        check += ["--as-of", DAY, "--out", str(Path(folder, "out"))]
        modules = Path(folder, "modules")
        taken = [(seconds(check, modules), seconds(pandas, modules)) for _ in range(runs + 1)][1:]
    checks, imports = (median(times) for times in zip(*taken, strict=True))
    print(f"check, outputs included: {checks:.3f} s, fastest {min(c for c, _ in taken):.3f} s")
    print(f"import pandas:           {imports:.3f} s, fastest {min(p for _, p in taken):.3f} s")
    print(f"ratio of the medians of {runs} runs: {checks / imports:.2f} (aim: at most {AIM})")


def seconds(command: Sequence[str], modules: Path) -> float:
    """How long a command takes as a whole process, its compiled modules kept in a folder."""
    environment = os.environ | {"PYTHONPYCACHEPREFIX": str(modules)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    start = perf_counter()
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
    taken = perf_counter() - start
    if done.returncode not in CHECKED:
        sys.exit(done.stderr.decode(errors="replace"))
    return taken


if __name__ == "__main__":
    main()
