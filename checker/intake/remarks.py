"""What intake tells of files that it did read: what was taken how, left out, put right, odd.

One function a sentence. `place` is a file, or a sheet of it. What could not be read at all is a
fault (see `messages`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from checker.intake.messages import listed
from checker.intake.reasons import SKIPPED
from checker.model.dataset import Note

FEW = 5  # rows or columns that a sentence names


def table_read(place: str, entity: str, rows: int, how: str, columns: Iterable[str]) -> Note:
    """Which sheet was read as what, from which header row, with which columns."""
    return Note("read", f"读作{entity}表，{rows}行；{how}列：{'，'.join(columns)}", place, rows)


def sheet_skipped(place: str, why: str) -> Note:
    """A sheet or file of the folder that was not read."""
    return Note("skipped-sheet", f"没有读：{why}", place)


def file_open(place: str) -> Note:
    """A workbook that somebody has open: what was not saved was not read."""
    return Note("file-open", "正开在表格软件里，没有保存的改动读不到", place)


def file_skipped(place: str, ending: str) -> Note:
    """A file of a folder that is no table."""
    return Note("skipped-sheet", f"没有读：不是表格文件（{ending or '没有扩展名'}）", place)


def named_otherwise(place: str) -> Note:
    """Text in columns under a workbook's name: what many systems export."""
    return Note("text-book", "文件名是工作簿，内容是分列的文本，按文本读", place)


def column_unused(place: str, header: str, near: str | None) -> Note:
    """A column that the catalog does not know."""
    return Note(
        "unused-column", f"没有用“{header}”列" + (f"，是不是“{near}”？" if near else ""), place
    )


def mapping_read(name: str, entries: int) -> Note:
    """A mapping.yaml that says what an office's own forms are."""
    return Note("mapping", f"按它对照本单位的表头和说法，{entries}条", name, entries)


def form_unused(place: str, sheet: str) -> Note:
    """An entry of a mapping.yaml for a sheet that is not there."""
    return Note("mapping-unused", f"没有“{sheet}”这样的表，这一条没有用上", place)


def form_columns_lost(place: str, form: str, headers: Sequence[str]) -> Note:
    """Columns that a mapping.yaml names and the sheet does not have."""
    return Note(
        "mapping-unused",
        f"{form} 对照的列这里没有：{listed(headers)}",
        place,
        len(headers),
    )


def column_derived(place: str, title: str) -> Note:
    """A column that is computed, and so not read."""
    return Note("derived-column", f"“{title}”由程序计算，没有采用表中的列", place)


def _first(numbers: Sequence[int]) -> str:
    """The first rows of many: enough to find them."""
    return "、".join(map(str, numbers[:FEW])) + (" 等" if len(numbers) > FEW else "")


def rows_skipped(place: str, why: str, numbers: Sequence[int]) -> Note:
    """Rows of sums, signatures, repeated headers."""
    return Note("skipped-rows", f"跳过{SKIPPED[why]}：第{_first(numbers)}行", place, len(numbers))


def cells_normalised(place: str, title: str, how: str, count: int) -> Note:
    """Cells that were read after a normalisation."""
    return Note("normalised", f"“{title}”列{count}格{how}", place, count)


def cells_unreadable(place: str, title: str, why: str, count: int) -> Note:
    """Cells that hold something that could not be read."""
    return Note("unreadable", f"“{title}”列{count}格读不出：{why}", place, count)


def texts_normalised(place: str, title: str, count: int) -> Note:
    """Different texts of a Parquet column that were read after a normalisation."""
    return Note("normalised", f"“{title}”列有{count}种写法换成了标准写法", place, count)


def texts_unreadable(place: str, title: str, count: int) -> Note:
    """Different texts of a Parquet column that could not be read."""
    return Note("unreadable", f"“{title}”列有{count}种写法读不出", place, count)


def no_key(place: str, entity: str, titles: Sequence[str]) -> Note:
    """A flat export whose rows have no number of their own."""
    return Note("no-key", f"没有“{listed(titles)}”列，{entity}表各行按内容起名", place)


def flat_split(place: str, entity: str, count: int) -> Note:
    """A flat export, of which the rows of one parent were made into one."""
    return Note("flat", f"每行都重复着所属{entity}的列，合并成{count}行{entity}表", place, count)


def flat_added(place: str, entity: str, titles: Sequence[str]) -> Note:
    """Columns that a table lacks, taken from a flat export."""
    return Note("flat", f"{entity}表没有的列取自这里：{listed(titles)}", place, len(titles))


def flat_differs(place: str, entity: str, title: str, count: int) -> Note:
    """Values that a flat export repeats otherwise than the table has them."""
    return Note(
        "flat-differs", f"“{title}”有{count}行与{entity}表所写不同，以{entity}表为准", place, count
    )


def flat_unsplit(place: str, entity: str) -> Note:
    """A flat export in Parquet, which stays where it lies."""
    return Note("flat", f"每行重复的{entity}的列没有用：Parquet文件不拆成两张表", place)


def flat_unused(place: str, entity: str) -> Note:
    """Columns of a parent that lies in Parquet files, to which nothing can be added."""
    return Note("flat", f"{entity}表在Parquet文件中，这里重复的列没有用", place)


def rows_above(place: str, numbers: Sequence[int]) -> Note:
    """Rows above the header that are filled like rows of the table."""
    return Note(
        "rows-above", f"表头上面的第{_first(numbers)}行像是数据，没有读", place, len(numbers)
    )


def rows_hidden(place: str, count: int) -> Note:
    """Rows that are hidden or filtered away: data all the same."""
    return Note("hidden-rows", f"{count}行是隐藏的或被筛选掉的，照样读", place, count)


def columns_unnamed(place: str, columns: Sequence[str]) -> Note:
    """Columns that hold something and have no header."""
    return Note(
        "unused-column",
        f"没有用{'、'.join(columns[:FEW])}列：有内容，没有表头",
        place,
        len(columns),
    )


def rows_ragged(place: str, numbers: Sequence[int]) -> Note:
    """Lines with more cells than the header: what stands where cannot be told."""
    return Note(
        "ragged-rows",
        f"第{_first(numbers)}行的列数多于表头，整行作读不出处理",
        place,
        len(numbers),
    )


UNATTACHED = {  # why → the note's code, its sentence
    "same-key": ("duplicate-key", "{entity}表有{count}行的编号与别的行相同"),
    "no-key": ("no-key", "{entity}表有{count}行没有编号，下级的行挂不到它们"),
    "no-parent": ("no-parent", "{entity}表有{count}行找不到所属的{about}"),
    "doubled-parent": (
        "doubled-parent",
        "{entity}表有{count}行所属的{about}编号重复，分不清是哪一行",
    ),
    "nobody": ("nobody", "{entity}有{count}行没有可用的{about}，不对应任何人"),
}


def unattached_rows(entity: str, why: str, about: str, count: int) -> Note:
    """Rows that belong to nobody, or of which nobody can tell to whom."""
    code, sentence = UNATTACHED[why]
    return Note(code, sentence.format(entity=entity, about=about, count=count), "", count)


def read_twice(path: str) -> Note:
    """A file that was named twice."""
    return Note("given-twice", "同一个文件给了两次，只读一次", path)


def table_made(entity: str, count: int) -> Note:
    """A parent table that was made from its children's links."""
    return Note("made", f"没有{entity}表，按下级所写编出{count}行", "", count)
