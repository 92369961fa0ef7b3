"""The words of comparisons and forecasts, as readers see them; `_` gives them in English."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from gettext import gettext as _

from checker.model.difference import (
    Change,
    Cost,
    Difference,
    Due,
    Passage,
    Share,
    Standing,
    Step,
)
from checker.model.forecast import Event, Turning
from checker.model.words import KINDS, SEVERITIES, VERDICTS

# The verdicts are spoken elsewhere; gettext finds the other words by these calls.
STANDINGS = {Standing(word): title for word, title in VERDICTS.items()} | {
    Standing.NO_RULE: "无此规则",
    Standing.NO_ROW: "无此记录",
    Standing.NOT_RUN: "没有运行",
}
SHARES = {
    Share.ALONE: "",
    Share.EACH: "下面任何一处改动都足以造成",
    Share.TOGETHER: "下面的改动合在一起才造成，单独一处不会",
    Share.UNTRACED: "没有分清是哪一处，可能的都列在下面",
}
STEPS = {
    Step.NEW: "新增",
    Step.APPEARED: "新增记录",
    Step.UNVERIFIABLE: "不再能核实",
    Step.VERIFIABLE: "已能核实",
    Step.STANDING: "仍然存在",
    Step.MENDED: "已整改",
    Step.LAPSED: "不再适用",
    Step.DISAPPEARED: "记录消失",
    Step.WAIVED: "已豁免",
}
TURNINGS = {
    Turning.APPEARS: "将出现",
    Turning.GOES: "将自行消失",
    Turning.CHANGES: "将改变判定",
}
CHANGES = {
    "applies": "适用条件",
    "requires": "要求",
    "each": "核查对象",
    "rule": "规则",
    "off": "停用规则",
    "validity": "有效期",
    "region": "地区",
    "standard": "标准",
    "list": "名单",
    "definition": "定义",
    "table-row": "判定表的行",
    "category": "户类别",
    "catalog": "数据字典",
    "waiver": "豁免",
    "severity": "严重程度",
    "title": "名称",
    "message": "问题描述",
    "remedy": "整改要求",
    "responsible": "责任人",
    "due": "时限",
    "sieves": "所属的筛",
    "gap-kind": "问题类别",
    "basis": "依据",
    "once-per": "合并的依据",
    "confirmed": "确认期限",
    "tailor": "下级可否调整",
    "sieve": "筛",
    "criterion": "两不愁三保障",
    "area": "政策领域",
    "chapter": "政策",
}
WORDS = {"severity": SEVERITIES, "gap-kind": KINDS}  # kinds of changes that are of a word of ours
EVENTS = {
    "standard": "标准启用新值",
    "table": "决策表换格",
    "confirmation": "标准的确认到期",
    "rule-starts": "开始生效",
    "rule-ends": "停止生效",
    "waiver-starts": "豁免开始",
    "waiver-ends": "豁免到期",
    "register": "名册过期",
}
PARTS = {"village": "村", "responsible": "责任人", "owner": "帮扶人", "sieve": "筛"}


def change_title(change: Change) -> str:
    """标准 帮扶日间隔天数."""
    return f"{_(CHANGES[change.kind])} {change.of}"


def passage_texts(change: Change) -> tuple[str, str]:
    """The old and the new text; words of ours as readers see them."""
    words = WORDS.get(change.kind, {})

    def text(passage: Passage | None) -> str:
        if passage is None or not passage.text:
            return _("（无）")
        return _(words[passage.text]) if passage.text in words else passage.text

    return text(change.old), text(change.new)


def standing(one: Standing) -> str:
    """A row's standing in a word."""
    return _(STANDINGS[one])


def flip_text(before: Standing, after: Standing) -> str:
    """合格 → 不合格."""
    return f"{standing(before)} → {standing(after)}"


def due_text(due: Due) -> str:
    """帮扶责任人 3天内."""
    who = due.responsible or _("未写责任人")
    return who if due.days is None else _("{who} {days}天内").format(who=who, days=due.days)


def work_lines(cost: Cost) -> Iterator[str]:
    """The work: findings by who mends them, and visits."""
    work = (f"{due_text(due)} {number:+}" for due, number in cost.work.items())
    told = "，".join(work)
    if told:
        yield _("整改量：{work}").format(work=told)
    if cost.visits:
        yield _("要补走访 {number} 户").format(number=cost.visits)


def counts(cost: Cost) -> str:
    """不合格 +9 -1，待核实 +0 -2."""
    return _("不合格 +{more} -{less}，待核实 +{unsure} -{sure}").format(
        more=cost.gaps_more,
        less=cost.gaps_less,
        unsure=cost.unknowns_more,
        sure=cost.unknowns_less,
    )


def limits(difference: Difference) -> Iterator[str]:
    """What was not compared."""
    if difference.findings_only:
        yield _("资料在 Parquet 文件里：只对照了有问题的行，合格与不涉及之间的改变没有对照")
    if difference.left:
        line = _("改变太多：另有 {number} 行没有对照，下面的数不含它们")
        yield line.format(number=difference.left)


def event_text(event: Event) -> str:
    """标准启用新值：农村低保标准 537元/月（…）."""
    return f"{_(EVENTS[event.kind])}：{event.of} {event.text}".rstrip()


def clipped_list(names: Iterable[str], few: int) -> str:
    """Some names, and how many there are."""
    known = [*names]
    some = "、".join(known[:few])
    if len(known) <= few:
        return some
    return _("{some} 等 {number} 条").format(some=some, number=len(known))
