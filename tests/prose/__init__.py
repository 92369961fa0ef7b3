"""Tests of rules told as sentences."""
