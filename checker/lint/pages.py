"""The page of a code: what it is, why it matters, a wrong and a right example, how to mend it.

The pages are Markdown files beside this module, one a code, and ship with the program: `checker
lint --explain CODE` prints one, SARIF carries them as the help of its rules. Their examples are
tried by the tests: the wrong one gives the code, the right one does not.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from checker.frozen import frozen

FOLDER = Path(__file__).parent / "pages"
HEAD = re.compile(r"# (?P<code>[a-z0-9-]+)：(?P<title>.+)\n")
SECTION = re.compile(r"^## (?P<name>.+)$", re.MULTILINE)
BLOCK = re.compile(r"^```yaml *(?P<file>\S*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)

WHAT, WHY, WRONG, RIGHT, MEND = "是什么", "为什么", "错误写法", "正确写法", "怎么改"


@frozen
class Page:
    """What is known of one code."""

    code: str
    title: str
    text: str  # the whole page, as Markdown
    sections: dict[str, str]  # by heading

    @property
    def mend(self) -> str:
        """How to mend it, in a line or two."""
        return self.sections[MEND]

    def example(self, heading: str) -> dict[str, str]:
        """The texts of an example by file; "" is the file that the reader is writing."""
        return {one["file"]: one["text"] for one in BLOCK.finditer(self.sections.get(heading, ""))}


def codes() -> list[str]:
    """Every code that has a page."""
    return sorted(path.stem for path in FOLDER.glob("*.md"))


@cache
def page(code: str) -> Page:
    """The page of a code, which must have one."""
    text = (FOLDER / f"{code}.md").read_text(encoding="utf-8")
    head = HEAD.match(text)
    assert head is not None
    assert head["code"] == code
    parts = SECTION.split(text)
    sections = {
        name: body.strip() + "\n" for name, body in zip(parts[1::2], parts[2::2], strict=True)
    }
    return Page(code, head["title"], text, {name: body.strip() for name, body in sections.items()})
