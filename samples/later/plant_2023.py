"""Plants."""
def plant_2023(plot): pass
