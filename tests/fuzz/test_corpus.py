"""What fuzzing has found stays mended, and what is near it: no atheris needed.

`corpus/reasons.csv` says why each input is there. Around the good inputs of every target
hypothesis tries a few more, the same in every run; `CHECKER_EFFORT` makes them many and new.
"""

from __future__ import annotations

import csv
import importlib
import random
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.differential.effort import effort
from tests.fuzz import TARGETS
from tests.fuzz.workbook_parts import changed_bytes

CORPUS = Path(__file__).parent / "corpus"
with (CORPUS / "reasons.csv").open(encoding="utf-8", newline="") as opened:
    KEPT = [(row["target"], row["file"], row["why"]) for row in csv.DictReader(opened)]


@pytest.mark.parametrize(("target", "file", "why"), KEPT)
def test_what_was_found(target: str, file: str, why: str) -> None:
    """Each of these once came to something that it may not."""
    assert why
    importlib.import_module(f"tests.fuzz.{target}").examine((CORPUS / target / file).read_bytes())


def test_every_find_has_its_reason() -> None:
    there = {(path.parent.name, path.name) for path in CORPUS.glob("*/*")}

    assert there == {(target, file) for target, file, _ in KEPT}


@cache
def good(target: str) -> list[bytes]:
    return [*importlib.import_module(f"tests.fuzz.{target}").seeds()]


@pytest.mark.parametrize("target", TARGETS)
def test_good_inputs(target: str) -> None:
    """What a search begins with is in order."""
    examine = importlib.import_module(f"tests.fuzz.{target}").examine

    for data in good(target)[:60]:
        examine(data)


@pytest.mark.parametrize("target", TARGETS)
@effort(25)
@given(chosen=st.integers(0, 1 << 30), seed=st.integers(0, 1 << 30))
def test_near_good_inputs(target: str, chosen: int, seed: int) -> None:
    module = importlib.import_module(f"tests.fuzz.{target}")
    chance = random.Random(seed)
    data = good(target)[chosen % len(good(target))]
    words = [word.encode(errors="surrogatepass") for word in module.WORDS]
    for _ in range(chance.randint(1, 4)):
        data = _changed(module, data, words, chance)

    module.examine(data)


def _changed(module: object, data: bytes, words: list[bytes], chance: random.Random) -> bytes:
    own = getattr(module, "changed", None)
    if own is not None:
        return bytes(own(data, 1 << 20, chance))
    if chance.random() < 0.5:
        return changed_bytes(data, chance)
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(words) + data[at + chance.randrange(4) :]
