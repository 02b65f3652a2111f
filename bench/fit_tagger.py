"""Fit the tagger's weights on the samples, and show by cross-validation what they are worth.

    python -m bench.fit_tagger                  the figures
    python -m bench.fit_tagger --write          the same, then taxonomy/data/weights.yaml
    python -m bench.fit_tagger --abstracts FILE also the models of abstracts, from short cases: JSON lines with
                                                text, abuse_types, agencies, confidence

Each document is left out in turn: the models are fitted on the others, and what they say of it is judged. Without
abstracts the models of abstracts are kept as they are; that of their themes always is, as short cases carry none: it
is set by hand, so that a theme which a finding names is a tag.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
import yaml
from sklearn.linear_model import LogisticRegression

from casereviews.evaluation.sources import read_sources
from ingest.extract import read
from ingest.limits import Limits
from records.models import Document, Scheme
from taxonomy import load_vocabulary
from taxonomy.features import FEATURES, features_of
from taxonomy.plain_text import document_of
from taxonomy.scoring import TERMS, load_weights
from taxonomy.tagger import Tagger, extent_of

ROOT = Path(__file__).resolve().parent.parent
WEIGHTS = ROOT / "taxonomy" / "data" / "weights.yaml"
FIELDS = {Scheme.ABUSE_TYPE: "abuse_types", Scheme.AGENCY: "agencies", Scheme.THEME: "themes"}
HAVE_USUAL = (Scheme.AGENCY, Scheme.THEME)
"""Schemes of which some concepts are in nearly every review. What a child suffered is found in its own report."""
PRIOR_DOCUMENTS = 20.0
"""How many average documents are added when it is counted how usual a concept is: the samples are few."""
REGULARISATION = 1.0
"""Scikit-learn's C. Between 0.3 and 3 the figures hardly change."""
BANDS = (0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 1.01)
THRESHOLDS = np.arange(0.2, 0.7, 0.025)
AS_GOOD_AS_BEST = 0.006
"""Thresholds whose F1 is this near to the best are as good; the middle one of them is taken."""


@dataclass(slots=True)
class Case:
    """A document, what its reader would tag, and the features of what it mentions."""

    name: str
    length: str
    wanted: dict[Scheme, frozenset[str]]
    unwanted: dict[Scheme, frozenset[str]]
    """What is merely mentioned."""
    features: dict[Scheme, dict[str, list[float]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scale:
    """Platt's scaling: what the log odds of left-out documents are multiplied by and shifted, to mean what they say."""

    slope: float
    shift: float

    def odds(self, log_odds: float) -> float:
        return self.slope * log_odds + self.shift


@dataclass(frozen=True, slots=True)
class Fit:
    coefficients: list[float]
    intercept: float
    threshold: float


@dataclass(frozen=True, slots=True)
class Judged:
    """A concept of a document, with the log odds that models give which have not seen the document."""

    case: Case
    concept: str
    log_odds: float
    wanted: bool


def sample_documents(tagger: Tagger) -> list[tuple[Case, Document]]:
    """The samples, read from their PDFs, with what their readers would tag; without features."""
    documents = []
    for source in read_sources(ROOT / "samples" / "src"):
        document = read(ROOT / "samples" / "pdf" / f"{source.name}.pdf", ocr="auto", limits=Limits()).document
        wanted = {scheme: frozenset(source.expected[name]) for scheme, name in FIELDS.items()}
        unwanted = {scheme: frozenset(source.expected.get(f"not_{name}") or ()) for scheme, name in FIELDS.items()}
        length = tagger.weights.length_of(extent_of(document))
        documents.append((Case(source.name, length, wanted, unwanted), document))
    return documents


def abstract_cases(tagger: Tagger, path: Path) -> list[Case]:
    """Short cases of a file of JSON lines; an agency written `a|b` may be either."""
    cases = []
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["confidence"] != "low":
            wanted = {
                Scheme.ABUSE_TYPE: frozenset(row["abuse_types"]),
                Scheme.AGENCY: frozenset(each for given in row["agencies"] for each in given.split("|")),
                Scheme.THEME: frozenset[str](),
            }
            document = document_of(row["text"])
            length = tagger.weights.length_of(extent_of(document))
            cases.append(with_features(tagger, Case(row["id"], length, wanted, {}), document))
    return cases


def with_features(tagger: Tagger, case: Case, document: Document) -> Case:
    found = features_of(tagger.mentions(document), extent_of(document))
    by_scheme: dict[Scheme, dict[str, list[float]]] = {scheme: {} for scheme in Scheme}
    for (scheme, concept), features in found.items():
        by_scheme[scheme][concept] = features
    return replace(case, features=by_scheme)


def logit(probability: float) -> float:
    return math.log(probability / (1 - probability))


def usual(scheme: Scheme, cases: Sequence[Case]) -> dict[str, float]:
    """Log odds that a review has each concept of a scheme, drawn towards the average concept."""
    if scheme not in HAVE_USUAL:
        return {}
    concepts = [concept.id for concept in load_vocabulary().concepts(scheme)]
    counts = Counter(concept for case in cases for concept in case.wanted[scheme])
    average = counts.total() / len(cases) / len(concepts)
    shares = {c: (counts[c] + average * PRIOR_DOCUMENTS) / (len(cases) + PRIOR_DOCUMENTS) for c in concepts}
    return {concept: round(logit(share), 3) for concept, share in shares.items()}


def fit(scheme: Scheme, cases: Sequence[Case], everyone: Sequence[Case]) -> LogisticRegression:
    """A model of `cases`. How usual a concept is, is counted over `everyone` but the case itself."""
    terms: list[list[float]] = []
    wanted: list[bool] = []
    for case in cases:
        known = usual(scheme, [other for other in everyone if other is not case])
        for concept, features in case.features[scheme].items():
            terms.append([*features, known.get(concept, 0.0)])
            wanted.append(concept in case.wanted[scheme])
    return LogisticRegression(C=REGULARISATION, max_iter=5_000).fit(np.array(terms), np.array(wanted))


def leave_one_out(scheme: Scheme, cases: Sequence[Case]) -> list[Judged]:
    """Every concept that could be tagged, judged by models that have not seen its document."""
    judged = []
    for case in cases:
        others = [other for other in cases if other is not case]
        model = fit(scheme, [other for other in others if other.length == case.length], others)
        known = usual(scheme, others)
        for concept, features in case.features[scheme].items():
            if _supported(features):
                terms: npt.NDArray[np.float64] = np.array([[*features, known.get(concept, 0.0)]])
                log_odds = float(model.decision_function(terms)[0])
                judged.append(Judged(case, concept, log_odds, concept in case.wanted[scheme]))
    return judged


def calibrate(judged: Sequence[Judged]) -> Scale:
    """Models of few documents are too unsure of themselves; what they said of those left out shows by how much."""
    log_odds: npt.NDArray[np.float64] = np.array([[each.log_odds] for each in judged])
    model = LogisticRegression(C=REGULARISATION).fit(log_odds, [each.wanted for each in judged])
    return Scale(float(model.coef_[0, 0]), float(model.intercept_[0]))


def _supported(features: Sequence[float]) -> bool:
    return bool(features[FEATURES.index("named")] or features[FEATURES.index("described")])


def figures(scheme: Scheme, cases: Iterable[Case], judged: Sequence[Judged], threshold: float) -> dict[str, float]:
    """Precision, recall and F1, and the mere mentions that were tagged, of a threshold of log odds."""
    tagged = [each for each in judged if each.log_odds >= threshold]
    right = sum(each.wanted for each in tagged)
    wanted = sum(len(case.wanted[scheme]) for case in cases)
    mere = sum(each.concept in each.case.unwanted.get(scheme, ()) for each in tagged)
    return {
        "precision": right / len(tagged) if tagged else 0.0,
        "recall": right / wanted if wanted else 0.0,
        "f1": 2 * right / (len(tagged) + wanted) if tagged or wanted else 0.0,
        "mere": float(mere),
    }


def best_threshold(scheme: Scheme, cases: Sequence[Case], judged: Sequence[Judged]) -> float:
    found = [figures(scheme, cases, judged, logit(float(t)))["f1"] for t in THRESHOLDS]
    good = [float(t) for t, f1 in zip(THRESHOLDS, found, strict=True) if f1 >= max(found) - AS_GOOD_AS_BEST]
    return round(good[len(good) // 2], 3)


def fit_scheme(scheme: Scheme, cases: Sequence[Case], length: str) -> Fit:
    judged = leave_one_out(scheme, cases)
    scale = calibrate(judged)
    judged = [replace(each, log_odds=scale.odds(each.log_odds)) for each in judged]
    here = [case for case in cases if case.length == length]
    threshold = best_threshold(scheme, cases, judged)
    model = fit(scheme, here, cases)
    _print(scheme, length, here, [each for each in judged if each.case.length == length], threshold)
    coefficients = [scale.slope * float(weight) for weight in model.coef_[0]]
    return Fit(coefficients, scale.odds(float(model.intercept_[0])), threshold)


def _print(scheme: Scheme, length: str, cases: list[Case], judged: list[Judged], threshold: float) -> None:
    got = figures(scheme, cases, judged, logit(threshold))
    unwanted = sum(len(case.unwanted.get(scheme, ())) for case in cases)
    print(
        f"| {length} | {scheme} | {len(cases)} | {threshold:.3f} | {got['precision']:.3f} | {got['recall']:.3f} "
        f"| {got['f1']:.3f} | {got['mere']:.0f} of {unwanted} |"
    )


def print_calibration(cases: Sequence[Case]) -> None:
    """Of the concepts of documents left out, by confidence: how many there are and how many are wanted."""
    print("\n| confidence | concepts | tags that a reader gives |\n| --- | --: | --: |")
    judged: list[tuple[float, bool]] = []
    for scheme in Scheme:
        left_out = leave_one_out(scheme, cases)
        scale = calibrate(left_out)
        judged += ((1 / (1 + math.exp(-scale.odds(each.log_odds))), each.wanted) for each in left_out)
    for low, high in pairwise(BANDS):
        band = [wanted for confidence, wanted in judged if low <= confidence < high]
        if band:
            print(f"| {low:.1f} to {min(high, 1):.1f} | {len(band)} | {sum(band) / len(band):.0%} |")


def _as_model(found: Fit) -> dict[str, object]:
    weights = {name: round(value, 3) for name, value in zip(TERMS, found.coefficients, strict=True)}
    return {"intercept": round(found.intercept, 3), "threshold": found.threshold, "weights": weights}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write taxonomy/data/weights.yaml")
    parser.add_argument("--abstracts", type=Path, help="JSON lines of short cases")
    arguments = parser.parse_args()
    tagger = Tagger()
    cases = [with_features(tagger, case, document) for case, document in sample_documents(tagger)]
    content = load_weights().model_dump(mode="json")
    content["usual"] = {str(scheme): usual(scheme, cases) for scheme in HAVE_USUAL}
    print("| documents | scheme | of | threshold | precision | recall | F1 | mere mentions tagged |")
    print("| --- | --- | --: | --: | --: | --: | --: | --: |")
    for length in ("long", "short"):
        for scheme in Scheme:
            content["models"][length][str(scheme)] = _as_model(fit_scheme(scheme, cases, length))
    print_calibration(cases)
    if arguments.abstracts:
        print()
        abstracts = abstract_cases(tagger, arguments.abstracts)
        for scheme in (Scheme.ABUSE_TYPE, Scheme.AGENCY):
            content["models"]["abstract"][str(scheme)] = _as_model(fit_scheme(scheme, abstracts, "abstract"))
    if arguments.write:
        head = "# Fitted by bench/fit_tagger.py; not written by hand.\n"
        WEIGHTS.write_text(head + yaml.safe_dump(content, sort_keys=False), encoding="utf-8")


if __name__ == "__main__":
    main()
