"""The words that stand beside a rule on its page, in the reader's language."""

from __future__ import annotations

from gettext import gettext as _

GRADES = {"C": "别处同类表格或程序", "G": "政府文本", "N": "报纸", "W": "弱来源", "A": "没有来源"}
TAILOR = {
    "fixed": "下级不得改动",
    "may_raise": "下级可以提高",
    "may_lower": "下级可以降低",
    "free": "由下级自定",
}


def word(table: dict[str, str], key: str) -> str:
    """The word of a code in the reader's language; the code itself where there is none."""
    return _(table[key]) if key in table else key
