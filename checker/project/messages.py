"""What can stand in the way of a new folder or of a workbook that comes back, with its mend."""

from __future__ import annotations

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
