"""The version of the tagging logic, known without importing spaCy."""

TAGGING_VERSION = 1
"""Raised when the same document would be tagged differently, so that libraries know what to tag again."""
