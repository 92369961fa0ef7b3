"""Identity numbers and disability certificates, right and wrong, after GB 11643.

Made and judged here once more, not by the product's own functions.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

NOWHERE = "009901"
CERTIFICATE, REISSUED = 20, 22  # characters


def check_character(first: str) -> str:
    """ISO 7064 MOD 11-2 over the first 17 digits."""
    total = sum(int(digit) * (2 ** (17 - at) % 11) for at, digit in enumerate(first))
    return "0123456789X"[(12 - total) % 11]


def identity_number(born: pd.Timestamp, chance: np.random.Generator) -> str:
    """A number of somebody born that day; one in ten has a wrong last character."""
    first = f"{NOWHERE}{born:%Y%m%d}{chance.integers(1000):03}"
    last = check_character(first)
    return first + (last if chance.random() > 0.1 else "0123456789X"[(int(first[-1]) + 3) % 11])


def certificate(number: str, chance: np.random.Generator) -> str:
    """The certificate of who has that number; one in ten is of a type or grade that is none."""
    wrong = chance.random() < 0.1
    return f"{number}{chance.integers(1, 8)}{chance.integers(5, 9) if wrong else 2}"


def is_identity_number(text: str) -> bool:
    """18 characters, a real day, the right last character."""
    if len(text) != 18 or not text[:17].isdigit():
        return False
    day = pd.to_datetime(text[6:14], format="%Y%m%d", errors="coerce")
    return not pd.isna(day) and check_character(text[:17]) == text[17].upper()


def is_certificate(text: str) -> bool:
    """A valid number, a type of 1-7, a grade of 1-4, and two more where it was given anew."""
    if len(text) not in (CERTIFICATE, REISSUED) or not text[18:].isdigit():
        return False
    return is_identity_number(text[:18]) and text[18] in "1234567" and text[19] in "1234"
