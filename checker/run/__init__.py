"""A plan and a dataset made into verdicts: the interpreter (the specification) and DuckDB."""
