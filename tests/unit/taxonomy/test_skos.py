"""The vocabulary as other catalogues read it."""

from __future__ import annotations

from rdflib import Graph, Literal
from rdflib.namespace import RDF, SKOS

from records.models import Scheme
from taxonomy import load_vocabulary
from taxonomy.skos import LANGUAGE, concept_uri, to_turtle


def test_rdflib_reads_back_every_concept_with_its_labels() -> None:
    graph = Graph().parse(data=to_turtle(), format="turtle")
    vocabulary = load_vocabulary()
    assert len(set(graph.subjects(RDF.type, SKOS.Concept))) == sum(len(vocabulary.concepts(s)) for s in Scheme)
    for scheme in Scheme:
        for concept in vocabulary.concepts(scheme):
            uri = concept_uri(scheme, concept.id)
            assert graph.value(uri, SKOS.prefLabel) == Literal(concept.pref_label, lang=LANGUAGE)
            labels = {str(label) for label in graph.objects(uri, SKOS.altLabel)}
            assert labels == {*concept.alt_labels, *concept.acronyms}


def test_links_go_both_ways_and_end_at_concepts() -> None:
    graph = Graph().parse(data=to_turtle(), format="turtle")
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    related = set(graph.subject_objects(SKOS.related))
    assert related
    assert all((other, one) in related and {one, other} <= concepts for one, other in related)
    narrower = set(graph.subject_objects(SKOS.narrower))
    assert narrower == {(above, below) for below, above in graph.subject_objects(SKOS.broader)}
