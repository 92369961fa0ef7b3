"""An author's folder: a new one made whole, and its tables taken to Excel and back.

About files that people edit, never about households.
"""
