"""How text is cut into words and sentences: once, by us, for every engine and for the marks on a passage."""

from search_api.analysis.pairs import STOP_WORDS, pairs_of
from search_api.analysis.sentences import Span, sentence_spans
from search_api.analysis.words import WORD, cut, raw_words, stem, stems_of

__all__ = ["STOP_WORDS", "WORD", "Span", "cut", "pairs_of", "raw_words", "sentence_spans", "stem", "stems_of"]
