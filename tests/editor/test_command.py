"""`checker lsp` where what it needs is not installed."""

from __future__ import annotations

import sys

import pytest

from tests.commands import Command


@pytest.mark.parametrize("missing", ["pygls", "lsprotocol"])
def test_says_how_to_install(
    checker: Command, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    for name in [*sys.modules]:
        if name.startswith(("pygls", "lsprotocol", "checker.editor")):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, missing, None)

    ran = checker("lsp")

    assert ran.code == 2
    assert "pip install 'household-file-checker[editor]'" in ran.err
