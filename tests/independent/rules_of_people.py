"""Education, medical care, health, disability, old age and identity, from the rule book."""

from __future__ import annotations

import pandas as pd

from tests.independent.asking import (
    Answers,
    age_on,
    among,
    at_most,
    contains,
    every,
    filled,
    of_parent,
    or_else,
    rule,
)
from tests.independent.households import Households
from tests.independent.numbers import is_certificate, is_identity_number
from tests.independent.table import TEXT

COMPULSORY = {"小学", "七年级", "八年级", "九年级", "送教上门", "特殊教育"}
SENIOR = {
    *("普通高中一年级", "普通高中二年级", "普通高中三年级"),
    *("中职一年级", "中职二年级", "中职三年级"),
}
HIGHER = {
    *("技师学院", "高职高专一年级", "高职高专二年级", "高职高专三年级", "大专及以上"),
    *("本科一年级", "本科二年级", "本科三年级", "本科四年级", "硕士研究生及以上"),
}
MEN = {"之子", "之女婿", "之孙子", "之外孙子", "之父", "之岳父", "之公公", "之祖父", "之外祖父"}
WOMEN = {"之女", "之儿媳", "之孙女", "之外孙女", "之母", "之岳母", "之婆婆", "之祖母", "之外祖母"}
UNSIGNED = {
    *("长期外出", "服刑", "服兵役", "拒签", "暂时外出"),
    *("联系不上", "失联失踪", "出国", "精神病人住康复医院"),
}


def term(as_of: pd.Timestamp) -> pd.Timestamp:
    """秋季入学截止日: 31 August, of last year until September comes."""
    return pd.Timestamp(as_of.year if as_of.month >= 9 else as_of.year - 1, 8, 31)


def ages(data: Households) -> pd.Series:
    """年龄."""
    return age_on(data.members["出生日期"], data.as_of)


def of_school_age(data: Households) -> pd.Series:
    """适龄学生: 6 to 15."""
    return (ages(data) >= 6) & (ages(data) <= 15)


def registered(data: Households) -> pd.Series:
    """建档立卡户, of each member's household."""
    homes = data.households
    return of_parent(data.members, "户编号", homes, homes["类别"] != "档外户")


@rule("education/in-school")
def in_school(data: Households) -> Answers:
    """A pupil, or with a reason that is allowed, or not yet due."""
    members = data.members
    status = members["在校生状况"]
    too_young = age_on(members["出生日期"], term(data.as_of)) < 6
    met = (
        among(status, COMPULSORY | SENIOR | HIGHER)
        | among(members["未上学原因"], {"休学", "缓学", "身体原因不具备学习条件"})
        | ((status == "学前教育") & too_young)
    )
    return Answers("member", of_school_age(data), met)


@rule("education/reason-known")
def reason_known(data: Households) -> Answers:
    """Who is out of school has a reason on file."""
    members = data.members
    out = filled(members, "在校生状况", members["在校生状况"] == "非在校生")
    known = members["未上学原因"].notna().astype("boolean")
    return Answers("member", of_school_age(data) & out, known)


@rule("education/high-school-age")
def high_school_age(data: Households) -> Answers:
    """Between 14 and 21."""
    members = data.members
    senior = filled(members, "在校生状况", among(members["在校生状况"], SENIOR))
    return Answers("member", senior, (ages(data) >= 14) & (ages(data) <= 21))


@rule("education/grant-once")
def grant_once(data: Households) -> Answers:
    """No grant for day pupils paid on the same day to the same child."""
    rows = data.benefits
    own = pd.DataFrame({"person": rows["人编号"], "day": rows["发放日期"]})
    others = own.assign(day_pupil=rows["项目"] == "义务教育非寄宿生补助")
    pairs = own.reset_index().dropna(subset="person").merge(others, on="person")
    same_day = (pairs["day_x"] == pairs["day_y"]).astype("boolean")
    same_day = same_day.mask(pairs["day_x"].isna() | pairs["day_y"].isna())
    twice = pairs["day_pupil"] & same_day
    sure = own.index.isin(pairs["index"][twice.fillna(value=False)])
    perhaps = own.index.isin(pairs["index"][twice.fillna(value=True)])
    met = pd.Series(~sure, dtype="boolean").mask(~sure & perhaps).mask(own["person"].isna())
    return Answers("benefit", rows["项目"] == "义务教育寄宿生补助", met)


@rule("education/grant-to-student")
def grant_to_student(data: Households) -> Answers:
    """What is paid since the term began goes to somebody at school."""
    rows, members = data.benefits, data.members
    due = (rows["领域"] == "教育") & ~at_most(rows["发放日期"], term(data.as_of))
    at_school = among(members["在校生状况"], COMPULSORY | SENIOR | HIGHER | {"学前教育"})
    return Answers("benefit", due, of_parent(rows, "人编号", members, at_school))


@rule("medical/insured")
def insured(data: Households) -> Answers:
    """Everybody, or with a reason that is allowed."""
    members = data.members
    excused = among(members["未参保原因"], {"新生儿办理中", "参军等特殊保障", "异地参保", "服刑"})
    insured_at_all = members["居民医保"] | members["职工医保"]
    return Answers(
        "member", every(members), insured_at_all | filled(members, "未参保原因", excused)
    )


@rule("medical/insured-once")
def insured_once(data: Households) -> Answers:
    """Not both."""
    members = data.members
    both_written = members.written("居民医保") & members.written("职工医保")
    return Answers(
        "member", both_written.astype("boolean"), ~(members["居民医保"] & members["职工医保"])
    )


@rule("medical/serious")
def serious(data: Households) -> Answers:
    """The resident insurance brings the one for serious illness."""
    return Answers("member", data.members["居民医保"], data.members["大病保险"])


@rule("medical/self-pay")
def self_pay(data: Households) -> Answers:
    """At most a tenth."""
    members, homes = data.members, data.households
    enjoying = of_parent(members, "户编号", homes, homes["类别"] == "享受政策户")
    total = or_else(members, "住院总费用", 0)
    share = members["个人自付费用"] / members["住院总费用"].mask(members["住院总费用"] == 0)
    return Answers("member", enjoying & (total > 0), share <= 0.1)


@rule("health/signed")
def signed(data: Households) -> Answers:
    """A contract, or a reason that is allowed."""
    members = data.members
    excused = filled(members, "未签约原因", among(members["未签约原因"], UNSIGNED))
    return Answers("member", registered(data), members["家庭医生签约"] | excused)


@rule("health/followed-up")
def followed_up(data: Households) -> Answers:
    """Four times a year, as far as the year has gone."""
    members = data.members
    ill = contains(members["健康状况"], "长期慢性病")
    due = 4 * (data.as_of.month - 1) // 12
    return Answers(
        "member", registered(data) & members["家庭医生签约"] & ill, members["随访次数"] >= due
    )


@rule("health/serious-treated")
def serious_treated(data: Households) -> Answers:
    """Who is seriously ill is treated."""
    ill = contains(data.members["健康状况"], "大病")
    return Answers("member", registered(data) & ill, data.members["大病专项救治"])


@rule("health/chronic-card")
def chronic_card(data: Households) -> Answers:
    """Who is ill for long has the card."""
    ill = contains(data.members["健康状况"], "长期慢性病")
    return Answers("member", registered(data) & ill, data.members["慢病证"])


@rule("disability/certificate")
def has_certificate(data: Households) -> Answers:
    """Who is disabled has a number written."""
    members = data.members
    disabled = contains(members["健康状况"], "残疾")
    return Answers("member", disabled, members.written("残疾证号").astype("boolean"))


@rule("disability/number-valid")
def number_valid(data: Households) -> Answers:
    """A number that is written is right."""
    members = data.members
    valid = members["残疾证号"].map(is_certificate, na_action="ignore").astype("boolean")
    return Answers("member", members.written("残疾证号").astype("boolean"), valid)


@rule("elderly/insured")
def pension_insured(data: Households) -> Answers:
    """16 to 59, not at school."""
    members = data.members
    working_age = (ages(data) >= 16) & (ages(data) < 60)
    due = working_age & (members["在校生状况"] == "非在校生")
    return Answers("member", due, members["居民养老"] | members["职工养老"])


@rule("elderly/drawn")
def pension_drawn(data: Households) -> Answers:
    """Sixty for three months: the pension is drawn."""
    members = data.members
    of_age = age_on(members["出生日期"], data.as_of - pd.DateOffset(months=3)) >= 60
    return Answers("member", members["居民养老"] & of_age, members["是否领取养老金"])


@rule("elderly/drawn-due")
def pension_due(data: Households) -> Answers:
    """Not before sixty."""
    members = data.members
    draws = or_else(members, "是否领取养老金", value=False)
    return Answers("member", draws & members["居民养老"], ages(data) >= 60)


@rule("identity/id-valid")
def id_valid(data: Households) -> Answers:
    """An identity number, or a certificate's."""
    members = data.members
    valid = members["证件号码"].map(
        lambda text: is_identity_number(text) or is_certificate(text), na_action="ignore"
    )
    return Answers(
        "member", members.written("证件号码").astype("boolean"), valid.astype("boolean")
    )


@rule("identity/sex-in-id")
def sex_in_id(data: Households) -> Answers:
    """The 17th digit is odd for men."""
    members = data.members
    numbers = members["证件号码"]
    valid = numbers.map(is_identity_number, na_action="ignore").astype("boolean")
    told = numbers.str[16].map(lambda digit: "男" if int(digit) % 2 else "女", na_action="ignore")
    read = members.written("证件号码").astype("boolean") & members.readable("证件号码").astype(
        "boolean"
    )
    return Answers("member", read & valid, members["性别"] == told.astype(TEXT))


@rule("household/relation-sex")
def relation_sex(data: Households) -> Answers:
    """A son is a man."""
    members = data.members
    male = among(members["与户主关系"], MEN)
    should = pd.Series("女", index=male.index, dtype=TEXT).mask(male.fillna(False), "男")
    return Answers(
        "member",
        among(members["与户主关系"], MEN | WOMEN),
        (members["性别"] == should).mask(male.isna()),
    )
