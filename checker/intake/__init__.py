"""Household files of many disguises, read into a Dataset of typed tables."""
