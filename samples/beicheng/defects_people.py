"""Defects in who people are, what they live on, their insurance and their health."""

from __future__ import annotations

from datetime import timedelta

from homes import OFF_REGISTER
from planting import Plot
from story import Life, Story
from writing import Row


def alone(story: Story) -> bool:
    """Does one person live there?"""
    return story.size == 1


def plain(story: Story, life: Life) -> bool:
    """Somebody without welfare and certificate, whom no register names."""
    return not story.welfare and not life.resident.disability


def slow(life: Life) -> bool:
    """Is it somebody with a chronic disease?"""
    return life.resident.trait == "slow"


def grave(life: Life) -> bool:
    """Is it somebody gravely ill?"""
    return life.resident.trait == "grave"


def couple(story: Story) -> bool:
    """A male head and his wife, and nobody else."""
    return story.household.home.composition in ("老年夫妻", "夫妻")


def identity(plot: Plot) -> None:
    """Identity numbers, sex and day of birth."""
    chapter = "identity"
    row = plot.member(chapter, lambda story, life: plain(story, life) and life.adult)
    row["证件号码"] = None
    plot.gap("identity/id-present", row, "证件号码漏填")

    row = plot.member(chapter, lambda story, life: plain(story, life) and life.age >= 60)
    row["证件号码"] = f"{row['证件号码'][:6]}********{row['证件号码'][-4:]}"
    plot.gap("identity/id-present", row, "证件号码是打了星号的，等于没有")

    row = plot.member(chapter, lambda story, life: plain(story, life) and life.adult)
    last = row["证件号码"][-1]
    row["证件号码"] = row["证件号码"][:-1] + ("1" if last != "1" else "2")
    plot.gap("identity/id-valid", row, "末位校验码抄错")

    row = plot.member(chapter, lambda story, life: plain(story, life) and life.age >= 65)
    row["证件号码"] = row["证件号码"][:6] + row["证件号码"][8:17]
    plot.gap("identity/id-valid", row, "还是15位旧号码")

    first = plot.member(chapter, same_as_another)
    second = plot.member(chapter, same_as_another)
    second["证件号码"], second["出生日期"] = first["证件号码"], first["出生日期"]
    plot.gap("identity/id-unique", first, "与另一户的人证件号码相同")
    plot.gap("identity/id-unique", second, "与另一户的人证件号码相同")

    row = plot.member(chapter, lambda story, _: alone(story))
    row["性别"] = "女" if row["性别"] == "男" else "男"
    plot.gap("identity/sex-in-id", row, "性别登记反了")

    row = plot.member(chapter, lambda story, _: alone(story))
    row["性别"] = "不详"
    plot.unknown("identity/sex-in-id", row, "性别写作不详")
    plot.gap("identity/member-basics", row, "性别写作不详")

    row = plot.member(chapter, lambda _, life: life.resident.person.born.day in range(3, 9))
    row["出生日期"] += timedelta(days=1)
    plot.gap("identity/birth-in-id", row, "出生日期差一天")

    row = plot.member(chapter, lambda story, life: former_patient(story) and slow(life))
    row["出生日期"] = f"{row['出生日期'].year}年2月30日"
    plot.gap("identity/member-basics", row, "出生日期写作2月30日，没有这一天")
    plot.unknown("identity/birth-in-id", row, "出生日期写作2月30日")
    for rule in ("in-school", "reason-known", "persuaded", "suspension-paper"):
        plot.unknown(f"education/{rule}", row, "出生日期写作2月30日，不知是不是适龄儿童")
    plot.unknown("elderly/drawn-due", row, "出生日期写作2月30日，不知到没到龄")


def former_patient(story: Story) -> bool:
    """A chronically ill person alone, in a household that enjoys nothing any more."""
    return alone(story) and story.registered and not story.enjoying


def same_as_another(story: Story, life: Life) -> bool:
    """A man alone, in his seventies, enjoying no welfare: two of them can be confused."""
    return plain(story, life) and 70 <= life.age < 80 and life.resident.person.sex == "男"


def family(plot: Plot) -> None:
    """Relations, sizes, names."""
    chapter = "identity"
    row = plot.member(chapter, lambda story, life: life.age >= 60 and alone(story) and idle(life))
    row["劳动能力"] = None
    plot.gap("identity/member-basics", row, "劳动能力漏填")

    row = plot.household(chapter)
    row["住房面积"] = 0
    plot.gap("identity/household-basics", row, "住房面积填0")

    row = plot.household(chapter, couple)
    spouse = plot.of("成员", str(row["户编号"]))[1]
    spouse["与户主关系"] = "户主"
    plot.gap("identity/one-head", row, "夫妻两人都登记为户主")

    row = plot.household(chapter, couple)
    spouse = plot.of("成员", str(row["户编号"]))[1]
    spouse["与户主关系"] = "不详"
    plot.gap("identity/member-basics", spouse, "与户主关系写作不详")
    plot.unknown("identity/relation-sex", spouse, "与户主关系写作不详")
    plot.unknown("identity/one-head", row, "有一人与户主关系不详，也许是第二个户主")
    plot.unknown("identity/head-name", row, "有一人与户主关系不详，户主是谁说不定")

    row = plot.household(chapter, lambda story: story.registered)
    row["户主姓名"] = row["户主姓名"][0] + "某"
    plot.gap("identity/head-name", row, "户表上户主的名字写错")

    row = plot.household(chapter)
    row["户主姓名"] = None
    plot.gap("identity/household-basics", row, "户主姓名漏填")
    plot.unknown("identity/head-name", row, "户表没有户主姓名，无从核对")

    row = plot.member(chapter, lambda story, life: life.resident.relation == "之子" and life.adult)
    row["与户主关系"] = "之女"
    plot.gap("identity/relation-sex", row, "儿子登记成之女")

    row = plot.household(chapter, couple)
    spouse = plot.of("成员", str(row["户编号"]))[1]
    spouse["性别"] = "男"
    plot.gap("identity/couple", row, "配偶性别登记成男，与户主相同")
    plot.gap("identity/sex-in-id", spouse, "配偶性别登记成男，证件号码是女")

    row = plot.household(chapter, couple)
    spouse = plot.of("成员", str(row["户编号"]))[1]
    spouse["性别"] = None
    plot.unknown("identity/couple", row, "配偶性别漏填")
    plot.unknown("identity/sex-in-id", spouse, "性别漏填")
    plot.gap("identity/member-basics", spouse, "性别漏填")
    size(plot)


def idle(life: Life) -> bool:
    """Is it somebody without any work?"""
    return not life.work_months


def size(plot: Plot) -> None:
    """Sizes: one wrong, one that cannot be read, one household whose only member is astray."""
    chapter = "identity"
    row = plot.household(chapter, lambda story: story.registered and story.size == 3)
    row["家庭人口数"] = 4
    plot.gap("identity/size", row, "户表多记一人")
    plot.gap("livelihood/income-per-head", row, "按四人算，人均纯收入就不对了")
    sized(plot, row, "gap", "户表多记一人")

    row = plot.household(chapter, lambda story: story.registered and story.size == 2)
    row["家庭人口数"] = "2-3"
    plot.gap("identity/household-basics", row, "家庭人口数写作2-3，不是数")
    plot.unknown("identity/size", row, "家庭人口数写作2-3")
    plot.unknown("livelihood/income-per-head", row, "家庭人口数写作2-3，人均算不出")
    sized(plot, row, "unknown", "户表的家庭人口数写作2-3")

    row = plot.member(chapter, lambda story, life: astray(story) and slow(life))
    home = plot.of("户", str(row["户编号"]))[0]
    row["户编号"] = str(row["户编号"]).replace("BC", "BC-")
    plot.gap("identity/not-empty", home, "唯一的成员户编号抄错，户内无人")
    for rule in ("medical/commercial", "health/chronic-card"):
        plot.unknown(rule, row, "户编号抄错，不知是哪类户")


def sized(plot: Plot, row: Row, verdict: str, why: str) -> None:
    """All the papers and the cross-check that state the household's size."""
    say = plot.gap if verdict == "gap" else plot.unknown
    for paper in plot.of("材料", str(row["户编号"])):
        if paper["记载人口数"] is not None:
            say("documents/same-size", paper, why)
    for check in plot.of("互查", str(row["户编号"])):
        say("cross_check/same-size", check, why)


def astray(story: Story) -> bool:
    """One person alone, off the register."""
    return alone(story) and story.category == OFF_REGISTER


def contact(plot: Plot) -> None:
    """Telephones, officers, labour, causes, dates."""
    chapter = "identity"
    row = plot.household(chapter)
    row["联系电话"] = str(row["联系电话"])[:-1]
    plot.gap("identity/phone", row, "电话少一位")

    row = plot.household(chapter)
    row["联系电话"] = None
    plot.gap("identity/phone", row, "电话漏填")

    first, second = plot.household(chapter), plot.household(chapter)
    second["联系电话"] = first["联系电话"]
    plot.gap("identity/phone-shared", first, "两户电话相同")
    plot.gap("identity/phone-shared", second, "两户电话相同")

    row = plot.member(chapter, lambda _, life: life.age < 16 and life.pupil)
    row["劳动能力"] = "普通劳动力"
    plot.gap("identity/labour-of-children", row, "未满16周岁登记为普通劳动力")

    row = plot.member(chapter, lambda _, life: life.adult and life.labour[0] in "普技")
    row.update({"劳动能力": "无劳动力", "务工时间": 0, "务工状况": "未务工", "务工月收入": None})
    plot.gap("identity/labour-of-adults", row, "健康的劳动年龄人登记为无劳动力")

    row = plot.household(chapter, lambda story: story.registered and story.cause == "缺技术")
    row["主要致贫原因"] = "因病"
    plot.gap("identity/cause-illness", row, "无人患病，致贫原因却写因病")

    row = plot.household(chapter, lambda story: story.registered and story.cause == "缺劳动力")
    row["主要致贫原因"] = "因残"
    plot.gap("identity/cause-disability", row, "无人残疾，致贫原因却写因残")

    row = plot.household(chapter, lambda story: story.registered)
    row["确认日期"] = row["公示日期"] + timedelta(days=3)
    plot.gap("identity/dates-in-order", row, "公示三天就确认，不满七天")

    row = plot.member(chapter, lambda story, life: story.registered and alone(story) and slow(life))
    row["健康状况"] = "身体不好"
    home = plot.of("户", str(row["户编号"]))[0]
    plot.gap("identity/member-basics", row, "健康状况写作身体不好，不在代码表内")
    plot.unknown("identity/cause-illness", home, "健康状况认不出，是否因病不能判定")
    plot.unknown("health/serious-treated", row, "健康状况认不出，也许是大病")
    plot.unknown("health/chronic-card-due", row, "健康状况认不出，慢病证该不该有不能判定")
    plot.unknown("disability/certificate", row, "健康状况认不出，也许是残疾")


def livelihood(plot: Plot) -> None:
    """Food, clothes, income."""
    chapter = "livelihood"
    row = plot.household(chapter)
    row["是否吃好"] = "否"
    plot.gap("livelihood/food", row, "不能随时吃到肉蛋奶或豆制品")
    row = plot.household(chapter)
    row["是否吃好"] = None
    plot.unknown("livelihood/food", row, "是否吃好漏填")

    row = plot.household(chapter)
    row["有无御寒被褥"] = "无"
    for check in plot.of("互查", str(row["户编号"])):
        check["有无御寒被褥"] = "无"
    plot.gap("livelihood/clothing", row, "没有御寒被褥")
    row = plot.household(chapter)
    row["有无应季衣物"] = "待核实"
    plot.unknown("livelihood/clothing", row, "有无应季衣物写作待核实")

    row = plot.household(chapter, lambda story: not story.enjoying and can_be_poor(story))
    poorer(plot, row)
    plot.gap("livelihood/income", row, "人均纯收入3600元，低于脱贫线")
    plot.gap("social_assistance/dibao-missing", row, "人均3600元而无人享受低保")

    row = plot.household(chapter)
    row["工资性收入"] += 500
    plot.gap("livelihood/income-adds-up", row, "工资性收入多记500元，合计对不上")
    row = plot.household(chapter)
    row["生产经营性支出"] = "约300"
    plot.unknown("livelihood/income-adds-up", row, "生产经营性支出写作约300")

    row = plot.household(chapter, lambda story: not story.welfare)
    row["人均纯收入"] += 100
    plot.gap("livelihood/income-per-head", row, "人均纯收入多记100元")
    sheet = plot.of("材料", str(row["户编号"]), 类别="收入核算表")[0]
    plot.gap("documents/same-income", sheet, "核算表的人均纯收入与户表差100元")

    row = plot.household(chapter, lambda story: story.registered and not story.welfare)
    row["人均纯收入"] = "六千左右"
    plot.gap("identity/household-basics", row, "人均纯收入写作六千左右")
    plot.unknown("livelihood/income", row, "人均纯收入写作六千左右")
    plot.unknown("livelihood/income-per-head", row, "人均纯收入写作六千左右")
    plot.unknown("social_assistance/dibao-missing", row, "人均纯收入写作六千左右")
    sheet = plot.of("材料", str(row["户编号"]), 类别="收入核算表")[0]
    plot.unknown("documents/same-income", sheet, "户表的人均纯收入写作六千左右")


POOR = 3600  # 元/年 a head


def can_be_poor(story: Story) -> bool:
    """Does what the children send suffice to take it away down to `POOR`?"""
    known = story.income
    return story.registered and known.net - known.other <= POOR * known.size


def poorer(plot: Plot, row: Row) -> None:
    """Take away what the children send, and keep all sums right."""
    less = (row["人均纯收入"] - POOR) * row["家庭人口数"]
    for title in ("其他转移性收入", "转移性收入", "年收入", "纯收入"):
        row[title] -= less
    row["人均纯收入"] = POOR
    plot.of("材料", str(row["户编号"]), 类别="收入核算表")[0]["记载人均纯收入"] = POOR


def medical(plot: Plot) -> None:
    """Insurance and medical assistance."""
    chapter = "medical"
    row = plot.member(chapter)
    row.update({"居民医保": "否", "大病保险": "否", "职工医保": "否", "未参保原因": "拒绝参保"})
    plot.gap("medical/insured", row, "没有参保，拒绝参保不算理由")
    row = plot.member(chapter)
    row.update({"居民医保": "未参保", "大病保险": "否", "职工医保": "否"})
    plot.gap("medical/insured", row, "没有参保，也没有写原因")
    row = plot.member(chapter, lambda _, life: not life.employee)
    row["居民医保"] = None
    plot.unknown("medical/insured", row, "居民医保漏填")

    row = plot.member(chapter, lambda _, life: life.adult and not life.employee)
    row["职工医保"] = "是"
    plot.gap("medical/insured-once", row, "居民医保、职工医保都登记为是")

    row = plot.member(chapter, lambda _, life: not life.employee)
    row["大病保险"] = "否"
    plot.gap("medical/serious", row, "参加居民医保而大病保险为否")
    row = plot.member(chapter, lambda _, life: not life.employee)
    row["大病保险"] = "不清楚"
    plot.unknown("medical/serious", row, "大病保险写作不清楚")

    row = plot.member(chapter, lambda story, _: story.enjoying)
    row["商业补充保险"] = "否"
    plot.gap("medical/commercial", row, "享受政策户的人没有商业补充保险")
    row = plot.member(chapter, lambda story, _: story.enjoying)
    row["商业补充保险"] = None
    plot.unknown("medical/commercial", row, "商业补充保险漏填")

    row = plot.member(chapter, lambda story, life: story.enjoying and grave(life))
    row["个人自付费用"] = row["住院总费用"] // 4
    plot.gap("medical/self-pay", row, "个人自付四分之一，超过十分之一")
    row = plot.member(chapter, lambda story, life: story.enjoying and grave(life))
    row["个人自付费用"] = None
    plot.unknown("medical/self-pay", row, "个人自付费用漏填")

    row = plot.member(chapter, lambda story, life: slow(life))
    row["是否接受医疗救助"] = "是"
    plot.gap("medical/assistance-recorded", row, "登记接受过医疗救助，却没有救助记录")
    row = plot.member(chapter, lambda story, life: story.enjoying and grave(life))
    row["是否接受医疗救助"] = "否"
    benefit = plot.of("政策享受", str(row["户编号"]), 项目="医疗救助")[0]
    plot.gap("medical/assistance-due", benefit, "有救助记录，成员表却登记为否")
    row = plot.member(chapter, lambda story, life: story.enjoying and grave(life))
    row["是否接受医疗救助"] = None
    benefit = plot.of("政策享受", str(row["户编号"]), 项目="医疗救助")[0]
    plot.unknown("medical/assistance-due", benefit, "成员表没有登记是否接受医疗救助")


def health(plot: Plot) -> None:
    """The family doctor, chronic and grave disease."""
    chapter = "health"
    former = lambda story, life: story.registered and not story.enjoying  # noqa: E731
    row = plot.member(chapter, lambda story, life: former(story, life) and not life.away)
    row["家庭医生签约"] = "未签"
    plot.gap("health/signed", row, "没有签约，也没有写原因")
    row = plot.member(chapter, lambda story, life: former(story, life) and not life.away)
    row["家庭医生签约"] = None
    plot.unknown("health/signed", row, "家庭医生签约漏填")
    row = plot.member(chapter, lambda story, life: story.registered and not life.away)
    row["未签约原因"] = "拒签"
    plot.gap("health/signed-and-reason", row, "已签约又写拒签")

    row = plot.member(chapter, lambda story, life: story.registered and slow(life))
    row["随访次数"] = 1
    plot.gap("health/followed-up", row, "慢病患者今年只随访一次")
    row = plot.member(chapter, lambda story, life: story.registered and slow(life))
    row["随访次数"] = None
    plot.unknown("health/followed-up", row, "随访次数漏填")

    row = plot.member(chapter, lambda story, life: story.registered and grave(life))
    row["大病专项救治"] = "否"
    plot.gap("health/serious-treated", row, "大病患者没有专项救治")
    row = plot.member(chapter, lambda story, life: story.registered and grave(life))
    row["大病专项救治"] = None
    plot.unknown("health/serious-treated", row, "大病专项救治漏填")

    row = plot.member(chapter, lambda story, life: story.registered and slow(life))
    row["慢病证"] = "未办理"
    plot.gap("health/chronic-card", row, "慢病患者没有慢病证")
    row = plot.member(chapter, lambda story, life: story.registered and slow(life))
    row["慢病证"] = "正在办"
    plot.unknown("health/chronic-card", row, "慢病证写作正在办")
    row = plot.member(chapter, lambda _, life: not life.resident.trait)
    row["慢病证"] = "是"
    plot.gap("health/chronic-card-due", row, "健康人登记有慢病证")

    row = plot.household(chapter, lambda story: story.enjoying and only_slow(story))
    for item in ("居民医保代缴", "慢病管理"):
        plot.drop("政策享受", plot.of("政策享受", str(row["户编号"]), 项目=item)[0])
    plot.gap("health/measure-for-illness", row, "因病致贫，没有一项健康或医疗政策")


def only_slow(story: Story) -> bool:
    """Chronic disease, and nothing worse, is the household's trouble."""
    return story.cause == "因病" and not any(grave(life) for life in story.lives)
