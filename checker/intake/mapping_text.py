"""The text of a mapping.yaml: new entries behind those that somebody wrote, whose text stays.

Not about what they mean (`checker.intake.forms`) nor how the file is read (`...mapping`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field

from checker.frozen import frozen
from checker.intake.mapping import TOP
from checker.source import Source
from checker.yaml_tree import ListNode, read_yaml
from checker.yaml_tree.edits import Change, changed, in_braces, scalar

HEAD = """\
# 本单位的表头和说法对照，checker read --learn 写成；可以手改，写错的名称程序会指出在哪一行。
# 放在资料旁边就会自己用上；放在别处的，用 --mapping 指明。
#
# 每一条管一种表：
#   file, sheet   哪个文件、哪张工作表，* 代表任何文字；都不写的，管所有的这种表
#   table         它是资料目录里的哪张表（checker fields 列出全部）
#   header_row    表头在第几行；不写就自己找
#   columns       表头: 项目
#   units         表头: 这一列的数用的单位，如 万元
#   unused        看过了、用不着的表头
#   words         项目: {表里的说法: 代码}
"""

Names = Mapping[str, str]


@frozen
class Entry:
    """What somebody confirmed of one form."""

    table: str  # titles and headers, as people write them
    file: str = ""
    sheet: str = ""
    header_rows: tuple[int, ...] = ()
    columns: Names = field(default_factory=dict)
    unused: tuple[str, ...] = ()
    words: Mapping[str, Names] = field(default_factory=dict)


def with_entries(source: Source | None, entries: tuple[Entry, ...]) -> str:
    """A mapping file with more entries.

    Args:
        source: the file as it is, which is sound; None where there is none.
        entries: what is to stand at its end.
    """
    if source is None:
        return f"{HEAD}{TOP}:\n" + "".join(f"{line}\n" for line in _lines(entries, "  "))
    listed = read_yaml(source).get(TOP)
    assert isinstance(listed, ListNode)  # a sound one has it
    if in_braces(listed):
        at = len(listed.items)
        new = [Change((TOP, at + more), _flow(entry)) for more, entry in enumerate(entries)]
        for change in new:
            source = Source(source.name, changed(source, [change]))
        return source.text
    indent = " " * listed.start.column
    return source.text.rstrip() + "\n" + "".join(f"{line}\n" for line in _lines(entries, indent))


def _lines(entries: tuple[Entry, ...], indent: str) -> Iterator[str]:
    for entry in entries:
        for number, line in enumerate(_block(entry)):
            yield f"{indent}{'  ' if number else '- '}{line}"


def _block(entry: Entry) -> Iterator[str]:
    for key, text in (("file", entry.file), ("sheet", entry.sheet), ("table", entry.table)):
        if text:
            yield f"{key}: {scalar(text)}"
    if entry.header_rows:
        yield f"header_row: {_rows(entry)}"
    if entry.columns:
        yield "columns:"
        yield from (f"  {scalar(one)}: {scalar(to)}" for one, to in entry.columns.items())
    if entry.unused:
        yield f"unused: [{', '.join(map(scalar, entry.unused))}]"
    if entry.words:
        yield "words:"
    for title, codes in entry.words.items():
        yield f"  {scalar(title)}:"
        yield from (f"    {scalar(word)}: {scalar(code)}" for word, code in codes.items())


def _rows(entry: Entry) -> str:
    shown = ", ".join(map(str, entry.header_rows))
    return shown if len(entry.header_rows) == 1 else f"[{shown}]"


def _flow(entry: Entry) -> str:
    """An entry on one line, for a list that is written in brackets."""
    parts = [
        f"{key}: {scalar(text)}"
        for key, text in (("file", entry.file), ("sheet", entry.sheet), ("table", entry.table))
        if text
    ]
    if entry.header_rows:
        parts.append(f"header_row: {_rows(entry)}")
    if entry.columns:
        parts.append(f"columns: {_braces(entry.columns)}")
    if entry.unused:
        parts.append(f"unused: [{', '.join(map(scalar, entry.unused))}]")
    if entry.words:
        words = (f"{scalar(title)}: {_braces(codes)}" for title, codes in entry.words.items())
        parts.append(f"words: {{{', '.join(words)}}}")
    return f"{{{', '.join(parts)}}}"


def _braces(names: Names) -> str:
    return "{" + ", ".join(f"{scalar(one)}: {scalar(to)}" for one, to in names.items()) + "}"
