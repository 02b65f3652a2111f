"""The style sheet and the templates know the same names."""

from __future__ import annotations

import json
import re
from pathlib import Path

from frontend.assets import STATIC

TEMPLATES = STATIC.parent / "templates"


def styled() -> set[str]:
    manifest = json.loads((STATIC / "manifest.json").read_text("utf-8"))
    css = (STATIC / manifest["site.css"]).read_text("utf-8")
    return set(re.findall(r"\.((?:[a-z]|\\!)(?:[\w-]|\\!)*)", css))


def used(template: Path) -> set[str]:
    """The class names of a template that are written out."""
    names = " ".join(re.findall(r'class="([^"{]*)', template.read_text("utf-8")))
    return {name for name in names.split() if not name.endswith("-")}


def test_every_class_of_a_template_is_styled() -> None:
    unknown = {template.name: sorted(used(template) - styled()) for template in TEMPLATES.rglob("*.html")}
    assert {name: classes for name, classes in unknown.items() if classes} == {}
