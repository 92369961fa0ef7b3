"""Compiles the translations: a .po file that people edit into the .mo file that gettext reads.

`make locale` runs it; a test keeps the two alike.
"""

from __future__ import annotations

import ast
import re
import struct
from pathlib import Path

LOCALE = Path(__file__).parents[2] / "checker" / "locale"
MAGIC = 0x950412DE
ENTRY = re.compile(r'^(msgid|msgid_plural|msgstr)(?:\[\d\])? ("(?:.*)")$')


def read_po(text: str) -> dict[str, str]:
    """Msgid → msgstr; a plural's two forms are joined by NUL, as gettext has them."""
    messages: dict[str, str] = {}
    for block in text.split("\n\n"):
        parts: dict[str, str] = {}
        name = ""
        for line in block.splitlines():
            found = ENTRY.match(line)
            if found:
                name = found[1]
                parts[name] = ast.literal_eval(found[2])
            elif line.startswith('"'):
                parts[name] += ast.literal_eval(line)
        plural = parts.get("msgid_plural")
        key = parts["msgid"] if plural is None else f"{parts['msgid']}\0{plural}"
        messages[key] = parts["msgstr"]
    return messages


def compiled(messages: dict[str, str]) -> bytes:
    """The bytes of the .mo file, sorted by msgid as the format wants it."""
    pairs = [(key.encode(), text.encode()) for key, text in sorted(messages.items())]
    keys = b"".join(key + b"\0" for key, _ in pairs)
    texts = b"".join(text + b"\0" for _, text in pairs)
    start = 28 + 16 * len(pairs)
    tables: list[int] = []
    for position, offset in ((0, start), (1, start + len(keys))):
        for pair in pairs:
            tables += [len(pair[position]), offset]
            offset += len(pair[position]) + 1  # noqa: PLW2901  where the next text begins
    header = (MAGIC, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, start)
    return struct.pack(f"<7I{len(tables)}I", *header, *tables) + keys + texts


def main() -> None:
    """Compile every catalogue in its place."""
    for source in LOCALE.rglob("*.po"):
        content = compiled(read_po(source.read_text(encoding="utf-8")))
        source.with_suffix(".mo").write_bytes(content)


if __name__ == "__main__":
    main()
