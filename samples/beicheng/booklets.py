"""Some households' booklets (一户一册): the same rows as in the workbook, one household a file."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

import yaml
from planting import Planted
from story import Story
from writing import Row

TABLES = ("户", "成员", "走访", "政策享受", "材料", "收入明细", "互查", "务工记录")
SPOILT = 7  # booklets of the households with the most defects; and a clean one of each category


class Dumper(yaml.SafeDumper):
    """Writes text that looks like a number in quotes: it identifies somebody."""

    def ignore_aliases(self, data: object) -> bool:
        """Write a day twice rather than refer to it."""
        return True


def quoted(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    """Text, in quotes where it is all digits."""
    style = "'" if text.isdigit() else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style)


Dumper.add_representer(str, quoted)


def chosen(stories: Sequence[Story], planted: Iterable[Planted]) -> list[str]:
    """The households that get a booklet."""
    defects = Counter(one.household for one in planted if one.household)
    spoilt = sorted(defects, key=lambda number: (-defects[number], number))[:SPOILT]
    clean: dict[str, str] = {}
    for story in stories:
        if story.number not in defects:
            clean.setdefault(story.category, story.number)
    return sorted([*spoilt, *clean.values()])


def write_booklets(folder: Path, numbers: Iterable[str], tables: Mapping[str, list[Row]]) -> None:
    """A file a household; every third one is JSON."""
    folder.mkdir(parents=True, exist_ok=True)
    for former in folder.iterdir():
        former.unlink()
    for turn, number in enumerate(numbers):
        booklet = {table: rows_of(tables[table], number) for table in TABLES}
        tree = {**booklet, "户": booklet["户"][0]}
        if turn % 3 == 2:
            text = json.dumps(tree, ensure_ascii=False, indent=1, default=date.isoformat) + "\n"
            write(folder / f"{number}.json", text)
        else:
            text = yaml.dump(tree, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=98)
            write(folder / f"{number}.yaml", text)


def rows_of(rows: Sequence[Row], number: str) -> list[Row]:
    """A household's rows, each with every column of the table: blank is not absent."""
    columns = dict.fromkeys(title for row in rows for title in row)
    return [
        {title: row.get(title) for title in columns} for row in rows if row["户编号"] == number
    ]


def write(path: Path, text: str) -> None:
    """Write a text file, the same on every system."""
    path.write_text(text, encoding="utf-8", newline="\n")
