"""The vocabulary as SKOS, for other catalogues: `casereviews export --format skos`."""

from __future__ import annotations

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, RDF, SKOS

from taxonomy.vocabulary import Concept, ConceptScheme, Vocabulary, load_vocabulary

BASE = Namespace("urn:casereviews:vocabulary:")
"""A name and not an address: nobody need host anything for the identifiers to be stable."""
LANGUAGE = "en-GB"


def to_turtle(vocabulary: Vocabulary | None = None) -> str:
    """All schemes and concepts as Turtle."""
    return to_graph(vocabulary or load_vocabulary()).serialize(format="turtle")


def to_graph(vocabulary: Vocabulary) -> Graph:
    """All schemes and concepts. A concept without a broader one is a top concept of its scheme.

    What a concept is not stands as `skos:scopeNote` too, after the scope note proper; acronyms are `skos:altLabel`.
    Patterns and hints are the tagger's own and are left out.
    """
    graph = Graph()
    graph.bind("skos", SKOS)
    graph.bind("dcterms", DCTERMS)
    graph.bind("cr", BASE)
    for scheme in vocabulary.schemes.values():
        _add_scheme(graph, scheme)
        for concept in scheme.concepts:
            _add_concept(graph, scheme, concept)
    return graph


def concept_uri(scheme: str, concept_id: str) -> URIRef:
    return BASE[f"{scheme}/{concept_id}"]


def _add_scheme(graph: Graph, scheme: ConceptScheme) -> None:
    uri = BASE[str(scheme.scheme)]
    graph.add((uri, RDF.type, SKOS.ConceptScheme))
    graph.add((uri, DCTERMS.title, _text(scheme.title)))


def _add_concept(graph: Graph, scheme: ConceptScheme, concept: Concept) -> None:
    scheme_uri, uri = BASE[str(scheme.scheme)], concept_uri(scheme.scheme, concept.id)
    graph.add((uri, RDF.type, SKOS.Concept))
    graph.add((uri, SKOS.inScheme, scheme_uri))
    graph.add((uri, SKOS.notation, Literal(concept.id)))
    graph.add((uri, SKOS.prefLabel, _text(concept.pref_label)))
    for label in (*concept.alt_labels, *concept.acronyms):
        graph.add((uri, SKOS.altLabel, _text(label)))
    for label in concept.hidden_labels:
        graph.add((uri, SKOS.hiddenLabel, _text(label)))
    for note in (concept.scope_note, concept.exclusion_note):
        if note:
            graph.add((uri, SKOS.scopeNote, _text(note)))
    for broader in concept.broader:
        graph.add((uri, SKOS.broader, concept_uri(scheme.scheme, broader)))
        graph.add((concept_uri(scheme.scheme, broader), SKOS.narrower, uri))
    if not concept.broader:
        graph.add((uri, SKOS.topConceptOf, scheme_uri))
        graph.add((scheme_uri, SKOS.hasTopConcept, uri))
    for related in concept.related:
        other_scheme, _, other = related.rpartition("/")
        other_uri = concept_uri(other_scheme or scheme.scheme, other)
        graph.add((uri, SKOS.related, other_uri))
        graph.add((other_uri, SKOS.related, uri))


def _text(text: str) -> Literal:
    return Literal(text, lang=LANGUAGE)
