"""A second check of shipped rules, written in pandas from the rule book's Chinese sentences.

Nothing here looks at a policy file: each function takes what the rule book says of its rule under
要求 and computes it anew, with pandas' own three-valued logic, over 20,000 random households.
"""
