"""Verdicts become gaps, and gaps become grouped lists, one a sieve; nothing is judged here."""

from checker.sift.asking import questions
from checker.sift.narrowing import Selection, narrowed
from checker.sift.outcome import sift

__all__ = ["Selection", "narrowed", "questions", "sift"]
