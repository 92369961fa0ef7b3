"""A resolved rule as numbered sentences, in Chinese or English, made from its tree.

The sentence says what is judged, whatever the title promises. It never looks at a household.
"""

from checker.model.explanation import Sentence
from checker.prose.sentences import phrase, sentences
from checker.prose.sources import Sources, sources

__all__ = ["Sentence", "Sources", "phrase", "sentences", "sources"]
