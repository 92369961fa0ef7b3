"""Expressions of every kind over the small world, a line each, by the table they speak of."""

from __future__ import annotations

HOUSEHOLD = """
income
income + debt
income - debt * 2
income * score
income / debt
income / 3 == 1
income / debt > score
debt / score <= income / size
income / size
-debt
abs(debt) + score
round(debt)
round(score, 2)
round(score * 7, 0)
floor(score)
floor(debt / 3)
size * 3 + 1
size / 3
size / 2 == 1.5
score * score
score * score == score
income <= debt
1 <= size <= 3
size == score
size + score
score in (1, 2.5, size)
score in (income / 2, 3)
income if poor else debt
size if grade == "A" else score
grade if poor else "B"
poor and income > 1
poor or income > 1
not poor and (size > 1 or score < 0)
poor == (size > 1)
grade == "A"
grade != "B"
grade in fine_grades
grade in ("A", county)
county in (town, "c1")
grade not in ("A", "B")
"ill" in causes
grade in good["A"]
"C" in good[grade]
known(good[grade])
count(causes)
count(causes) > 1
"ill" not in causes and known(causes)
blank(causes)
unreadable(causes)
known(causes)
blank(income)
unreadable(income)
known(income + debt)
or_else(income, 5)
or_else(income, size)
or_else(size, 2)
or_else(grade, "A")
or_else(found, as_of)
found - as_of
as_of - found <= 20
found + 30
found - 3 == as_of
found + size * 4000000
found + score
found + months(size)
found - months(5)
date(2020, 1, 31) + months(size)
found + months(size * 100000)
date(2020, size, 31)
date(2019 + size, 2, 29)
date(2020, 2, score)
date(size, 1, 1)
year(found) * 100 + month(found)
month_of(found) == since
month_of(found) <= date("2020-08")
year(since)
month(since)
years_between(found, as_of)
years_between(as_of, found)
months_between(found, as_of)
months_between(as_of, found)
months_between(date(2020, 1, 31), found)
length(county)
length(head)
starts_with(county, "c")
ends_with(head, "X")
contains(county, town)
matches(head, "[0-9]{17}[0-9X]")
matches(phone, "1[3-9][0-9]{9}")
matches(county, ".*")
valid_id_number(head)
birth_in_id(head)
sex_in_id(head)
sex_in_id(head) == "男"
region_in_id(head)
valid_disability_number(head)
disability_type_in(head)
disability_grade_in(head) == "二级"
line
income >= line
by_grade[grade]
by_grade["A"]
by_grade[grade] * size
at(line, found)
local
local + income
moving["A"]
moving[grade]
at(moving[grade], found)
at(moving["B"], found)
at(local, found)
village.people
village.people + size
village.road or poor
village.area
or_else(village.area, 3)
blank(village.area)
unreadable(village.road)
known(village.people)
count(member)
count(member) == size
count(m for m in member if m.insured)
count(m for m in member if m.insured) >= 2
count(m for m in member if m.insured) == 1
count(m for m in member if m.insured) != 1
count(m for m in member if m.insured) + size
size - count(m for m in member if m.insured)
5 - count(m for m in member if m.insured) <= 3
count(m for m in member if m.insured) * score
count(m for m in member if m.insured) * count(m for m in member if m.wage > 2)
count(m for m in member if m.insured) / count(member) >= 0.5
count(m for m in member if m.insured) / count(member)
count(m for m in member if m.insured) / score
count(m for m in member if m.insured) / score < 1
count(m for m in member if m.insured) / size == count(m for m in member if m.wage > 1) / count(member)
count(m for m in member if m.insured) in (1, 2)
known(count(m for m in member if m.insured))
abs(count(m for m in member if m.insured))
count(m for m in member if m.insured) if poor else 3
any(m.insured for m in member)
any(m.insured and m.age > 18 for m in member if m.wage >= 1)
all(m.insured for m in member)
all(m.insured for m in member if m.age >= 18)
all(m.wage > income for m in member if m.insured)
any(m.wage > income for m in member)
any(m.name == county for m in member if m.insured)
sum(m.wage for m in member)
sum(m.wage for m in member if m.insured)
sum(m.wage for m in member) <= income
sum(m.wage for m in member) / count(member) >= 1
sum(m.wage for m in member) / 12
sum(b.fine for b in benefit)
sum(b.fine for b in benefit if b.item == "A")
sum(b.money for b in benefit) > 5
sum(b.money * 2 for b in benefit)
sum(b.money + income for b in benefit)
sum(v.minutes for v in visit if v.sort == "A")
sum(v.minutes * 2 for v in visit)
min(m.wage for m in member)
max(m.born for m in member if m.insured)
min(v.day for v in visit) > found
max(m.joined for m in member)
max(m.wage - income for m in member)
avg(m.wage for m in member)
avg(m.wage for m in member) > 1
avg(m.age for m in member if m.insured) >= size
avg(b.fine for b in benefit) == avg(b.money for b in benefit)
avg(v.minutes for v in visit) / size
distinct(v.officer for v in visit)
distinct(v.officer for v in visit if v.sort == "A")
distinct(v.officer for v in visit) >= 2
distinct(m.idn for m in member)
distinct(m.idn for m in member if m.insured)
distinct(v.officer for v in visit if v.day > found)
only(m.stage for m in member)
only(m.idn for m in member)
only(m.idn for m in member if m.insured) == head
only(v.day for v in visit if v.sort == "B")
only(m.insured for m in member)
latest((v.sort for v in visit), by=v.day)
latest((v.minutes for v in visit if v.sort != "C"), by=v.day)
latest((m.idn for m in member), by=m.born)
latest((v.minutes for v in visit if v.day > found), by=v.day)
latest((v.officer for v in visit), by=v.day) == county
longest_gap((v.day for v in visit), since=date("2020-08-01"), until=as_of)
longest_gap((v.day for v in visit if v.sort == "A"), since=date("2020-08-20"), until=as_of) <= 14
longest_gap((v.day for v in visit), since=date("2020-05-20"), until=as_of)
longest_gap((v.day for v in visit), since=date("2019-01-01"), until=as_of)
longest_gap((v.day for v in visit), since=as_of, until=as_of)
longest_gap((v.day for v in visit), since=date("2020-09-16"), until=as_of)
longest_gap((v.day for v in visit), since=as_of, until=date("2020-01-01"))
longest_gap((v.day for v in visit), since=found, until=as_of)
longest_gap((v.day for v in visit if v.minutes > size), since=found, until=as_of + size)
longest_gap((v.day for v in visit if v.minutes > size), since=date("2020-08-01"), until=as_of) > 9
any(b.start >= found for b in benefit)
any(h.phone == phone and h != this_row for h in everything.household)
not any(h.phone == phone and h != this_row and h.poor for h in everything.household)
count(h for h in everything.household if h.phone == phone and h != this_row)
count(h for h in everything.household if h.phone == phone)
count(h for h in everything.household if h.phone == phone and h.income > income)
count(h for h in everything.household if h.head == head and h.poor)
all(h.poor for h in everything.household if h.phone == phone and h != this_row)
all(h == this_row for h in everything.household if h.head == head)
sum(h.income for h in everything.household if h.county == county and h != this_row)
any(c.idn == head for c in cars)
count(c for c in cars if c.idn == head)
any(c.idn == head and c.value > income for c in cars)
only(c.plate for c in cars if c.idn == head)
any(d.idn == head for d in deaths)
all(d.died < as_of for d in deaths if d.idn == head)
count(d for d in deaths if d.idn == head)
count(d for d in deaths if d.idn == head) >= 1
distinct(d.died for d in deaths if d.idn == head) >= 2
only(d.died for d in deaths if d.idn == head)
as_of - only(d.died for d in deaths if d.idn == head) <= 60
latest((d.died for d in deaths if d.idn == head), by=d.died)
any(a.idn == head for a in ancient)
known(count(a for a in ancient if a.idn == head))
any(m.idn == head and any(c.idn == m.idn for c in cars) for m in everything.member)
any(any(c.idn == m.idn for c in cars) for m in member)
count(m for m in member if any(c.idn == m.idn and c.value > m.wage for c in cars))
any(count(b for b in m.benefit if b.money > 1) >= 1 for m in member)
sum(m.wage for m in member if count(b for b in m.benefit) > 0)
count(v for v in visit if v.minutes > village.people)
count(h for h in village.household)
count(m for m in village.member if m.insured)
count(h for h in village.household if h.income < income)
any(h != this_row and h.phone == phone for h in village.household)
max(v.minutes for v in village.visit)
any(p.hid == hid for p in previous.household)
only(p.income for p in previous.household if p.hid == hid) <= income
only(p.grade for p in previous.household if p.hid == hid) == grade
count(p for p in previous.member if p.hid == hid and p.household.poor)
any(m.idn == head for m in everything.member)
only(m.name for m in everything.member if m.idn == head) == county
count(m for m in everything.member if m.household.county == county)
count(m for m in everything.member if m.household.county == county and m.household.income > income)
any(h.head == "11010519491231002x" for h in everything.household)
count(c for c in everything.benefit if c.money == income)
count(h for h in everything.household if h.score == size)
(income if poor else debt) / 2 == 1
count(member) * 1.5 > score
known(village.road) and village.road
"""
MEMBER = """
age
age >= 18
age < 18
age == 17
age != 20
18 > age
age <= -1
age >= 0
age > 5000
age + 1 == 19
6 <= age <= 20
age_on(born, date("2020-02-29")) >= 20
age_on(born, date("2021-02-28")) == 20
age_on(born, household.found) >= 18
age_on(born, date("2020-09-17")) >= 2.5
idn == household.head
idn != household.head
idn in (household.head, "11010519491231002x")
birth_in_id(idn) == born
sex_in_id(idn) == "女" or insured
valid_id_number(idn)
household.income >= wage
household.village.people > 2
household.village.road
blank(household.grade)
"ill" in household.causes
or_else(household.grade, "C") == stage
count(household.member)
count(household.visit) > 1
count(m for m in household.member if m.insured)
any(m != this_row and m.wage > wage for m in household.member)
any(m != this_row and m.name == name for m in household.member)
count(m for m in everything.member if m.idn == idn)
count(m for m in everything.member if m.idn == idn and m.household.county == household.county) == 1
count(m for m in everything.member if m.idn == idn and m != this_row and m.insured)
any(b.item == "A" for b in benefit)
sum(b.money for b in benefit)
sum(b.money for b in household.benefit)
any(p.idn == idn for p in previous.member)
only(p.stage for p in previous.member if p.idn == idn) != stage
only(p.joined for p in previous.member if p.idn == idn) <= joined
count(h for h in household.village.household if h.poor)
as_of - only(d.died for d in deaths if d.idn == idn)
local
local >= wage
by_grade[stage]
at(line, born)
any(a.idn == idn for a in ancient)
joined == month_of(as_of)
name in ("a", "'")
matches(name, "[a-z]")
matches(name, "b.")
matches(name, "(?s)b.")
matches(name, "a|ab")
length(name)
contains(name, "")
stage == household.grade
latest((v.sort for v in household.visit), by=v.day) == stage
count(b for b in household.benefit if b.mid == mid)
avg(m.wage for m in household.member) < wage
"""
BENEFIT = """
member.wage
member.household.income
household.income - money
member.name == household.county
not any(b != this_row and b.item == item and b.start <= or_else(end, date("9999-12-31")) and or_else(b.end, date("9999-12-31")) >= start for b in household.benefit)
count(b for b in member.benefit)
count(member.household.member)
any(d.idn == member.idn for d in deaths)
start <= end
(end - start) / 7 > 2
at(line, start) > money
known(member.age) and member.age > 18
sum(b.money for b in household.benefit if b.item == item)
max(b.start for b in household.benefit if b != this_row)
"""
VILLAGE = """
count(household) == people
count(member)
count(h for h in household if h.poor)
sum(h.income for h in household)
sum(m.wage for m in member if m.household.poor)
count(h for h in household if count(h.member) > 1)
any(all(m.insured for m in h.member) for h in household)
distinct(m.household.county for m in member)
count(m for m in member if m.household.village.road)
avg(h.size for h in household) >= 2
count(h for h in household if known(h.poor) and h.poor) / count(h for h in household if known(h.poor)) >= 0.5
longest_gap((v.day for v in visit), since=date("2020-08-01"), until=as_of)
count(h for h in household if h.income > area)
"""
CARS = """
any(m.idn == idn for m in everything.member)
count(m for m in everything.member if m.idn == idn)
count(c for c in cars if c.plate == plate)
only(m.name for m in everything.member if m.idn == idn) == plate
any(m.idn == idn and m.household.poor for m in everything.member)
value > 1
"""
EXPRESSIONS = [
    (each, line)
    for each, block in (
        ("household", HOUSEHOLD),
        ("member", MEMBER),
        ("benefit", BENEFIT),
        ("village", VILLAGE),
        ("cars", CARS),
    )
    for line in block.strip().splitlines()
]
