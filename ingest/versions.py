"""The versions of what reads a file, importable without it: what sorts files out needs no PDF library."""

EXTRACTION_VERSION = 4
"""Raised when the same file would be read differently, so that libraries know what to read again."""
DESCRIPTION_VERSION = 6
"""Raised with every change of what is found: a document described by an earlier version is described again."""
