"""The rule book (规则书): policies as pages that an office reads, prints and signs.

Writes what policies say. It never runs a rule, and it never reads a household's file.
"""
