from __future__ import annotations

import pytest

from ingest.describe.describing import describe
from tests.unit.describe.markup import reading

COVER = """\
# Inspection of children’s social care services

## Quenbury Council
"""
BODY = """
# Findings

Inspectors saw that the Quenbury Safeguarding Children Board and the Care Quality Commission share what they know.
The hospital had been inspected by CQC in the year before.
"""


def publisher(*, cover: str = COVER, body: str = BODY, last: str = "") -> str | None:
    facts = describe(reading(f"{cover}===\n{body}===\n{last}")).facts
    evidence = facts.provenance["partnership"].evidence if facts.partnership else []
    assert bool(evidence) == bool(facts.partnership)
    return facts.partnership


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ("The Office for Standards in Education (Ofsted) regulates and inspects services for children.", "Ofsted"),
        ("The Care Inspectorate is the independent scrutiny body for care in Scotland.", "Care Inspectorate"),
        ("Published by Estyn, Anchor Court, Cardiff.", "Estyn"),
    ],
)
def test_an_inspection_is_published_by_who_says_what_it_does(last: str, expected: str) -> None:
    assert publisher(last=last) == expected


def test_the_cover_goes_before_the_text() -> None:
    assert publisher(cover=f"{COVER}\nCare Inspectorate Wales\n") == "Care Inspectorate Wales"


def test_inspectorates_that_inspected_together_are_all_named() -> None:
    jointly = (
        "\n# Introduction\n\nOfsted, the Care Quality Commission and HMICFRS carried out a joint inspection in May.\n"
    )
    assert publisher(body=jointly + BODY) == "Ofsted, Care Quality Commission and HMICFRS"


def test_where_none_says_so_it_is_the_one_that_is_spoken_of_most() -> None:
    spoken_of = "\nOfsted had asked for a plan. It came late. Ofsted came again in June. Then Ofsted read the plan.\n"
    assert publisher(body=BODY + spoken_of) == "Ofsted"


def test_a_board_that_is_mentioned_did_not_publish_an_inspection() -> None:
    assert publisher(body=BODY.replace("Care Quality Commission", "hospital").replace("CQC", "others")) is None


def test_a_review_that_mentions_an_inspectorate_is_its_boards() -> None:
    review = "# Quenbury Safeguarding Children Board\n\n# Serious Case Review: Child F\n"
    assert publisher(cover=review, last="Ofsted regulates and inspects.") == "Quenbury Safeguarding Children Board"
