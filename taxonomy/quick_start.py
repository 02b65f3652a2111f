"""Importing spaCy without its command line, which it imports with itself: a quarter of the time that importing takes.

The command line brings an HTTP client, a templating language and a tool for projects along. A worker process of an
ingest needs none of them, and starts with every run: without them it needs 0.2 s of processor time less.
"""

from __future__ import annotations

import sys
from types import ModuleType


def import_spacy() -> None:
    """Import spaCy, if nobody has yet, with empty modules in the place of `spacy.cli`; they do not stay."""
    if "spacy" in sys.modules:
        return
    package, module = ModuleType("spacy.cli"), ModuleType("spacy.cli.info")
    vars(module)["info"] = None  # all that `spacy/__init__.py` asks of it
    stand_ins = {"spacy.cli": package, "spacy.cli.info": module}
    sys.modules.update(stand_ins)
    try:
        import spacy  # noqa: F401, PLC0415
    finally:
        for name in stand_ins:
            del sys.modules[name]
