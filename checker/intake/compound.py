"""One stream of a compound file (OLE): the box in which an .xls lies, a small file system."""

from __future__ import annotations

import struct

HEADER = 512
FREE_FROM = 0xFFFFFFFA  # sector numbers from here on are no sectors
ENTRY = 128  # bytes of an entry of the directory
IN_HEADER = 109  # numbers of the table's own sectors that stand in the header


def stream(data: bytes, names: tuple[str, ...]) -> bytes:
    """The first stream with one of these names; nothing where there is none, or it is damaged."""
    try:
        return _Compound(data).stream(names)
    except (struct.error, IndexError, ValueError):
        return b""


class _Compound:
    def __init__(self, data: bytes) -> None:
        self.data = data
        (shift, small_shift) = struct.unpack_from("<HH", data, 30)
        (self.directory, _, self.cutoff, small_start) = struct.unpack_from("<IIII", data, 48)
        self.size = 1 << min(shift, 20)
        self.small_size = 1 << min(small_shift, 20)
        self.table = self._table()
        self.small_table = self._numbers(self._chain(small_start))

    def stream(self, names: tuple[str, ...]) -> bytes:
        """See `stream`."""
        entries = self._chain(self.directory)
        root = entries[:ENTRY]
        for at in range(0, len(entries) - ENTRY + 1, ENTRY):
            entry = entries[at : at + ENTRY]
            length = struct.unpack_from("<H", entry, 64)[0]
            name = entry[: max(length - 2, 0)].decode("utf-16-le", "replace")
            if name in names:
                start, size = struct.unpack_from("<II", entry, 116)
                if size >= self.cutoff:
                    return self._chain(start)[:size]
                inside = self._chain(struct.unpack_from("<I", root, 116)[0])
                return self._small(start, inside)[:size]
        return b""

    def _table(self) -> tuple[int, ...]:
        """For each sector the one that follows it."""
        numbers = list(struct.unpack_from(f"<{IN_HEADER}I", self.data, 76))
        further, count = struct.unpack_from("<II", self.data, 68)
        for _ in range(min(count, len(self.data) // self.size)):
            if further >= FREE_FROM:
                break
            more = self._numbers(self._sector(further))
            numbers.extend(more[:-1])
            further = more[-1]
        return self._numbers(b"".join(map(self._sector, (n for n in numbers if n < FREE_FROM))))

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self.size if self.size > HEADER else HEADER + number * self.size
        return self.data[start : start + self.size]

    def _chain(self, number: int) -> bytes:
        parts = []
        for _ in range(len(self.table)):  # a chain that bites its tail has no end
            if number >= FREE_FROM:
                break
            parts.append(self._sector(number))
            number = self.table[number]
        return b"".join(parts)

    def _small(self, number: int, inside: bytes) -> bytes:
        parts = []
        for _ in range(len(self.small_table)):
            if number >= FREE_FROM:
                break
            start = number * self.small_size
            parts.append(inside[start : start + self.small_size])
            number = self.small_table[number]
        return b"".join(parts)

    @staticmethod
    def _numbers(part: bytes) -> tuple[int, ...]:
        return struct.unpack(f"<{len(part) // 4}I", part[: len(part) // 4 * 4])
