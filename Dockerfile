# The application. Elasticsearch, where it is used, is a container of its own (docker-compose.yml).
FROM python:3.11-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /src
COPY requirements.lock ./
RUN python -m venv /opt/casereviews \
 && /opt/casereviews/bin/pip install --require-hashes --only-binary :all: -r requirements.lock
COPY frontend frontend
# Node goes into an environment of its own, which stays behind with this stage.
RUN python -m venv /opt/node && /opt/node/bin/python frontend/build_static.py
COPY pyproject.toml README.md LICENSE ./
COPY records records
COPY taxonomy taxonomy
COPY ingest ingest
COPY search_api search_api
COPY casereviews casereviews
# Setuptools is in the lock: nothing is fetched that no hash vouches for.
RUN /opt/casereviews/bin/pip install --no-deps --no-build-isolation . \
 && /opt/casereviews/bin/python -m compileall -q /opt/casereviews/lib

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin casereviews \
 && install --directory --owner casereviews /library
COPY --from=build /opt/casereviews /opt/casereviews
COPY samples/pdf /samples
ENV PATH=/opt/casereviews/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    CASEREVIEWS_LIBRARY=/library \
    CASEREVIEWS_HOST=0.0.0.0 \
    CASEREVIEWS_PORT=8000
USER 10001
WORKDIR /library
VOLUME /library
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health', timeout=4)"]
ENTRYPOINT ["casereviews"]
CMD ["serve"]
