"""Names, ages, sexes, outcomes and kinds of incident, as reports tell them."""

from __future__ import annotations

import pytest

from ingest.describe.ages import band_of, months_in_words
from ingest.describe.children import expand
from ingest.describe.describing import describe
from ingest.describe.guidance import EDITIONS, edition_at
from ingest.reading import Description
from records.dates import first_day
from records.models import AgeBand, Facts, Nation
from tests.unit.describe.markup import reading


def told(body: str, *, child: str = "Child K", kind: str = "Serious Case Review") -> Facts:
    return _told(body, child=child, kind=kind).facts


def _told(body: str, *, child: str, kind: str) -> Description:
    return describe(
        reading(f"# Fenshaw Safeguarding Children Board\n\n# {kind}: {child}\n===\n# Introduction\n\n{body}")
    )


@pytest.mark.parametrize(
    ("kind", "labels", "names"),
    [
        ("Children", "A, B and C", ["Child A", "Child B", "Child C"]),
        ("Babies", "V and W", ["Baby V", "Baby W"]),
        ("Boys", "A–D", ["Boy A", "Boy B", "Boy C", "Boy D"]),
        ("Sibling", "1 to Sibling 3", ["Sibling 1", "Sibling 2", "Sibling 3"]),
        ("Child", "LB12", ["Child LB12"]),
        ("Child", "J and Child K", ["Child J", "Child K"]),
    ],
)
def test_a_plural_stands_for_each_child(kind: str, labels: str, names: list[str]) -> None:
    assert expand(kind, labels) == names


@pytest.mark.parametrize(
    ("child", "body", "names"),
    [
        (
            "May",
            "May was three. In May 2014 May was taken to hospital. Nobody asked May, and nobody saw May alone.",
            ["May"],
        ),
        (
            "Hope and Joy",
            "Hope and Joy are twins. We hope that Hope is well. They saw Hope and Joy, and Joy with Hope.",
            ["Hope", "Joy"],
        ),
        (
            "Siblings K and L",
            "Child K and Child L were seen. Child K fed Child L. Child K is six.",
            ["Child K", "Child L"],
        ),
        ("RN19", "RN19 was fifteen. The school knew RN19 well. RN19 was in care.", ["RN19"]),
        (
            "Highfold School",
            "The boys are referred to as Boys A, B and C. Boy A told his mother.",
            ["Boy A", "Boy B", "Boy C"],
        ),
        (
            "A sad case",
            "He will be called Rowan in this report. They saw that Rowan was thin, and Rowan said so. Mr D hit Rowan.",
            ["Rowan"],
        ),
        ("Neglect and Delay", "The family was known. Neglect was seen and Neglect was recorded.", []),
    ],
)
def test_children_are_called_what_the_report_calls_them(child: str, body: str, names: list[str]) -> None:
    assert told(body, child=child).child == names


@pytest.mark.parametrize(
    ("body", "months"),
    [
        ("Child K died aged two years and five months.", [29]),
        ("Child K, a girl of nine, was found dead.", [108]),
        ("Child K was eight years old when she was killed.", [96]),
        ("Child K was a five-month-old baby when he was injured.", [5]),
        ("Child K (7) was found alone.", [84]),
        ("Child K was three weeks old when she was found dead.", [0]),
        ("In May 2013, when she was seventeen, Child K was stabbed.", [204]),
        ("Child K died in May 2013. Mr D, aged 29, was arrested.", []),
        ("Child K had the reading age of a child of five. She was found at home in May 2013.", []),
        ("Child K was known to services from the age of two. She died in 2013.", []),
    ],
)
def test_the_age_is_that_of_the_child_at_the_time(body: str, months: list[int]) -> None:
    assert told(body).ages_months == months


def test_ages_stand_in_the_order_of_the_children_and_in_tables() -> None:
    body = "Name | Relationship | Age\nChild J | Girl | 8\nChild K | Son of Ms P | 5\nMs P | Mother | 31\n"
    facts = told(body, child="Child J and Child K")
    assert facts.ages_months == [96, 60]
    assert facts.child_age == "8 years and 5 years"
    assert facts.child_sex == "multiple"
    assert facts.child_age_band == [AgeBand.FROM_5_TO_10]


@pytest.mark.parametrize(
    ("body", "sex"),
    [
        ("Child K was a boy of four.", "male"),
        ("The baby, a girl called Child K, was seen. Child K smiled.", "female"),
        ("Child K said that she was cold. Child K hid her food.", "female"),
        ("Child K was seen by Ms P, who was tired. Her mother rang.", None),
        ("Child K was known to nine services.", None),
    ],
)
def test_the_sex_is_told_or_unknown(body: str, sex: str | None) -> None:
    assert told(body).child_sex == sex


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        ("Child K died on 3 May 2013.", "death"),
        ("The review concerns the murder of Child K by a man.", "death"),
        ("Child K nearly died. Child K was seriously injured.", "serious-harm"),
        ("Child K’s grandmother died in 2012. Child K had been seriously harmed by neglect.", "serious-harm"),
        ("Child K was taken to hospital with burns. He died two days later.", None),
        ("Child K was stabbed by older boys. He nearly died.", "serious-harm"),
        ("Child K was bruised. Life support was withdrawn.", None),
        ("Child K was seriously injured by his uncle. He died in prison.", "serious-harm"),
        ("Child K was seen by many people.", None),
    ],
)
def test_the_outcome_is_that_of_the_child(body: str, outcome: str | None) -> None:
    assert told(body).outcome == outcome


@pytest.mark.parametrize(
    ("body", "incident"),
    [
        ("Child K died on 3 May 2013. The Board considered the case on 9 June 2013.", "2013-05-03"),
        ("In July 2012 Child K was stabbed. A man was convicted in March 2013.", "2012-07"),
        ("Her grandmother died in February 2012. On 5 May 2013 Child K was found alone in the street.", "2013-05-05"),
        ("The Children Act 2004 applied. The trial of May 2014 heard of Child K.", None),
        ("Child K was found dead on 31 February 2013.", None),
    ],
)
def test_the_incident_is_the_event_and_not_what_came_of_it(body: str, incident: str | None) -> None:
    assert told(body).incident == incident


@pytest.mark.parametrize(
    ("body", "kinds"),
    [
        ("Child K died in March 2014 when he slept on a sofa beside his father.", ["sudden-unexpected-death"]),
        (
            "Child K died in 2014 after drinking methadone. Both adults pleaded guilty to neglect.",
            ["ingestion-or-overdose"],
        ),
        ("Child K took her own life in 2014.", ["suicide"]),
        ("Child K died in a house fire.", ["fire"]),
        ("Illness was fabricated. Child K was the victim of fabricated or induced illness.", ["fabricated-illness"]),
        ("There was no evidence that Child K was sexually abused. Child K was shaken by his father.", ["shaking"]),
        ("Ms P killed Child K and then took an overdose.", ["homicide"]),
        ("Sexual abuse is a form of harm. Working Together defines neglect and physical abuse.", []),
    ],
)
def test_the_kind_of_incident_is_what_happened_to_the_child(body: str, kinds: list[str]) -> None:
    assert told(body).incident_type == kinds


def test_bands_begin_on_birthdays() -> None:
    assert [band_of(months) for months in (0, 11, 12, 59, 60, 131, 132, 191, 192, 215, 216)] == [
        *(AgeBand.UNDER_1, AgeBand.UNDER_1, AgeBand.FROM_1_TO_4, AgeBand.FROM_1_TO_4),
        *(AgeBand.FROM_5_TO_10, AgeBand.FROM_5_TO_10, AgeBand.FROM_11_TO_15, AgeBand.FROM_11_TO_15),
        *(AgeBand.FROM_16_TO_17, AgeBand.FROM_16_TO_17, AgeBand.ADULT),
    ]


@pytest.mark.parametrize(
    ("words", "months"),
    [("3 and 6 years", [36, 72]), ("three weeks to five months", [0, 5]), ("13 to 16 years", [156, 192]), ("", [])],
)
def test_ages_in_words_are_read(words: str, months: list[int]) -> None:
    assert months_in_words(words) == months


@pytest.mark.parametrize(
    ("nation", "date", "edition"),
    [
        (Nation.ENGLAND, "2014-06", "working-together-2013"),
        (Nation.ENGLAND, "2018-06-30", "working-together-2015"),
        (Nation.ENGLAND, "2018-07-01", "working-together-2018"),
        (Nation.ENGLAND, "2018", None),
        (Nation.ENGLAND, "1975", None),
        (Nation.SCOTLAND, "2016-11", "national-guidance-for-child-protection-in-scotland-2014"),
        (Nation.NORTHERN_IRELAND, "2011-11", "co-operating-to-safeguard-children-2003"),
    ],
)
def test_guidance_is_that_in_force_on_the_day(nation: Nation, date: str, edition: str | None) -> None:
    assert edition_at(nation, date) == edition


def test_editions_follow_each_other() -> None:
    for editions in EDITIONS.values():
        days = [first_day(since) for since, _ in editions]
        assert days == sorted(days)
