"""The data types that the floors hand to one another; no floor's work is done here."""
