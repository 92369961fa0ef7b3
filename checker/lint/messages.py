"""The sentences of what is suspicious in a policy's text, each with its mend.

A warning: it may not mean what its author means, or will not do what it should. A note: nothing
is wrong, somebody should know it all the same. Each code has a page in `checker/lint/pages`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from checker.fault import Fault, Level
from checker.model.policy import Waiver
from checker.read.messages import near
from checker.source import Span

SHOWN = 6  # names that a sentence lists


def warned(
    code: str, sentence: str, span: Span | None, hint: str, mend: str | None = None
) -> Fault:
    """A suspicion."""
    return Fault(code, sentence, span, hint, Level.WARNING, mend=mend)


def noted(
    code: str, sentence: str, span: Span | None, hint: str, mend: str | None = None
) -> Fault:
    """Something to know."""
    return Fault(code, sentence, span, hint, Level.NOTE, mend=mend)


def some(words: Iterable[str]) -> str:
    """Names listed, not too many, and how many there are."""
    listed = sorted(set(words))
    more = f" 等{len(listed)}个" if len(listed) > SHOWN else ""
    return "、".join(listed[:SHOWN]) + more


# Days.


def rule_never_in_force(span: Span, rule: str) -> Fault:
    """A rule's days outside its chapter's."""
    return warned(
        "rule-never-in-force",
        f"{rule} 的有效期与本章的有效期没有一天重合，永远不会生效",
        span,
        "改 valid 的起止，或删去这条规则",
    )


def chapters_overlap(
    span: Span, titles: tuple[str, str], days: tuple[date, date], names: Iterable[str]
) -> Fault:
    """Two versions of a rule on one day."""
    return warned(
        "chapters-overlap",
        f"“{titles[0]}”和“{titles[1]}”在 {days[0]} 至 {days[1]} 同时有效，{some(names)} 会查两遍",
        span,
        "前一版的 valid.to 写到后一版 from 的前一天；本来是两回事的，换一个规则编号",
    )


def chapters_gap(
    span: Span, titles: tuple[str, str], days: tuple[date, date], names: Iterable[str]
) -> Fault:
    """Days between two versions of a rule."""
    return warned(
        "chapters-gap",
        f"“{titles[0]}”和“{titles[1]}”之间，{days[0]} 至 {days[1]} 没有 {some(names)}",
        span,
        "后一版的 valid.from 写前一版 to 的后一天",
    )


def before_first_value(
    span: Span, standard: str, days: tuple[date, date], rules: Iterable[str]
) -> Fault:
    """A rule that runs before its standard has a value."""
    return warned(
        "before-first-value",
        f"“{standard}”从 {days[1]} 起才有值，{some(rules)} 从 {days[0]} 起生效，其间只能待核实",
        span,
        "补上更早的值，或推迟规则的 valid.from",
    )


def dropped_codes(span: Span, standard: str, start: date, codes: Iterable[str]) -> Fault:
    """A later value without some of the earlier one's codes."""
    return warned(
        "value-drops-codes",
        f"“{standard}”从 {start} 起没有 {some(codes)} 的值，用到的只能待核实",
        span,
        "不变的也要写上：后一个值整个替换前一个",
    )


# Standards.


def unused_standard(span: Span, name: str, who: str) -> Fault:
    """A standard that nothing reads."""
    sentence = f"{who}都没有用到标准“{name}”"
    return warned("unused-standard", sentence, span, "删去它，或在规则里用它代替写死的数")


def value_without_basis(span: Span, name: str) -> Fault:
    """A figure from nowhere."""
    return warned(
        "value-without-basis",
        f"“{name}”的这个值没有依据",
        span,
        "补上 basis: {document: …}；还没有找到文件的写 confirmed: false",
    )


def unconfirmed_standard(span: Span, name: str, rules: list[str]) -> Fault:
    """A figure that nobody has confirmed, and what rests on it."""
    return noted(
        "unconfirmed-standard",
        f"“{name}”没有核实，{len(rules)}条规则靠它：{some(rules)}",
        span,
        "见到文件后把 confirmed 改为 true",
    )


def outdated_standard(span: Span, name: str, through: date, rules: list[str]) -> Fault:
    """A figure past the day through which it was confirmed."""
    return warned(
        "outdated-standard",
        f"“{name}”只核实到 {through}，{len(rules)}条规则还靠它：{some(rules)}",
        span,
        "查有没有新标准：有就加一个值，没有就把 confirmed_through 往后改",
    )


# What nobody uses.


def unused_list(span: Span, name: str, who: str) -> Fault:
    """A list that nothing reads."""
    return warned(
        "unused-list", f"{who}都没有用到名单“{name}”", span, "删去它，或用它代替写死的名单"
    )


def unused_definition(span: Span, name: str, who: str) -> Fault:
    """A definition that nothing reads."""
    return warned(
        "unused-definition", f"{who}都没有用到定义“{name}”", span, "删去它，或在规则里用它的名字"
    )


def unused_codes(span: Span, name: str) -> Fault:
    """A code list without a field."""
    return warned(
        "unused-codes", f"没有字段用代码表“{name}”", span, f"在字段里写 codes: {name}，或删去它"
    )


# What a rule lacks.


def rule_without_basis(span: Span, rule: str) -> Fault:
    """A rule that no document stands behind."""
    return warned("rule-without-basis", f"{rule} 没有依据", span, "补上 basis: [{document: …}]")


def unconfirmed_basis(span: Span, rule: str, documents: Iterable[str]) -> Fault:
    """A rule whose documents nobody has seen."""
    return noted(
        "unconfirmed-basis",
        f"{rule} 的依据都没有核实，也没有原文：{some(documents)}",
        span,
        "抄上原文 quote，或见到文件后写 confirmed: true",
    )


def rule_without_remedy(span: Span, rule: str) -> Fault:
    """A gap with which nobody knows what to do."""
    return warned("rule-without-remedy", f"{rule} 没有写怎么整改", span, "补上 remedy: …")


def rule_without_cases(span: Span, rule: str) -> Fault:
    """A rule that nobody has tried."""
    return warned(
        "rule-without-cases",
        f"{rule} 一个用例也没有",
        span,
        "在同名的 .cases.yaml 里写合格、不合格、没填三种例子",
    )


def chapter_without_cases(span: Span, policy: str, count: int) -> Fault:
    """A chapter that nobody has tried."""
    return warned(
        "chapter-without-cases",
        f"这一章的{count}条规则一个用例也没有",
        span,
        f"建 {policy}.cases.yaml，每条规则写合格、不合格、没填三种例子",
    )


# Words.


def other_value(span: Span, written: str, meant: Iterable[str]) -> Fault:
    """A message that prints another value than the rule looks at."""
    return warned(
        "message-other-value",
        f"规则没有看“{written}”，提示里却印它",
        span,
        f"规则看的是 {some(meant)}；要印的是它就改提示，要查的是“{written}”就改条件",
    )


def other_standard(span: Span, written: str, known: Iterable[str]) -> Fault:
    """A message that prints another standard than the rule rests on."""
    names = some(known)
    return warned(
        "message-other-value",
        f"规则没有用标准“{written}”，提示里却印它",
        span,
        f"规则用的是 {names}" if names else "规则不用标准；把数写进标准，条件里用它的名字",
    )


def other_figure(span: Span, written: str, rule: str, unit: str) -> Fault:
    """“60周岁” of a rule that says 65."""
    return warned(
        "figure-drift",
        f"这里写“{written}”，{rule} 的条件里没有这个数",
        span,
        f"条件里以“{unit}”计的数和文字要一致；文字里写 {{标准的名称}} 就不会写错",
    )


# Conditions.


def all_of_none(span: Span, ranged: str) -> Fault:
    """A requirement that an empty table keeps."""
    return warned(
        "all-of-none",
        f"“{ranged}”一行也没有时，all(…) 也算成立，会当作合格",
        span,
        f"要求至少有一行时，加上 and count({ranged}) >= 1；没有也行的，写进 applies",
    )


def constant_condition(span: Span, value: bool, where: str) -> Fault:
    """True or False where something is to be decided."""
    if where in ("and", "or"):
        hint = "删去它和旁边的 and 或 or"
    elif where == "when":
        hint = "总成立的一行写作 otherwise"
    elif where == "applies" and value:
        hint = "删去这一行：不写就是总适用"
    else:
        hint = "写上条件；不要这条规则就删去，或写 valid 的止日"
    sentence = f"{where} 里的 {value} 不用判断，永远{'成立' if value else '不成立'}"
    return warned("constant-condition", sentence, span, hint)


def repeated_condition(span: Span, text: str) -> Fault:
    """`a and a`."""
    return warned(
        "repeated-condition", f"“{text}”写了两次", span, "留下一个；或其中一个写错了字段"
    )


def same_on_both_sides(span: Span, text: str) -> Fault:
    """`x == x`."""
    return warned(
        "same-on-both-sides",
        f"两边都是“{text}”",
        span,
        "改成要比的另一个字段；问有没有值用 known(…)",
    )


def pattern_anchor(span: Span, bare: str) -> Fault:
    """`^…$`."""
    sentence = "matches 本来就要整段相符，^ 和 $ 是多余的"
    return noted("pattern-anchor", sentence, span, f'写成 "{bare}"')


def pattern_dot(span: Span, pattern: str) -> Fault:
    """A dot that stands for any character."""
    return warned(
        "pattern-dot",
        f"式样“{pattern}”里的点是任意一个字",
        span,
        "点本身写 [.]；任意几个字写 .* 或 .+",
    )


# Names.


def waiver_without_rule(waiver: Waiver, known: Iterable[str], *, off: bool) -> Fault:
    """A waiver of a rule that there is not."""
    why = "已经停用" if off else "不存在"
    mend = "删去这一条豁免" if off else near(waiver.rule, known, "用 checker rules 列出全部规则")
    return warned("waiver-without-rule", f"豁免的规则 {waiver.rule} {why}", waiver.span, mend)


def waiver_expired(waiver: Waiver, day: date) -> Fault:
    """A waiver that is over."""
    return warned(
        "waiver-expired",
        f"{waiver.household} 在 {waiver.rule} 上的豁免到 {waiver.end} 为止，核查日 {day} 已经过期",
        waiver.span,
        "重新批准的改 until，不再需要的删去",
    )


def waiver_expiring(waiver: Waiver, day: date) -> Fault:
    """A waiver that is over soon."""
    return warned(
        "waiver-expiring",
        f"{waiver.household} 在 {waiver.rule} 上的豁免还有{(waiver.end - day).days}天到期",
        waiver.span,
        "到期前整改，或按程序重新批准",
    )


def rule_not_in_force(span: Span | None, title: str, rules: Iterable[str], day: date) -> Fault:
    """Something names rules that are not in force on the day."""
    return warned(
        "rule-not-in-force",
        f"“{title}”点名的规则 {some(rules)} 在 {day} 不生效",
        span,
        "改成这一天生效的规则，或用 --as-of 给出要查的那一天",
    )


def criteria_not_in_force(span: Span, day: date) -> Fault:
    """No criterion can be judged."""
    return warned(
        "rule-not-in-force",
        f"两不愁三保障点名的规则在 {day} 全都不生效，一户也判不了",
        span,
        "改成这一天生效的规则，或用 --as-of 给出要查的那一天",
    )


def no_rule_in_force(span: Span, day: date, last: date | None) -> Fault:
    """Nothing at all runs."""
    until = f"，最晚的到 {last} 为止" if last and last < day else ""
    return warned(
        "no-rule-in-force",
        f"在 {day} 没有一条规则生效{until}",
        span,
        "用 --as-of 给出要查的那一天，或改各章的 valid",
    )


def sieve_without_rules(span: Span, title: str, day: date) -> Fault:
    """A sieve through which nothing falls."""
    return warned(
        "sieve-without-rules",
        f"“{title}”在 {day} 一条规则也没有选到，清单会是空的",
        span,
        "检查 rules 里的 sieve、area、rule",
    )


def rule_in_no_sieve(span: Span, rule: str) -> Fault:
    """A rule whose gaps stand in no list."""
    return warned(
        "rule-in-no-sieve",
        f"没有一个筛选到 {rule}，查出的问题不会列给任何人",
        span,
        "在 sieves 里加上一个筛的编号",
    )


def changes_nothing(span: Span, name: str) -> Fault:
    """An overlay's entry that says what holds already."""
    return warned(
        "overlay-changes-nothing",
        f"上级对 {name} 本来就是这样",
        span,
        "删去这一项，或改成要改的样子",
    )


def mixed_names(span: Span, word: str, other: str) -> Fault:
    """An English name among titles, or a title among English names."""
    return noted(
        "mixed-names",
        f"本文件别处用的是另一种语言的名称，这里写“{word}”",
        span,
        f"写成 {other}",
        other,
    )
