"""A new folder, its template workbook, and tables taken to Excel and back."""
