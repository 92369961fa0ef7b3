"""Random values: numbers of a unit, days, months, words, codes, id numbers."""

from __future__ import annotations

from tests.differential import pools
from tests.differential.writing import View, Writer

STANDARDS = {
    "": ("比例", '人数["小学"]', 'at(人数["初中"], {day})', "迟来的"),
    "元/年": ("低保", "脱贫线", "at(脱贫线, {day})", "at(低保, {day})"),
    "date": ("起点",),
    "颜色": (),
}


def write(writer: Writer, view: View, depth: int, sort: str) -> str | None:
    """A value of a sort; None where nothing of that sort can be said."""
    if sort in pools.UNITS:
        return number(writer, view, depth, sort)
    if sort == "date":
        return day(writer, view, depth)
    if sort in pools.CODES:
        return code(writer, view, depth, sort)
    if sort == "household_key":
        return writer.read(view, sort)
    return {"month": month, "text": text, "id": identity}[sort](writer, view, depth)


def standard(writer: Writer, view: View, sort: str) -> str | None:
    """A standard's value, also of another day."""
    names = STANDARDS.get(sort, ())
    if not names:
        return None
    return writer.random.choice(names).format(day=day(writer, view, 0))


def literal(writer: Writer) -> str:
    """A number written out."""
    pool = pools.NUMBERS if writer.sure or writer.random.random() < 0.9 else pools.LARGE
    return writer.random.choice(pool)


def number(writer: Writer, view: View, depth: int, unit: str) -> str:
    """A number of a unit; a bare one may stand for any."""
    if depth <= 0:
        return writer.pick(
            lambda: writer.read(view, unit),
            lambda: writer.read(view, unit),
            lambda: literal(writer),
            lambda: standard(writer, view, unit),
        )
    return writer.pick(
        lambda: writer.read(view, unit),
        lambda: literal(writer),
        lambda: added(writer, view, depth, unit),
        lambda: added(writer, view, depth, unit),
        lambda: scaled(writer, view, depth, unit),
        lambda: scaled(writer, view, depth, unit),
        lambda: shaped(writer, view, depth, unit),
        lambda: writer.chosen(view, depth, lambda d: number(writer, view, d, unit)),
        lambda: replaced(writer, view, unit, number(writer, view, depth - 1, unit)),
        lambda: writer.gathered(view, depth, unit),
        lambda: writer.gathered(view, depth, unit),
        lambda: bare(writer, view, depth) if unit == "" else None,
        lambda: days(writer, view, depth) if unit == "天" else None,
        lambda: writer.counted(view, depth) if unit == "" else None,
        lambda: per(writer, view, depth, unit),
    )


def added(writer: Writer, view: View, depth: int, unit: str) -> str:
    """A sum or a difference."""
    left, right = (number(writer, view, depth - 1, unit) for _ in range(2))
    return f"({left} {writer.random.choice('+-')} {right})"


def scaled(writer: Writer, view: View, depth: int, unit: str) -> str:
    """A product with, or a quotient by, a bare number."""
    left, right = number(writer, view, depth - 1, unit), number(writer, view, depth - 1, "")
    operator = writer.random.choice("*/")
    if operator == "*" and writer.random.random() < 0.5:
        left, right = right, left
    return f"({left} {operator} {right})"


def shaped(writer: Writer, view: View, depth: int, unit: str) -> str:
    """Abs, round, floor, a minus sign."""
    inner = number(writer, view, depth - 1, unit)
    form = writer.random.choice(
        ("abs({})", "round({})", "round({}, 2)", "round({}, 1)", "floor({})", "(-{})")
    )
    return form.format(inner)


def replaced(writer: Writer, view: View, sort: str, otherwise: str) -> str | None:
    """A field, or something else where it is blank."""
    field = None if writer.sure else writer.field(view, sort)
    return f"or_else({field}, {otherwise})" if field else None


def bare(writer: Writer, view: View, depth: int) -> str | None:
    """Numbers made of other things."""
    one, other = day(writer, view, depth - 1), day(writer, view, depth - 1)
    word = text(writer, view, depth - 1)
    choices = writer.field(view, "choices")
    return writer.pick(
        lambda: f"years_between({one}, {other})",
        lambda: f"months_between({one}, {other})",
        lambda: f"year({one})",
        lambda: f"month({month(writer, view, depth - 1)})",
        lambda: f"length({word})" if word else None,
        lambda: f"count({choices})" if choices else None,
        lambda: share(writer, view),
    )


def share(writer: Writer, view: View) -> str | None:
    """An amount divided by another of its unit."""
    one, other = writer.read(view, "亩"), writer.read(view, "亩")
    return f"({one} / {other})" if one and other else None


def days(writer: Writer, view: View, depth: int) -> str:
    """Days between days, and the longest gap between those of rows."""
    outside = writer.outside(view)
    one, other = day(writer, outside, depth - 1), day(writer, outside, depth - 1)
    loop = writer.ranged(view, depth) if writer.random.random() < 0.5 else None
    if loop is None:
        return f"({one} - {other})"
    within, over, where = loop
    return f"longest_gap(({day(writer, within, 0)} {over}{where}), since={one}, until={other})"


def per(writer: Writer, view: View, depth: int, unit: str) -> str | None:
    """Yearly from monthly, monthly from yearly."""
    if unit == "元/年" and (field := writer.read(view, "元/月")):
        return f"per_year({field})"
    if unit == "元/月" and (field := writer.field(view, "元/年")):
        return f"per_month({field} + {number(writer, view, depth - 1, '元/年')})"
    return None


def day(writer: Writer, view: View, depth: int) -> str:
    """A day."""
    simple = (
        lambda: writer.read(view, "date"),
        lambda: writer.read(view, "date"),
        lambda: f'date("{writer.random.choice(pools.DAYS)}")',
        lambda: "核查日",
        lambda: standard(writer, view, "date"),
    )
    if depth <= 0:
        return writer.pick(*simple)
    return writer.pick(
        *simple,
        lambda: shifted(writer, view, depth),
        lambda: made(writer, view, depth),
        lambda: f"birth_in_id({writer.read(view, 'id')})" if writer.read(view, "id") else None,
        lambda: writer.chosen(view, depth, lambda d: day(writer, view, d)),
        lambda: replaced(writer, view, "date", day(writer, view, depth - 1)),
        lambda: writer.gathered(view, depth, "date"),
    )


def shifted(writer: Writer, view: View, depth: int) -> str:
    """Some days or months on or back."""
    by = number(writer, view, depth - 1, "")
    form = writer.random.choice(
        ("({} + {})", "({} - {})", "({} + months({}))", "({} - months({}))")
    )
    return form.format(day(writer, view, depth - 1), by)


def made(writer: Writer, view: View, depth: int) -> str:
    """A day made of numbers."""
    year = writer.random.choice(("2020", "2019", f"year({day(writer, view, depth - 1)})"))
    of_month = writer.random.choice(("2", "12", f"month({day(writer, view, depth - 1)})"))
    return f"date({year}, {of_month}, {writer.random.choice(('1', '29', '30', '31'))})"


def month(writer: Writer, view: View, depth: int) -> str:
    """A month."""
    return writer.pick(
        lambda: writer.read(view, "month"),
        lambda: f'date("{writer.random.choice(pools.MONTHS)}")',
        lambda: f"month_of({day(writer, view, depth)})",
    )


def text(writer: Writer, view: View, depth: int) -> str | None:
    """A text."""
    simple = (
        lambda: writer.read(view, "text"),
        lambda: writer.read(view, "text"),
        lambda: writer.read(view, "household_key"),
        lambda: f'"{writer.random.choice(pools.WORDS)}"',
    )
    if depth <= 0:
        return writer.pick(*simple)
    return writer.pick(
        *simple,
        lambda: writer.chosen(view, depth, lambda d: str(text(writer, view, d))),
        lambda: f"region_in_id({writer.read(view, 'id')})" if writer.read(view, "id") else None,
        lambda: writer.gathered(view, depth, "text"),
    )


def code(writer: Writer, view: View, depth: int, codes: str) -> str | None:
    """A code of a list; a literal alone is no choice, so a field is wanted."""
    if writer.read(view, codes) is None:
        return None
    return writer.pick(
        lambda: writer.read(view, codes),
        lambda: writer.read(view, codes),
        lambda: f'"{writer.random.choice(pools.CODES[codes])}"',
        lambda: writer.gathered(view, depth, codes) if depth > 0 else None,
    )


def identity(writer: Writer, view: View, depth: int) -> str | None:
    """An id number."""
    if writer.read(view, "id") is None:
        return None
    return writer.pick(
        lambda: writer.read(view, "id"),
        lambda: writer.read(view, "id"),
        lambda: f'"{writer.random.choice(pools.IDS)}"',
        lambda: writer.gathered(view, depth, "id") if depth > 0 else None,
    )
