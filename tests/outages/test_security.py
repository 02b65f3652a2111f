"""A real Elasticsearch with security on: passwords, keys, certificates, and a user who may only what is needed."""

from __future__ import annotations

import hashlib
import ssl
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import trustme
import yaml
from elasticsearch import Elasticsearch

from bench.library_generator import generated_reviews
from records.errors import IndexUnavailable
from records.library import Library
from search_api.engines import Ask, Engine
from search_api.engines.elasticsearch import ElasticsearchSettings
from search_api.factory import build_engine
from search_api.schema import Collection
from tests.services.elasticsearch_node import Node
from tests.services.leases import lease_ports
from tests.services.pytest_plugin import started

pytestmark = [pytest.mark.elasticsearch, pytest.mark.long, pytest.mark.timeout(600)]

PASSWORD = "only for this test"
OPERATING = Path(__file__).parents[2] / "docs" / "operating.md"
REVIEWS = list(generated_reviews(4, pages=8))
OpenEngine = Callable[..., Engine]


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def node(authority: trustme.CA) -> Iterator[Node]:
    server = authority.issue_cert("127.0.0.1")
    chain = b"".join(blob.bytes() for blob in server.cert_chain_pems) + authority.cert_pem.bytes()
    [port] = lease_ports(1)
    node = Node(port, password=PASSWORD, certificate=chain, key=server.private_key_pem.bytes())
    yield started(node)
    node.wipe()


@pytest.fixture
def ca_file(authority: trustme.CA, tmp_path: Path) -> Path:
    path = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(path))
    return path


@pytest.fixture
def open_engine(node: Node, tmp_path: Path) -> Iterator[OpenEngine]:
    made: list[Engine] = []

    def make(**settings: Any) -> Engine:
        library = Library.open(tmp_path / "library", create=not made)
        made.append(build_engine(library, elasticsearch=ElasticsearchSettings(urls=(node.url,), **settings)))
        return made[-1]

    yield make
    for engine in made:
        engine.close()


@pytest.fixture
def administrator(node: Node, ca_file: Path) -> Iterator[Elasticsearch]:
    with Elasticsearch(node.url, basic_auth=("elastic", PASSWORD), ca_certs=str(ca_file)) as client:
        yield client


def works(engine: Engine) -> bool:
    return engine.rebuild(REVIEWS) == engine.search(Collection.REVIEWS, Ask()).total == len(REVIEWS)


def test_a_password_and_an_authority_file(open_engine: OpenEngine, ca_file: Path) -> None:
    assert works(open_engine(user="elastic", password=PASSWORD, ca_file=ca_file))


def test_a_fingerprint_in_place_of_the_file(open_engine: OpenEngine, authority: trustme.CA) -> None:
    der = ssl.PEM_cert_to_DER_cert(authority.cert_pem.bytes().decode())
    fingerprint = hashlib.sha256(der).hexdigest()
    assert works(open_engine(user="elastic", password=PASSWORD, fingerprint=fingerprint))


def test_an_api_key(open_engine: OpenEngine, ca_file: Path, administrator: Elasticsearch) -> None:
    key = administrator.security.create_api_key(name="casereviews")["encoded"]
    assert works(open_engine(api_key=key, ca_file=ca_file))


def test_the_rights_in_the_manual_are_enough(
    open_engine: OpenEngine, ca_file: Path, administrator: Elasticsearch
) -> None:
    role = next(
        block
        for block in OPERATING.read_text(encoding="utf-8").split("```")
        if block.startswith('json\n{\n  "cluster"')
    )
    administrator.security.put_role(name="casereviews", **yaml.safe_load(role.removeprefix("json")))
    administrator.security.put_user(username="reviews", password=PASSWORD, roles=["casereviews"])
    engine = open_engine(user="reviews", password=PASSWORD, ca_file=ca_file)
    assert works(engine)
    engine.put(REVIEWS[0])
    engine.delete(REVIEWS[1].id)
    engine.commit()
    assert engine.search(Collection.REVIEWS, Ask()).total == len(REVIEWS) - 1
    assert engine.health().detail is None
    elsewhere = open_engine(user="reviews", password=PASSWORD, ca_file=ca_file, index="payroll")
    with pytest.raises(IndexUnavailable, match="does not let this user do that"):
        elsewhere.rebuild(REVIEWS)


def test_a_wrong_password_is_named(open_engine: OpenEngine, ca_file: Path) -> None:
    engine = open_engine(user="elastic", password="a guess", ca_file=ca_file)
    with pytest.raises(IndexUnavailable, match="refuses the user and password"):
        engine.search(Collection.REVIEWS, Ask())
    assert "refuses the user and password" in str(engine.health().detail)


@pytest.mark.parametrize("trust", ["nobody", "another authority", "another fingerprint"])
def test_a_certificate_that_is_not_trusted_is_named(trust: str, open_engine: OpenEngine, tmp_path: Path) -> None:
    other = trustme.CA()
    settings: dict[str, Any] = {"user": "elastic", "password": PASSWORD}
    if trust == "another authority":
        other.cert_pem.write_to_path(str(tmp_path / "other.pem"))
        settings["ca_file"] = tmp_path / "other.pem"
    if trust == "another fingerprint":
        settings["fingerprint"] = "ab" * 32
    engine = open_engine(**settings)
    with pytest.raises(IndexUnavailable, match="certificate that is not trusted"):
        engine.search(Collection.REVIEWS, Ask())
    assert "certificate that is not trusted" in str(engine.health().detail)
