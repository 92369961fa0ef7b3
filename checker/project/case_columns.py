"""The columns of a sheet of cases: what a case is, then a column a field that its cases give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checker.model.catalog import Catalog, Field
from checker.project.expected import WORDS
from checker.project.forms import Column, Form
from checker.project.given import field_at, place_of
from checker.project.template import FORMS, drop_down

RULE, TITLE, NAME, DAY_OF, VERDICT = "规则", "规则名称", "用例", "核查日", "应得"
SEVERAL = "同一个用例的第二个人、第二次走访写在下一行，规则和用例两格空着。"
EACH_ROW = "各行应得不同的，写在各自的行里。"


def head_columns(rules: tuple[str, ...], day: str) -> tuple[Column, ...]:
    """What a case is: its rule, name, day and verdict."""
    return (
        Column(RULE, Form.TEXT, 20, rules, needed=True),
        Column(TITLE, Form.KNOWN, 22),
        Column(NAME, Form.WRAPPED, 30, prompt=SEVERAL, needed=True),
        Column(DAY_OF, Form.DAY, 12, prompt=f"空着就是 {day}。"),
        Column(VERDICT, Form.TEXT, 10, tuple(WORDS.values()), EACH_ROW, needed=True),
    )


def field_columns(headers: Iterable[str], catalog: Catalog) -> Iterator[Column]:
    """A column a field, in the order of the dictionary; a case may well give what is wrong."""

    def order(header: str) -> tuple[int, list[int], int]:
        place = place_of(header)
        titles = [word for one in catalog.entities.values() for word in (one.title, one.name)]
        entity = catalog.entity_named(place.table[-1])
        field = field_at(place, catalog)
        fields = [*entity.fields] if entity else []
        tables = [titles.index(word) for word in place.table if word in titles]
        return len(place.table), tables, fields.index(field.name) if field else -1

    for header in sorted(headers, key=order):
        field = field_at(place_of(header), catalog)
        words = drop_down(field, catalog.codes) if field else ()
        yield Column(header, _form(field), 0, words, strict=False)


def _form(field: Field | None) -> Form:
    """Days and numbers as such; anything else as text, which a spreadsheet leaves as it is."""
    if field is None:
        return Form.TEXT
    return Form.ANY if field.kind.numeric else FORMS.get(field.kind, Form.TEXT)
