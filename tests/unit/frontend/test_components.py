"""Components and wording: every one has its example, every text that a template says is written down."""

import re
from pathlib import Path
from typing import Any

import httpx
import pytest
from lxml import html

from frontend.wording import load_wording

TEMPLATES = Path(__file__).parents[3] / "frontend" / "templates"
COMPONENTS = sorted(folder.name for folder in (TEMPLATES / "components").iterdir())
WORDS = re.compile(r"\bwords((?:\.\w+|\[[^\]]*\])+)")


@pytest.mark.parametrize("component", COMPONENTS)
def test_every_component_is_shown_in_the_style_guide(component: str, site: httpx.Client) -> None:
    assert (TEMPLATES / "components" / component / "macro.html").is_file()
    page: Any = html.fromstring(site.get("/style-guide").text)
    [heading] = page.xpath(f"//h2[@id='component-{component}']")
    [shown] = heading.xpath("..")
    assert len(shown.text_content()) > len(heading.text_content()) + 3
    assert "object at 0x" not in shown.text_content()


def test_what_a_list_was_filtered_by_comes_first_and_a_guess_last(site: httpx.Client) -> None:
    page: Any = html.fromstring(site.get("/style-guide").text)
    [result, *_] = page.xpath("//h2[@id='component-result']/..//li[@class='result']")
    tags = [tag.text_content() for tag in result.xpath(".//ul[@class='tags']/li")]
    assert tags[:2] == ["Neglect", "Thresholds"]
    assert tags[-1] == "Possibly: Supervision"
    assert "Bereavement" not in " ".join(tags)


def test_similar_reviews_say_of_what_is_only_perhaps_shared_that_it_is(site: httpx.Client) -> None:
    page: Any = html.fromstring(site.get("/style-guide").text)
    said = page.xpath("//h2[@id='component-similar']/..//ul[@class='similar']//p[last()]")
    assert [" ".join(each.text_content().split()) for each in said] == [
        "Also about: Neglect",
        "Possibly also about: Neglect, Under 1 year",
    ]


@pytest.mark.parametrize("template", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.stem + path.parent.name)
def test_every_text_of_a_template_is_written_down(template: Path) -> None:
    for found in WORDS.findall(template.read_text("utf-8")):
        words: Any = load_wording()
        for step in re.findall(r"\.(\w+)|\[", found):
            if not step or step in ("format", "items"):
                break
            assert step in words, f"words{found}"
            words = words[step]


def test_no_text_goes_by_a_name_that_mappings_have_themselves() -> None:
    """A template would find the method, not the text."""

    def names(words: Any) -> list[str]:
        if not isinstance(words, dict):
            return []
        return [str(name) for name in words] + [name for each in words.values() for name in names(each)]

    assert not {*names(load_wording())} & {*dir({})}
