"""Recommendations and learning points in the shapes in which reports print them."""

from __future__ import annotations

import pytest

from ingest.describe.describing import describe
from records.models import Point
from tests.unit.describe.markup import reading

COVER = "# Fenshaw Safeguarding Children Board\n\n# Serious Case Review: Child K\n\n**May 2014**\n===\n"
BODY = "# 1. Introduction\n\n1.1 Child K was four. Many people saw him in the year before he was hurt.\n\n"


def recommendations(text: str) -> tuple[Point, ...]:
    return describe(reading(COVER + BODY + text)).recommendations


def numbers(points: tuple[Point, ...]) -> list[str | None]:
    return [point.number for point in points]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Recommendation 1: {a}\n\nRecommendation 2: {b}", ["1", "2"]),
        ("Recommendation One. {a}\n\nRecommendation Two. {b}", ["1", "2"]),
        ("R1. {a}\n\nR2. {b}", ["R1", "R2"]),
        ("1. {a}\n\n2. {b}", ["1", "2"]),
        ("(1) {a}\n\n(2) {b}", ["1", "2"]),
        ("A. {a}\n\nB. {b}", ["A", "B"]),
        ("9.1 The Board makes two recommendations.\n\n9.2 {a}\n\n9.3 {b}", ["9.2", "9.3"]),
        ("• {a}\n\n• {b}", [None, None]),
        ("{a}\n\n{b}", [None, None]),
        ("No. | Recommendation | Lead\n1 | {a} | Police\n2 | {b} | Board", ["1", "2"]),
        ("## Recommendation 1\n\n{a}\n\n## Recommendation 2\n\n{b}", ["1", "2"]),
    ],
)
def test_every_way_of_marking_is_read(printed: str, expected: list[str | None]) -> None:
    a = "The police should tell the health visitor of every call to a home with a baby."
    b = "The Board should test by audit that they do."
    points = recommendations("# 9. Recommendations\n\n" + printed.format(a=a, b=b))
    assert numbers(points) == expected
    assert [point.text for point in points] == [a, b]


def test_recommendations_under_each_finding_are_one_list() -> None:
    points = recommendations(
        "# Finding 1: Nobody asked\n\nNobody asked who lived there.\n\nRecommendation 1: Midwives should ask.\n\n"
        "# Finding 2: Nobody told\n\nNobody told the school.\n\nRecommendation 2: The police should tell schools.\n"
    )
    assert numbers(points) == ["1", "2"]


def test_a_command_is_no_title() -> None:
    points = recommendations(
        "# Recommendations\n\n1. Improve the records of visits. They should say who was seen and where.\n\n"
        "2. Records of visits. The Board should read ten of them each month.\n"
    )
    assert [(point.title, point.text) for point in points] == [
        (None, "Improve the records of visits. They should say who was seen and where."),
        ("Records of visits", "The Board should read ten of them each month."),
    ]


def test_what_the_next_sentence_speaks_of_is_no_title() -> None:
    points = recommendations(
        "# Recommendations\n\n1. What a parent says is a beginning. It should be compared with what others saw.\n\n"
        "2. The Board should test whether it is."
    )
    assert (points[0].title, points[0].text[:14]) == (None, "What a parent ")


def test_a_bullet_with_a_name_is_a_named_point() -> None:
    text = "# Lessons learned\n\n• Lesson 1. Ask again.\n\n• Lesson 2. Write down who was asked.\n"
    points = describe(reading(COVER + BODY + text)).learning_points
    assert [(point.number, point.text) for point in points] == [
        ("1", "Ask again."),
        ("2", "Write down who was asked."),
    ]


def test_lettered_parts_belong_to_their_recommendation_also_over_a_page() -> None:
    points = recommendations(
        "# Recommendations\n\nRecommendation 1: A protocol. The Board should agree a protocol which\n\n"
        "(a) names a lead;\n\n"
        "(b) says when to meet; and\n===\n(c) is written with parents.\n\n"
        "Recommendation 2: Housing should train its staff."
    )
    assert points[0].title == "A protocol"
    assert points[0].text == (
        "The Board should agree a protocol which\n(a) names a lead;\n(b) says when to meet; and\n"
        "(c) is written with parents."
    )
    assert (points[0].page, points[0].end_page) == (2, 3)
    assert points[1].number == "2"


def test_a_row_of_a_table_that_goes_on_over_the_page_is_whole() -> None:
    points = recommendations(
        "# Recommendations\n\nNo. | Recommendation | Lead\n1 | Use one tool in every assessment of | CSC\n===\n"
        "No. | Recommendation | Lead\n | neglect, for every child in the home | \n2 | Train all staff | Board\n"
    )
    assert [point.text for point in points] == [
        "Use one tool in every assessment of neglect, for every child in the home",
        "Train all staff",
    ]
    assert points[0].addressed_to == ["childrens-social-care"]


def test_a_summary_that_repeats_recommendations_does_not_count_them_twice() -> None:
    long = "The police should tell the health visitor within one working day of every call to a home with a baby."
    points = recommendations(
        "# Summary of recommendations\n\nRecommendation 1: The police should tell the health visitor of every call.\n\n"
        f"# Findings\n\nText.\n\n# 9. Recommendations\n\nRecommendation 1: {long}\n"
    )
    assert [point.text for point in points] == [long]


@pytest.mark.parametrize(
    "others",
    [
        "# Learning from previous reviews\n\nRecommendation 1: GPs should read letters.\n",
        "# Appendix 2: Single agency recommendations\n\nRecommendation 1: Ambulances should carry a form.\n",
        "# Appendix 3: Action plan\n\nRecommendation 1: The Board should meet. | Complete | June 2015\n",
        "# Individual agency recommendations\n\n1. The ambulance service should update its form.\n",
    ],
)
def test_what_is_not_the_reviews_own_is_told_apart(others: str) -> None:
    own = "# Recommendations\n\nRecommendation 1: Housing should inspect every room.\n\n"
    for text in (own + others, others + own):
        points = recommendations(text)
        assert [point.text for point in points] == ["Housing should inspect every room."]


def test_lists_for_several_bodies_may_each_begin_at_one() -> None:
    points = recommendations(
        "# Recommendations for the Board\n\nRecommendation 1: The Board should audit how escalation is used.\n\n"
        "# Recommendations for health\n\nRecommendation 1: Midwives should ask each mother about methadone at home.\n"
    )
    assert numbers(points) == ["1", "1"]


def test_the_next_numbered_heading_ends_a_list_however_it_is_printed() -> None:
    points = recommendations(
        "# 9. Recommendations\n\n9.1 The Board should audit its policy.\n\n"
        "## 10. What follows\n\n10.1 It should be said that much has changed.\n"
    )
    assert numbers(points) == ["9.1"]


def test_points_that_print_has_run_together_are_parted() -> None:
    points = recommendations(
        "# Recommendations\n\nR1. CSC should meet. See section 2. R2. The police should write to CSC. "
        "R3. Schools should call.\n"
    )
    assert numbers(points) == ["R1", "R2", "R3"]
    assert points[0].text == "CSC should meet. See section 2."


def test_a_recommendation_may_have_no_number() -> None:
    points = recommendations("# Finding\n\nNobody asked.\n\nRecommendation: The police should ask who lives there.\n")
    assert [(point.number, point.text) for point in points] == [(None, "The police should ask who lives there.")]


def test_recommendations_that_stand_only_in_an_appendix_are_found_there() -> None:
    points = recommendations("# Appendix 1: Recommendations\n\n1. Housing should inspect every room.\n")
    assert [point.text for point in points] == ["Housing should inspect every room."]


def test_a_sentence_about_a_recommendation_is_none() -> None:
    assert recommendations("# Findings\n\nRecommendation 3 of the review of Child M was never carried out.\n") == ()


def test_a_publishers_answer_is_no_part_of_a_recommendation() -> None:
    points = recommendations(
        "# Our response to each recommendation\n\n## Recommendation 1: Rewrite the policy\n\n"
        "Accepted in part. The Board should count its use.\n\nLead: Head of Education Safeguarding\n\n"
        "## Recommendation 2: storage\n\nThat the drug service look at how methadone is kept.\n\nAccepted.\n"
    )
    assert [(point.title, point.text) for point in points] == [
        (None, "Rewrite the policy"),
        ("storage", "That the drug service look at how methadone is kept."),
    ]
    assert [point.addressed_to for point in points] == [["education"], ["substance-misuse-services"]]


@pytest.mark.parametrize(
    ("text", "agencies"),
    [
        ("The police and CSC should meet.", ["police", "childrens-social-care"]),
        ("All agencies should read this.", []),
        ("The Board should commission training.", []),
        ("The Board should ask every school to keep a chronology.", ["education"]),
        ("The CCG should ensure that GP practices and hospitals share letters.", ["general-practice", "hospital"]),
        ("HV: see every mother alone.", ["health-visiting"]),
        ("MASH should record each contact.", ["childrens-social-care"]),
        ("Turnstone should ask every patient about children.", ["substance-misuse-services"]),
        ("Children should be seen alone by the police.", []),
        ("GP practices in Fenshaw should flag missed appointments.", ["general-practice"]),
        ("Haven Fenshaw should ask about the children.", ["domestic-abuse-services"]),
        ("When police officers place a child with a relative, CSC should visit.", ["childrens-social-care"]),
        ("Across the town, health visitors should meet every father.", ["health-visiting"]),
        ("With the CCG, it should agree how the GP is told.", []),
    ],
)
def test_to_whom_it_is_said_is_who_should_act(text: str, agencies: list[str]) -> None:
    points = recommendations(
        "Turnstone, the adult drug and alcohol service, knew the mother. She had rung Haven Fenshaw, the domestic "
        f"abuse service.\n\n# 9. Recommendations\n\nRecommendation 1: {text}\n"
    )
    assert points[0].addressed_to == agencies


def test_themes_of_a_recommendation_are_its_own() -> None:
    points = recommendations("# Recommendations\n\n1. The Board should give training in professional curiosity.\n")
    assert "professional-curiosity" in points[0].themes


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("# Lessons learned\n\n• Reputation is not evidence.\n\n• Ask again.", [None, None]),
        ("# Findings\n\nLearning point 1. Ask again.\n\nMore.\n\nLearning point 2. Write it down.", ["1", "2"]),
        ("# Learning\n\n## Learning 1: The child\n\nShe was not seen.\n\n## Learning 2: The door\n\nShut.", ["1", "2"]),
        (
            "# 8. Learning points\n\nNo. | Learning point | For\nLP1 | Ask how bad. | GPs\nLP2 | Listen. | All",
            ["LP1", "LP2"],
        ),
        ("# What I learned\n\nText.\n\nFor practice: ask to see the room.", [None]),
    ],
)
def test_learning_points_are_found_apart_from_recommendations(printed: str, expected: list[str | None]) -> None:
    description = describe(reading(COVER + BODY + printed))
    assert numbers(description.learning_points) == expected
    assert description.recommendations == ()


INSPECTED = "# Fenshaw County Council\n\n## Inspection of children’s social care services\n===\n# 1. Summary\n\n" + (
    "Leaders know most of the strengths and weaknesses of their services for children. Since the last inspection they "
    "have made steady progress with early help, and families now see the same social worker for longer. Work with "
    "children in need is less consistent, and some children have waited too long for a decision about their future.\n\n"
)


def test_the_numbered_narrative_after_a_list_of_bullets_is_no_recommendation() -> None:
    text = (
        "# What needs to improve\n\n■ Oversight of private fostering.\n\n◼ The quality of plans for children.\n===\n"
        "The experiences of children who need help requires improvement to be good.\n\n"
        "1. Social workers know their families well. Assessments are thorough and timely.\n\n"
        "2. Reviews are attended by partners. Some plans drift and are not updated.\n\n"
        "• Foster carers value their training, which ought to be a model."
    )
    points = describe(reading(INSPECTED + text)).recommendations
    assert [point.text for point in points] == ["Oversight of private fostering.", "The quality of plans for children."]


def test_numbered_recommendations_after_introductory_bullets_stay() -> None:
    points = recommendations(
        "# Recommendations\n\n• The panel met four times.\n\n1. The Board should audit referrals.\n\n"
        "2. The Board should train its staff."
    )
    assert numbers(points) == ["1", "2"]


def test_bullets_below_a_numbered_recommendation_are_parts_of_it() -> None:
    points = recommendations(
        "# Recommendations\n\n1. The Board should ensure that:\n\n■ every referral is read;\n\n"
        "■ every child is seen.\n\n2. The Board should train its staff."
    )
    assert numbers(points) == ["1", "2"]
    assert points[0].text == "The Board should ensure that:\n■ every referral is read;\n■ every child is seen."


def test_areas_for_improvement_are_recommendations_where_there_are_none_by_name() -> None:
    areas = (
        "# What does the local authority need to improve?\n\n## Areas for improvement\n\n"
        "97. No areas were identified for immediate improvement.\n\n"
        "98. The inspection did not find any areas for priority and immediate action.\n\n"
        "99. Ensure that social workers are supervised monthly.\n\n100. Improve the chronologies of children.\n\n"
        "## Key strengths\n\n101. Leaders know their service."
    )
    assert numbers(describe(reading(INSPECTED + areas)).recommendations) == ["99", "100"]
    named = "\n\n# Recommendations\n\n1. The Council should audit its plans."
    assert numbers(describe(reading(INSPECTED + areas + named)).recommendations) == ["1"]
