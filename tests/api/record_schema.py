"""Records the schema that the API promises: run it when a change of the API is meant.

python -m tests.api.record_schema
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from records.library import Library
from search_api.app import create_app
from search_api.factory import build_service
from tests.api.test_schema import RECORDED


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(build_service(Library.open(Path(folder) / "library", create=True)))
        RECORDED.write_text(json.dumps(app.openapi(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
