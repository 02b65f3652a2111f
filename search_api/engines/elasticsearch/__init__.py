"""The engine for many machines: Elasticsearch 8.19 or 9.

mapping      what is stored, and with which settings
compiling    a tree as a query
asking       a question as one request, its response as an answer
connection   one client, what is tried again, and what is said when it does not answer
indices      names, aliases, the life of an index
writing      puts and deletes, until they are committed
rebuilding   a new index aside, swapped in
engine       all of it behind the protocol
"""

from search_api.engines.elasticsearch.engine import ElasticsearchEngine
from search_api.engines.elasticsearch.settings import ElasticsearchSettings

__all__ = ["ElasticsearchEngine", "ElasticsearchSettings"]
