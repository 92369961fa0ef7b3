"""The sentences that an editor shows besides faults: why something cannot be done."""

from __future__ import annotations

from collections.abc import Sequence

from checker.fault import Fault
from checker.spelling import clipped

# What cannot be renamed, and who says what it is called.
GIVEN_BY = {
    "field": "字段的名称在数据字典里，别处的数据和规则也用它",
    "entity": "表的名称在数据字典里，别处的数据和规则也用它",
    "code": "代码在数据字典里，数据里也写着它",
    "codes": "代码在数据字典里，数据里也写着它",
    "function": "函数的名称是语言定的",
    "word": "这个词是语言定的",
    "variable": "循环变量只在这一行里用，直接改就行",
    "area": "政策领域的编号写在结果里，别处也用它",
    "sieve": "筛的编号写在结果里，别处也用它",
}


def foreign_file(name: str) -> Fault:
    """A file stands where a schema would be written, and it is somebody else's."""
    sentence = "这里已有同名的文件，不是 checker schema 写的，没有改动任何文件"
    return Fault("foreign-file", sentence, place=name, hint="换一个文件夹，或把它移走")


def mend(fault: Fault, text: str) -> str:
    """What a click would do about a fault."""
    return f"改成 {clipped(text)}" if text.strip() else f"改正：{fault.sentence}"


def not_renamed(sort: str, name: str) -> str:
    """What the thing is called is not for a policy file to say."""
    return f"“{name}”不能在这里改名：{GIVEN_BY[sort]}"


def not_yours(name: str, file: str) -> str:
    """A file would have to be changed that is not the author's."""
    return f"“{name}”不能改名：{file} 也用到它，这个文件不在打开的文件夹里"


def faulty_first(errors: Sequence[Fault]) -> str:
    """With faults about, nobody can say where a name is used."""
    first = errors[0]
    return f"先改好 {len(errors)} 处错误再改名，如 {first.span or first.place}：{first.sentence}"


def wrong_then(fault: Fault) -> str:
    """The new name would make something wrong."""
    hint = f"（{fault.hint}）" if fault.hint else ""
    return f"不能改成这个名称：{fault.sentence}{hint}"


def nothing_here() -> str:
    """There is no name at the cursor."""
    return "这里没有可以改名的标准、名单、定义或规则"


def bug(kind: str) -> str:
    """Something went wrong that never should; the author's text is not at fault."""
    return f"程序内部错误：{kind}；请把正在写的内容报给维护人员"
