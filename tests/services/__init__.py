"""What tests need from outside Python: a real Elasticsearch and a real Chromium, found, fetched, started and stopped.

    python -m tests.services elasticsearch start|stop|kill|pause|resume|wipe [--port N]
    python -m tests.services chromium
    python -m tests.services ready

In pytest they are the fixtures `elasticsearch_url` and `chromium_path` (`pytest_plugin`).
"""
