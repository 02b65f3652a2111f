"""What one document says of its case: fields, recommendations, learning points and summary, each with its place.

`describe` is pure: the same reading gives the same description. Each module here answers one question.
"""

from ingest.describe.describing import DESCRIPTION_VERSION, describe

__all__ = ["DESCRIPTION_VERSION", "describe"]
