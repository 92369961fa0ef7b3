"""The language server: what an author's editor shows while a policy file is typed.

Answers from the text of the files alone. It never runs a rule.
"""
