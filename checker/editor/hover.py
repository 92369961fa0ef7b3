"""What is told of the word under the cursor, as Markdown in Chinese."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from checker.editor.finding import Found, thing_at
from checker.editor.meaning import Meaning
from checker.editor.outline import Outline
from checker.editor.place import Place, branches
from checker.editor.view import Placed, View
from checker.editor.vocabulary import field_line
from checker.model.catalog import CodeList, Entity, Field
from checker.model.function import AS_OF, EARLIER, EVERYTHING, THIS_ROW, Function
from checker.model.policy import Standard, StandardValue
from checker.prose import sentences, sources
from checker.read.schema import Shape

MANY = 40  # words of a list that are told
WORDS = {
    AS_OF: "核查的那一天",
    THIS_ROW: "正在核查的这一行；只同另一行比较，如 v != 本行",
    EVERYTHING: "全部数据里的每一行；要有同本行相等的条件",
    tuple(EARLIER): "以前的数据（--previous）；要有同本行相等的条件",
}


class Hover(NamedTuple):
    """A text, and the stretch of the file that it is about."""

    told: str
    start: int
    end: int


def hover(view: View, placed: Placed, outline: Outline, offset: int) -> Hover | None:
    """What is told at an offset; None where there is nothing to tell."""
    found = thing_at(view, placed, outline, offset)
    if found is not None:
        return Hover("\n\n".join(told(found)), found.start, found.end)
    touched = outline.at(offset)
    if touched is None:
        return None
    part, in_key = touched
    place = Place(view, placed, outline, part)
    lines = _key(place) if in_key else _value(place)
    start, end = (part.key_start, part.key_end) if in_key else (part.start, part.end)
    return Hover(lines, start, end) if lines else None


def told(found: Found) -> Iterator[str]:
    """What is told of a thing, paragraph by paragraph."""
    teller = TELLERS.get(found.meaning.sort)
    return teller(found.meaning, found.place) if teller else iter(())


def _key(place: Place) -> str:
    """A key of the schema."""
    shape = place.shape
    if shape is None:
        return ""
    title = next((one.title for one in branches(shape) if one.title), "")
    about = next((one.description for one in branches(shape) if one.description), "")
    heading = f"**{place.part.key}** {title}".strip()
    return "\n\n".join(line for line in (heading, about, *_words(shape)) if line)


def _words(shape: Shape) -> Iterator[str]:
    for word, meaning in zip(shape.words, shape.told, strict=False):
        yield f"- `{word}` {meaning}"


def _value(place: Place) -> str:
    """A word of the schema."""
    text = place.outline.scalar(place.part)
    for one in branches(place.shape) if place.shape else ():
        meaning = dict(zip(one.words, one.told, strict=False)).get(text)
        if meaning:
            return f"**{text}** {meaning}"
    return ""


def _field(meaning: Meaning, place: Place) -> Iterator[str]:
    field: Field = meaning.thing
    entity = place.policies.catalog.entities[meaning.of]
    yield f"**{field.title}** `{field.name}` · {entity.title} · {field_line(field)}"
    codes = place.policies.catalog.codes.get(field.codes or "")
    if codes:
        yield f"选项：{_some(codes.codes)}"
    if field.derived:
        yield f"由 `{field.derived}` 算出"
    if field.blank is not None:
        yield f"没填算作“{field.blank}”"
    if field.headers:
        yield f"表头也写作：{_some(field.headers)}"


def _entity(meaning: Meaning, place: Place) -> Iterator[str]:
    entity: Entity = meaning.thing
    catalog = place.policies.catalog
    sort = "名册" if entity.register else "表"
    yield f"**{entity.title}** `{entity.name}` · {sort}"
    parents = [catalog.entities[link.parent].title for link in entity.parents]
    if parents:
        yield f"属于 {'、'.join(parents)}"
    if entity.key:
        yield f"键：{'、'.join(entity.fields[name].title for name in entity.key)}"
    if entity.register:
        yield f"不在册{'就是没有' if entity.register.closed else '不说明什么'}"
    yield f"字段：{_some(field.title for field in entity.fields.values())}"


def _standard(meaning: Meaning, place: Place) -> Iterator[str]:
    standard: Standard = meaning.thing
    day = place.view.as_of
    yield f"**{standard.name}** 标准 · {standard.unit or '无单位'}"
    in_force = {value.region: value for value in standard.values if value.start <= day}
    for value in in_force.values():
        yield f"{value.region}，{value.start} 起：**{_written(value.value)}**{_basis(value)}"
    if not in_force:
        yield f"{day} 还没有生效的值"
    if standard.confirmed_through:
        yield f"核实到 {standard.confirmed_through}"


def _basis(value: StandardValue) -> str:
    basis = value.basis
    if basis is None:
        return "，没有依据"
    doubt = "" if basis.confirmed else "，**未经确认**"
    grade = f"，等级 {basis.grade}" if basis.grade else ""
    return f"  \n《{basis.document}》{basis.article}{grade}{doubt}"


def _written(value: object) -> str:
    """A standard's value as people write it."""
    if isinstance(value, Mapping):
        return "，".join(f"{code} {_written(one)}" for code, one in value.items())
    if isinstance(value, tuple):
        return "、".join(map(_written, value))
    if isinstance(value, bool):
        return "是" if value else "否"
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _list(meaning: Meaning, place: Place) -> Iterator[str]:
    yield f"**{meaning.name}** 名单"
    yield _some(map(str, meaning.thing.codes))


def _definition(meaning: Meaning, place: Place) -> Iterator[str]:
    entity = place.policies.catalog.entities[meaning.of]
    yield f"**{meaning.name}** 定义 · 每{entity.title}"
    body = meaning.thing.body
    if not isinstance(body, tuple):
        yield f"`{body.text}`"
        return
    for row in body:
        when = f"如果 `{row.when.text}`" if row.when else "其余"
        yield f"- {when}：`{row.then.text}`"


def _function(meaning: Meaning, place: Place) -> Iterator[str]:
    known: Function = meaning.thing
    yield f"**{known.name}**{known.signature}"
    yield known.title
    yield f"例：`{known.example}`"


def _code(meaning: Meaning, place: Place) -> Iterator[str]:
    yield f"**{meaning.name}** · {meaning.of}"
    if isinstance(meaning.thing, CodeList):
        others = meaning.thing.codes.get(meaning.name, ())
        if others:
            yield f"也写作：{'、'.join(others)}"


def _codes(meaning: Meaning, place: Place) -> Iterator[str]:
    yield f"**{meaning.name}** 代码"
    yield _some(meaning.thing.codes)


def _variable(meaning: Meaning, place: Place) -> Iterator[str]:
    yield f"**{meaning.name}** · {meaning.thing.title}的一行"


def _word(meaning: Meaning, place: Place) -> Iterator[str]:
    for names, about in WORDS.items():
        if meaning.name in names:
            yield f"**{meaning.name}** {about}"
    if meaning.name in AS_OF:
        yield f"现在按 {place.view.as_of} 显示"


def _rule(meaning: Meaning, place: Place) -> Iterator[str]:
    """A rule in sentences; where it is not in force or cannot be read, its title."""
    yield f"**{meaning.name}** {meaning.thing.title}"
    known = place.view.resolved
    rule = next((one for one in known.rules if one.id == meaning.name), None) if known else None
    if rule is not None:
        for sentence in sentences(rule, "zh", sources(place.policies)):
            yield "  \n".join(sentence.lines)


def _titled(meaning: Meaning, place: Place) -> Iterator[str]:
    yield f"**{meaning.name}** {meaning.thing.title}"


def _some(words: Iterable[str]) -> str:
    listed = list(words)
    return "、".join(listed[:MANY]) + (" ……" if len(listed) > MANY else "")


TELLERS: Mapping[str, Callable[[Meaning, Place], Iterator[str]]] = {
    "field": _field,
    "entity": _entity,
    "standard": _standard,
    "list": _list,
    "definition": _definition,
    "function": _function,
    "code": _code,
    "codes": _codes,
    "variable": _variable,
    "word": _word,
    "rule": _rule,
    "area": _titled,
    "sieve": _titled,
}
