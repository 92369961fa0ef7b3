"""Verdicts made into gaps and grouped lists, one a sieve, and the criteria matrix."""
