"""The plan's SQL against SQL written by hand, side by side in one run.

    python -m benchmarks.rules.run --data /tmp/made-up --households 1000000 --rounds 3

Makes the data if the folder has none (outside the repository), runs each job in a process of its
own, one after another in turn, and compares medians. Both sides read the same files, count every
verdict and write every gap and unknown with its values to Parquet; the run fails if they differ
anywhere, or if a ratio is above its limit. Against a bare scan, and with ten times as many rules,
findings are written without values, whose number grows with the rules.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import duckdb

from benchmarks.rules import by_hand
from benchmarks.rules.generate import TABLES, generate

HERE = Path(__file__).parent
DAY = date(2020, 9, 17)
LIMITS = {"ours / by hand": 1.25, "ours / scan": 10.0, "300 rules / 30 rules": 1.6}
MOST_MEMORY = 1024  # MiB
NEEDED = {  # columns that some rule reads
    "household": "*",
    "member": "COLUMNS(* EXCLUDE (name))",
    "visit": "household_id, visited_on",
    "benefit": "*",
    "disability_register": "id_number",
    "vehicle_register": "id_number",
}


NESTED = r"\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)"  # brackets, three deep
AGGREGATE = re.compile(rf"(?:any|all|count|sum|max|longest_gap){NESTED}")
LITERALS = re.compile(r'(date\("[^"]*"\)|"[^"]*")')
PARTS = re.compile(rf"({AGGREGATE.pattern}|{LITERALS.pattern[1:-1]})")


def scan(data: Path, _target: Path, memory: str, _values: bool) -> Any:
    """Read and hash every column that a rule reads: no job can be done in less."""
    with duckdb.connect() as connection:
        connection.execute(f"SET memory_limit = '{memory}'")
        for table, columns in NEEDED.items():
            inner = f"SELECT {columns} FROM read_parquet('{data / table}.parquet')"
            connection.execute(f"SELECT sum(hash(COLUMNS(*))::HUGEINT) FROM ({inner})").fetchall()
    return None


def hand(data: Path, target: Path, memory: str, values: bool) -> Any:
    """The rules by hand."""
    return by_hand.run(data, target, memory, values=values)


def ours(data: Path, target: Path, memory: str, values: bool) -> Any:
    """The rules as their policy says them."""
    return checked(HERE / "policies", data, target, (memory, values))


def ours_300(data: Path, target: Path, memory: str, values: bool) -> Any:
    """Ten times as many rules: copies with other numbers and days."""
    with tempfile.TemporaryDirectory() as folder:
        policies = Path(folder)
        catalog = (HERE / "policies" / "catalog.yaml").read_text(encoding="utf-8")
        (policies / "catalog.yaml").write_text(catalog, encoding="utf-8")
        written = (HERE / "policies" / "speed.yaml").read_text(encoding="utf-8")
        head, rules = written.split("rules:\n")
        copies = "".join(varied(rules, number) for number in range(10))
        (policies / "speed.yaml").write_text(f"{head}rules:\n{copies}", encoding="utf-8")
        return checked(policies, data, target, (memory, values))


def varied(rules: str, by: int) -> str:
    """The rules with other ids, numbers and days."""

    def line(written: str) -> str:
        if not written.strip().startswith(("requires:", "applies:")):
            return re.sub(r"(- id: .*)", rf"\1-{by}", written) if by else written
        return "".join(varied_part(part, by) for part in PARTS.split(written) if part)

    return "".join(line(written) for written in rules.splitlines(keepends=True))


def varied_part(part: str, by: int) -> str:
    """Literals changed; aggregates come in four versions, shared by two or three rules each."""
    by = by // 3 if AGGREGATE.match(part) else by
    return "".join(varied_literal(one, by) for one in LITERALS.split(part) if one)


def varied_literal(part: str, by: int) -> str:
    """A day some days earlier, numbers from ten somewhat greater; words as they are."""
    if part.startswith("date("):
        return f'date("{date.fromisoformat(part[6:16]) - timedelta(days=by)}")'
    if part.startswith('"'):
        return part
    return re.sub(r"(?<![\d.])\d{2,}(?![\d.])", lambda number: str(int(number[0]) + by), part)


def checked(policies: Path, data: Path, target: Path, options: tuple[str, bool]) -> Any:
    """A policy folder run over the files."""
    from checker.intake import read_data  # noqa: PLC0415  only this job needs the program
    from checker.read.folder import read_policies  # noqa: PLC0415
    from checker.resolve import resolve  # noqa: PLC0415
    from checker.run.bulk import Target, judge_in_bulk  # noqa: PLC0415

    known = read_policies(policies, cases=False)
    resolved = resolve(known, DAY)
    dataset = read_data(sorted(data.glob("*.parquet")), known.catalog)
    start, used = time.perf_counter(), cpu()
    wanted = Target(target, *options)
    tallies = judge_in_bulk(resolved.rules, dataset, known.catalog, DAY, wanted)
    counts = {rule: [found.get(v, 0) for v in range(4)] for rule, found in tallies.items()}
    return {"counts": counts, "seconds": time.perf_counter() - start, "cpu": cpu() - used}


# What is done, and whether the values that rules read are written with the findings.
JOBS: dict[str, tuple[Callable[[Path, Path, str, bool], Any], bool]] = {
    "scan": (scan, False),
    "by hand": (hand, True),
    "ours": (ours, True),
    "ours, no values": (ours, False),
    "ours, 300 rules": (ours_300, False),
}


def cpu() -> float:
    """Seconds that this process computed."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def job(arguments: argparse.Namespace) -> None:
    """One job in this process; its figures as JSON."""
    start = time.perf_counter()
    run, values = JOBS[arguments.job]
    found = run(arguments.data, arguments.target, arguments.memory, values)
    figures = {"seconds": time.perf_counter() - start, "cpu": cpu(), "counts": found}
    if isinstance(found, dict) and "seconds" in found:
        figures = found
    figures["mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(figures))


def in_own_process(name: str, target: Path, arguments: argparse.Namespace) -> dict[str, Any]:
    """One job's figures."""
    command = [
        sys.executable, "-m", "benchmarks.rules.run", "--data", str(arguments.data),
        "--memory", arguments.memory, "--job", name, "--target", str(target),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return figures


def differences(one: Path, other: Path) -> Iterator[str]:
    """What the findings of two runs do not have in common."""
    for table in by_hand.VALUES:
        files = [f"SELECT * FROM read_parquet('{side / table}.parquet')" for side in (one, other)]
        for first, second in (files, files[::-1]):
            rows = duckdb.execute(f"({first}) EXCEPT ALL ({second}) LIMIT 3").fetchall()
            yield from map(str, rows)


def compared(arguments: argparse.Namespace) -> bool:
    """All jobs, in turn; whether both sides agree and no limit is passed."""
    figures: dict[str, list[dict[str, Any]]] = {name: [] for name in JOBS}
    with tempfile.TemporaryDirectory(dir=arguments.data.parent) as folder:
        targets = {name: Path(folder) / name.replace(" ", "-") for name in JOBS}
        for target in targets.values():
            target.mkdir()
        for _ in range(arguments.rounds):
            for name in JOBS:
                figures[name].append(in_own_process(name, targets[name], arguments))
                print(
                    name, {k: round(v, 2) for k, v in figures[name][-1].items() if k != "counts"}
                )
        apart = list(differences(targets["ours"], targets["by hand"]))
    same = not apart and figures["ours"][0]["counts"] == figures["by hand"][0]["counts"]
    print("same verdicts and values:", same, *apart)
    return within_limits(figures) and same


def within_limits(figures: dict[str, list[dict[str, Any]]]) -> bool:
    """Print the ratios; is every one within its limit?"""
    seconds = {name: median(one["seconds"] for one in some) for name, some in figures.items()}
    ratios = {
        "ours / by hand": seconds["ours"] / seconds["by hand"],
        "ours / scan": seconds["ours, no values"] / seconds["scan"],
        "300 rules / 30 rules": seconds["ours, 300 rules"] / seconds["ours, no values"],
    }
    memory = max(one["mib"] for one in figures["ours"])
    for name, ratio in ratios.items():
        print(f"{name}: {ratio:.2f} (at most {LIMITS[name]})")
    print(f"memory: {memory:.0f} MiB (less than {MOST_MEMORY})")
    return all(ratio <= LIMITS[name] for name, ratio in ratios.items()) and memory < MOST_MEMORY


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--households", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--memory", default="4GB")
    parser.add_argument("--job", choices=list(JOBS))
    parser.add_argument("--target", type=Path)
    arguments = parser.parse_args()
    if arguments.job:
        job(arguments)
        return
    if not all((arguments.data / f"{table}.parquet").exists() for table in TABLES):
        generate(arguments.data, arguments.households)
    sys.exit(not compared(arguments))


if __name__ == "__main__":
    main()
