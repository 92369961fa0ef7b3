"""Checks household files against policy rules and lists the gaps of three sieves."""
