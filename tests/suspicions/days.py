"""The day on which the sets are looked at."""

from datetime import date

DAY = date(2020, 9, 17)
