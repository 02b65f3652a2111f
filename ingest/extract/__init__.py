"""A file becomes a `Reading`: what it says, page by page, and how that is built. Knows no library.

The public name is `read`.
"""

from ingest.extract.options import OcrMode
from ingest.extract.read import read

__all__ = ["OcrMode", "read"]
