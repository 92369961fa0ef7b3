"""How long an author waits for the language server, over the policies that ship.

`python -m benchmarks.editor.run [TIMES]` starts `checker lsp` as an editor does, asks over stdio,
and prints the median and the longest of each: offers (in an expression the aim is under 50 ms),
hover, definition, and faults after a keystroke, the server's own pause included. Offers are asked
of a chapter with a fault in it, as it is while somebody types.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from tests.editor.client import ROOT, Client, server

TIMES = 20
LINE = "    requires: 在校生状况 in 在读状态 or"
# What is typed in place of the line, with a | for the cursor.
TYPED = {
    "offers: a beginning": "    requires: |",
    "offers: behind a dot": "    requires: 户.|",
    "offers: codes": '    requires: 在校生状况 == "|"',
    "offers: in a loop": "    requires: any(b.|领域 for b in 政策享受)",
    "offers: tables": "    requires: any(b.领域 for b in |)",
    "offers: keys": "    |",
}


def main() -> None:
    """Print all of them."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else TIMES
    with TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "policies", Path(folder, "policies"))
        with server("--as-of", "2020-09-17") as client:
            for name, waited in measured(
                client, Path(folder, "policies", "education.yaml"), times
            ):
                worst = max(waited) * 1000
                print(f"{name:24} median {median(waited) * 1000:7.1f} ms, longest {worst:7.1f} ms")


def measured(client: Client, path: Path, times: int) -> Iterator[tuple[str, list[float]]]:
    """What is asked, and how long each answer took, in seconds."""
    text = path.read_text("utf-8")
    line = text[: text.index(LINE)].count("\n")
    begun = perf_counter()
    client.start(path.parent)
    client.open(path)
    client.faults(path)
    yield "first faults", [perf_counter() - begun]
    for name, typed in TYPED.items():
        # An odd key with its name, so that what is wrong is another thing each time.
        client.type(path, f"{text.replace(LINE, typed.replace('|', ''), 1)}{typed.strip()}: 1\n")
        client.faults(path)
        column = typed.index("|")
        yield name, timed(lambda at=column: client.at("completion", path, line, at), times)
    client.type(path, text)
    client.faults(path)
    for asked in ("hover", "definition"):
        yield asked, timed(lambda what=asked: client.at(what, path, line, 25), times)
    yield "faults after a keystroke", [keystroke(client, path, text, at) for at in range(times)]


def timed(question: Callable[[], object], times: int) -> list[float]:
    """How long each answer took."""
    found = []
    for _ in range(times):
        begun = perf_counter()
        question()
        found.append(perf_counter() - begun)
    return found


def keystroke(client: Client, path: Path, text: str, at: int) -> float:
    """From a change to what is wrong with it."""
    begun = perf_counter()
    client.type(path, text.replace(LINE, f"    requires: 在校情况{at} and", 1))
    client.faults(path)
    return perf_counter() - begun


if __name__ == "__main__":
    main()
