"""All the defects, in the order in which they take their households: the rarest fits first."""

from __future__ import annotations

import defects_checks
import defects_disabled
import defects_duties
import defects_facts
import defects_folder
import defects_grants
import defects_health
import defects_home
import defects_homes
import defects_income
import defects_jobs
import defects_land
import defects_ledger
import defects_living
import defects_members
import defects_money
import defects_old
import defects_papers
import defects_payments
import defects_people
import defects_posts
import defects_school
import defects_visits
import defects_welfare
import defects_work
from planting import Plot

CHAPTERS = (
    defects_duties,
    defects_grants,
    defects_disabled,
    defects_welfare,
    defects_work,
    defects_old,
    defects_school,
    defects_home,
    defects_people,
    defects_living,
    defects_papers,
    defects_visits,
    defects_checks,
    defects_land,
    defects_members,
    defects_jobs,
    defects_ledger,
    defects_income,
    defects_health,
    defects_money,
    defects_posts,
    defects_homes,
    defects_payments,
    defects_folder,
    defects_facts,
)


def plant(plot: Plot) -> None:
    """Plant them all."""
    for chapter in CHAPTERS:
        for defects in chapter.ALL:
            defects(plot)
