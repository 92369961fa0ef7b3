"""Every page does what it says; the runner itself tells a page that does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.pages import ROOT, blocks, fits, steps

PAGES = sorted([*(ROOT / "docs").glob("*.md"), *Path(__file__).parent.glob("*.md")])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_page(page: Path, tmp_path: Path) -> None:
    """Files as typed, commands as typed, output and exit code as shown."""
    wrong = [
        f"{page.name}:{step.number}: $ {step.command}\n" + "\n".join(step.printed)
        for step in steps(page.read_text(encoding="utf-8"), tmp_path)
        if not step.right
    ]

    assert not wrong, "\n\n".join(wrong)


def test_ten_commands_are_ten() -> None:
    """From an empty folder to a new tested rule in at most ten."""
    text = (ROOT / "docs" / "十条命令.md").read_text(encoding="utf-8")

    commands = [
        line
        for block in blocks(text)
        if block.language == "console"
        for line in block.lines
        if line.startswith("$ ")
    ]

    assert 1 < len(commands) <= 10


FITTING = [
    # expected, printed, fits, why
    (("a", "b"), ("a", "b"), True, "the same"),
    (("a",), ("a", "b"), False, "more than the page says"),
    (("a", "…"), ("a", "b", "c"), True, "any lines"),
    (("a", "…"), ("a",), True, "or none"),
    (("指纹 …",), ("指纹 12ab",), True, "anything within a line"),
    (("指纹 …",), ("指纹 12ab", "x"), False, "not over its end"),
    ((), (), True, "nothing is nothing"),
    (("a.c",), ("abc",), False, "no pattern besides"),
]


@pytest.mark.parametrize(("expected", "printed", "right", "why"), FITTING)
def test_fits(expected: tuple[str, ...], printed: tuple[str, ...], right: bool, why: str) -> None:
    assert fits(expected, printed) is right, why


PAGE = """\
写一个文件，`a/b.yaml`：

```yaml
one
two
three
```

把 `a/b.yaml` 第 2—3 行改成：

```yaml
2
```

`a/b.yaml`, at the end:

```yaml
4
```

```console
$ checker nosuch
…
[退出码 2]
$ checker --version
checker, version nothing like this
```
"""


def test_runner(tmp_path: Path) -> None:
    """Files are written and changed as told; a command is judged by output and exit code."""
    done = list(steps(PAGE, tmp_path))

    assert (tmp_path / "a" / "b.yaml").read_text("utf-8") == "one\n2\n4\n"
    assert [(step.number, step.right) for step in done] == [(22, True), (25, False)]
