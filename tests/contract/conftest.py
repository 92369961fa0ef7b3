"""The examples of the contract, in a working folder of their own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands import chinese_in

EXAMPLES = Path(__file__).parent / "examples"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The working folder, with the example's policies in it."""
    shutil.copytree(EXAMPLES / "policies", tmp_path / "policies")
    with chinese_in(tmp_path, monkeypatch) as folder:
        yield folder
