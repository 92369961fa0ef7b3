"""Household files, in whatever form they come, as a dataset."""

from checker.intake.reading import read_data

__all__ = ["read_data"]
