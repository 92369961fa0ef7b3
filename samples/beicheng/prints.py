"""How the township office prints its tables: sheets, title rows, headers, forms of dates.

The headers are those that offices really use for a column, not always the catalog's titles; the
columns stand in the order of the rows that were made.
"""

from __future__ import annotations

from collections.abc import Mapping

from writing import Print, Row

HEADERS: dict[str, dict[str, str]] = {
    "户": {
        "县": "县(市、区、旗)",
        "镇街名": "乡(镇)",
        "村名": "行政村",
        "户主证件号码": "户主身份证号码",
        "联系电话": "户联系电话",
        "类别": "户类别",
        "帮扶人": "帮扶责任人",
        "人均纯收入": "人均纯收入（元）",
        "工资性收入": "工资性收入（元）",
        "生产经营性收入": "生产经营性收入（元）",
        "财产性收入": "财产性收入（元）",
        "转移性收入": "转移性收入（元）",
        "生产经营性支出": "生产经营性支出（元）",
        "特困供养金": "五保金",
        "住房等级": "危房级别",
        "住房面积": "住房面积（㎡）",
        "日人均水量": "日人均水量（升）",
        "取水往返时间": "取水往返时间（分钟）",
        "取水水平距离": "取水水平距离（米）",
        "取水垂直距离": "取水垂直距离（米）",
        "供水保证率": "供水保证率（%）",
        "耕地面积": "耕地面积（亩）",
        "林地面积": "林地面积（亩）",
        "退耕还林面积": "退耕还林面积（亩）",
        "林果面积": "林果面积（亩）",
        "满意": "对帮扶工作是否满意",
    },
    "成员": {
        "证件号码": "身份证号码",
        "居民医保": "是否参加城乡居民基本医疗保险",
        "职工医保": "是否参加城镇职工基本医疗保险",
        "大病保险": "是否参加大病保险",
        "家庭医生签约": "是否签约家庭医生",
        "居民养老": "是否参加城乡居民基本养老保险",
        "职工养老": "是否参加城镇职工基本养老保险",
        "劳动能力": "劳动技能",
        "务工时间": "务工时间（月）",
        "务工月收入": "务工月收入（元）",
        "公益岗月数": "公益性岗位(月数)",
        "毕业未就业原因": "大专或本科毕业生未就业原因",
        "联系电话": "人联系电话",
        "未上学原因": "义务教育阶段未上学原因",
    },
    "走访": {"日期": "走访日期"},
    "政策享受": {
        "领域": "政策领域",
        "项目": "政策项目",
        "金额": "金额（元）",
        "月标准": "月标准（元）",
        "年标准": "年标准（元）",
        "开始": "开始日期",
        "结束": "结束日期",
    },
    "材料": {
        "类别": "材料名称",
        "日期": "落款日期",
        "已签字": "是否签字",
        "已盖章": "是否盖章",
        "填写完整": "是否填写完整",
    },
    "务工记录": {
        "证件号码": "身份证号",
        "是否已务工": "是否已外出务工",
        "务工所在地": "务工所在县",
        "务工月收入": "务工月收入（元）",
        "开始": "务工开始时间",
        "结束": "务工结束时间",
    },
    "村": {"镇街名": "乡镇街道", "村名": "行政村", "耕地面积": "耕地面积（亩）"},
    "残疾人名册": {"证件号码": "身份证号", "残疾证号": "残疾人证号"},
    "农村低保备案": {"证件号码": "身份证号", "月保障金额": "月低保金额（元）"},
}
# Table, sheet, title row, encoding of the CSV file, how its days are written.
SHEETS = (
    ("镇街", "街道", "", "utf-8-sig", ""),
    ("村", "行政村", "北城街道行政村基本情况表", "utf-8-sig", ""),
    (
        "户",
        "户信息",
        "北城街道帮扶对象户信息表（2020年9月）",
        "utf-8-sig",
        "{year}-{month:02}-{day:02}",
    ),
    (
        "成员",
        "家庭成员",
        "北城街道帮扶对象家庭成员信息表（2020年9月）",
        "utf-8-sig",
        "{year}-{month:02}-{day:02}",
    ),
    ("走访", "入户走访记录", "", "utf-8-sig", ""),
    (
        "政策享受",
        "政策享受",
        "北城街道帮扶政策享受情况表",
        "utf-8-sig",
        "{year}年{month}月{day}日",
    ),
    ("材料", "暖心包材料", "", "gb18030", "{year}.{month}.{day}"),
    ("互查", "互查记录", "帮扶责任人三人小组互查记录表", "utf-8-sig", ""),
    ("务工记录", "务工监测", "北城街道已外出务工信息（2020年9月）", "utf-8-sig", ""),
    ("帮扶责任人", "帮扶责任人", "", "utf-8-sig", ""),
    ("残疾人名册", "残疾人名册", "持证残疾人花名册", "utf-8-sig", ""),
    ("农村低保备案", "农村低保备案", "农村低保备案表（2020年8月）", "utf-8-sig", ""),
)


def prints(tables: Mapping[str, list[Row]]) -> list[Print]:
    """How each table is printed, with all the columns that any of its rows has."""
    return [
        Print(
            table=table,
            sheet=sheet,
            columns=tuple(dict.fromkeys(title for row in tables[table] for title in row)),
            headers=HEADERS.get(table, {}),
            title=title,
            encoding=encoding,
            day_form=day_form,
        )
        for table, sheet, title, encoding, day_form in SHEETS
        if table in tables
    ]
