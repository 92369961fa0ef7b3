"""The case that is missing (缺的用例), ready to paste.

It is a situation that would notice a mutant, or reach what no case reaches. What it expects is
what the rule as written says of it: whether that is right, its reader decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from checker.model.function import EARLIER
from checker.model.verdict import Verdict
from checker.study import messages
from checker.study.duel import Witness
from checker.study.situation import Situation, listed
from checker.yaml_tree.nodes import meaning_of

# Text that stands without quotes on a line in braces: words, days, and numbers that count.
PLAIN = re.compile(r"[\w.·（）《》、，；：“”‘’？！%/+-]+(?: [\w（）]+)*\Z")
COUNTS = re.compile(r"-?(?:0|[1-9][0-9]{0,8})(?:\.[0-9]+)?\Z")
VERDICTS = {
    Verdict.GAP: "不合格",
    Verdict.UNKNOWN: "待核实",
    Verdict.MET: "合格",
    Verdict.NOT_APPLICABLE: "不涉及",
}


def missing_case(witness: Witness | None, usual: date | None = None) -> str:
    """The case as an item of a cases file; "" where no situation was found.

    Args:
        witness: the situation.
        usual: the day of the cases file, which a case need not repeat.
    """
    if witness is None:
        return ""
    parts: dict[str, object] = {
        "rule": witness.rule.rpartition("/")[2],
        "name": case_name(witness),
    }
    if witness.as_of != usual:
        parts["as_of"] = str(witness.as_of)
    parts |= {"given": witness.situation, "expect": expectation(witness)}
    return f"  - {flow(parts)}"


def expectation(witness: Witness) -> object:
    """One word, or where one word hides the difference a word for each row that differs."""
    one, other = witness.gravest
    if one is not None and one != other:
        return one.word
    pairs = zip(witness.verdicts, witness.mutated, strict=True)
    return {
        f"/{witness.table}/{row}": verdict.word
        for row, (verdict, mutated) in enumerate(pairs)
        if verdict != mutated
    }


def case_name(witness: Witness) -> str:
    """A first name for the case: what is written in its rows, and what that comes to."""
    cells = "；".join(told(witness.situation))
    verdict = witness.gravest[0]
    return messages.case_name(cells, VERDICTS[verdict] if verdict is not None else "")


def told(situation: Situation) -> Iterator[str]:
    """Each row: its cells, each after its field; several tables by their names."""
    for name, part in situation.items():
        if name in EARLIER and isinstance(part, Mapping):
            yield from (f"{name}{one}" for one in told(part))
            continue
        for row in listed(part):
            cells = "、".join(f"{field}{shown(cell)}" for field, cell in row.items())
            yield f"{name}{cells}" if cells and len(situation) > 1 else cells or f"{name}一行"


def shown(cell: object) -> str:
    """A cell in a sentence."""
    return "、".join(map(str, cell)) if isinstance(cell, list | tuple) else str(cell)


# YAML --------------------------------------------------------------------------------------------


def flow(value: object) -> str:
    """A value on one line of YAML, as cases files are written."""
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{flow(key)}: {flow(part)}' for key, part in value.items())}}}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"[{', '.join(map(flow, value))}]"
    text = "" if value is None else str(value)
    return text if unquoted(text) else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def unquoted(text: str) -> bool:
    """May the text stand without quotes, and still be read as it is?"""
    if COUNTS.match(text):
        return True
    if not PLAIN.match(text) or meaning_of(text) in ("null", "boolean"):
        return False
    return text[0].isalpha() or text[0] == "/" or is_day(text)


def is_day(text: str) -> bool:
    """Is it a day, which cases write as it is?"""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
