"""The verdict on one row under one rule, and the truth table behind it."""

from __future__ import annotations

from enum import IntEnum


class Verdict(IntEnum):
    """What a rule says of a row; the numbers are those of the engines' columns."""

    NOT_APPLICABLE = 0  # 不涉及
    MET = 1  # 合格
    GAP = 2  # 不合格
    UNKNOWN = 3  # 待核实

    @property
    def word(self) -> str:
        """Its name in outputs: not_applicable, met, gap, unknown."""
        return WORDS[self]


WORDS = tuple(verdict.name.lower() for verdict in Verdict)  # by the verdict's number
WAIVED = "waived"  # 豁免: a gap or an unknown under a waiver in force, in tallies
TALLY = ("met", "gap", "unknown", "not_applicable", WAIVED)


def judge(applies: bool | None, requires: bool | None) -> Verdict:
    """Judge one row; None stands for "cannot be told from the file".

    This is "applies implies requires" in three-valued logic, with the rule that does not apply
    named apart from the rule that is met.
    """
    if applies is False:
        return Verdict.NOT_APPLICABLE
    if requires is True:
        return Verdict.MET
    if applies is True and requires is False:
        return Verdict.GAP
    return Verdict.UNKNOWN
