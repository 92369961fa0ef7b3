"""`python -m tests.fuzz TARGET --seconds N`: tries new bytes, and keeps those that show a fault.

What is found is written to the folder `--found` (left out of Git), the bytes and beside them what
came out. A find that ends the process (a crash of a library, a hang, memory) is kept by libFuzzer
there, too, and the search goes on in a new process.
"""

from __future__ import annotations

import argparse
import importlib
import os
import random
import re
import subprocess
import sys
import tempfile
import time
import traceback
from hashlib import sha256
from pathlib import Path
from types import ModuleType, TracebackType

from tests.fuzz import TARGETS

HERE = Path(__file__).parent
CORPUS = HERE / "corpus"
INSTRUMENTED = [
    f"checker.{part}"
    for part in ("intake", "spelling", "dates", "yaml_tree", "read", "resolve", "fault")
]
LONGEST = 4_000  # seconds of one process
HANG, SLOW = 120, 5.0  # seconds of one input: it is ended; it is told
MEMORY = 3_000  # MB
EXECUTED = re.compile(r"stat::number_of_executed_units: ([0-9]+)")
DONE = re.compile(r"^#([0-9]+)\s", re.MULTILINE)


def main() -> None:
    """Search from outside, or, as `--inside`, be the process that searches."""
    asked = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    asked.add_argument("target", choices=[*TARGETS, "all"])
    asked.add_argument("--seconds", type=int, default=60, help="of each target")
    asked.add_argument("--found", type=Path, default=Path("fuzz-found"))
    asked.add_argument("--pool", type=Path, help="a folder that keeps what leads further")
    asked.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    given = asked.parse_args()
    given.found.mkdir(parents=True, exist_ok=True)
    if given.inside:
        _search(given.target, given.found, given.pool, given.seconds)
    for target in TARGETS if given.target == "all" else [given.target]:
        _watch(target, given.found, given.pool, given.seconds)


def _watch(target: str, found: Path, pool: Path | None, seconds: int) -> None:
    """Search until the time is over, however often the process ends before."""
    start, executed, ended = time.monotonic(), 0, 0
    with tempfile.TemporaryDirectory(prefix="fuzz-") as scratch:
        pool = pool / target if pool else Path(scratch)
        pool.mkdir(parents=True, exist_ok=True)
        while (left := int(seconds - (time.monotonic() - start))) > 0:
            command = [sys.executable, "-m", "tests.fuzz", target, "--inside"]
            command += ["--found", str(found), "--pool", str(pool), "--seconds", str(left)]
            done = subprocess.run(
                command, stderr=subprocess.PIPE, text=True, errors="replace", check=False
            )
            units = EXECUTED.findall(done.stderr) or DONE.findall(done.stderr)[-1:] or ["0"]
            executed += int(units[-1])
            if done.returncode:
                ended += 1
                (found / f"{target}-ended-{ended}.txt").write_text(done.stderr[-20_000:], "utf-8")
                time.sleep(1)
    finds = len([*found.glob(f"{target}-*.bin")])
    spent = time.monotonic() - start
    print(  # noqa: T201  a command's answer
        f"{target}: {spent:.0f} s, {executed} executions, {ended} processes ended, {finds} finds",
        flush=True,
    )


def _search(name: str, found: Path, pool: Path, seconds: int) -> None:
    import atheris  # noqa: PLC0415  a development extra

    with atheris.instrument_imports(include=INSTRUMENTED):
        target = importlib.import_module(f"tests.fuzz.{name}")
    for data in target.seeds():
        (pool / sha256(data).hexdigest()[:16]).write_bytes(data)
    words = pool.with_name(f"{pool.name}.words")
    words.write_text("".join(f'"{_escaped(word)}"\n' for word in target.WORDS))
    finds = _Finds(name, found)

    def one(data: bytes) -> None:
        finds.try_(target, data)

    changed = getattr(target, "changed", None)

    def mutated(data: bytes, limit: int, seed: int) -> bytes:
        return bytes(changed(data, limit, random.Random(seed)))[:limit]

    options = [f"-max_total_time={min(seconds, LONGEST)}", f"-timeout={HANG}", "-verbosity=1"]
    options += [f"-rss_limit_mb={MEMORY}", f"-artifact_prefix={found}/{name}-", f"-dict={words}"]
    options += ["-print_final_stats=1", f"-max_len={getattr(target, 'LONGEST', 4096)}"]
    options += [str(pool), *([str(CORPUS / name)] if (CORPUS / name).is_dir() else [])]
    more = {"custom_mutator": mutated} if changed else {}
    atheris.Setup(["fuzz", *options], one, **more)
    atheris.Fuzz()


def _escaped(word: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word.encode())


class _Finds:
    """Inputs that show a fault, one for each place at which it shows."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        self.folder = folder
        self.known: set[str] = set()

    def try_(self, target: ModuleType, data: bytes) -> None:
        start = time.process_time()
        try:
            target.examine(data)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as wrong:  # that is what is looked for
            self._keep(data, _where(wrong), "".join(traceback.format_exception(wrong)))
            return
        spent = time.process_time() - start
        if spent > SLOW:
            self._keep(data, f"slow {int(spent).bit_length()}", f"{spent:.1f} s\n")

    def _keep(self, data: bytes, where: str, told: str) -> None:
        mark = sha256(where.encode()).hexdigest()[:8]
        path = self.folder / f"{self.name}-{mark}.bin"
        if mark in self.known or (path.exists() and path.stat().st_size <= len(data)):
            return
        self.known.add(mark)
        path.write_bytes(data)
        path.with_suffix(".txt").write_text(f"{where}\n{told}", "utf-8", "replace")


def _where(wrong: BaseException) -> str:
    """The kind of a fault and the innermost of our own lines, by which finds are told apart."""
    here: TracebackType | None = wrong.__traceback__
    at = ""
    while here:
        name = here.tb_frame.f_code.co_filename
        if f"{os.sep}checker{os.sep}" in name or f"{os.sep}fuzz{os.sep}" in name:
            at = f"{name}:{here.tb_lineno}"
        here = here.tb_next
    said = str(wrong) if isinstance(wrong, AssertionError) else ""
    return f"{type(wrong).__name__} {at} {said.partition(':')[0][:60]}"


if __name__ == "__main__":
    main()
