"""Made-up households in Parquet: as many as asked, the same from the same seed.

Three members and ten visits a household, four benefits and two registers; one to three in a
hundred cells are blank or wrong. Made by DuckDB from row numbers and a hash, in a minute for a
million households.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
MACROS = """
CREATE MACRO pick(i, salt, n) AS ((hash(i, salt, getvariable('seed')) >> 19) % n)::INTEGER;
CREATE MACRO rare(i, salt, per_thousand) AS pick(i, salt, 1000) < per_thousand;
CREATE MACRO gone(i, salt, value) AS CASE WHEN rare(i, salt, 20) THEN NULL ELSE value END;
CREATE MACRO born(i) AS (DATE '1935-01-01' + pick(i, 'born', 31000));
CREATE MACRO digits(i) AS ((370700 + pick(i, 'place', 90))::BIGINT * 100000000
  + year(born(i)) * 10000 + month(born(i)) * 100 + day(born(i))) * 1000 + pick(i, 'serial', 1000);
CREATE MACRO pay(i) AS (pick(i, 'pay', 1500000) / 100)::DECIMAL(12, 2);
CREATE MACRO earned(h) AS greatest(0, pay(h * 3) + pay(h * 3 + 1) + pay(h * 3 + 2)
  - 12000 * rare(h, 'wages', 30)::INTEGER)::DECIMAL(12, 2);
CREATE MACRO income(h) AS (earned(h) + pick(h, 'rest', 2000000) / 100 + 12000
  - 40000 * rare(h, 'little', 20)::INTEGER)::DECIMAL(12, 2);
CREATE MACRO scattered(i, n) AS (i * 7919) % n;
"""
CHECK = " + ".join(
    f"(d // {10 ** (16 - place)}) % 10 * {weight}" for place, weight in enumerate(WEIGHTS)
)
PERSON = f"CREATE MACRO person(d) AS d::VARCHAR || substr('10X98765432', ({CHECK}) % 11 + 1, 1)"

TABLES = {
    "household": """
SELECT (scattered(h, {n}) + 100000000)::BIGINT AS household_id,
  '县' || pick(h, 'county', 40) AS county,
  gone(h, 'category', ['享受政策户', '不享受政策户', '档外户'][1 + pick(h, 'kind', 10) // 4])
    AS category,
  gone(h, 'net', (income(h) / 3 * (0.9 + pick(h, 'part', 20) / 100.0))::DECIMAL(12, 2))
    AS net_income,
  gone(h, 'wage', earned(h)) AS wage_income,
  gone(h, 'total', income(h)) AS total_income,
  gone(h, 'size', 3 + rare(h, 'sized', 30)::INTEGER) AS household_size,
  gone(h, 'house', ['A', 'B', 'A', 'B', 'A', 'C', 'D'][1 + pick(h, 'grade', 515) // 100])
    AS house_grade,
  gone(h, 'water', NOT rare(h, 'dry', 30)) AS tap_water,
  gone(h, 'tel', '1' || (3 + pick(h, 't1', 7)) || lpad(pick(h, 't2', 1000000000)::VARCHAR,
    9 - rare(h, 'short', 10)::INTEGER, '0')) AS phone,
  gone(h, 'bank', '6223' || lpad((CASE WHEN rare(h, 'twice', 10) THEN h // 2 ELSE h END)
    ::VARCHAR, 12, '0')) AS bank_card,
  gone(h, 'head', person(digits(h * 3))) AS head_id_number,
  gone(h, 'applied', DATE '2016-01-01' + pick(h, 'a', 700)) AS applied_on,
  gone(h, 'published', DATE '2016-01-01' + pick(h, 'a', 700) + 10) AS published_on,
  gone(h, 'confirmed', DATE '2016-01-01' + pick(h, 'a', 700) + 16 + pick(h, 'c', 60)
    + rare(h, 'early', 20)::INTEGER * -70) AS confirmed_on,
  CASE WHEN pick(h, 'out', 2) = 0 THEN DATE '2018-12-01' + pick(h, 'e', 300) END AS exited_on
FROM range({n}) AS t(h)""",
    "member": """
SELECT (m + 500000000)::BIGINT AS member_id,
  (scattered(m // 3, {n}) + 100000000)::BIGINT AS household_id,
  '张' || pick(m, 'name', 5000) AS name,
  gone(m, 'rel', ['户主', '配偶', '子女'][1 + (m % 3)::INTEGER]) AS relation,
  gone(m, 'id', CASE WHEN rare(m, 'bad', 20) THEN overlay(person(digits(m)), '9', 18, 1)
    WHEN rare(m, 'same', 5) THEN person(digits(m - m % 3)) ELSE person(digits(m)) END)
    AS id_number,
  gone(m, 'sex', CASE WHEN rare(m, 'other', 15) THEN '女'
    WHEN pick(m, 'serial', 1000) % 2 = 1 THEN '男' ELSE '女' END) AS sex,
  gone(m, 'b', born(m) + rare(m, 'later', 10)::INTEGER) AS birth_date,
  gone(m, 'school', CASE WHEN born(m) > DATE '2014-09-01' THEN '学龄前儿童'
    WHEN born(m) > DATE '2008-09-01' THEN '小学' WHEN born(m) > DATE '2005-09-01' THEN '初中'
    ELSE '非在校生' END) AS school,
  gone(m, 'ins', NOT rare(m, 'uninsured', 15)) AS insured,
  gone(m, 'months', pick(m, 'work', 13)) AS work_months,
  gone(m, 'mw', pay(m)) AS wage
FROM range({n} * 3) AS t(m)""",
    "visit": """
SELECT (w // 10 + 100000000)::BIGINT AS household_id,
  gone(v, 'day', DATE '2020-07-18' + (w % 10 * 6)::INTEGER + pick(v, 'd', 6)
    - 40 * rare(v, 'other', 10)::INTEGER) AS visited_on,
  (pick(v, 'o', 5000) + 1000)::VARCHAR AS officer,
  gone(v, 'min', 5 + pick(v, 'minutes', 60)) AS minutes
FROM (SELECT v, scattered(v, {n} * 10) AS w FROM range({n} * 10) AS t(v))""",
    "benefit": """
SELECT (scattered(p // 4, {n}) + 100000000)::BIGINT AS household_id,
  CASE WHEN p % 4 < 3 THEN m + 500000000 END::BIGINT AS member_id,
  gone(b, 'item', CASE WHEN rare(b, 'wrong', 20) THEN '低保金' WHEN p % 4 = 3 THEN '健康帮扶'
    WHEN born(m) <= DATE '1960-09-17' THEN '养老金'
    WHEN born(m) BETWEEN DATE '2005-09-01' AND DATE '2014-09-01' THEN '教育资助'
    WHEN m % 15 = 0 THEN '残疾补贴' ELSE '低保金' END) AS item,
  gone(b, 'sum', (1250 - 300 * rare(b, 'less', 20)::INTEGER + pick(b, 'a', 20000) / 100)
    ::DECIMAL(12, 2)) AS amount,
  gone(b, 'paid', DATE '2020-07-01' + pick(b, 'p', 60) - 200 * rare(b, 'late', 20)::INTEGER)
    AS paid_on
FROM (SELECT b, p, p // 4 * 3 + least(p % 4, 2) AS m
  FROM (SELECT b, scattered(b, {n} * 4) AS p FROM range({n} * 4) AS t(b)))""",
    "disability_register": """
SELECT person(digits(m)) AS id_number,
  ['一级', '二级', '三级', '四级'][1 + pick(m, 'g', 4)] AS grade
FROM (SELECT r * 15 AS m FROM range({n} // 5) AS t(r))""",
    "vehicle_register": """
SELECT person(digits(h * 3)) AS id_number, '鲁V' || h AS plate
FROM (SELECT r * 29 AS h FROM range({n} // 30) AS t(r))""",
}


def generate(folder: Path, households: int, seed: int = 1) -> None:
    """Write all tables."""
    folder.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as connection:
        connection.execute(f"SET VARIABLE seed = {seed}")
        connection.execute("SET preserve_insertion_order = false")
        for statement in (*filter(str.strip, MACROS.split(";")), PERSON):
            connection.execute(statement)
        for name, select in TABLES.items():
            target = str(folder / f"{name}.parquet").replace("'", "''")
            connection.execute(f"COPY ({select.format(n=households)}) TO '{target}'")
