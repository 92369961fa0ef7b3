"""All the defects, in the order in which they take their households."""

from __future__ import annotations

import defects_duty as duty
import defects_old_work as old_work
import defects_people as people
import defects_school_home as school_home
import defects_welfare as welfare
from planting import Plot

# Those that few households fit come first.
ALL = (
    welfare.allowances,
    welfare.disability,
    welfare.tekun,
    welfare.dibao,
    welfare.registers,
    old_work.measures,
    old_work.work,
    old_work.jobs_and_loans,
    old_work.allowances,
    old_work.pensions,
    school_home.education,
    school_home.grants,
    school_home.rebuilding,
    school_home.housing,
    school_home.water,
    people.identity,
    people.family,
    people.contact,
    people.livelihood,
    people.medical,
    people.health,
    duty.missing_papers,
    duty.faulty_papers,
    duty.visits,
    duty.visit_records,
    duty.cross_checks,
    duty.comparisons,
    duty.satisfaction,
    duty.villages,
)


def plant(plot: Plot) -> None:
    """Plant them all."""
    for defects in ALL:
        defects(plot)
