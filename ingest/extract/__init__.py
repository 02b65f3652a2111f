"""A file becomes a `Reading`: what it says, page by page, and how that is built. Knows no library.

The public names are `read`, and `EXTRACTION_VERSION`, by which a library knows what to read again.
"""

from ingest.extract.options import OcrMode
from ingest.extract.read import EXTRACTION_VERSION, read

__all__ = ["EXTRACTION_VERSION", "OcrMode", "read"]
