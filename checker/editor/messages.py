"""The sentences that an editor shows besides faults: why something cannot be done."""

from __future__ import annotations

from checker.fault import Fault


def foreign_file(name: str) -> Fault:
    """A file stands where a schema would be written, and it is somebody else's."""
    sentence = "这里已有同名的文件，不是 checker schema 写的，没有改动任何文件"
    return Fault("foreign-file", sentence, place=name, hint="换一个文件夹，或把它移走")
