"""The systems' own exports are read as they are: no mapping, no renaming, nothing deleted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from checker.intake import read_data
from checker.model.dataset import Dataset, Table
from checker.model.kind import Value
from checker.model.resolved import TableName
from checker.read.folder import read_policies
from checker.read.shipped import shipped
from tests.intake import exports
from tests.intake.exports import Row, home, person, write_export

CATALOG = read_policies(shipped("policies"), cases=False).catalog

# Columns that are in an export and are nobody's business: counted, and told as not used.
COUNTERS = ("序号",)


def table(dataset: Dataset, entity: str) -> Table:
    found = dataset.tables[TableName(entity)]
    assert isinstance(found, Table)
    return found


def cell(dataset: Dataset, entity: str, row: int, field: str) -> Value | None:
    return table(dataset, entity).columns[field].values[row]


def unused(dataset: Dataset) -> list[str]:
    return [note.sentence for note in dataset.notes if note.code == "unused-column"]


Expected = Mapping[tuple[str, int, str], object]  # entity, row, field → value

EXPORTS: list[tuple[str, Sequence[str], Sequence[Row], Expected, Sequence[str]]] = [
    # file, header, rows, cells, columns not used
    (
        "户年度基础信息",
        exports.HOUSEHOLD_YEAR,
        [
            home(
                exports.HOUSEHOLD_YEAR,
                "G1",
                家庭人口数=2,
                是否危房户="否",
                人均纯收入="8,300.50",
                次要致贫原因="因残",
                **{"耕地面积（亩）": 2.5, "户主证件号码": "522729195001011233"},
            )
        ],
        {
            ("household", 0, "household_size"): Decimal(2),
            ("household", 0, "dangerous_house"): False,
            ("household", 0, "net_income_per_head"): Decimal("8300.5"),
            ("household", 0, "other_causes"): ("因残",),
            ("household", 0, "farmland"): Decimal("2.5"),
            ("household", 0, "township_name"): "白云镇",
            ("household", 0, "head_id_number"): "522729195001011233",
        },
        (),
    ),
    (
        "已脱贫人口名单",
        exports.OUT_OF_POVERTY,
        [
            person(
                exports.OUT_OF_POVERTY,
                key,
                数据日期="2022-06-30",
                人数=2,
                致贫原因1="因病",
                危房户="否",
                户联系电话="13800000001",
                人联系电话=f"1380000001{number}",
                首次识别时间="2014-01-01",
                风险识别时间="2021-05-06",
                风险是否消除="未消除",
                **{"务工时间（月）": 6, "易返贫致贫户(监测对象)类型": "脱贫不稳定户"},
            )
            for number, key in enumerate(("G1-1", "G1-2"))
        ],
        {
            ("household", 0, "household_id"): "G1",
            ("household", 0, "village_name"): "改尧村",
            ("household", 0, "household_size"): Decimal(2),
            ("household", 0, "phone"): "13800000001",
            ("household", 0, "causes"): ("因病",),
            ("household", 0, "monitor_class"): "脱贫不稳定户",
            ("household", 0, "risk_cleared"): False,
            ("household", 0, "identified_on"): date(2021, 5, 6),
            ("household", 0, "first_identified_on"): date(2014, 1, 1),
            ("household", 0, "household_class"): "脱贫户",
            ("member", 1, "phone"): "13800000011",
            ("member", 1, "relation"): "之孙女",
            ("member", 1, "work_months"): Decimal(6),
        },
        COUNTERS,
    ),
    (
        "全县人口",
        exports.COUNTY_MEMBERS,
        [
            person(
                exports.COUNTY_MEMBERS,
                "G1-2",
                性别="女",
                出生日期="20120202",
                在校生状况="小学",
                是否会讲普通话="是",
                是否参加城乡居民基本医疗保险="已参保",
            )
        ],
        {
            ("member", 0, "member_id"): "G1-2",
            ("member", 0, "birth_date"): date(2012, 2, 2),
            ("member", 0, "speaks_mandarin"): True,
            ("member", 0, "medical_resident"): True,
            ("household", 0, "head_name"): "罗大山",
        },
        (),
    ),
    (
        "2016年人口",
        exports.MEMBERS_2016,
        [person(exports.MEMBERS_2016, "G2-1", 务工状况="乡(镇)内", 是否现役军人="否")],
        {
            ("member", 0, "work_place"): "乡内",
            ("member", 0, "serving_soldier"): False,
            ("member", 0, "household_id"): "G2",
        },
        (),
    ),
    (
        "（自定义）监测对象信息",
        exports.MONITORED,
        [
            person(
                exports.MONITORED,
                "G2-1",
                监测对象类别="突发严重困难户",
                风险是否已消除="否",
                识别监测时间="2023-03-01",
                是否义务教育阶段适龄儿童少年失学辍学="否",
                享受低保政策情况="农村低保",
                **{"致贫/返贫风险1": "因病", "致贫/返贫风险3": "因学", "人均纯收入（元）": 7100},
            )
        ],
        {
            ("household", 0, "risks"): ("因学", "因病"),
            ("household", 0, "risk_cleared"): False,
            ("household", 0, "identified_on"): date(2023, 3, 1),
            ("household", 0, "net_income_per_head"): Decimal(7100),
            ("member", 0, "dropped_out"): False,
            ("member", 0, "dibao_status"): "农村低保",
        },
        COUNTERS,
    ),
    (
        "（乡村建设）户信息",
        exports.VILLAGE_BUILDING,
        [home(exports.VILLAGE_BUILDING, "G2", 入户道路是否硬化="是", 与村主干路距离="0.3公里")],
        {
            ("household", 0, "road_hardened"): True,
            ("household", 0, "road_distance"): Decimal("0.3"),
        },
        (),
    ),
    (
        "（务工月监测）已外出务工信息",
        exports.WORKING,
        [
            person(
                exports.WORKING,
                "G2-1",
                是否已务工="是",
                务工所在县="番禺区",
                务工企业名称="某电子厂",
                就业渠道="亲友介绍",
                开始时间="2023-02-10",
                **{"务工月收入（元）": 4500, "就业渠道（易地搬迁后扶使用）": "劳务输出"},
            )
        ],
        {
            ("work_record", 0, "member_id"): "G2-1",
            ("work_record", 0, "work_income"): Decimal(4500),
            ("work_record", 0, "started_on"): date(2023, 2, 10),
            ("work_record", 0, "channel"): "亲友介绍",
            ("work_record", 0, "resettled_channel"): "劳务输出",
        },
        ("县(市、区、旗)", "乡(镇)", "行政村", "户类型", "监测对象类别"),
    ),
    (
        "计划外出务工信息",
        exports.PLANNING,
        [person(exports.PLANNING, "G1-1", 是否计划务工="是", 就业服务需求="岗位信息")],
        {
            ("work_plan", 0, "plans_work"): True,
            ("work_plan", 0, "service_needed"): "岗位信息",
        },
        ("县(市、区、旗)", "乡(镇)", "行政村", "户类型"),
    ),
    (
        "（自定义）行政村信息",
        exports.VILLAGES,
        [
            {
                **exports.located(exports.VILLAGES),
                "是否出列": "是",
                "总户数": 412,
                "村级集体经济收入（万元）": 12.5,
                "行政村公共卫生厕所个数 （个）": 3,
                "到乡镇是否通沥青（水泥）路": "是",
            }
        ],
        {
            ("village", 0, "village_name"): "改尧村",
            ("village", 0, "out_of_poverty"): True,
            ("village", 0, "collective_income"): Decimal(125000),
            ("village", 0, "public_toilets"): Decimal(3),
            ("village", 0, "hardened_road"): True,
        },
        ("省", "市", "县(市、区、旗)"),
    ),
]


@pytest.mark.parametrize(("name", "header", "rows", "cells", "left"), EXPORTS)
def test_export(
    tmp_path: Path,
    name: str,
    header: Sequence[str],
    rows: Sequence[Row],
    cells: Expected,
    left: Sequence[str],
) -> None:
    """Told apart by its columns; every column of it is read, but for those named here."""
    path = write_export(tmp_path / "导出.xlsx", name, header, rows)

    data = read_data([path], CATALOG)

    assert {at: cell(data, *at) for at in cells} == cells
    assert not data.faults
    told = [sentence.partition("”")[0].removeprefix("没有用“") for sentence in unused(data)]
    assert sorted(told) == sorted(left)


def five(folder: Path) -> None:
    """The five exports of one village, each in its file."""
    monitored: Row = {"监测对象类别": "突发严重困难户", "风险是否已消除": "否"}
    people = [person(exports.MONITORED, key) for key in ("G1-1", "G1-2")]
    people.append(person(exports.MONITORED, "G2-1", **monitored, **{"人均纯收入（元）": 7100}))
    homes = [
        home(exports.VILLAGE_BUILDING, "G1"),
        home(
            exports.VILLAGE_BUILDING,
            "G2",
            监测对象类别="突发严重困难户",
            **{"人均纯收入（元）": 9900},
        ),
    ]
    working = [person(exports.WORKING, "G2-1", 是否已务工="是")]
    planning = [person(exports.PLANNING, "G1-1", 是否计划务工="是")]
    for name, header, rows in (
        ("（自定义）监测对象信息", exports.MONITORED, people),
        ("（乡村建设）户信息", exports.VILLAGE_BUILDING, homes),
        ("（务工月监测）已外出务工信息", exports.WORKING, working),
        ("计划外出务工信息", exports.PLANNING, planning),
        ("（自定义）行政村信息", exports.VILLAGES, [exports.located(exports.VILLAGES)]),
    ):
        write_export(folder / f"{name}.xlsx", name, header, rows)


def test_five_exports_together(tmp_path: Path) -> None:
    """The household's own export stands; the list of monitored people adds what it lacks."""
    five(tmp_path)

    data = read_data([tmp_path], CATALOG)

    homes = table(data, "household")
    assert {name.entity: found.length for name, found in data.tables.items()} == {
        "township": 1,
        "village": 1,
        "household": 2,
        "member": 3,
        "work_record": 1,
        "work_plan": 1,
    }
    assert homes.columns["risk_cleared"].values == [None, False]
    assert homes.place(1, "risk_cleared") == "（自定义）监测对象信息.xlsx › Sheet1 › AG6"
    assert homes.columns["net_income_per_head"].values == [None, Decimal(9900)]
    assert [note.sentence for note in data.notes if note.code == "flat-differs"] == [
        "“人均纯收入”有1行与户表所写不同，以户表为准"
    ]
    assert not data.faults
