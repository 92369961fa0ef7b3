"""The same thirty rules written by hand: run, counted, and written to Parquet like ours."""

from __future__ import annotations

from pathlib import Path

import duckdb

HERE = Path(__file__).parent


def text(column: str) -> str:
    """A column as text."""
    return f"({column})::VARCHAR"


def money(column: str) -> str:
    """An amount as text, with six decimals."""
    return f"({column})::DECIMAL(18, 6)::VARCHAR"


def between(low: str, high: str, shown: str = "({})::VARCHAR") -> str:
    """Bounds as text."""
    low, high = shown.format(low), shown.format(high)
    return f"CASE WHEN {low} = {high} THEN {low} ELSE {low} || '..' || coalesce({high}, '') END"


MONEY = "({})::DECIMAL(18, 6)::VARCHAR"
AGE = text("((20200917 - (year(birth) * 10000 + month(birth) * 100 + day(birth))) // 10000)")
WAGES = between("wages", "CASE WHEN wages_unsure = 0 THEN wages END", MONEY)
BENEFITS = between("least", "CASE WHEN endless = 0 THEN most END", MONEY)
RUNS = "list_transform(string_split(bin(g1), '0'), LAMBDA x: len(x))"
GAP = f"CASE WHEN unsure = 0 THEN list_max({RUNS}) + 1 END"

# What each rule's findings show: rule → columns of the wide table, as text.
VALUES = {
    "household": {
        "phone-known": ["phone"],
        "phone-form": ["phone"],
        "size-range": [text("household_size")],
        "above-line": ["category", money("net_income")],
        "total-income": [money("total_income"), money("wage_income")],
        "safe-house": ["category", "house_grade"],
        "tap-water": ["house_grade", text("tap_water")],
        "order-of-dates": [text("applied_on"), text("published_on"), text("confirmed_on")],
        "exit-after": [text("exited_on"), text("confirmed_on")],
        "per-head": [money("total_income"), text("household_size"), money("net_income")],
        "member-count": [text("members"), text("household_size")],
        "one-head": [between("heads", "(heads + heads_unsure)")],
        "all-insured": [text("insured")],
        "somebody-works": [money("wage_income"), text("works")],
        "wages-add-up": [WAGES, money("wage_income")],
        "benefit-limit": [BENEFITS],
        "health-help": ["house_grade", "category", text("helped")],
        "visits-a-month": [between("lately", "(lately + unsure)")],
        "visit-gap": [text(GAP)],
        "visited-lately": ["category", text("last")],
        "bank-card-once": [text("shared"), "bank_card"],
        "no-car": ["category", text("car"), "head_id_number"],
    },
    "member": {
        "id-valid": ["id_number"],
        "birth-in-id": ["id_number", text("birth_date")],
        "sex-in-id": ["id_number", "sex"],
        "in-school": [AGE, "school"],
        "id-once": [text("same"), "id_number"],
        "disabled-helped": [text("listed"), "id_number", text("helped")],
        "school-grant": ["school", "category", BENEFITS],
        "pension": [AGE, text("pensioned")],
    },
}


def statements(data: Path) -> list[str]:
    """The SQL, with the tables' files in place."""
    sql = (HERE / "by_hand.sql").read_text(encoding="utf-8")
    sql = "\n".join(line for line in sql.splitlines() if not line.startswith("--"))
    for file in data.glob("*.parquet"):
        sql = sql.replace(f"{{{file.stem}}}", f"read_parquet('{file}')")
        sql = sql.replace(f"{{{file.stem}_path}}", f"'{file}'")
    return [statement for statement in sql.split("\n;") if statement.strip()]


def run(data: Path, target: Path, memory: str, *, values: bool) -> dict[str, list[int]]:
    """Everything: verdicts counted by rule, findings written."""
    counts: dict[str, list[int]] = {}
    with duckdb.connect() as connection:
        connection.execute("SET preserve_insertion_order = false")
        connection.execute(f"SET memory_limit = '{memory}'")
        connection.execute(f"SET temp_directory = '{target}'")
        made = statements(data)
        for statement in made[:-2]:
            connection.execute(statement)
        for table, statement in zip(VALUES, made[-2:], strict=True):
            connection.execute(statement)
            write(connection, table, target, values=values)
            counts |= counted(connection, table)
            connection.execute(f"DROP TABLE by_hand_{table}")
    return counts


def write(
    connection: duckdb.DuckDBPyConnection, table: str, target: Path, *, values: bool
) -> None:
    """The findings of a table."""
    selects = [
        f"SELECT 'speed/{rule}' AS rule, rid AS row, \"{rule}\" AS verdict"
        + (f", [{', '.join(columns)}]::VARCHAR[] AS values" if values else "")
        + f' FROM by_hand_{table} WHERE "{rule}" >= 2'
        for rule, columns in VALUES[table].items()
    ]
    path = target / f"{table}.parquet"
    connection.execute(f"COPY ({' UNION ALL '.join(selects)}) TO '{path}' (FORMAT parquet)")


def counted(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, list[int]]:
    """Rows by verdict, for each rule."""
    parts = [
        f'count(*) FILTER (WHERE "{rule}" = {verdict})'
        for rule in VALUES[table]
        for verdict in range(4)
    ]
    row = connection.execute(f"SELECT {', '.join(parts)} FROM by_hand_{table}").fetchall()[0]
    return {
        f"speed/{rule}": list(row[4 * place : 4 * place + 4])
        for place, rule in enumerate(VALUES[table])
    }
