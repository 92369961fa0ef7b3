"""Personal data hidden in what is passed on: numbers everywhere, names in machine formats.

Keys that are ID numbers become a short hash that is the same in every output and every run, so
that lists can still be laid side by side.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from checker.frozen import frozen
from checker.model.gap import Finding, Reading
from checker.model.kind import Unknown
from checker.run.telling import plain
from checker.spelling import half_width

ID_NUMBER = re.compile(
    r"(?<![0-9A-Za-z])(?:[0-9]{17}[0-9Xx][0-9A-Za-z]{0,4}|[0-9]{15})(?![0-9A-Za-z])"
)
BANK_CARD = re.compile(r"(?<![0-9A-Za-z])[0-9]{16,19}(?![0-9A-Za-z])")
PHONE = re.compile(r"(?<![0-9A-Za-z])1[3-9][0-9]{9}(?![0-9A-Za-z])")
LEAST = 11  # digits of the shortest number that the patterns above find
LONG = re.compile(f"[0-9]{{{LEAST}}}")
SEPARATORS = re.compile(r"([、，,；;\s]+)")


@frozen
class Masking:
    """What is hidden in one output."""

    numbers: bool = True
    names: bool = True

    def text(self, text: str) -> str:
        """A text that may hold numbers anywhere."""
        if not self.numbers or len(text) < LEAST or not LONG.search(text):
            return text
        for pattern in (ID_NUMBER, BANK_CARD, PHONE):
            text = pattern.sub(_found, text)
        return text

    def key(self, key: str) -> str:
        """A row's key, whose parts may be ID numbers."""
        if not self.numbers or len(key) < LEAST:
            return key
        return self.text(" › ".join(_hashed(part) for part in key.split(" › ")))

    def value(self, reading: Reading) -> str:
        """A value as it is shown, without its unit."""
        text = "" if isinstance(reading.value, Unknown) else plain(reading.value)
        if self.numbers and reading.mask:
            return "、".join(_number(part) for part in text.split("、"))
        if self.names and reading.sensitive and isinstance(reading.value, str | tuple):
            return names_masked(text)
        return self.text(text)

    def written(self, raw: str, *, private: bool) -> str:
        """What stood in a cell that could not be read; "" where it may be somebody's own."""
        return "" if private and (self.names or self.numbers) else self.text(raw)

    def sentence(self, sentence: str, finding: Finding) -> str:
        """A message or a remedy: the values that it was made of are masked in it."""
        return self.made_of(sentence, (*finding.readings, *finding.told))

    def made_of(self, sentence: str, readings: Iterable[Reading]) -> str:
        """A sentence with the values that it was made of masked in it."""
        for written, shown in sorted(self._replacements(readings), reverse=True):
            sentence = sentence.replace(written, shown)
        return self.text(sentence)

    def _replacements(self, readings: Iterable[Reading]) -> set[tuple[str, str]]:
        """Whole values, and the parts of enumerated ones; single characters tell nobody."""
        pairs = set()
        for reading in readings:
            value = reading.value
            if isinstance(value, str | tuple) and (reading.mask or reading.sensitive):
                pairs.add((plain(value), self.value(reading)))
        return {(written, shown) for written, shown in pairs if len(written) > 1}


OPEN = Masking(numbers=False, names=False)  # --unmask
OFFICE = Masking(numbers=True, names=False)  # the workbook: names full, numbers masked
MACHINE = Masking(numbers=True, names=True)


def masking(*, office: bool, unmask: bool) -> Masking:
    """What an output hides."""
    if unmask:
        return OPEN
    return OFFICE if office else MACHINE


def names_masked(text: str) -> str:
    """Each name in an enumeration keeps its first character: 张三、李四 → 张*、李*."""
    parts = SEPARATORS.split(text)
    return "".join(
        part if SEPARATORS.fullmatch(part) or not part else f"{part[0]}*" for part in parts
    )


def _found(match: re.Match[str]) -> str:
    return _number(match[0])


def _number(text: str) -> str:
    bare = half_width(text).strip()
    return _phone(bare) if PHONE.fullmatch(bare) else _shortened(bare)


def _phone(number: str) -> str:
    return f"{number[:3]}****{number[-4:]}"


def _shortened(number: str) -> str:
    """370703********1234; of something shorter the last two characters, at most half of it."""
    if len(number) >= 15:  # noqa: PLR2004  the shortest number that people are told apart by
        return f"{number[:6]}{'*' * (len(number) - 10)}{number[-4:]}"
    shown = min(2, len(number) // 2)
    return "*" * (len(number) - shown) + number[len(number) - shown :]


def _hashed(part: str) -> str:
    bare = half_width(part).strip().upper()
    if not ID_NUMBER.fullmatch(bare):
        return part
    return "证#" + hashlib.sha256(bare.encode()).hexdigest()[:10]
