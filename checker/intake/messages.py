"""What intake says: faults of files, and notes of what was read how.

One function a sentence. `place` is a file, or a sheet of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from checker.fault import Fault
from checker.source import Span
from checker.spelling import clipped, closest

LISTED = 40  # headers
LONG_NUMBER = re.compile("[0-9\uff10-\uff19]{7,}[Xx\uff38\uff58]?")  # of a person, a card, a phone
DATA = re.compile(r"[A-Za-z]{0,4}[0-9][0-9./:-]*[Xx]?")  # H1, 3, 2010-05-01, an ID number


def no_such_file(path: str) -> Fault:
    """A path that leads nowhere."""
    return Fault(
        "no-such-file", f"没有这个文件或文件夹：{path}", hint="核对路径和文件名", place=path
    )


def unreadable_file(path: str, why: str) -> Fault:
    """The system does not let us read it."""
    return Fault(
        "cannot-open", f"打不开文件：{why}", hint="关闭占用它的程序，或检查权限", place=path
    )


def policy_file(path: str) -> Fault:
    """A chapter of policies where household files are wanted."""
    return Fault(
        "policy-file",
        "这是政策文件，不是户的资料",
        hint="政策文件夹用 --policies 给出；资料放在另外的文件夹",
        place=path,
    )


def not_a_file(path: str) -> Fault:
    """A pipe or a device: it cannot be read twice, or never ends."""
    return Fault("not-a-file", "不是普通文件", hint="先存成文件再查", place=path)


def lock_file(path: str) -> Fault:
    """What a spreadsheet program puts beside a workbook that is open."""
    return Fault(
        "lock-file",
        "是表格软件打开文件时的临时文件，里面没有资料",
        hint="给出去掉“~$”的那个文件",
        place=path,
    )


def empty_file(path: str) -> Fault:
    """A file of no bytes, or of nothing but white space."""
    return Fault("empty-file", "文件是空的", hint="重新导出或复制这个文件", place=path)


def broken_file(path: str, what: str) -> Fault:
    """A file that is cut off or damaged."""
    return Fault(
        "broken-file", f"文件不完整或已损坏（{what}）", hint="请重新复制或导出", place=path
    )


def changed_file(path: str) -> Fault:
    """A file that was read, and is gone or another when the rules run on it."""
    return Fault(
        "changed-file",
        "文件读过以后又变了，或者已经不在了",
        hint="检查期间不要改动资料；U盘上的文件先复制到硬盘",
        place=path,
    )


def lost_text(place: str) -> Fault:
    """A cell of a damaged workbook that names a text which is not there."""
    return Fault(
        "broken-file",
        "文件已损坏，这个单元格所指的文字不在文件里",
        hint="用Excel或WPS打开修复后另存，并核对这一格",
        place=place,
    )


def encrypted_file(path: str) -> Fault:
    """A workbook that asks for a password."""
    return Fault(
        "encrypted-file",
        "文件有打开密码",
        hint="把密码写在一个文本文件里，用 --password-file 指明；或在Excel中去掉密码后另存",
        place=path,
    )


def wrong_password(path: str, tried: int) -> Fault:
    """A workbook that none of the passwords opens."""
    return Fault(
        "wrong-password",
        f"打开密码不对，试了{tried}个",
        hint="核对 --password-file 里的密码，一行一个，分大小写",
        place=path,
    )


def cannot_unlock(path: str) -> Fault:
    """A workbook that asks for a password, and a program that cannot open such."""
    return Fault(
        "encrypted-file",
        "文件有打开密码，而解密的组件没有安装",
        hint="pip install 'checker[passwords]'，或在Excel中去掉密码后另存",
        place=path,
    )


def web_page(path: str) -> Fault:
    """A web page that calls itself a workbook."""
    return Fault(
        "web-page",
        "文件名是表格，内容却是网页",
        hint="用Excel或WPS打开，另存为“Excel 工作簿（.xlsx）”",
        place=path,
    )


def xml_book(path: str) -> Fault:
    """A workbook as Excel 2003 wrote it into XML."""
    return Fault(
        "xml-book",
        "是 Excel 2003 的 XML 表格，读不了",
        hint="用Excel或WPS打开，另存为“Excel 工作簿（.xlsx）”",
        place=path,
    )


def unknown_form(path: str) -> Fault:
    """A file of a form that we do not read."""
    known = ".xlsx .xlsm .xlsb .xls .et .ods .csv .tsv .txt .json .jsonl .yaml .parquet"
    return Fault("unknown-form", "不认识这种文件", hint=f"可以读：{known}", place=path)


def too_large(path: str, what: str) -> Fault:
    """A file past the limits that keep the machine alive."""
    return Fault(
        "too-large", f"文件超出限度：{what}", hint="检查文件是否正常，或分成几个文件", place=path
    )


def far_cell(place: str, cell: str) -> Fault:
    """A cell so far out that reading the sheet would take all memory."""
    return Fault(
        "far-cell",
        f"表格范围一直到单元格 {cell}，远离其余内容",
        hint="删除该单元格及多余的行和列后保存",
        place=place,
    )


def unsurvivable(place: str) -> Fault:
    """A workbook whose trial reading came to grief."""
    return Fault(
        "too-large",
        "试读时内存或时间超出限度，或文件已损坏",
        hint="用Excel或WPS打开，另存为 .xlsx",
        place=place,
    )


def doctype(path: str) -> Fault:
    """A workbook with a document type declaration: no spreadsheet program writes one."""
    return Fault("doctype", "文件里有不允许的声明（DOCTYPE）", hint="用Excel重新另存", place=path)


def undecodable(path: str, line: int) -> Fault:
    """A text file in no encoding that we know, or in two."""
    return Fault(
        "undecodable",
        f"第{line}行的文字编码不对，文件可能混用了两种编码或被截断",
        hint="用记事本另存，编码选 UTF-8"
        if path.endswith((".json", ".jsonl"))
        else "用Excel或WPS打开，另存为 .xlsx 或 UTF-8 的 .csv",
        place=path,
    )


def table_inside(where: str, name: str) -> Fault:
    """A table in a row, in a tree: 成员 in 户."""
    return Fault(
        "unknown-name",
        f"“{name}”是一张表，不能写在一行里面",
        hint=f"移到最外层，与这一行的表并列，如 {{户: …, {name}: […]}}",
        place=where,
    )


def broken_lines(path: str, line: int, why: str) -> Fault:
    """A delimited file whose quotes do not pair, or with an endless field."""
    return Fault(
        "broken-lines",
        f"第{line}行起无法分列（{why}）",
        hint="检查这一行的引号是否成对",
        place=path,
    )


def unquoted(fault: Fault) -> Fault:
    """A fault in a household's file: where it is, without what stands there."""
    place = str(fault.span) if fault.span else fault.place
    return replace(fault, span=None, place=place, hint="")


def unknown_table(place: str, headers: Sequence[str], known: Iterable[str]) -> Fault:
    """No sheet of the file looks like a table of the catalog.

    A first row that holds numbers is somebody's data, and is not printed.
    """
    data = any(DATA.fullmatch(header) for header in headers)
    found = "没有（第一行就是数据）" if data else listed(headers) or "没有"
    return Fault(
        "unknown-table",
        f"认不出是哪张表；读到的表头：{found}",
        hint="可以用 --table 指明，如 --table 走访=文件；表头另有叫法的，用 checker read --learn；"
        f"已知的表：{'、'.join(known)}",
        place=place,
    )


def ambiguous_table(place: str, entities: Iterable[str]) -> Fault:
    """A sheet that may be one table as well as another."""
    return Fault(
        "ambiguous-table",
        f"分不清是哪张表：{'、'.join(entities)}",
        hint="把工作表或文件改成表名，或用 --table 指明",
        place=place,
    )


def no_header(place: str, entity: str, rows: int) -> Fault:
    """A sheet that is named as a table, without a header."""
    return Fault(
        "no-header",
        f"在前{rows}行里没有找到{entity}表的表头",
        hint="第一行写上各列的名称；项目竖着排的，先在表格软件里转置",
        place=place,
    )


def missing_columns(
    place: str, entity: str, missing: Iterable[str], headers: Sequence[str]
) -> Fault:
    """A table without the columns that say which row is which, or whose."""
    near = [(name, closest(name, headers)) for name in missing]
    hints = "；".join(f"“{named(other)}”是不是“{name}”？" for name, other in near if other)
    return Fault(
        "missing-column",
        f"{entity}表缺少必需的列：{'、'.join(name for name, _ in near)}；"
        f"现有的列：{listed(headers)}",
        hint=hints or "补上这些列；另有叫法的，用 checker read --learn 说明是哪一列",
        place=place,
    )


def listed(headers: Sequence[str]) -> str:
    """Headers one after another; of very many the first."""
    more = f" 等{len(headers)}列" if len(headers) > LISTED else ""
    return "、".join(map(named, headers[:LISTED])) + more


def named(name: str) -> str:
    """A name of the file's own: a header, a key. A number in its place is somebody's."""
    return LONG_NUMBER.sub("…", clipped(name))


def duplicate_column(place: str, title: str, columns: Iterable[str]) -> Fault:
    """Two columns that both claim to be a key or link."""
    return Fault(
        "duplicate-column",
        f"有不止一列是“{title}”：{listed([*columns])}",
        hint="只留一列；是并排的两张表，就分到两个工作表里",
        place=place,
    )


def two_tables(place: str, row: int) -> Fault:
    """One table under another, with a header of its own."""
    return Fault(
        "two-tables",
        f"第{row}行起是另一张表，有自己的表头；一个工作表（文件）里只放一张表",
        hint="把它剪切到另一个工作表（文件）里，再读一次",
        place=place,
    )


def mixed_forms(entity: str) -> Fault:
    """One table partly in Parquet, partly not."""
    return Fault(
        "mixed-forms", f"{entity}表一部分是Parquet，一部分不是", hint="一张表用同一种文件"
    )


def unreadable_type(place: str, column: str, sql_type: str) -> Fault:
    """A Parquet column that holds no single values."""
    return Fault(
        "unreadable-type",
        f"列“{column}”的类型 {sql_type} 不能读",
        hint="改成文本、数、日期或布尔类型",
        place=place,
    )


def columns_differ(place: str, other: str) -> Fault:
    """Two Parquet files of one table with different columns."""
    return Fault("columns-differ", f"与同一张表的 {other} 的列或类型不同", place=place)


def too_much_odd(place: str, title: str, count: int) -> Fault:
    """A Parquet column in which millions of texts would have to be put right."""
    return Fault(
        "too-much-odd",
        f"“{title}”列有{count}种不规范的写法，超出限度",
        hint="先用 checker read --out 整理数据",
        place=place,
    )


def nothing_read(paths: str) -> Fault:
    """Files and folders without a single table."""
    return Fault("nothing-read", "没有读到任何一张表", hint="核对给的文件或文件夹", place=paths)


def unknown_key(span: Span, key: str, known: Iterable[str]) -> Fault:
    """A key that about.yaml does not have."""
    near = closest(key, known)
    return Fault(
        "unknown-key",
        f"这里没有“{key}”这个键",
        span,
        hint=f"是不是“{near}”？" if near else f"可以写：{'、'.join(known)}",
    )


def unknown_entry(where: Span | str, kind: str, name: str, known: Iterable[str]) -> Fault:
    """A table or field that the catalog does not have; `where` a place or a span."""
    near = closest(name, known)
    return Fault(
        "unknown-name",
        f"没有“{named(name)}”这{kind}",
        where if isinstance(where, Span) else None,
        hint=f"是不是“{near}”？" if near else "用 checker fields 列出全部名称",
        place="" if isinstance(where, Span) else where,
    )


def not_a_mapping(span: Span) -> Fault:
    """Something else where names with values should stand."""
    return Fault("wrong-shape", "这里应当是“名称: 内容”", span)


def wrong_shape(place: str, expected: str) -> Fault:
    """A booklet whose parts are not what they should be."""
    return Fault("wrong-shape", f"这里应当是{expected}", place=place)


def derived_given(place: str, title: str) -> Fault:
    """A field that is computed and cannot be given."""
    return Fault(
        "derived-field",
        f"“{title}”由程序计算，不能直接写",
        hint="写它所依据的项目，如写出生日期而不写年龄",
        place=place,
    )


def bad_json(path: str, line: int, column: int, why: str) -> Fault:
    """Text that is not strict JSON."""
    return Fault("bad-json", f"JSON 写法有误：{why}", place=f"{path}:{line}:{column}")


def unknown_day(span: Span, raw: str) -> Fault:
    """A register's day that cannot be read."""
    return Fault("bad-day", f"读不出日期“{raw}”", span, hint="写成 as_of: 2020-08-31")


def no_rows(places: str) -> Fault:
    """Tables with headers only: an empty export must not look like a clean office."""
    return Fault(
        "no-rows", "各张表都只有表头，没有一行可查", hint="核对导出是否完整", place=places
    )
