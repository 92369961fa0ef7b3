"""The language tables: what expressions and rules mean, on every engine."""
