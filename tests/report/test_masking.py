"""Nobody's number leaves the office by default, and nobody's name in a machine format."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.model.gap import Reading
from checker.report.gaps_csv import gaps_csv
from checker.report.gaps_json import gaps_json
from checker.report.masking import MACHINE, OFFICE, OPEN
from tests.sift.small import SCHOOL, finding, outcome

ID, PHONE, CARD = "370703201001011234", "13812340001", "6222021234567890123"

TEXTS = [
    # text, masked, why
    (ID, "370703********1234", "an ID number"),
    (f"号码{ID}不对", "号码370703********1234不对", "inside a sentence"),
    ("37070320100101123X", "370703********123X", "the check character"),
    ("37070320100101123443", "370703**********3443", "a disability certificate begins with one"),
    ("370703100101123", "370703*****1123", "fifteen digits"),
    (PHONE, "138****0001", "a phone"),
    (CARD, "622202*********0123", "a bank card"),
    ("H0012", "H0012", "a household's key"),
    ("2020-09-17", "2020-09-17", "a day"),
    ("12345", "12345", "a small number"),
]


@pytest.mark.parametrize(("text", "masked", "why"), TEXTS)
def test_text(text: str, masked: str, why: str) -> None:
    assert OFFICE.text(text) == masked, why
    assert OPEN.text(text) == text, why


KEYS = [
    # key, masked, why
    ("H1", "H1", "an ordinary key"),
    (ID, "证#5e72df727c", "an ID number"),
    (f"H1 › {ID}", "H1 › 证#5e72df727c", "a part of a key"),
    (f"{ID[:17]}\uff14", "证#5e72df727c", "full-width forms are the same number"),
]


@pytest.mark.parametrize(("key", "masked", "why"), KEYS)
def test_key(key: str, masked: str, why: str) -> None:
    """The hash is the same in every output, and it is not the number."""
    assert MACHINE.key(key) == OFFICE.key(key) == masked, why


READINGS = [
    # reading, office, machine, why
    (Reading("姓名", "张三丰", None, (), sensitive=True), "张三丰", "张*", "a name"),
    (Reading("姓名", "张三、李四", None, (), sensitive=True), "张三、李四", "张*、李*", "names"),
    (
        Reading("x", ("张三", "李四"), None, (), sensitive=True),
        "张三、李四",
        "张*、李*",
        "rows",
    ),
    (Reading("卡号", "12345678", None, (), mask=True), "******78", "******78", "not a card"),
    (Reading("电话", PHONE, None, (), mask=True), "138****0001", "138****0001", "a phone"),
    (Reading("状况", "非在校生", None, ()), "非在校生", "非在校生", "nobody's secret"),
]


@pytest.mark.parametrize(("reading", "office", "machine", "why"), READINGS)
def test_reading(reading: Reading, office: str, machine: str, why: str) -> None:
    assert OFFICE.value(reading) == office, why
    assert MACHINE.value(reading) == machine, why


def test_nothing_leaks() -> None:
    """An ID number as a key, a name in a message, a phone in a remedy."""
    told = finding(SCHOOL, ID, f"{ID}-2")
    told = replace(
        told,
        message=f"张三（{ID}）没有上学",
        remedy=f"打{PHONE}",
        readings=(*told.readings, Reading("证件号码", ID, None, (), sensitive=True, mask=True)),
        once_per=("K",),
    )
    found = outcome((told,))

    written = gaps_json(found, MACHINE) + gaps_csv(found, MACHINE).decode("utf-8-sig")

    assert [secret for secret in (ID, PHONE, "张三") if secret in written] == []
