"""Tests of the author's tools that run rules."""
