-- The thirty rules as a person who knows DuckDB would write them, for the same verdicts.
-- The columns behind the verdicts are the values that `by_hand.py` writes with a finding.
-- {name} stands for a table's file. Statements end with a line that is only a semicolon.
CREATE TEMP MACRO verdict(a, r) AS
  (CASE WHEN NOT a THEN 0 WHEN r THEN 1 WHEN a AND NOT r THEN 2 ELSE 3 END)::UTINYINT
;
CREATE TEMP MACRO holds_all(bad, unsure) AS
  CASE WHEN coalesce(bad, 0) > 0 THEN FALSE WHEN coalesce(unsure, 0) > 0 THEN NULL ELSE TRUE END
;
CREATE TEMP MACRO exists_one(good, unsure) AS
  CASE WHEN coalesce(good, 0) > 0 THEN TRUE WHEN coalesce(unsure, 0) > 0 THEN NULL ELSE FALSE END
;
CREATE TEMP MACRO good_id(n, x) AS
  (n // 10000000000000000 * 7 + n // 1000000000000000 % 10 * 9 + n // 100000000000000 % 10 * 10
  + n // 10000000000000 % 10 * 5 + n // 1000000000000 % 10 * 8 + n // 100000000000 % 10 * 4
  + n // 10000000000 % 10 * 2 + n // 1000000000 % 10 + n // 100000000 % 10 * 6
  + n // 10000000 % 10 * 3 + n // 1000000 % 10 * 7 + n // 100000 % 10 * 9 + n // 10000 % 10 * 10
  + n // 1000 % 10 * 5 + n // 100 % 10 * 8 + n // 10 % 10 * 4 + n % 10 * 2
  + CASE WHEN x IN ('X', 'x') THEN 10 ELSE ascii(x) - 48 END) % 11 = 1
;
CREATE TEMP TABLE by_hand_household AS
WITH m AS (
  SELECT household_id, count(*) AS n,
    count(*) FILTER (WHERE relation = '户主') AS heads,
    count(*) FILTER (WHERE relation IS NULL) AS heads_unsure,
    count(*) FILTER (WHERE NOT insured) AS uninsured,
    count(*) FILTER (WHERE insured IS NULL) AS insured_unsure,
    count(*) FILTER (WHERE work_months >= 1 AND birth_date <= DATE '2004-09-17') AS workers,
    count(*) FILTER (WHERE (work_months >= 1 AND CASE WHEN birth_date <= DATE '2020-09-17'
      THEN birth_date <= DATE '2004-09-17' END) IS NULL) AS workers_unsure,
    sum(wage) AS wages, count(*) FILTER (WHERE wage IS NULL) AS wages_unsure
  FROM {member} GROUP BY household_id
), b AS (
  SELECT household_id,
    sum(amount) FILTER (WHERE year(paid_on) = 2020) AS least,
    sum(amount) FILTER (WHERE paid_on IS NULL OR year(paid_on) = 2020) AS most,
    count(*) FILTER (WHERE amount IS NULL AND (paid_on IS NULL OR year(paid_on) = 2020)) AS endless,
    count(*) FILTER (WHERE item = '健康帮扶') AS helped,
    count(*) FILTER (WHERE item IS NULL) AS helped_unsure
  FROM {benefit} GROUP BY household_id
), v AS (
  SELECT household_id,
    count(*) FILTER (WHERE visited_on >= DATE '2020-08-18') AS lately,
    count(*) FILTER (WHERE visited_on IS NULL) AS unsure,
    max(visited_on) AS last,
    bit_or(CASE WHEN visited_on > DATE '2020-07-20' AND visited_on < DATE '2020-09-17'
      THEN 1::BIGINT << (visited_on - DATE '2020-07-21') ELSE 0 END) AS days
  FROM {visit} GROUP BY household_id
), c AS (
  SELECT bank_card FROM {household} WHERE bank_card IS NOT NULL GROUP BY bank_card
  HAVING count(*) > 1
), k AS (
  SELECT upper(id_number[:18]) AS id FROM {vehicle_register} WHERE id_number IS NOT NULL GROUP BY 1
), j AS (
  SELECT h.*, file_row_number AS rid, m.*, b.* EXCLUDE household_id, v.* EXCLUDE household_id,
    c.bank_card IS NOT NULL AS shared, k.id IS NOT NULL AS car,
    ~coalesce(v.days, 0) & ((1::BIGINT << 58) - 1) AS g1, g1 & (g1 >> 1) AS g2, g2 & (g2 >> 2) AS g4,
    g4 & (g4 >> 4) AS g8, g8 & (g4 >> 8) & (g2 >> 12) AS g14
  FROM read_parquet({household_path}, file_row_number = true) AS h
  LEFT JOIN m USING (household_id) LEFT JOIN b USING (household_id) LEFT JOIN v USING (household_id)
  LEFT JOIN c ON h.bank_card = c.bank_card LEFT JOIN k ON upper(h.head_id_number[:18]) = k.id
)
SELECT rid,
  verdict(TRUE, phone IS NOT NULL) AS "phone-known",
  verdict(phone IS NOT NULL, regexp_full_match(phone, '1[3-9][0-9]{9}')) AS "phone-form",
  verdict(TRUE, household_size BETWEEN 1 AND 12) AS "size-range",
  verdict(category = '享受政策户', net_income >= 4000) AS "above-line",
  verdict(TRUE, total_income >= wage_income) AS "total-income",
  verdict(category <> '档外户', house_grade IN ('A', 'B')) AS "safe-house",
  verdict(house_grade IN ('C', 'D'), tap_water) AS "tap-water",
  verdict(TRUE, applied_on <= published_on AND published_on + 7 <= confirmed_on)
    AS "order-of-dates",
  verdict(TRUE, exited_on IS NULL OR exited_on >= confirmed_on) AS "exit-after",
  verdict(TRUE, CASE WHEN household_size > 0
    THEN total_income * 10 >= net_income * 9 * household_size END) AS "per-head",
  verdict(TRUE, coalesce(n, 0) = household_size) AS "member-count",
  verdict(TRUE, CASE WHEN coalesce(heads, 0) = 1 AND coalesce(heads_unsure, 0) = 0 THEN TRUE
    WHEN coalesce(heads, 0) > 1 OR coalesce(heads + heads_unsure, 0) < 1 THEN FALSE END)
    AS "one-head",
  verdict(TRUE, holds_all(uninsured, insured_unsure)) AS "all-insured",
  verdict(wage_income > 0, exists_one(workers, workers_unsure)) AS "somebody-works",
  verdict(TRUE, CASE WHEN coalesce(wages, 0) > wage_income + 5000 THEN FALSE
    WHEN coalesce(wages_unsure, 0) = 0 AND coalesce(wages, 0) <= wage_income + 5000 THEN TRUE END)
    AS "wages-add-up",
  verdict(TRUE, CASE WHEN coalesce(least, 0) > 5600 THEN FALSE
    WHEN coalesce(endless, 0) = 0 AND coalesce(most, 0) <= 5600 THEN TRUE END) AS "benefit-limit",
  verdict(house_grade = 'D' OR category = '享受政策户', exists_one(helped, helped_unsure))
    AS "health-help",
  verdict(TRUE, CASE WHEN coalesce(lately, 0) >= 3 THEN TRUE
    WHEN coalesce(lately + unsure, 0) < 3 THEN FALSE END) AS "visits-a-month",
  verdict(TRUE, CASE WHEN coalesce(unsure, 0) = 0 THEN g14 = 0 END) AS "visit-gap",
  verdict(category = '享受政策户', CASE WHEN unsure = 0 THEN last >= DATE '2020-09-03' END)
    AS "visited-lately",
  verdict(TRUE, CASE WHEN bank_card IS NOT NULL THEN NOT shared END) AS "bank-card-once",
  verdict(category = '享受政策户', CASE WHEN head_id_number IS NOT NULL THEN NOT car END) AS "no-car",
  category, net_income, wage_income, total_income, household_size, house_grade, tap_water, phone,
  bank_card, head_id_number, applied_on, published_on, confirmed_on, exited_on,
  coalesce(n, 0) AS members, coalesce(heads, 0) AS heads, coalesce(heads_unsure, 0) AS heads_unsure,
  holds_all(uninsured, insured_unsure) AS insured, exists_one(workers, workers_unsure) AS works,
  coalesce(wages, 0) AS wages, coalesce(wages_unsure, 0) AS wages_unsure,
  coalesce(least, 0) AS least, coalesce(most, 0) AS most, coalesce(endless, 0) AS endless,
  exists_one(helped, helped_unsure) AS helped, coalesce(lately, 0) AS lately,
  coalesce(unsure, 0) AS unsure, CASE WHEN unsure = 0 THEN last END AS last, g1,
  CASE WHEN bank_card IS NOT NULL THEN shared END AS shared,
  CASE WHEN head_id_number IS NOT NULL THEN car END AS car
FROM j
;
CREATE TEMP TABLE by_hand_member AS
WITH b AS (
  SELECT member_id,
    count(*) FILTER (WHERE item = '残疾补贴') AS disabled,
    count(*) FILTER (WHERE item IS NULL) AS item_unsure,
    count(*) FILTER (WHERE item = '养老金' AND paid_on >= DATE '2020-07-01') AS pension,
    count(*) FILTER (WHERE (item = '养老金' AND paid_on >= DATE '2020-07-01') IS NULL)
      AS pension_unsure,
    sum(amount) FILTER (WHERE item = '教育资助') AS least,
    sum(amount) FILTER (WHERE item = '教育资助' OR item IS NULL) AS most,
    count(*) FILTER (WHERE amount IS NULL AND (item = '教育资助' OR item IS NULL)) AS endless
  FROM {benefit} WHERE member_id IS NOT NULL GROUP BY member_id
), d AS (
  SELECT upper(id_number[:18]) AS id FROM {disability_register} GROUP BY 1
), t AS (
  SELECT upper(id_number[:18]) AS id, count(*) AS n FROM {member} WHERE id_number IS NOT NULL
  GROUP BY 1
  HAVING count(*) > 1
), i AS (
  SELECT member_id, household_id, id_number, sex, birth_date, school, file_row_number AS rid,
    upper(id_number[:18]) AS id,
    regexp_full_match(id_number, '[0-9]{17}[0-9Xx]') AS formed,
    CASE WHEN formed THEN TRY_CAST(id_number[:17] AS BIGINT) END AS digits,
    TRY(make_date(digits // 10000000 % 10000, digits // 100000 % 100, digits // 1000 % 100)) AS born,
    coalesce(born IS NOT NULL AND good_id(digits, id_number[18:18]), FALSE) AS valid,
    CASE WHEN id_number IS NOT NULL THEN valid END AS valid_or_unknown,
    CASE WHEN birth_date <= DATE '2020-09-17' THEN birth_date END AS birth
  FROM read_parquet({member_path}, file_row_number = true)
)
SELECT rid,
  verdict(TRUE, valid_or_unknown) AS "id-valid",
  verdict(valid_or_unknown, CASE WHEN valid THEN born = birth_date END) AS "birth-in-id",
  verdict(TRUE, CASE WHEN valid THEN CASE WHEN digits % 2 = 1 THEN '男' ELSE '女' END = sex END)
    AS "sex-in-id",
  verdict(birth <= DATE '2014-09-17' AND birth > DATE '2004-09-17', i.school IN ('小学', '初中', '高中'))
    AS "in-school",
  verdict(TRUE, CASE WHEN i.id IS NOT NULL THEN t.id IS NULL END) AS "id-once",
  verdict(CASE WHEN i.id IS NOT NULL THEN d.id IS NOT NULL END, exists_one(disabled, item_unsure))
    AS "disabled-helped",
  verdict(i.school IN ('小学', '初中') AND h.category = '享受政策户',
    CASE WHEN coalesce(least, 0) >= CASE i.school WHEN '小学' THEN 1000 WHEN '初中' THEN 1250 END
    THEN TRUE WHEN coalesce(endless, 0) = 0
      AND coalesce(most, 0) < CASE i.school WHEN '小学' THEN 1000 WHEN '初中' THEN 1250 END
    THEN FALSE END) AS "school-grant",
  verdict(birth <= DATE '1960-09-17', exists_one(pension, pension_unsure)) AS "pension",
  id_number, sex, birth_date, birth, i.school, h.category,
  CASE WHEN i.id IS NOT NULL THEN d.id IS NOT NULL END AS listed,
  exists_one(disabled, item_unsure) AS helped, exists_one(pension, pension_unsure) AS pensioned,
  CASE WHEN i.id IS NOT NULL THEN coalesce(t.n, 1) END AS same,
  coalesce(least, 0) AS least, coalesce(most, 0) AS most, coalesce(endless, 0) AS endless
FROM i LEFT JOIN b USING (member_id) LEFT JOIN {household} AS h ON i.household_id = h.household_id
LEFT JOIN d ON i.id = d.id LEFT JOIN t ON i.id = t.id
;
