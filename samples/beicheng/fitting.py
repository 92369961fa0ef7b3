"""Which households and members a defect can be planted in, so that only its own rules find it.

Each is a question about a story, or about a story and one life in it.
"""

from __future__ import annotations

from homes import ENJOYING, NOT_ENJOYING, OFF_REGISTER
from story import Life, Story

BROKEN_TRIO = "第9组"  # the trio that one officer is lost to

# --- households ---------------------------------------------------------------------------------


def alone(story: Story, _life: Life | None = None) -> bool:
    """Does one person live there?"""
    return story.size == 1


def registered(story: Story, _life: Life | None = None) -> bool:
    """Is the household on the register of the poor?"""
    return story.registered


def enjoying(story: Story, _life: Life | None = None) -> bool:
    """Does it enjoy policies?"""
    return story.category == ENJOYING


def former(story: Story) -> bool:
    """Is it on the register, but enjoys nothing any more?"""
    return story.category == NOT_ENJOYING


def off_register(story: Story) -> bool:
    """Is it off the register?"""
    return story.category == OFF_REGISTER


def couple(story: Story) -> bool:
    """A male head and his wife, and nobody else."""
    return story.household.home.composition in ("老年夫妻", "夫妻")


def without_welfare(story: Story) -> bool:
    """Neither 低保 nor 特困."""
    return not story.welfare


def untroubled(story: Story, _life: Life | None = None) -> bool:
    """An enjoying household of one, without welfare or certificate."""
    alone_there = story.enjoying and story.size == 1 and not story.welfare
    return alone_there and not story.lives[0].resident.disability


def lone_dibao(story: Story, _life: Life | None = None) -> bool:
    """An old person alone on 低保, in good health and without a certificate."""
    return story.welfare == "低保" and story.household.home.composition == "独居老人"


def with_able(story: Story) -> bool:
    """An enjoying household with somebody who can work, and no loan."""
    return story.enjoying and not story.loan and any(able(story, life) for life in story.lives)


def earning(story: Story) -> bool:
    """Somebody works, and not in a public job."""
    return story.income.wage > 0 and not any(life.public_job for life in story.lives)


def drawing(story: Story) -> bool:
    """Is a pension drawn there?"""
    return story.income.pension > 0


def appraised(story: Story) -> bool:
    """A house appraised as safe."""
    return story.house == "鉴定安全"


def rebuilt(story: Story) -> bool:
    """A poor household in a house rebuilt with a subsidy."""
    return story.registered and story.house == "危房改造"


def own_well(story: Story) -> bool:
    """Does it draw water from its own well?"""
    return not story.tap


def in_whole_trio(story: Story) -> bool:
    """Is its officer's trio left whole?"""
    return story.household.officer.trio != BROKEN_TRIO


# --- members ------------------------------------------------------------------------------------


def adult(_story: Story, life: Life) -> bool:
    """Of an age to pay for a pension, and no pupil."""
    return life.adult


def resident(_story: Story, life: Life) -> bool:
    """Insured as a resident, not as an employee."""
    return not life.employee


def plain(story: Story, life: Life) -> bool:
    """Without welfare and certificate: no register names him or her."""
    return not story.welfare and not life.resident.disability


def plain_adult(story: Story, life: Life) -> bool:
    """An adult whom no register names."""
    return plain(story, life) and life.adult


def plain_elder(story: Story, life: Life) -> bool:
    """Somebody of 65 or more whom no register names."""
    return plain(story, life) and life.age >= 65


def slow(_story: Story, life: Life) -> bool:
    """Chronically ill."""
    return life.resident.trait == "slow"


def registered_slow(story: Story, life: Life) -> bool:
    """Chronically ill, in a household on the register."""
    return story.registered and slow(story, life)


def grave(_story: Story, life: Life) -> bool:
    """Gravely ill."""
    return life.resident.trait == "grave"


def registered_grave(story: Story, life: Life) -> bool:
    """Gravely ill, in a household on the register."""
    return story.registered and grave(story, life)


def enjoying_grave(story: Story, life: Life) -> bool:
    """Gravely ill, in an enjoying household: had medical assistance."""
    return story.enjoying and grave(story, life)


def well(_story: Story, life: Life) -> bool:
    """In good health and not old."""
    return not life.resident.trait


def lone_elder(story: Story, life: Life) -> bool:
    """Somebody of 65 or more who lives alone."""
    return story.size == 1 and life.age >= 65


def payer(story: Story, life: Life) -> bool:
    """An adult insured as a resident, in a household that does not enjoy policies."""
    return not story.enjoying and life.adult and not life.employee


def paid_for(story: Story, life: Life) -> bool:
    """An adult of an enjoying household: the pension is paid for."""
    return story.enjoying and life.adult


def able(_story: Story, life: Life) -> bool:
    """Able to work, and working."""
    return life.labour in ("普通劳动力", "技能劳动力")


def former_at_home(story: Story, life: Life) -> bool:
    """Of a household that enjoys nothing any more, and not away for work: signed up."""
    return former(story) and not life.away


def signed(story: Story, life: Life) -> bool:
    """Of a household on the register, and signed up with the family doctor."""
    return story.registered and not life.away


def schoolchild(_story: Story, life: Life) -> bool:
    """Of school age and at school, from primary to the third year of middle school."""
    return 6 <= life.age <= 15 and 1 <= life.grade <= 9


def granted(story: Story, life: Life) -> bool:
    """A schoolchild of an enjoying household, who had a grant in spring."""
    return story.enjoying and schoolchild(story, life) and life.last_grade > 0


def plain_child(story: Story, life: Life) -> bool:
    """A schoolchild of a household that has no grants."""
    return not story.enjoying and schoolchild(story, life)


def plain_young_child(story: Story, life: Life) -> bool:
    """A schoolchild under 13 of a household that has no grants."""
    return plain_child(story, life) and life.age < 13


def holder(_story: Story, life: Life) -> bool:
    """With a certificate of disability of the third or fourth grade."""
    return life.resident.disability[1:] in ("3", "4")


def working_slow(story: Story, life: Life) -> bool:
    """A chronically ill adult in whose household somebody else earns."""
    return earning(story) and life.adult and slow(story, life)


def earning_able(story: Story, life: Life) -> bool:
    """Able to work and earning, and not in a public job."""
    return earning(story) and able(story, life)
