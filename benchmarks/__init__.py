"""Measurements: how long runs take, against what they must not exceed."""
