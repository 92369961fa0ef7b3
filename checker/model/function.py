"""The closed list of functions: each with its signature in kinds and units.

Both engines are tested against this list; `checker functions` prints it. Aggregates and the forms
with a grammar of their own (`any`, `at`, `or_else`, `known`) are listed too, so that a name is
known in one place.
"""

from __future__ import annotations

from checker.frozen import frozen

# What functions take and give, as the reader sees it.
WORDS = {
    "number": "数",
    "amount": "每月或每年的数",
    "places": "位数",
    "text": "文字",
    "pattern": "式样",
    "date": "日期",
    "day-or-month": "日期或月份",
    "id": "证件号码",
    "same": "同单位的数",
    "count": "个数",
    "yes_no": "是否",
    "month": "月份",
    "choice": "选项",
    "yearly": "每年的数",
    "monthly": "每月的数",
}

# Words that certificate numbers stand for, in the order of their digits (domain: national
# standards GB 11643 and the disability certificate's numbering).
SEXES = ("男", "女")  # odd, even
DISABILITY_TYPES = ("视力", "听力", "言语", "肢体", "智力", "精神", "多重")
DISABILITY_GRADES = ("一级", "二级", "三级", "四级")


@frozen
class Function:
    """One function: what it takes and gives, in the words of the signature."""

    name: str
    takes: tuple[str, ...]  # number date day-or-month text id field row-values ...; "?" optional
    gives: str  # same number count yes_no text date month choice
    title: str  # what it is, for the reader
    example: str

    @property
    def signature(self) -> str:
        """What it takes and gives, as the reader sees it, after its name."""
        taken = ", ".join(
            WORDS[one.rstrip("?")] + ("（可省）" if one.endswith("?") else "")
            for one in self.takes
        )
        return f"({taken}) → {WORDS[self.gives]}"


FUNCTIONS = {
    f.name: f
    for f in (
        Function("abs", ("number",), "same", "绝对值", "abs(家庭人口数 - count(成员))"),
        Function("round", ("number", "places?"), "same", "四舍五入", "round(人均纯收入, 2)"),
        Function("floor", ("number",), "same", "向下取整", "floor(务工时间)"),
        Function("length", ("text",), "count", "字数", "length(证件号码) == 18"),
        Function("starts_with", ("text", "text"), "yes_no", "开头是", 'starts_with(村名, "北")'),
        Function("ends_with", ("text", "text"), "yes_no", "结尾是", 'ends_with(村名, "村")'),
        Function("contains", ("text", "text"), "yes_no", "含有", 'contains(姓名, "·")'),
        Function(
            "matches",
            ("text", "pattern"),
            "yes_no",
            "整个符合式样（RE2）",
            'matches(联系电话, "1[3-9][0-9]{9}")',
        ),
        Function("year", ("day-or-month",), "count", "年份", "year(核查日)"),
        Function("month", ("day-or-month",), "count", "月份", "month(发放日期)"),
        Function("month_of", ("date",), "month", "所在的月", "month_of(发放日期)"),
        Function(
            "years_between", ("date", "date"), "count", "满几年", "years_between(识别日期, 核查日)"
        ),
        Function(
            "months_between",
            ("date", "date"),
            "count",
            "满几个月",
            "months_between(识别日期, 核查日)",
        ),
        Function("age_on", ("date", "date"), "count", "某日的周岁", "age_on(出生日期, 核查日)"),
        Function(
            "per_year", ("amount",), "yearly", "换成每年；一年里的合计按每年", "per_year(低保标准)"
        ),
        Function("per_month", ("amount",), "monthly", "换成每月", "per_month(人均纯收入)"),
        Function(
            "valid_id_number", ("id",), "yes_no", "18位身份证号有效", "valid_id_number(证件号码)"
        ),
        Function("birth_in_id", ("id",), "date", "证件号中的出生日期", "birth_in_id(证件号码)"),
        Function("sex_in_id", ("id",), "choice", "证件号中的性别", "sex_in_id(证件号码) == 性别"),
        Function("region_in_id", ("id",), "text", "证件号中的地区码", "region_in_id(证件号码)"),
        Function(
            "valid_disability_number",
            ("id",),
            "yes_no",
            "残疾人证号有效",
            "valid_disability_number(残疾证号)",
        ),
        Function(
            "disability_type_in",
            ("id",),
            "choice",
            "残疾人证号中的类别",
            "disability_type_in(残疾证号)",
        ),
        Function(
            "disability_grade_in",
            ("id",),
            "choice",
            "残疾人证号中的等级",
            "disability_grade_in(残疾证号)",
        ),
    )
}


@frozen
class Form:
    """A form with a grammar of its own: a made date, a question, an aggregate."""

    name: str
    signature: str  # as the reader sees it, after the name
    title: str
    example: str


FORMS = {
    form.name: form
    for form in (
        Form("date", "(年, 月, 日) → 日期", "日期或月份", 'date("2020-09-17")'),
        Form("months", "(整数)", "几个月，用来加减日期", "申请日期 + months(3)"),
        Form("at", "(标准, 日期) → 标准的值", "标准在某日的值", "at(农村低保标准, b.发放日期)"),
        Form("blank", "(字段) → 是否", "没有填写", "blank(联系电话)"),
        Form("unreadable", "(字段) → 是否", "填了但读不懂", "unreadable(监测对象类别)"),
        Form("known", "(任何值) → 是否", "有值", "known(民族)"),
        Form(
            "or_else",
            "(字段, 值) → 同字段",
            "没有填写时用后一个",
            'or_else(结束, date("9999-12-31"))',
        ),
    )
}

AGGREGATES = {
    form.name: form
    for form in (
        Form(
            "any",
            "(条件 for v in 表 if 条件) → 是否",
            "有没有一行",
            'any(m.与户主关系 == "户主" for m in 成员)',
        ),
        Form(
            "all",
            "(条件 for v in 表 if 条件) → 是否",
            "是不是每一行",
            "all(known(m.姓名) for m in 成员)",
        ),
        Form(
            "count",
            "(v for v in 表 if 条件) → 个数",
            "有几行",
            "count(m for m in 成员 if m.年龄 >= 60)",
        ),
        Form(
            "sum", "(数 for v in 表 if 条件) → 同单位的数", "合计", "sum(b.金额 for b in 政策享受)"
        ),
        Form(
            "min", "(数或日期 for v in 表 if 条件) → 同单位", "最小", "min(v.日期 for v in 走访)"
        ),
        Form(
            "max", "(数或日期 for v in 表 if 条件) → 同单位", "最大", "max(v.日期 for v in 走访)"
        ),
        Form("avg", "(数 for v in 表 if 条件) → 同单位的数", "平均", "avg(m.年龄 for m in 成员)"),
        Form(
            "distinct",
            "(值 for v in 表 if 条件) → 个数",
            "有几种",
            "distinct(v.走访人 for v in 走访)",
        ),
        Form(
            "only",
            "(值 for v in 表 if 条件) → 同值",
            "各行一致的值",
            "only(p.姓名 for p in 公安户籍 if p.证件号码 == 证件号码)",
        ),
        Form(
            "latest",
            "((值 for v in 表 if 条件), by=日期) → 同值",
            "最近一行的值",
            "latest((v.住房 for v in 走访), by=v.日期)",
        ),
        Form(
            "longest_gap",
            "((日期 for v in 表 if 条件), since=日期, until=日期) → 个数（天）",
            "相邻两天最多隔几天",
            'longest_gap((v.日期 for v in 走访), since=date("2020-08-01"), until=核查日)',
        ),
        Form(
            "list",
            "(值 for v in 表 if 条件) → 文字",
            "列举，最多五个，只用于提示语",
            "list(m.姓名 for m in 成员)",
        ),
    )
}

# Names for the day of the check and the row checked, in either language.
AS_OF = ("核查日", "as_of")
THIS_ROW = ("本行", "this_row")
EVERYTHING = ("全部", "everything")
EARLIER = {"上期": 1, "previous": 1, "上上期": 2, "previous_but_one": 2}
NATION = "全国"
# What a sieve writes to group by the policy area of the rule.
AREA = ("政策领域", "area")
