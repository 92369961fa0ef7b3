"""The schema of booklets accepts what a booklet may say, and helps with what it may not."""

from __future__ import annotations

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry

from checker.intake.booklet_schema import booklet_schema
from tests.intake.small import CATALOG

GOOD = {
    "户": {"户编号": "H1", "村名": "东村", "家庭人口数": 3, "致贫风险": ["因病"], "风险1": "因残"},
    "成员": [{"人编号": "1", "姓名": "张三", "出生日期": "1950-01-01", "是否参保": True}],
    "走访": [],
}
BAD = [
    ({"成原": []}, "no such table"),
    ({"户": {"户编号": "H1", "村": "东村"}}, "a header, not the title"),
    ({"户": {"村名": "东村"}}, "no key"),
    ({"户": {"户编号": 12}}, "a key is text"),
    ({"户": {"户编号": "H1", "住房等级": "Z级"}}, "not in the code list"),
    ({"户": {"户编号": "H1", "家庭人口数": -1}}, "never negative"),
    ({"成员": [{"人编号": "1", "年龄": 3}]}, "derived, never written"),
    ({"残疾人名册": []}, "a register is not a household's"),
]


@pytest.fixture(name="validator")
def schema_validator() -> Draft202012Validator:
    schema = booklet_schema(CATALOG)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, registry=Registry())


def test_good(validator: Draft202012Validator) -> None:
    assert validator.is_valid(GOOD)


@pytest.mark.parametrize(("booklet", "why"), BAD)
def test_bad(validator: Draft202012Validator, booklet: object, why: str) -> None:
    assert not validator.is_valid(booklet), why
