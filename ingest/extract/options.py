"""What a caller may choose about reading."""

from typing import Literal

OcrMode = Literal["auto", "never", "always"]
"""Recognise pages without a usable text layer; none; all, whatever text layer they have."""
