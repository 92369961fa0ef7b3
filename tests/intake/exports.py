"""The exports of the national and provincial systems, with invented people in them.

Headers as offices have them, to the letter: both widths of brackets, trailing units, spaces
inside, one column twice. A column that a row does not name is empty.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import xlsxwriter

Row = Mapping[str, object]

PLACE = {"省": "贵州省", "市": "黔南州", "县": "长顺县", "乡": "白云镇", "村": "改尧村"}
COUNTY, TOWNSHIP = "县(市、区、旗)", "乡(镇)"
HOMES: Mapping[str, Row] = {
    "G1": {"户编号": "G1", "户主姓名": "罗大山", "户类型": "脱贫户"},
    "G2": {"户编号": "G2", "户主姓名": "韦小河", "户类型": "一般农户"},
}
PEOPLE: Mapping[str, Row] = {
    "G1-1": {"姓名": "罗大山", "证件号码": "522729195001011233", "与户主关系": "户主"},
    "G1-2": {"姓名": "罗小兰", "证件号码": "522729201202023428", "与户主关系": "之孙女"},
    "G2-1": {"姓名": "韦小河", "证件号码": "522729198003035613", "与户主关系": "户主"},
}

HOUSEHOLD_YEAR = (  # 户年度基础信息
    *("省", "市", "县", "乡", "村", "户编号", "户主编号", "户主姓名", "户主证件号码"),
    *("家庭人口数", "是否危房户", "人均纯收入", "年收入", "是否解决安全饮用水", "年度"),
    *("村办公电话", "开户银行名称", "银行卡号", "识别标准", "主要致贫原因", "次要致贫原因"),
    *("工资性收入", "生产经营性收入", "财产性收入", "转移性收入", "计划生育金", "低保金"),
    *("五保金", "养老保险金", "生态补偿金", "其他转移性收入", "生产经营性支出", "纯收入"),
    *("资产收益扶贫分红收入", "其他财产性收入", "耕地面积（亩）", "水面面积"),
    *("是否加入农民专业合作组织", "退耕还林面积（亩）", "林果面积（亩）", "牧草地面积"),
    *("林地面积（亩）", "是否通生产用电", "是否通生活用电", "是否通广播电视"),
    *("与村主干路距离", "入户路类型", "住房面积", "是否有卫生厕所", "主要燃料类型"),
    *("危房级别", "是否有龙头企业带动", "是否有创业致富带头人带动"),
)
OUT_OF_POVERTY = (  # 已脱贫人口名单
    *("序号", "数据日期", COUNTY, TOWNSHIP, "行政村", "自然村", "户编号", "人编号", "姓名"),
    *("证件号码", "人数", "与户主关系", "民族", "文化程度", "在校生状况", "健康状况"),
    *("劳动技能", "务工时间（月）", "是否参加大病保险", "致贫原因1", "危房户"),
    *("是否解决安全饮用水", "人均纯收入", "户联系电话", "人联系电话", "首次识别时间"),
    *("人员识别时间", "户类型", "易返贫致贫户(监测对象)类型", "风险是否消除"),
    *("风险识别时间", "风险消除时间"),
)
COUNTY_MEMBERS = (
    *("县", "乡", "村", "户编号", "人口编号", "姓名", "证件号码", "与户主关系", "性别"),
    *("证件类型", "出生日期", "民族", "家庭成员联系电话", "文化程度", "在校生状况"),
    *("劳动技能", "务工时间（月）", "健康状况", "政治面貌", "是否参加城乡居民基本医疗保险"),
    *("是否参加城乡居民基本养老保险", "是否会讲普通话", "义务教育阶段未上学原因"),
    *("是否享受人身意外保险补贴", "是否参加商业补充医疗保险", "是否国外务工"),
    *("是否接受医疗救助", "是否接受其他健康扶贫", "是否参加城镇职工基本医疗保险"),
    *("大专或本科毕业生未就业原因", "户主证件号码", "户主姓名"),
)
MEMBERS_2016 = (
    *("户编号", "人口编号", "姓名", "证件号码", "与户主关系", "民族", "文化程度"),
    *("在校生状况", "健康状况", "劳动能力", "务工状况", "务工时间（月）", "是否参加新农合"),
    *("新型养老保险", "城镇职工养老", "政治面貌", "是否现役军人"),
)
MONITORED = (  # （自定义）监测对象信息
    *("序号", "省", "市", COUNTY, TOWNSHIP, "行政村", "户编号", "人编号", "姓名", "证件类型"),
    *("证件号码", "与户主关系", "性别", "出生日期", "民族", "家庭成员联系电话", "文化程度"),
    *("在校生状况", "失学或辍学原因", "健康状况", "劳动技能", "是否参加大病保险"),
    *("是否义务教育阶段适龄儿童少年失学辍学", "享受低保政策情况", "享受特困供养政策情况"),
    *("户类型", "监测对象类别", "致贫/返贫风险1", "致贫/返贫风险2", "致贫/返贫风险3"),
    *("致贫/返贫风险4", "致贫/返贫风险5", "风险是否已消除", "识别监测时间", "消除监测时间"),
    *("风险消除方式", "人均纯收入（元）", "户联系电话", "风险是否已消除", "识别监测时间"),
)
VILLAGE_BUILDING = (  # （乡村建设）户信息
    *("省", "市", "县", "乡", "村", "户编号", "户主姓名", "户类型", "监测对象类别"),
    *("人均纯收入（元）", "工资性收入", "合规自付支出", "耕地面积（亩）", "林地面积（亩）"),
    *("林果面积（亩）", "退耕还林面积（亩）", "牧草地面积", "水面面积", "与村主干路距离"),
    *("入户道路是否硬化", "是否危房户", "住房面积", "是否解决安全饮用水", "是否有卫生厕所"),
    *("卫生厕所是否能正常使用", "是否通生活用电", "户联系电话"),
)
WORKING = (  # （务工月监测）已外出务工信息
    *(COUNTY, TOWNSHIP, "行政村", "户编号", "人编号", "姓名", "证件号码", "户类型"),
    *("监测对象类别", "家庭成员联系电话", "是否已务工", "务工所在县", "务工企业名称"),
    *("所属行业", "是否点对点输送", "就业渠道", "就业渠道（易地搬迁后扶使用）"),
    *("务工月收入（元）", "开始时间", "结束时间", "年度交通费补助"),
)
PLANNING = (  # 计划外出务工信息
    *(COUNTY, TOWNSHIP, "行政村", "户编号", "人编号", "姓名", "证件号码", "户类型"),
    *("家庭成员联系电话", "是否计划务工", "计划务工所在县", "就业服务需求", "就业渠道"),
)
VILLAGES = (  # （自定义）行政村信息
    *("省", "市", COUNTY, TOWNSHIP, "行政村", "是否出列", "总户数", "总人口数", "低保户数"),
    *("低保人口数", "残疾人口数", "参加城乡居民基本养老保险人数", "村级集体经济收入（万元）"),
    *("到乡镇是否通沥青（水泥）路", "是否通客运班车", "行政村公共卫生厕所个数 （个）"),
    *("行政村执业（助理）医师（人）", "行政村文化（图书）室个数 （个）", "耕地面积（亩）"),
    *("林地面积（亩）", "林果面积（亩）", "退耕还林面积（亩）", "牧草地面积", "水面面积"),
)


def located(header: Sequence[str]) -> Row:
    """The places, under the names that this export has for them."""
    names = {COUNTY: "县", TOWNSHIP: "乡", "行政村": "村"}
    return {
        name: PLACE[names.get(name, name)] for name in header if names.get(name, name) in PLACE
    }


def home(header: Sequence[str], key: str, **more: object) -> Row:
    """A household's row."""
    return {**located(header), **HOMES[key], **more}


def person(header: Sequence[str], key: str, **more: object) -> Row:
    """A member's row; of its household what the export repeats."""
    own = {"人编号": key, "人口编号": key, **PEOPLE[key]}
    return {**located(header), **HOMES[key.partition("-")[0]], **own, **more}


def write_export(
    path: Path, title: str, header: Sequence[str], rows: Sequence[Row], sheet: str = "Sheet1"
) -> Path:
    """An export as the system writes it: a title, a line of dates, the header in the third row."""
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet(sheet)
        page.merge_range(0, 0, 0, len(header) - 1, title)
        page.write_string(1, 0, "导出时间：2023-12-31")
        page.write_row(2, 0, header)
        for number, row in enumerate(rows, 3):
            for column, name in enumerate(header):
                value = row.get(name)
                if isinstance(value, str):
                    page.write_string(number, column, value)
                elif value is not None:
                    page.write(number, column, value)
    return path
