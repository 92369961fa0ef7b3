"""What random rules are written with: fields by what they hold, literals, collections, links.

All of it is about the small dictionary of the language tables (tests/tables/village.yaml).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checker.model.kind import Kind
from tests.tables.village import village

# Places of the tree that has the household in the middle: entity → ways up, as they are written.
ABOVE: Mapping[str, Sequence[tuple[str, str]]] = {
    "township": (),
    "village": (("镇街", "township"),),
    "household": (("村", "village"), ("村.镇街", "township")),
    "member": (("户", "household"), ("户.村", "village")),
    "visit": (("户", "household"), ("村", "village")),
    "benefit": (("户", "household"), ("成员", "member")),
}
BELOW: Mapping[str, Sequence[str]] = {
    "township": ("village", "household", "member"),
    "village": ("household", "member"),
    "household": ("member", "visit", "benefit"),
    "member": ("benefit",),
}
REGISTERS = ("disability_register", "vehicle_register", "old_register")
# What may link any row to a row of another table: the linked field, and the sort that it equals.
LINKS: Mapping[str, Sequence[tuple[str, str]]] = {
    "全部.成员": (("证件号码", "id"), ("户编号", "household_key"), ("姓名", "text")),
    "全部.户": (("户编号", "household_key"), ("证件号码", "id"), ("颜色", "颜色")),
    "全部.政策享受": (("户编号", "household_key"), ("发放日期", "date")),
    "上期.成员": (("证件号码", "id"), ("户编号", "household_key")),
    "上期.户": (("户编号", "household_key"),),
    "残疾人名册": (("证件号码", "id"), ("残疾证号", "id"), ("等级", "")),
    "车辆登记": (("证件号码", "id"), ("姓名", "text")),
    "旧名册": (("证件号码", "id"),),
}
TITLES = {entity.title: name for name, entity in village().entities.items()}

NUMBERS = ("0", "1", "2", "3", "10", "0.5", "0.333333", "2.5", "100", "1000000")
LARGE = ("1000000000000", "999999999999.999999", "0.000001")
DAYS = ("2020-09-17", "2020-02-29", "2019-12-31", "2014-09-17", "2020-03-01", "1980-06-15")
MONTHS = ("2020-09", "2020-02", "2019-12")
WORDS = ("张三", "李四", "北", "", "13900000000", "H1")
IDS = (
    "999999198006150013",
    "99999919800615003X",
    "99999919800615003x44",
    "999999200002290035",
    "999999198006150012",
)
PATTERNS = ("1[3-9][0-9]{9}", "[0-9]+", "张.*", ".*")
CODES = {name: tuple(codes.codes) for name, codes in village().codes.items()}
UNITS = ("", "元/年", "元/月", "亩", "元", "岁", "天")


def sort_of(kind: Kind, unit: str | None, codes: str | None) -> str:
    """What a field is to the writer: its kind, a number's unit, a choice's code list."""
    if kind.numeric:
        return unit or ""
    return codes or "" if kind is Kind.CHOICE else {Kind.ID_NUMBER: "id"}.get(kind, kind.value)


def fields(entity: str, sort: str) -> list[str]:
    """The titles of an entity's fields of a sort; keys are a sort of their own."""
    return [
        field.title
        for field in village().entities[entity].fields.values()
        if sort == ("household_key" if field.title == "户编号" else
                    sort_of(field.kind, field.unit, field.codes))
    ]  # fmt: skip


def written_fields(entity: str) -> list[str]:
    """The titles of fields that a file holds: what blank, unreadable and or_else may ask."""
    return [f.title for f in village().entities[entity].fields.values() if not f.derived]
