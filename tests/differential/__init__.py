"""Random rules over random households: engines against one another, and invariants."""
