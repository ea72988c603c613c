"""Writes what is generated from the database, sql/schema.sql and pages of docs/: `make generate`."""

import importlib.util
from pathlib import Path

import psycopg

from deedbook.deploy import Files, dump_schema
from tests.support.server import DEPLOYED, StartedServer

DOCS = Path(__file__).parents[2] / "docs"


def main() -> None:
    """Deploys to a throw-away server and writes down what came of it."""
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    pages = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(pages)
    started = StartedServer()
    try:
        url = started.server.database(DEPLOYED).owner_url
        (Files.of_release().sql / "schema.sql").write_text(dump_schema(url), encoding="utf-8")
        with psycopg.connect(url) as connection:
            for name, page in pages.PAGES.items():
                (DOCS / name).write_text(page(connection), encoding="utf-8")
    finally:
        started.stop()


if __name__ == "__main__":
    main()
