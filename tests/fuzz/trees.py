"""JSON and JSON Lines: what the strict parser refuses is not read, and no row goes in silence."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from tests.fuzz.reading import read_as, rows_of
from tests.intake.small import CATALOG

WORDS = (
    *(
        '{"户": {',
        '"户编号": ',
        '"成员": [',
        '"人编号": ',
        '"上期"',
        '"schema": "checker/"',
        "null",
    ),
    *("NaN", "Infinity", "-0", "1e400", "3.7e17", "true", "[[[[", "{}", "[]", '""', "\\ud800"),
    *(
        "\\u0000",
        "\n",
        "\ufeff",
        "\u2028",
        '"家庭人口数": ',
        '"致贫风险": [',
        '"监测类别": ',
        "，",
    ),
)
GOOD = '\n{"户编号": "户九十九", "镇街": "北城", "村名": "东村", "户主姓名": "赵六"}\n'


def seeds() -> Iterator[bytes]:
    home = {"户编号": "H1", "镇街": "北城", "村名": "东村", "家庭人口数": 3, "致贫风险": ["因病"]}
    people = [
        {"人编号": "H1-1", "姓名": "张三", "证件号码": "370703195001011232", "是否参保": True},
        {"人编号": "H1-2", "姓名": "李四", "证件号码": 370703195001011232, "出生日期": None},
    ]
    booklet = {"户": home, "成员": people, "走访": []}
    yield b"j" + json.dumps(booklet, ensure_ascii=False).encode()
    yield b"j" + json.dumps([booklet, {"户": {**home, "户编号": "H2"}}]).encode()
    yield b"j" + json.dumps([home, {**home, "户编号": "H2"}], ensure_ascii=False).encode()
    lines = [json.dumps(one, ensure_ascii=False) for one in (booklet, {"户": home})]
    yield b"l" + "\n".join(lines).encode()
    rows = [json.dumps({**home, "户编号": f"H{at}"}, ensure_ascii=False) for at in range(3)]
    yield b"l" + "\n".join(rows).encode()


def examine(data: bytes) -> None:
    """The first byte chooses: j is JSON, all others are JSON Lines."""
    if data[:1] == b"j":
        _json(data[1:])
    else:
        _json_lines(data[1:])


def _json(data: bytes) -> None:
    read = read_as("户.json", data)
    found = rows_of(read, "household")
    if read[0] is None or found is None:
        return
    text = data.decode("utf-8-sig")
    assert "NaN" not in text.replace('"', "") or _inside_texts(text, "NaN"), "NaN was read"
    tree = json.loads(text)
    assert found >= _rows(tree), (found, _rows(tree))


def _inside_texts(text: str, word: str) -> bool:
    """Does a word stand in texts alone?"""
    met: list[str] = []
    json.loads(text, parse_constant=met.append)
    return word not in met


def _rows(tree: object) -> int:
    """The rows of households that a tree holds, as far as it is of the simplest forms."""
    if isinstance(tree, Mapping):
        homes = [part for name, part in tree.items() if name in ("户", "household")]
        return sum(len(part) if isinstance(part, list) else part is not None for part in homes)
    if isinstance(tree, list) and any(isinstance(one, Mapping) and "户" in one for one in tree):
        return sum(_rows(one) for one in tree)
    return 0


def _json_lines(data: bytes) -> None:
    before = rows_of(read_as("户.jsonl", data), "household")
    if before is None or b'"\xe6\x88\xb7"' in data:  # booklets: a bare row is none
        return
    after = rows_of(read_as("户.jsonl", data + GOOD.encode()), "household")
    assert after is None or after >= before + 1, (before, after)


assert CATALOG.entity_named("户")
