"""Resolved rules made into shared relational steps and SQL text."""
