"""Thirty rules over a million households, against SQL written by hand."""
