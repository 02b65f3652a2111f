"""The version of the tagging logic, importable without spaCy."""

TAGGING_VERSION = 6
"""Raised whenever the same document may get other tags: the library then knows which records to tag again."""
