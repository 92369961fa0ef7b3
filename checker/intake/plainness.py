"""Which cells of a Parquet column plainly stand for themselves, as a condition in DuckDB's SQL.

Only a quick sieve: what it lets through is read by engines as it lies and must mean just that in
the grammar of cells; what it holds back, the grammar reads.
"""

from __future__ import annotations

from collections.abc import Mapping

from checker.model.catalog import CodeList, Field
from checker.model.kind import LIMIT, Kind

WHOLE = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT")
WHOLE_UNSIGNED = ("UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT")
INTEGERS = frozenset(WHOLE + WHOLE_UNSIGNED)
FLOATS = frozenset(("FLOAT", "DOUBLE"))
DAYS = frozenset(("DATE", "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS"))
OTHERS = frozenset(("VARCHAR", "BOOLEAN", "VARCHAR[]", '"NULL"'))

YEAR = "(?:18[5-9]|19[0-9]|[2-9][0-9][0-9])[0-9]"
DAY = f"{YEAR}-[0-9][0-9]-[0-9][0-9]"
MONTH = f"{YEAR}-(?:0[1-9]|1[0-2])"
COUNT = "[0-9]{1,12}"
NUMBER = r"[0-9]{1,12}(?:\.[0-9]{1,6})?"
# Letters, digits and the punctuation that tidying leaves alone; behind a digit no letter that a
# spreadsheet (3.7E17) or a mask (3707xxxx) may have put there.
LEGIBLE = (
    r"[\p{Han}A-Za-z][\p{Han}A-Za-z0-9（）()，。、：；·_/.-]*"
    r"|[0-9][\p{Han}A-DF-WYZa-df-wyz0-9（）()，。、：；·_/.-]*"
)
CERTIFICATE = "[0-9]+X?|[A-Z][A-Z0-9]*"
TELEPHONE = "[0-9]{1,11}"  # a longer one may begin with the country's
PLAIN_TEXT = {Kind.TEXT: LEGIBLE, Kind.ID_NUMBER: CERTIFICATE, Kind.PHONE: TELEPHONE}


def readable(sql_type: str) -> bool:
    """Is it a type whose cells are values?"""
    simple = sql_type in INTEGERS | FLOATS | DAYS | OTHERS
    return simple or sql_type.startswith(("DECIMAL(", "ENUM("))


def plainly(
    field: Field, sql_type: str, cell: str, codes: Mapping[str, CodeList], words: frozenset[str]
) -> str | None:
    """When a cell stands for itself.

    Args:
        field: what the column is read as.
        sql_type: DuckDB's name of the column's type.
        cell: the column in SQL.
        codes: the catalog's code lists.
        words: words that mean something in any column.

    Returns:
        A condition over the cell; None where no cell of the column is read as it lies.
    """
    text = sql_type == "VARCHAR" or sql_type.startswith("ENUM(")
    if field.kind.numeric:
        return _number(field, sql_type, cell, text=text)
    if field.kind in (Kind.DATE, Kind.MONTH):
        return _day(field, sql_type, cell, text=text)
    if field.kind is Kind.YES_NO:
        return "TRUE" if sql_type == "BOOLEAN" else None
    if field.kind.written:
        return _written(field, sql_type, cell, words, text=text)
    named = codes.get(field.codes or "")
    if not text or named is None:
        return None
    listed = ", ".join(quoted(code) for code in named.codes)
    return f"{cell}::VARCHAR IN ({listed})"


def quoted(text: str) -> str:
    """Text as a literal of SQL."""
    return "'" + text.replace("'", "''") + "'"


def matches(cell: str, pattern: str) -> str:
    """Does the whole cell match?"""
    return f"regexp_full_match({cell}::VARCHAR, {quoted(f'(?:{pattern})')})"


def _number(field: Field, sql_type: str, cell: str, *, text: bool) -> str | None:
    sign = "" if field.never_negative else "-?"
    if text:
        return matches(cell, sign + (COUNT if field.kind is Kind.COUNT else NUMBER))
    if sql_type not in INTEGERS | FLOATS and not sql_type.startswith("DECIMAL("):
        return None
    conditions = [f"{cell} BETWEEN {0 if field.never_negative else -LIMIT} AND {LIMIT}"]
    if sql_type in FLOATS:
        conditions.insert(0, f"isfinite({cell})")
    if field.kind is Kind.COUNT and sql_type not in INTEGERS:
        conditions.append(f"{cell} = trunc({cell})")
    return " AND ".join(f"({condition})" for condition in conditions)


def _day(field: Field, sql_type: str, cell: str, *, text: bool) -> str | None:
    if sql_type in DAYS:
        return f"isfinite({cell})"
    if not text:
        return None
    if field.kind is Kind.MONTH:
        return matches(cell, MONTH)
    return f"{matches(cell, DAY)} AND TRY_CAST({cell} AS DATE) IS NOT NULL"


def _written(
    field: Field, sql_type: str, cell: str, words: frozenset[str], *, text: bool
) -> str | None:
    if sql_type in INTEGERS:
        return "TRUE"
    if not text:
        return None
    listed = ", ".join(quoted(word) for word in sorted(words | {*field.blank_words}))
    return f"{matches(cell, PLAIN_TEXT[field.kind])} AND {cell}::VARCHAR NOT IN ({listed})"
