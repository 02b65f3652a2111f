"""What each part of the tagger adds: cross-validated F1 with the part left out.

    python -m bench.tagging_ablation

Every line leaves one part out, fits the models anew without each document in turn, and judges that document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from bench.fit_tagger import Case, best_threshold, calibrate, figures, leave_one_out, logit, sample_documents
from records.models import Document, Scheme
from taxonomy.features import features_of
from taxonomy.mention import Assertion, Mention
from taxonomy.scan import Strength
from taxonomy.tagger import Tagger, extent_of
from taxonomy.zones import Zone

ROLES = (Assertion.PANEL, Assertion.UNINVOLVED)

Change = Callable[[Mention], Mention | None]


def _without_assertion(mention: Mention) -> Mention:
    return mention if mention.assertion in ROLES else replace(mention, assertion=Assertion.AFFIRMED)


def _without_roles(mention: Mention) -> Mention:
    return replace(mention, assertion=Assertion.AFFIRMED) if mention.assertion in ROLES else mention


def _without_sections(mention: Mention) -> Mention:
    return replace(mention, sentence=mention.sentence._replace(zone=Zone.NARRATIVE, heading=False))


def _without_outright_statements(mention: Mention) -> Mention:
    return replace(mention, stated=False)


def _names_only(mention: Mention) -> Mention | None:
    return mention if mention.strength is Strength.LABEL else None


def _keywords_only(mention: Mention) -> Mention | None:
    plain = _without_sections(_without_outright_statements(_without_roles(_without_assertion(mention))))
    return _names_only(plain)


PARTS: dict[str, Change] = {
    "everything": lambda mention: mention,
    "without assertion (all is meant as it is named)": _without_assertion,
    "without the agency's role": _without_roles,
    "without sections": _without_sections,
    "without what is stated outright": _without_outright_statements,
    "without patterns and hints (names only)": _names_only,
    "none of these: counting names": _keywords_only,
}


def _cases(templates: Iterable[tuple[Case, Document, list[Mention]]], change: Change) -> list[Case]:
    cases = []
    for template, document, mentions in templates:
        case = replace(template, features={scheme: {} for scheme in Scheme})
        kept = [changed for mention in mentions if (changed := change(mention)) is not None]
        for (scheme, concept), features in features_of(kept, extent_of(document)).items():
            case.features[scheme][concept] = features
        cases.append(case)
    return cases


def main() -> None:
    tagger = Tagger()
    templates = [(case, document, tagger.mentions(document)) for case, document in sample_documents(tagger)]
    print("| | abuse types | mere mentions tagged | agencies | mere mentions tagged | themes |")
    print("| --- | --: | --: | --: | --: | --: |")
    for name, change in PARTS.items():
        cases = _cases(templates, change)
        got = []
        for scheme in Scheme:
            judged = leave_one_out(scheme, cases)
            scale = calibrate(judged)
            judged = [replace(each, log_odds=scale.odds(each.log_odds)) for each in judged]
            got.append(figures(scheme, cases, judged, logit(best_threshold(scheme, cases, judged))))
        abuse, agency, theme = got
        print(
            f"| {name} | {abuse['f1']:.3f} | {abuse['mere']:.0f} | {agency['f1']:.3f} | {agency['mere']:.0f} "
            f"| {theme['f1']:.3f} |"
        )


if __name__ == "__main__":
    main()
