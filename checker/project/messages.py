"""What can stand in the way of a new folder or of a workbook that comes back, with its mend."""

from __future__ import annotations

from collections.abc import Iterable

from checker.fault import Fault


def in_the_way(path: str) -> Fault:
    """Something stands where a new file would go."""
    return Fault(
        "in-the-way",
        "这里已经有了，不覆盖，一个文件也没有写",
        place=path,
        hint="换一个空的文件夹，或者先把它移走",
    )


def no_folder_there(path: str) -> Fault:
    """A file stands where a folder would go."""
    return Fault(
        "in-the-way",
        "这里是一个文件，不能当文件夹用，一个文件也没有写",
        place=path,
        hint="换一个文件夹",
    )


# A workbook that comes back.


def not_exported(name: str) -> Fault:
    """No sheet of ours."""
    return Fault(
        "not-exported",
        "没有一页是 checker export 写的",
        place=name,
        hint="先用 checker export 导出，再在那个文件里改",
    )


def stale(place: str) -> Fault:
    """The policies have changed since."""
    return Fault(
        "changed-since",
        "导出以后，政策文件里的这些内容改过了",
        place=place,
        hint="重新导出，在新的文件里改",
    )


def unknown_sheet(place: str) -> Fault:
    """A sheet of a policy that is no longer there."""
    return Fault(
        "changed-since",
        "政策文件夹里没有这一页说的内容",
        place=place,
        hint="重新导出，或删去这一页",
    )


def header_twice(place: str, header: str) -> Fault:
    """Two columns with one header."""
    return Fault("header-twice", f"有两列都叫“{header}”", place=place, hint="留下一列")


def lost_column(place: str, header: str) -> Fault:
    """A column was taken away."""
    return Fault("lost-column", f"少了“{header}”这一列", place=place, hint="撤销删除，或重新导出")


def unknown_column(place: str, header: str, near: str | None) -> Fault:
    """A column that means nothing."""
    hint = f"是不是“{near}”？" if near else "自己的备注写在另外的页里，把这一列删去"
    return Fault("unknown-column", f"不认识“{header}”这一列", place=place, hint=hint)


def no_header_above(place: str) -> Fault:
    """Something stands beside the table."""
    return Fault("stray-cell", "这一格上面没有表头", place=place, hint="删去，或写到有表头的列里")


def error_cell(place: str, raw: str) -> Fault:
    """`#REF!`, a formula that was never computed."""
    return Fault("error-cell", f"这一格没有算出来：{raw}", place=place, hint="直接写上内容")


def empty_cell(place: str, header: str) -> Fault:
    """A cell that must say something."""
    return Fault("empty-cell", f"“{header}”没有写", place=place, hint="写上；整行不要的，删去整行")


def no_first_line(place: str) -> Fault:
    """A record's first line was taken away and others stayed."""
    return Fault(
        "no-first-line",
        "这一条的第一行不见了，只剩下面几行",
        place=place,
        hint="撤销删除；整条不要的，把它的几行都删去",
    )


def upper(place: str) -> Fault:
    """A line that is only shown was changed."""
    return Fault(
        "not-here",
        "这一行是上级的，在这里改不了",
        place=place,
        hint="改回去；要调整的，另加一行，写标准的名称、起始日、值和依据",
    )


def not_here(place: str, header: str) -> Fault:
    """A cell that says which record it is was changed."""
    return Fault(
        "not-here",
        f"“{header}”在这里改不了",
        place=place,
        hint="改回去；另加一行，或在政策文件里改",
    )


def unknown_standard(place: str, name: str, near: str | None) -> Fault:
    """A new value of a standard that there is not."""
    hint = f"是不是“{near}”？" if near else "新的标准先写在政策文件里，再导出"
    told = f"没有“{name}”这个标准" if name else "没有写是哪个标准"
    return Fault("unknown-standard", told, place=place, hint=hint)


def no_code(place: str) -> Fault:
    """One of several values without its code."""
    return Fault(
        "no-code", "有几个值时，每个值都要写代码", place=place, hint="写上代码，或只留一个值"
    )


def code_twice(place: str, code: str) -> Fault:
    """Two values for one code."""
    return Fault("code-twice", f"“{code}”写了两个值", place=place, hint="留下一个")


def not_of_the_sort(place: str, text: str, wanted: str) -> Fault:
    """A word where a number is meant."""
    hint = f"写{wanted}" + ("，不带单位和逗号，如 1000、0.95" if wanted == "一个数" else "")
    return Fault("wrong-sort", f"“{text}”不是{wanted}", place=place, hint=hint)


def unknown_rule(place: str, name: str, near: str | None) -> Fault:
    """A waiver of a rule that there is not."""
    hint = f"是不是“{near}”？" if near else "规则的全名见“规则”页"
    return Fault("unknown-rule", f"没有“{name}”这条规则", place=place, hint=hint)


def unknown_table(place: str, name: str, near: str | None) -> Fault:
    """A new row of a decision table that there is not."""
    hint = f"是不是“{near}”？" if near else "新的决策表先写在政策文件里，再导出"
    told = f"没有“{name}”这个决策表" if name else "没有写是哪个决策表"
    return Fault("unknown-table", told, place=place, hint=hint)


def moved(place: str) -> Fault:
    """A row of a decision table that stands before one that it stood behind."""
    return Fault(
        "rows-moved",
        "决策表各行的次序变了；从上到下第一行成立的算数，换了次序结果会不同",
        place=place,
        hint="恢复原来的次序；确要换的，把两行的内容对调",
    )


def digits_lost(place: str) -> Fault:
    """A number that identifies, typed as a number."""
    return Fault(
        "digits-lost",
        "号码写成了数，Excel 已经改掉了末几位",
        place=place,
        hint="把这一格设为文本，再写一遍号码",
    )


def not_a_verdict(place: str, text: str, words: Iterable[str]) -> Fault:
    """Another word where a verdict is meant."""
    return Fault(
        "unknown-word", f"“{text}”不是结果", place=place, hint=f"写{'、'.join(words)}之一"
    )
