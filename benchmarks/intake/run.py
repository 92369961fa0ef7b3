"""Our reading of a county's sheet against the bare reader's, side by side in one run.

    python -m benchmarks.intake.run --data /tmp/made-up --rounds 5

Makes the data if the folder has none (outside the repository): a sheet of 200,000 × 40, and ten
million rows in Parquet. Every job is a process of its own, one after another in turn; medians are
compared, since a busy machine then slows all alike.

The sheet has one of two forms: its texts stand in the cells (as exports write them), or in a table
that the cells share (as Excel writes them): `-shared`.

- bare: python-calamine opens the workbook's bytes and makes lists of its cells. No more.
- ours: everything from the path to the `Dataset` that rules judge: the look into the zip, header,
  which rows are rows, each cell by the grammar, what was normalised and what not, parents, rows
  that belong to nobody, the fingerprint of all rows. The catalog is read before, as for a check.
- start: what a program needs before it reads anything: Python, our modules, the catalog.
- township: the same, and the sample township's workbook read.
- parquet: ten million rows of visits recognised, looked through, and given a fingerprint.

The run fails if a limit is passed; on a machine with one core only processor time can tell.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.intake.generate import ROWS, generate, generate_visits

ROOT = Path(__file__).resolve().parents[2]
TOWNSHIP = ROOT / "samples" / "beicheng" / "北城街道.xlsx"
SHEET, SHARED, VISITS = "成员.xlsx", "成员-共用文字.xlsx", "走访.parquet"
SLOWEST = 1.3  # ours / bare
TOWNSHIP_SECONDS = 0.15  # beyond the start
MOST_MEMORY = {"ours": 1024, "ours-shared": 1024, "parquet": 1024}  # MiB


def bare(path: Path) -> int:
    """The reader alone."""
    from python_calamine import CalamineWorkbook  # noqa: PLC0415  only this job needs it

    book = CalamineWorkbook.from_filelike(BytesIO(path.read_bytes()))
    return len(book.get_sheet_by_index(0).to_python(skip_empty_area=False))


def start(_data: Path) -> int:
    """The catalog, and what reads files, but no file."""
    import checker.intake  # noqa: PLC0415

    return len(catalog().entities) * bool(checker.intake)


def township(_data: Path) -> int:
    """The sample township."""
    return rows(TOWNSHIP)


JOBS: dict[str, Callable[[Path], int]] = {
    "bare": lambda data: bare(data / SHEET),
    "ours": lambda data: rows(data / SHEET),
    "bare-shared": lambda data: bare(data / SHARED),
    "ours-shared": lambda data: rows(data / SHARED),
    "start": start,
    "township": township,
    "parquet": lambda data: rows(data / VISITS),
}
IN_FULL = ("start", "township")  # timed with Python's own start


def catalog() -> Any:
    """The catalog that ships."""
    from checker.read.folder import read_policies  # noqa: PLC0415

    return read_policies(ROOT / "policies", cases=False).catalog


def rows(path: Path) -> int:
    """Read a file; how many rows its tables have."""
    from checker.intake import read_data  # noqa: PLC0415

    known = catalog()
    begun, used = time.perf_counter(), time.process_time()
    dataset = read_data([path], known)
    FIGURES.update(seconds=time.perf_counter() - begun, cpu=time.process_time() - used)
    return max(table.length for table in dataset.tables.values())


FIGURES: dict[str, float] = {}  # of a job that times itself


def job(name: str, data: Path) -> None:
    """One job in this process; its figures as JSON."""
    begun, used = time.perf_counter(), time.process_time()
    count = JOBS[name](data)
    figures = {"seconds": time.perf_counter() - begun, "cpu": time.process_time() - used}
    figures |= FIGURES
    figures["rows"] = count
    figures["mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(figures))


def in_own_process(name: str, data: Path) -> dict[str, float]:
    """One job's figures."""
    command = [sys.executable, "-m", "benchmarks.intake.run", "--data", str(data), "--job", name]
    begun, used = time.perf_counter(), children()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    whole = {"seconds": time.perf_counter() - begun, "cpu": children() - used}
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures | whole if name in IN_FULL else figures


def children() -> float:
    """Seconds that processes computed which this one started and that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def compared(data: Path, rounds: int) -> bool:
    """All jobs, in turn; is every figure within its limit?"""
    figures: dict[str, list[dict[str, float]]] = {name: [] for name in JOBS}
    for _ in range(rounds):
        for name, found in figures.items():
            found.append(in_own_process(name, data))
            print(name, {key: round(value, 2) for key, value in found[-1].items()}, flush=True)
    middle = {
        name: {key: median(one[key] for one in found) for key in found[0]}
        for name, found in figures.items()
    }
    slower = {}
    for form in ("", "-shared"):
        one, other = middle[f"ours{form}"], middle[f"bare{form}"]
        slower[form] = one["seconds"] / other["seconds"]
        worked = one["cpu"] / other["cpu"]
        print(f"ours{form} / bare{form}: {slower[form]:.2f} (at most {SLOWEST}); ", end="")
        print(f"processor time {worked:.2f}; bare {other['mib']:.0f} MiB")
    beyond, computed = (middle["township"][of] - middle["start"][of] for of in ("seconds", "cpu"))
    print(f"township beyond the start: {beyond:.3f} s (at most {TOWNSHIP_SECONDS}), ", end="")
    print(f"processor time {computed:.3f} s")
    bounded = True
    for name, most in MOST_MEMORY.items():
        print(f"memory: {name} {middle[name]['mib']:.0f} MiB (less than {most})")
        bounded &= middle[name]["mib"] < most
    return max(slower.values()) <= SLOWEST and beyond <= TOWNSHIP_SECONDS and bounded


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--job", choices=list(JOBS))
    arguments = parser.parse_args()
    if arguments.job:
        job(arguments.job, arguments.data)
        return
    arguments.data.mkdir(parents=True, exist_ok=True)
    if not (arguments.data / SHEET).exists():
        generate(arguments.data / SHEET, arguments.rows)
    if not (arguments.data / SHARED).exists():
        generate(arguments.data / SHARED, arguments.rows, shared=True)
    if not (arguments.data / VISITS).exists():
        generate_visits(arguments.data / VISITS)
    sys.exit(not compared(arguments.data, arguments.rounds))


if __name__ == "__main__":
    main()
