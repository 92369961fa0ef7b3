"""Why a row was left out, how a cell was normalised, why it could not be read: in words."""

from __future__ import annotations

SKIPPED = {
    "unused-only": "只在没有用到的列有内容的行",
    "header-again": "重复的表头",
    "title-again": "重复的表头上面的标题",
    "remark": "合计、填表人等行",
    "example": "示例行",
    "ordinals": "表头下面的栏次行",
}
UNATTACHED = {  # why a row belongs to nobody; `about` a table's title, or a field's
    "same-key": "编号与别的行相同",
    "no-key": "没有编号，下级的行挂不到它",
    "blank-link": "没有写清所属的{about}",
    "no-parent": "所写的{about}不存在",
    "doubled-parent": "所写的{about}有不止一行，分不清是哪一行",
    "nobody": "没有可用的{about}，不对应任何人",
}
NORMALISED = {
    "tidied": "去掉了空格、引号等",
    "form": "换成了标准写法",
    "spelling": "按代码表换了说法",
    "first-of-several": "有几个号码，用了第一个",
}
UNREADABLE = {
    "not-a-date": "不是日期",
    "impossible-date": "没有这一天",
    "month-only": "只有年月",
    "year-only": "只有年份",
    "january-or-october": "分不清1月还是10月",
    "other-calendar": "是民国纪年或农历，请写公历",
    "time-zone": "日期带着别的时区",
    "not-a-number": "不是数",
    "other-unit": "单位与本列不同",
    "not-whole": "应是整数",
    "negative": "不应是负数",
    "out-of-range": "数过大",
    "unknown-code": "不在代码表中",
    "not-yes-or-no": "不是“是”或“否”",
    "not-known": "填的是不详、待核实、同上等，没有写出内容",
    "error-cell": "单元格是错误值",
    "no-result": "公式没有计算结果，请在Excel中打开另存",
    "picture": "是图片",
    "digits-lost": "号码被表格软件改成数字，后几位已丢失",
    "masked": "号码打了星号",
    "not-a-cell": "不是一个值",
    "ragged": "这一行列数不对",
    "two-values": "两列同名而值不同",
    "rows-differ": "各行所写不同",
}
