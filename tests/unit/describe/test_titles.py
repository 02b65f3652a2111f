from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.describe.casing import title_case
from ingest.describe.describing import describe
from ingest.reading import CoverLine
from tests.unit.describe.markup import reading


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("SERIOUS CASE REVIEW IN RESPECT OF CHILD BR", "Serious Case Review in Respect of Child BR"),
        ("The Board's response to the review", "The Board's Response to the Review"),
        ("LCSPR: BABY P1", "LCSPR: Baby P1"),
        ("CHILD AB & McDONALD FAMILY", "Child AB & McDonald Family"),
        ("Where will the baby sleep? a thematic review", "Where Will the Baby Sleep? A Thematic Review"),
    ],
)
def test_titles_are_written_as_a_catalogue_writes_them(printed: str, expected: str) -> None:
    assert title_case(printed) == expected


@pytest.mark.parametrize(
    ("cover", "title"),
    [
        (
            "# FENSHAW SAFEGUARDING CHILDREN BOARD\n\n# SERIOUS CASE REVIEW\n\n# CHILD K AND CHILD L\n\n"
            "**OVERVIEW REPORT**\n\nAuthor: Jo Bright\n\n**May 2014**",
            "Serious Case Review: Child K and Child L",
        ),
        (
            "# Where Will the Baby Sleep?\n\n## A thematic review of five infants\n\n**Reference CPR 3/2017**",
            "Where Will the Baby Sleep?: A Thematic Review of Five Infants",
        ),
        (
            "**Bwrdd Diogelu Plant Carreg Wen**\n\n# Child Practice Review\n\n## Child T\n\n**Confidential**",
            "Child Practice Review: Child T",
        ),
        (
            "# Inspection of services for children\n\n## and\n\n# Review of the effectiveness of the Board",
            "Inspection of Services for Children and Review of the Effectiveness of the Board",
        ),
        (
            "# Fenshaw City of\n\n## Inspection of children's social care services\n\n**Lead inspector: Jo Bright**\n\n"
            "**Her Majesty’s Inspector**",
            "City of Fenshaw: Inspection of Children's Social Care Services",
        ),
        (
            "# Review of services in the City of\n\n## Fenshaw",
            "Review of Services in the City of Fenshaw",
        ),
        (
            "# Fenshaw\n\n## Inspection of services for children\n\n"
            "## Children's services in Fenshaw require improvement to be\n\n## good",
            "Fenshaw: Inspection of Services for Children",
        ),
        (
            "## Review of the effectiveness of the Board\n\n"
            "**There are widespread and serious failures that leave children at risk of harm**\n\n"
            "**The judgements on areas of the service that contribute to overall effectiveness are**",
            "Review of the Effectiveness of the Board",
        ),
    ],
)
def test_the_title_is_the_covers_title_lines_in_order(cover: str, title: str) -> None:
    facts = describe(reading(f"{cover}\n===\n# Introduction\n\nText.")).facts
    assert facts.title == title


def test_the_cover_may_come_after_the_contents() -> None:
    facts = describe(
        reading(
            "# Contents\n\nIntroduction 3\n\nRecommendations 9\n===\n# Serious Case Review: Child M\n\n"
            "Published: May 2018\n\n# 1. Introduction\n\nChild M died in March 2017."
        )
    ).facts
    assert (facts.title, facts.published, facts.child) == ("Serious Case Review: Child M", "2018-05", ["Child M"])


def test_lines_of_a_cover_that_stand_closely_are_parted_by_their_print() -> None:
    lines = [
        CoverLine("Fenshaw Safeguarding Children Board", 18, True, 60),
        CoverLine("Serious Case Review in respect of a child who was known to", 18, True, 82),
        CoverLine("many services: Child K", 18, True, 104),
        CoverLine("Author: Jo Bright", 11, False, 126),
        CoverLine("Published 3 June 2014", 11, False, 139),
    ]
    read = reading(" ".join(line.text for line in lines) + "\n===\n# Introduction\n\nText.")
    facts = describe(replace(read, cover=tuple(lines))).facts
    assert facts.title == "Serious Case Review in Respect of a Child Who Was Known to Many Services: Child K"
    assert facts.partnership == "Fenshaw Safeguarding Children Board"
    assert (facts.lead_reviewer, facts.published) == ("Jo Bright", "2014-06-03")
