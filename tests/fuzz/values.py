"""Cells, kind by kind: what is no value of its kind never becomes known, nor empty in silence.

The first byte chooses the field, the second what a reader hands on (text, a number, a day); the
rest is the cell. What is read is held against `spelled`, which knows the grammar of cells from the
value's side, and written out and read again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation

from checker.dates import Month
from checker.intake.fingerprint import normal
from checker.intake.grammar import cell_reader
from checker.model.catalog import Field
from checker.model.dataset import Odd
from checker.model.kind import Kind, State, Value
from tests.fuzz import spelled
from tests.fuzz.oracle import kept
from tests.intake.small import CODES, field

FIELDS: Sequence[Field] = (
    field("day", "走访日期", "date"),
    field("month", "参保月份", "month"),
    field("size", "家庭人口数", "count", unit="人", never_negative=True),
    field("income", "年收入", "amount", unit="元/年"),
    field("output", "产值", "amount", unit="万元"),
    field("rooms", "面积", "number"),
    field("insured", "是否参保", "yes_no"),
    field("dropped", "有无辍学", "yes_no", codes="有无"),
    field("grade", "住房等级", "choice", codes="住房等级"),
    field("monitor", "监测类别", "choice", codes="监测", blank="非监测对象"),
    field("risks", "致贫风险", "choices", codes="风险"),
    field("none", "其他风险", "choices", codes="风险", blank="无"),
    field("name", "姓名", "text"),
    field("found", "发现问题", "text", blank="无", blank_words=("无", "没有")),
    field("id_number", "证件号码", "id_number", mask=True),
    field("phone", "联系电话", "phone", mask=True),
)
FORMS = b"tfibdn"  # text, float, int, bool, day, day with time
UNITS = {
    "人": ("人", "口", "口人", "个", "个人", "名"),
    "元/年": tuple(
        f"{one}{per}"
        for one in ("元", "块", "块钱", "圆", "元整", "元正", "圆整", "元人民币")
        for per in ("", "/年", "每年")
    ),
    "万元": tuple(
        f"万{one}" for one in ("元", "块", "块钱", "圆", "元整", "元正", "圆整", "元人民币")
    ),
}
BLANK = {*"/\\—―–─-", "——", "--", "---", "不适用", "", "无", "没有"}
WORDS = (
    *("年", "月", "日", "号", "二〇二〇年九月十七日", "2020-09-17", "2020.1", "20200917", "44091"),
    *(
        "T00:00:00Z",
        "+08:00",
        "元",
        "万",
        "千",
        "零",
        "两",
        "廿",
        "叁仟元整",
        "3,000",
        "\uff10",
        "．",
    ),
    *("是", "否", "√", "×", "TRUE", "不详", "待核实", "/", "—", "#N/A", "=DISPIMG(", '="', "'"),
    *(
        "A级",
        "B/C",
        "因病",
        "、",
        "；",
        "无",
        "1e3",
        "nan",
        "inf",
        "3_000",
        "²",
        "①",
        "㎡",
        "\u3000",
    ),
    *(
        "370703195001011232",
        "x",
        "****",
        "13800000001",
        "\u200b",
        "\u202e",
        "\x00",
        "\xa0",
        "年年",
    ),
    *("农历", "民国", "-", "−", "+", "亿", "十", "百", "一万五", ":", "日日", "٣", "零零", "🏠"),
)


def seeds() -> Iterator[bytes]:
    texts = (
        "2020-09-17",
        "二〇二〇年九月十七日",
        "3,000元",
        "叁仟元整",
        "0.3万",
        "是",
        "A级",
        "因病、因残",
    )
    for at in range(len(FIELDS)):
        for text in (*texts, "370703195001011232", "13800000001", "/", "不详", "非监测对象"):
            yield bytes((at, FORMS[0])) + text.encode()
        yield bytes((at, FORMS[1])) + b"44091.5"
        yield bytes((at, FORMS[2])) + b"20200917"
        yield bytes((at, FORMS[4])) + b"44091"


def examine(data: bytes) -> None:
    if len(data) < 2:
        return
    chosen = FIELDS[data[0] % len(FIELDS)]
    raw = _raw(FORMS[data[1] % len(FORMS)] if data[1] not in FORMS else data[1], data[2:])
    read = cell_reader(chosen, CODES)
    value, odd = read(raw)
    _understood(chosen, raw, value, odd)
    if value is None:
        return
    kept(chosen, value, CODES)
    if odd is None or odd.state is State.KNOWN:
        again, strange = read(value if chosen.kind is Kind.CHOICES else normal(value))
        assert again == value, f"{chosen.kind}: {value!r} is read again as {again!r}, {strange}"


def _raw(form: int, rest: bytes) -> object:
    text = rest.decode("utf-8", "surrogateescape")
    if form == ord("t"):
        return text
    try:
        number = Decimal("".join(text.split())[:60] or "0")
    except InvalidOperation:
        number = Decimal(len(text))
    if form == ord("f"):
        return float(number)
    whole = int(number) if number.is_finite() and abs(number.adjusted()) < 400 else 7
    if form == ord("i"):
        return whole
    if form == ord("b"):
        return whole % 2 == 1
    day = date(1, 1, 1) + timedelta(days=whole % 3_600_000)
    return day if form == ord("d") else datetime(day.year, day.month, day.day, whole % 24)


def _understood(chosen: Field, raw: object, value: Value | None, odd: Odd | None) -> None:
    """Is what was read what was written?"""
    if odd is not None and odd.state is State.UNREADABLE:
        assert value is None or isinstance(value, tuple), (value, odd)
        return
    text = _text(raw)
    if odd is None and not isinstance(raw, tuple) and (value is None or value == _blank(chosen)):
        taken_for_blank = spelled.bare(text) in BLANK
        if value is None or taken_for_blank:
            assert taken_for_blank, f"{chosen.title}: {raw!r} was read as empty"
            return
    assert value is not None, f"{chosen.title}: {raw!r} was read as empty"
    assert _means(chosen, text, value), f"{chosen.title}: {raw!r} was read as {value!r}"


def _blank(chosen: Field) -> Value | None:
    return (chosen.blank,) if chosen.kind is Kind.CHOICES and chosen.blank else chosen.blank


def _text(raw: object) -> str:
    if isinstance(raw, float):
        return format(Decimal(f"{raw:.15g}"), "f")
    if isinstance(raw, datetime):
        return raw.isoformat(" ")
    return str(raw).upper() if isinstance(raw, bool) else str(raw)


def _means(chosen: Field, text: str, value: Value) -> bool:
    if isinstance(value, bool):
        text = re.sub(r"([01])\.0+\Z", r"\1", spelled.bare(text))
        yes, no = ({"是", "有", "√", "1", "Y", "TRUE"}, {"否", "无", "×", "0", "N", "FALSE"})
        if chosen.codes:
            yes, no = ({"有", "是", "TRUE"}, {"无", "否", "未辍学", "FALSE"})
        return spelled.bare(text).upper() in (yes if value else no)
    if isinstance(value, Decimal):
        return spelled.number(text, value, UNITS.get(chosen.unit or "", ()))
    if isinstance(value, Month):
        return spelled.month(text, value)
    if isinstance(value, date):
        return spelled.day(text, value)
    if chosen.kind is Kind.CHOICES:
        return _said(text) == {*value}
    if chosen.kind is Kind.CHOICE:
        others = {"A级": {"A", "a"}, "B级": {"B", "乙级"}}.get(str(value), set())
        return spelled.bare(text) in {str(value), *others}
    return _letters(str(value)) in _letters(text)


def _said(text: str) -> set[str]:
    """The codes of a list of risks; "?" for anything else that stands there."""
    whole = spelled.bare(text)
    if whole == "因灾/疫":
        return {whole}
    words = {"因病": "因病", "因残": "因残", "残疾": "因残", "因灾/疫": "因灾/疫", "无": "无"}
    for mark in "，,;；/":
        text = text.replace(mark, "、")
    found = set()
    for piece in text.split("、"):
        whole = spelled.bare(piece)
        parts = [whole] if whole in words else [spelled.bare(part) for part in piece.split()]
        found |= {words.get(part, "?") for part in parts if part}
    return found


def _letters(text: str) -> str:
    """What of a text must be the same however it is tidied."""
    return "".join(c for c in spelled.bare(text).upper() if c.isalnum())
