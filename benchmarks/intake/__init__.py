"""A county's sheet, a township's workbook and ten million rows, read and timed."""
