"""What is found in reports of many kinds, written for the purpose."""

from __future__ import annotations

from typing import Any

import pytest

from ingest.describe.describing import describe
from ingest.reading import Description, Reading
from ingest.versions import DESCRIPTION_VERSION
from records.models import AgeBand, DocumentRole, Source
from tests.unit.describe import reports
from tests.unit.describe.markup import reading

EXPECTED: dict[str, dict[str, Any]] = {
    "SCOTTISH": {
        "title": "Significant Case Review: Child AB: Executive Summary",
        "review_type": "significant-case-review",
        "authority": ["Tarbrax", "Lowdean"],
        "nation": "Scotland",
        "published": "2012-03-14",
        "lead_reviewer": "Professor Ishbel MacQuarrie",
        "child": ["Child AB"],
        "ages_months": [38],
        "child_sex": "male",
        "outcome": "death",
        "incident": "2010-05-09",
        "incident_type": ["drowning"],
        "guidance": "protecting-children-a-shared-responsibility-1998",
    },
    "WELSH": {
        "review_type": "child-practice-review",
        "partnership": "Carreg Wen Regional Safeguarding Children Board",
        "nation": "Wales",
        "published": "2020-11-30",
        "lead_reviewer": "Delyth Prydderch and Conor Ashby-Mills",
        "child": ["Young Person G", "Young Person H"],
        "ages_months": [180, 156],
        "child_sex": "female",
        "outcome": "serious-harm",
        "incident": "2018-08-21",
        "incident_type": ["exploitation"],
        "guidance": "working-together-to-safeguard-people-2016",
    },
    "NORTHERN_IRISH": {
        "review_type": "case-management-review",
        "partnership": "Safeguarding Board for Northern Ireland",
        "authority": ["Western Health and Social Care Trust"],
        "nation": "Northern Ireland",
        "published": "2016-06",
        "lead_reviewer": "Mr Fergal O'Dolan",
        "child": ["Child 1", "Child 2"],
        "child_age": "7 years and 18 months",
        "ages_months": [84, 18],
        "child_sex": "multiple",
        "outcome": "serious-harm",
        "incident": "2014-02",
    },
    "PART_8": {
        "title": "Case Review Under Part 8 of Working Together: Baby P1",
        "review_type": "serious-case-review",
        "authority": ["Fenshaw"],
        "published": None,
        "lead_reviewer": "Mrs R. Tilsley",
        "child": ["Baby P1"],
        "child_age": "11 weeks",
        "outcome": "death",
        "incident": "1999-01-12",
        "guidance": "working-together-1991",
    },
    "NAMED_HOPE": {
        "review_type": "child-safeguarding-practice-review",
        "nation": "England",
        "published": "2022-05",
        "child": ["Hope"],
        "ages_months": [5],
        "child_sex": "female",
        "incident": "2021-05",
        "incident_type": ["non-accidental-injury"],
        "guidance": "working-together-2018",
    },
    "FAMILY": {
        "title": "Serious Case Review: Family X",
        "published": "2015-06-05",
        "child": [f"Sibling {number}" for number in range(1, 10)],
        "child_age": "10 months to 15 years",
        "ages_months": [],
        "outcome": "serious-harm",
        "incident": "2013-09-03",
        "incident_type": ["chronic-neglect"],
    },
    "DOMESTIC_HOMICIDE": {
        "review_type": "domestic-homicide-review",
        "authority": ["Penhallow"],
        "published": None,
        "child": ["Agnes"],
        "child_age": None,
        "ages_months": [],
        "child_age_band": ["18-plus"],
        "outcome": "death",
        "incident": "2019-03",
        "incident_type": ["homicide"],
    },
    "ADULTS": {
        "review_type": "safeguarding-adult-review",
        "published": "2021-12-02",
        "child": ["Mr K"],
        "child_age_band": ["18-plus"],
        "outcome": "death",
        "incident": "2020-01",
    },
    "JOINT": {
        "review_type": "rapid-review",
        "authority": ["Kirkholme", "Easterby"],
        "published": "2023-07-08",
        "ages_months": [192, 204],
        "child_age_band": ["16-17"],
        "child_sex": "male",
        "incident_type": ["stabbing-or-shooting"],
    },
}


@pytest.mark.parametrize(
    ("name", "field", "expected"),
    [(name, field, value) for name, fields in EXPECTED.items() for field, value in fields.items()],
)
def test_a_field_is_as_a_reader_would_fill_it(name: str, field: str, expected: Any) -> None:
    facts = describe(reading(getattr(reports, name))).facts
    assert getattr(facts, field) == expected


@pytest.mark.parametrize("name", EXPECTED)
def test_every_value_says_where_it_stands_word_for_word(name: str) -> None:
    read = reading(getattr(reports, name))
    facts = describe(read).facts
    for field, claim in facts.provenance.items():
        assert getattr(facts, field), field
        assert claim.source is Source.AUTO
        assert claim.logic_version == DESCRIPTION_VERSION
        assert claim.evidence, field
        for evidence in claim.evidence:
            assert evidence.quote in _text_from(read, evidence.page), field


@pytest.mark.parametrize("name", EXPECTED)
def test_a_value_that_is_not_there_has_no_provenance(name: str) -> None:
    facts = describe(reading(getattr(reports, name))).facts
    unfound = {field for field in type(facts).model_fields if not getattr(facts, field)}
    assert not unfound & facts.provenance.keys()


def test_the_same_reading_gives_the_same_description() -> None:
    read = reading(reports.WELSH)
    assert describe(read) == describe(read)


@pytest.mark.parametrize(
    ("cover", "role"),
    [
        ("# Seven Minute Briefing: Child K", DocumentRole.SEVEN_MINUTE_BRIEFING),
        ("# 7-minute briefing\n\n# Serious Case Review: Child K", DocumentRole.SEVEN_MINUTE_BRIEFING),
        ("# Serious Case Review: Child K\n\n## Executive Summary", DocumentRole.EXECUTIVE_SUMMARY),
        ("# Child K\n\n# The Board's response to the Serious Case Review", DocumentRole.PARTNERSHIP_RESPONSE),
        ("# Response to the Serious Case Review of Child K", DocumentRole.PARTNERSHIP_RESPONSE),
        ("# Learning from Child K\n\n**Slides for teams**", DocumentRole.PRESENTATION),
        ("# Practice briefing: Child K", DocumentRole.LEARNING_SUMMARY),
        ("# Serious Case Review: Child K", DocumentRole.OVERVIEW_REPORT),
        ("# Rapid Review: Child K", DocumentRole.OTHER),
    ],
)
def test_a_document_says_on_its_cover_what_part_it_plays(cover: str, role: DocumentRole) -> None:
    assert _described(cover).role is role


@pytest.mark.parametrize(
    ("cover", "kind"),
    [
        ("# Local Child Safeguarding Practice Review: Child K", "child-safeguarding-practice-review"),
        ("# A thematic serious case review of three babies", "thematic-review"),
        ("# Concise Child Practice Review", "child-practice-review"),
        ("# Multi-agency learning review: Child K", "learning-review"),
        ("# Chapter 8 Case Review", "serious-case-review"),
        ("# Domestic Abuse Related Death Review", "domestic-homicide-review"),
        ("# Inspection of Fenshaw local authority children’s services", "inspection-report"),
        ("# Annual report of the Board", None),
    ],
)
def test_thirty_years_of_names_for_a_review(cover: str, kind: str | None) -> None:
    assert _described(cover).facts.review_type == kind


def test_bands_of_children_of_several_ages_are_all_listed() -> None:
    bands = describe(reading(reports.NORTHERN_IRISH)).facts.child_age_band
    assert set(bands) == {AgeBand.FROM_5_TO_10, AgeBand.FROM_1_TO_4, AgeBand.MULTIPLE}


def test_what_is_lacking_is_said_in_plain_words() -> None:
    assert describe(reading(reports.PART_8)).notices == ("No date of publication was found in the document.",)


def test_an_empty_document_is_described_as_nothing() -> None:
    facts = describe(reading("")).facts
    assert facts.title is None
    assert facts.provenance == {}


def _described(cover: str) -> Description:
    return describe(reading(f"{cover}\n===\n# Introduction\n\nChild K was seen by many people in those years."))


def _text_from(read: Reading, page: int) -> str:
    """The text of a page and, as quotes may run on, of the next, white space collapsed."""
    return " ".join(" ".join(each.text for each in read.document.pages[page - 1 : page + 1]).split())
