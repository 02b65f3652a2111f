from __future__ import annotations

import pytest

from ingest.describe.describing import describe
from ingest.gazetteer import load_gazetteer
from records.dates import first_day
from records.models import Nation
from tests.unit.describe.markup import reading


def test_every_authority_has_what_a_catalogue_needs() -> None:
    gazetteer = load_gazetteer()
    assert sum(each.nation is Nation.ENGLAND and each.until is None for each in gazetteer.authorities.values()) == 153
    assert sum(each.nation is Nation.WALES and each.until is None for each in gazetteer.authorities.values()) == 22
    assert sum(each.nation is Nation.SCOTLAND and each.until is None for each in gazetteer.authorities.values()) == 32
    for authority in gazetteer.authorities.values():
        assert (authority.region is not None) == (authority.nation is Nation.ENGLAND), authority
        for partial in (authority.since, authority.until):
            assert partial is None or first_day(partial)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("London Borough of Newham", "Newham"),
        ("Bristol City of", "Bristol"),
        ("City of Bradford Metropolitan District Council", "Bradford"),
        ("Telford & Wrekin Council", "Telford and Wrekin"),
        ("Royal Borough of Windsor & Maidenhead", "Windsor and Maidenhead"),
        ("Southend on Sea", "Southend-on-Sea"),
        ("County Durham", "Durham"),
        ("Hull", "Kingston upon Hull"),
        ("Ynys Môn", "Isle of Anglesey"),
        ("Western Isles", "Na h-Eileanan Siar"),
        ("Durhamshire", None),
    ],
)
def test_an_authority_is_known_by_the_names_it_goes_by(printed: str, name: str | None) -> None:
    found = load_gazetteer().find(printed)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("body", "published", "authorities", "region"),
    [
        ("Cumbria Safeguarding Children Board", "May 2014", ["Cumbria"], "North West"),
        ("Northamptonshire Safeguarding Children Partnership", "May 2019", ["Northamptonshire"], "East Midlands"),
        (
            "Northamptonshire Safeguarding Children Partnership",
            "May 2022",
            ["North Northamptonshire", "West Northamptonshire"],
            "East Midlands",
        ),
        ("Bournemouth and Poole Safeguarding Children Board", "May 2016", ["Bournemouth", "Poole"], "South West"),
        (
            "Kingston and Richmond Safeguarding Children Partnership",
            "May 2021",
            ["Kingston upon Thames", "Richmond upon Thames"],
            "London",
        ),
        ("Brighton & Hove Safeguarding Children Partnership", "May 2021", ["Brighton and Hove"], "South East"),
        ("Kent and East Sussex Safeguarding Children Boards", "May 2015", ["Kent", "East Sussex"], "South East"),
        ("Sheffield and Lincolnshire Safeguarding Children Boards", "May 2010", ["Sheffield", "Lincolnshire"], None),
        ("Isle of Wight Safeguarding Children Board", "May 2015", ["Isle of Wight"], "South East"),
        ("Fenshaw Safeguarding Children Board", "May 2015", ["Fenshaw"], None),
    ],
)
def test_a_board_stands_for_its_authorities_at_the_time(
    body: str, published: str, authorities: list[str], region: str | None
) -> None:
    read = reading(f"# {body}\n\n# Serious Case Review: Child K\n\nPublished {published}\n===\n# Introduction\n\nText.")
    facts = describe(read).facts
    assert facts.partnership == body
    assert facts.authority == authorities
    assert facts.region == region
    assert facts.nation is Nation.ENGLAND


def test_a_regional_board_stands_for_the_council_that_the_report_names() -> None:
    cover = "# North Wales Safeguarding Children Board\n\n# Child Practice Review: Child K\n===\n# Introduction\n\n"
    named = describe(reading(cover + "Child K was known to Gwynedd Council Children's Services.")).facts
    unnamed = describe(reading(cover + "Child K was known to children's services.")).facts
    assert named.authority == ["Gwynedd"]
    assert len(unnamed.authority) == 6
    assert unnamed.nation is Nation.WALES


def test_a_place_that_is_only_mentioned_is_no_authority() -> None:
    read = reading(
        "# Serious Case Review: Child K\n===\n# Introduction\n\nThe family once lived near Reading Road in Kent."
    )
    assert describe(read).facts.authority == []


@pytest.mark.parametrize(
    ("cover", "ending", "authority", "published"),
    [
        (
            "# Inspection of Durham local authority children’s services\n\n**Inspection dates: 9 May to 20 May 2022**",
            "© Crown copyright 2022",
            "Durham",
            "2022",
        ),
        (
            "# Leicester City Council\n\n## Inspection of services for children in need\n\n"
            "**Inspection date: 3 June 2014 – 25 June 2014**\n\n**Report published: 8 August 2014**",
            "© Crown copyright 2014",
            "Leicester",
            "2014-08-08",
        ),
        (
            "# Cheshire West and Chester\n\n## Inspection of children’s social care services\n\n"
            "**Inspection dates: 20 January 2020 to 31 January 2020**",
            "© Crown copyright 2019",
            "Cheshire West and Chester",
            "2020",
        ),
    ],
)
def test_an_inspection_report_is_known_from_its_text_alone(
    cover: str, ending: str, authority: str, published: str
) -> None:
    text = f"{cover}\n\nLead inspector: Pat Green, His Majesty’s Inspector\n===\n# Findings\n\nText.\n===\n{ending}\n"
    facts = describe(reading(text, filename="download.pdf")).facts
    assert facts.review_type == "inspection-report"
    assert facts.authority == [authority]
    assert facts.published == published
    assert facts.lead_reviewer == "Pat Green"
    assert facts.child == []
    assert facts.outcome is None
