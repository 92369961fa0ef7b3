"""Fuzzing: bytes that nobody would write, and what may never come of them.

`python -m tests.fuzz TARGET --seconds N` tries new bytes, led by what they reach in the program
(atheris, a development extra). What was found is kept in `corpus/TARGET`, each with its reason in
`corpus/reasons.csv`, and is tried again by `test_corpus.py`, which needs no atheris.

A target is a module of this package with

- `examine(data)`, which raises `AssertionError` where something came of the bytes that may not,
  and lets through whatever the program lets out: only its own faults may come out of it;
- `seeds()`, good bytes to begin with;
- `WORDS`, pieces that its form is made of;
- where bytes are packed up, `changed(data, limit, chance)`: the same form with something changed.
"""

TARGETS = (
    "workbook",
    "binaries",
    "lines",
    "trees",
    "booklet",
    "values",
    "headers",
    "flat",
    "about",
    "township",
    "expression",
    "policy",
)
