"""Lists of results to take away: each format a function from results to pieces of text, made as they are asked for."""

from search_api.exports.citations import to_bib, to_ris
from search_api.exports.feeds import to_atom
from search_api.exports.tables import points_to_csv, points_to_jsonl, to_csv, to_jsonl

__all__ = ["points_to_csv", "points_to_jsonl", "to_atom", "to_bib", "to_csv", "to_jsonl", "to_ris"]
