"""A resolved rule as numbered sentences, in Chinese or English, made from its tree.

The sentence says what is judged, whatever the title promises. It never looks at a household.
"""
