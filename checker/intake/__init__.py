"""Household files, in whatever form they come, as a dataset."""

from checker.intake.frames import dataset_from_frames
from checker.intake.reading import read_data
from checker.intake.rows import dataset_from_mappings

__all__ = ["dataset_from_frames", "dataset_from_mappings", "read_data"]
