"""The controlled vocabulary and the tagger. Importing this does not import spaCy; `taxonomy.tagger` does."""

from taxonomy.vocabulary import Concept, Term, Vocabulary, load_vocabulary

__all__ = ["Concept", "Term", "Vocabulary", "load_vocabulary"]
