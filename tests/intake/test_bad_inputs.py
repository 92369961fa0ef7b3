"""The catalogue of bad inputs: what each number must get, and the tests that hold it to that.

Not the tests themselves: this table finds them, and tells when one has lost its name.
"""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]

OTHER = "intake/test_other_makes"
SHEETS = "intake/test_layout_of_sheets"
HELD = [
    # number, what it must get, tests
    ("B1", "a header in three rows", f"{SHEETS}:test_header_in_three_rows"),
    ("B1", "the columns' own numbers", f"{SHEETS}:test_numbers_of_the_columns"),
    ("B4", "a table on its side", f"{SHEETS}:test_table_on_its_side"),
    ("B9", "merged over rows and columns", f"{SHEETS}:test_key_merged_over_rows_and_columns"),
    ("B11", "sentences, signatures, examples", f"{SHEETS}:test_rows_that_are_nobody"),
    ("B11", "and what may be somebody", f"{SHEETS}:test_rows_that_may_be_somebody"),
    ("B11", "a heading over all columns", f"{SHEETS}:test_a_heading_over_all_columns"),
    ("B17", "one table under another: a fault", f"{SHEETS}:test_one_table_under_another"),
    ("I7", "a table inside a row", "intake/test_bad_texts:test_a_table_inside_a_row"),
    ("H1", "JSON in GBK", "intake/test_bad_texts:test_json_in_gbk"),
    *[
        (number, "other makes: nothing to read", f"{OTHER}:test_no_data")
        for number in ("A1", "A4")
    ],
    ("A4", "text under a workbook's name", f"{OTHER}:test_text_under_a_workbooks_name"),
    ("B2", "numbers and units of headers", f"{OTHER}:test_headers_with_numbers_and_units"),
    ("B17", "a title above the header again", f"{OTHER}:test_tables_pasted_below_one_another"),
    ("D1", "without the last word", f"{OTHER}:test_days"),
    ("D11", "another zone", f"{OTHER}:test_days"),
    ("E6", "a unit behind a stroke", f"{OTHER}:test_a_unit_behind_a_stroke_counts"),
    (
        "E14",
        "1.0 is 1",
        f"{OTHER}:test_whole_numbers_that_went_through_a_table_program",
    ),
    ("H2", "the line, whichever comes first", f"{OTHER}:test_two_encodings"),
    ("I4", "too small to hold", f"{OTHER}:test_numbers_too_small_to_hold"),
    ("I7", "a list for a value", f"{OTHER}:test_lists_where_one_value_should_stand"),
    ("I2", "a title and its English name", f"{OTHER}:test_one_field_under_two_names"),
    ("I9", "booklets and rows, line by line", f"{OTHER}:test_booklets_and_rows_in_one_file"),
    ("M6", "what is wrong in a mapping.yaml", "intake/test_mapping:test_faults"),
    ("A1", "no bytes: a fault", "intake/test_bad_files:test_no_file_that_we_read"),
    ("A1", "no bytes, YAML", "intake/test_bad_workbooks:test_not_read"),
    ("A2", "cut off: copy it again", "intake/test_bad_workbooks:test_not_read"),
    ("A4", "a web page: save it as .xlsx", "intake/test_bad_workbooks:test_not_read"),
    ("A6", "a password: none, wrong, right", "intake/test_passwords:test_closed"),
    ("A6", "a password: none, wrong, right", "intake/test_passwords:test_opened"),
    ("A7", "a protected sheet is read", "intake/test_bad_workbooks:test_read"),
    ("A9", "a bomb is not unpacked", "intake/test_bad_files:test_zip_bomb"),
    (
        "A11",
        "a far cell: a fault, no abort",
        "intake/test_bad_files:test_cell_at_the_end_of_the_sheet",
    ),
    ("A12", "formats are no rows", "intake/test_bad_workbooks:test_formatting_dragged_far"),
    ("A14", "no other file appears", "intake/test_bad_workbooks:test_not_read"),
    ("A16", "the cell is named", "intake/test_bad_workbooks:test_not_read"),
    ("A17", "no number: unknown", "intake/test_bad_workbooks:test_numbers_in_the_xml"),
    ("A19", "both sheets, and told", "intake/test_bad_workbooks:test_two_sheets_of_one_table"),
    ("A21", "odd names are files", "cli/test_surroundings:test_odd_names"),
    (
        "A21",
        "pipes and circles are none",
        "cli/test_surroundings:test_pipes_and_circles_are_no_files",
    ),
    ("A21", "never an option", "cli/test_surroundings:test_name_like_an_option"),
    ("A22", "macros are not looked at", "intake/test_bad_workbooks:test_read"),
    ("A24", "counted once", "intake/test_bad_files:test_file_given_twice"),
    ("A24", "a copy: doubled keys", "cli/test_unread:test_copies"),
    (
        "B1",
        "titles, a header in two rows",
        "intake/test_files:test_titles_and_remarks_around_the_table",
    ),
    ("B2", "spellings of a header", "intake/test_bad_workbooks:test_headers_as_printed"),
    (
        "B4",
        "the missing column is named",
        "intake/test_bad_files:test_missing_column_names_what_is_there",
    ),
    ("B6", "one name twice", "intake/test_bad_files:test_two_columns_of_one_name"),
    ("B6", "a key twice: a fault", "intake/test_bad_files:test_headers"),
    ("B6", "no header: told", "intake/test_bad_workbooks:test_column_without_a_header"),
    ("B7", "no household is eaten", "intake/test_bad_workbooks:test_no_header_at_all"),
    ("B9", "filled down inside the merge", "intake/test_bad_files:test_merged_cells"),
    ("B11", "sums are no households", "intake/test_partly_read:test_rows_that_are_nobody"),
    ("B12", "hidden rows count", "intake/test_bad_workbooks:test_hidden_rows"),
    (
        "B14",
        "no result: unknown",
        "intake/test_bad_files:test_error_cells_and_formulas_never_computed",
    ),
    ("B14", "another book's value", "intake/test_bad_workbooks:test_read"),
    ("B16", "keys are trimmed", "intake/test_bad_workbooks:test_keys"),
    ("B17", "the header again", "intake/test_files:test_titles_and_remarks_around_the_table"),
    *[
        (f"C{n}", "certificates and phones", "intake/test_bad_cells:test_cells")
        for n in (6, 7, 9, 11, 14)
    ],
    *[
        (f"C{n}", "what a rule says", "intake/test_bad_cells:test_rows")
        for n in (1, 4, 6, 7, 9, 16)
    ],
    *[(f"C{n}", "wrappings go", "intake/test_grammar:test_text") for n in (1, 2, 4, 14, 16)],
    ("C12", "a doubled key is told", "intake/test_files:test_rows_that_belong_to_nobody"),
    ("C16", "no join by a masked number", "intake/test_files:test_rows_that_belong_to_nobody"),
    *[
        (f"D{n}", "a day, or why none", "intake/test_grammar:test_dates")
        for n in (1, 2, 4, 6, 7, 11)
    ],
    *[(f"D{n}", "a day, or why none", "intake/test_bad_cells:test_cells") for n in (2, 6, 7, 12)],
    ("D4", "days from 1904", "intake/test_bad_files:test_days_from_1904"),
    *[
        (f"E{n}", "a number, or why none", "intake/test_grammar:test_amounts")
        for n in (1, 2, 4, 7)
    ],
    ("E6", "a header's own unit", "intake/test_files:test_unit_in_the_header"),
    *[
        (f"E{n}", "a word of its field", "intake/test_bad_cells:test_cells")
        for n in (9, 11, 12, 14)
    ],
    ("F1", "a doubled household", "intake/test_files:test_rows_that_belong_to_nobody"),
    ("F1", "rows that disagree", "intake/test_flat:test_rows_that_disagree"),
    ("F2", "a member of nobody", "intake/test_files:test_rows_that_belong_to_nobody"),
    ("F7", "order changes nothing", "intake/test_files:test_fingerprint_does_not_see_places"),
    ("F7", "order changes nothing", "cli/test_check:test_same_bytes_from_run_to_run"),
    *[(f"G{n}", "names of one person", "intake/test_bad_cells:test_cells") for n in (1, 2, 4)],
    ("G4", "and in outputs", "cli/test_bad_outputs:test_hostile_names"),
    ("G6", "cut to a cell", "cli/test_bad_outputs:test_hostile_names"),
    ("G7", "composed", "intake/test_bad_workbooks:test_composed_header"),
    ("H1", "every encoding", "intake/test_bad_texts:test_encodings"),
    ("H1", "Big5 or nothing", "intake/test_bad_texts:test_traditional_characters"),
    ("H2", "two encodings: the line", "intake/test_bad_files:test_no_file_that_we_read"),
    ("H4", "one row's trouble", "intake/test_bad_texts:test_ragged_rows"),
    ("H6", "line numbers stay right", "intake/test_files:test_lines_of_quoted_text"),
    ("H7", "endless fields", "intake/test_bad_files:test_no_file_that_we_read"),
    ("H7", "endless rows", "intake/test_bad_texts:test_a_million_columns"),
    ("H9", "headers only", "cli/test_unread:test_headers_only_are_no_clean_office"),
    *[
        (f"I{n}", "strict, of the right shape", "intake/test_bad_texts:test_json")
        for n in (1, 2, 6)
    ],
    ("I2", "the key is named", "intake/test_bad_texts:test_duplicate_key_is_named"),
    ("I4", "no such number", "intake/test_bad_texts:test_numbers"),
    ("I7", "one row, numbers as text", "intake/test_bad_texts:test_one_member_without_a_list"),
    ("I9", "that line", "intake/test_bad_texts:test_one_bad_line_of_a_thousand"),
    *[
        (f"L{n}", "text stays text", "cli/test_bad_outputs:test_hostile_names")
        for n in (1, 2, 6, 7)
    ],
    ("L4", "sheets' names", "report/test_workbook:test_sheet_names"),
    ("L9", "never over an input", "report/test_folder:test_file_never_over_an_input"),
    ("L11", "nobody's number", "samples/test_privacy:test_nothing_leaks"),
    ("L12", "ids of their own", "cli/test_bad_outputs:test_two_gaps_of_one_rule"),
    ("M1", "a sentence, exit code 2", "cli/test_check:test_nothing_checked"),
    ("M2", "poor consoles", "cli/test_process:test_poor_consoles"),
    ("M2", "a reader that leaves", "cli/test_process:test_reader_that_leaves"),
    ("M2", "nobody listens", "cli/test_process:test_closed_streams"),
    ("M2", "no home", "cli/test_surroundings:test_no_home_no_path"),
    ("M2", "no place to write", "cli/test_surroundings:test_folder_that_nobody_may_write_to"),
    ("M4", "interrupted", "cli/test_surroundings:test_interrupted"),
    ("M4", "terminated", "cli/test_process:test_terminated"),
    ("M6", "what says how to read", "cli/test_bad_outputs:test_unknown_key_beside_the_data"),
    ("M7", "199 of 200", "cli/test_unread:test_two_hundred_files_one_bad"),
    ("M9", "two runs at once", "cli/test_bad_outputs:test_two_runs_at_once"),
    ("M11", "other systems' paths", "cli/test_bad_outputs:test_paths_that_lead_nowhere"),
    ("M11", "long paths", "cli/test_bad_outputs:test_long_path"),
]

# D9 and the rest of F are for rules: their cases stand beside the policies.
NUMBERS = {
    "A": (1, 2, 4, 6, 7, 9, 11, 12, 14, 16, 17, 19, 21, 22, 24),
    "B": (1, 2, 4, 6, 7, 9, 11, 12, 14, 16, 17),
    "C": (1, 2, 4, 6, 7, 9, 11, 12, 14, 16),
    "D": (1, 2, 4, 6, 7, 11, 12),
    "E": (1, 2, 4, 6, 7, 9, 11, 12, 14),
    "F": (1, 2, 7),
    "G": (1, 2, 4, 6, 7),
    "H": (1, 2, 4, 6, 7, 9),
    "I": (1, 2, 4, 6, 7, 9),
    "L": (1, 2, 4, 6, 7, 9, 11, 12),
    "M": (1, 2, 4, 6, 7, 9, 11),
}


@cache
def functions_of(module: str) -> frozenset[str]:
    tree = ast.parse((TESTS / f"{module}.py").read_text("utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize(("number", "what", "test"), HELD)
def test_is_held(number: str, what: str, test: str) -> None:
    module, _, name = test.partition(":")

    assert name in functions_of(module), f"{number}: {what}"


def test_every_number_is_held() -> None:
    held = {number for number, _, _ in HELD}

    assert held == {f"{group}{n}" for group, numbers in NUMBERS.items() for n in numbers}
