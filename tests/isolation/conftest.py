"""One clone for a whole module of cells: each cell is a transaction that is rolled back."""

from collections.abc import Iterator

import psycopg
import pytest

from tests.isolation import world as worlds
from tests.isolation.engine import Engine
from tests.support.server import TestServer


@pytest.fixture(scope="module")
def engine(server: TestServer) -> Iterator[Engine]:
    """The matrix over a database with two tenants."""
    database = server.clone()
    with psycopg.connect(database.superuser_url) as connection:
        yield Engine(worlds.build(connection))
    server.drop(database)
