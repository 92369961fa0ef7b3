"""Plants."""
def plant_2026(plot): pass
