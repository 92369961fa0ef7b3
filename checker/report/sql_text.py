"""SQL laid out for reading: a line a clause and a column, queries in brackets indented.

Only white space is put in between words; every bracket stays where it was made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# A string or a quoted name, a clause's word, a comma, a bracket, anything else.
TOKEN = re.compile(
    r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|\s+|,|\(|\)|[^\s,()'"]+""",
)
CLAUSES = ("SELECT", "FROM", "WHERE", "GROUP", "HAVING", "ORDER", "LEFT", "JOIN", "UNION")
AFTER = {"JOIN": ("LEFT",)}  # words that a clause's word does not begin a line behind
STEP = "  "


def laid_out(sql: str) -> str:
    """The statement with line breaks."""
    return "\n".join(line.rstrip() for line in "".join(pieces(sql)).splitlines() if line.strip())


def pieces(sql: str) -> Iterator[str]:
    """The statement's words with line breaks among them."""
    queries: list[bool] = [True]  # for each bracket open: does it hold a query?
    tokens = TOKEN.findall(sql)
    before = ""
    for index, token in enumerate(tokens):
        depth = sum(queries) - 1
        if token == "(":
            queries.append("".join(tokens[index + 1 : index + 2]).upper() in ("SELECT", "WITH"))
        elif token == ")" and len(queries) > 1:
            queries.pop()
        if token.upper() in CLAUSES and queries[-1] and before not in AFTER.get(token.upper(), ()):
            yield "\n" + STEP * depth
        yield token
        if token == "," and queries[-1]:
            yield "\n" + STEP * (depth + 1)
        before = before if token.isspace() else token.upper()
