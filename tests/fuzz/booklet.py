"""Booklets in YAML (一户一册): refused with a place, or read with all their rows."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from tests.fuzz.reading import read_as, rows_of

WORDS = (
    *(
        "户: ",
        "成员:\n",
        "- ",
        "人编号: ",
        "户编号: H1",
        "{",
        "}",
        "[",
        "]",
        ": ",
        "#",
        "&a ",
        "*a",
    ),
    *(
        "!!int ",
        "|\n",
        ">-\n",
        '"',
        "'",
        "<<: ",
        "---\n",
        "...\n",
        "%YAML 1.1\n",
        "?",
        "\t",
        "：",
        "“",
    ),
    *("~", "null", "0536", "2020-09-17", "\\x00", "\ufeff", "\x85", "\u2028", "- - - - - -"),
)
BOOKLET = """户: {户编号: H1, 镇街: 北城, 村名: 东村, 户主姓名: 张三, 家庭人口数: 2}
成员:
  - 人编号: H1-1
    姓名: 张三
    证件号码: "370703195001011232"
    出生日期: 1950-01-01
  - {人编号: H1-2, 姓名: 李四, 是否参保: 是}
走访: []
"""


def seeds() -> Iterator[bytes]:
    yield BOOKLET.encode()
    yield "户:\n  户编号: H1\n  致贫风险: [因病, 因残]\n".encode()
    yield "户:\n  户编号: H1\n互查:\n- 核查人: >\n    王\n    五\n".encode()
    yield b"\xef\xbb\xbf" + BOOKLET.encode().replace(b"\n", b"\r\n")


def examine(data: bytes) -> None:
    read = read_as("户.yaml", data)
    found = rows_of(read, "member")
    if read[0] is None or found is None:
        return
    # Read by us, the text is read by the general parser as well, with as many rows.
    tree = yaml.load(data.decode("utf-8-sig"), Loader=yaml.BaseLoader)
    people = tree.get("成员", tree.get("member"))
    wanted = len(people) if isinstance(people, list) else isinstance(people, dict)
    assert found >= wanted, (found, wanted)
