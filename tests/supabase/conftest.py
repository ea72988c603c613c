"""The two tenants of the isolation matrix, and clients of theirs behind PostgREST."""

from collections.abc import Callable, Iterator

import psycopg
import pytest

from tests.isolation import world as worlds
from tests.isolation.engine import Engine
from tests.supabase.postgrest import Catalogue, Client
from tests.support.server import Database, TestServer

ClientOf = Callable[..., Client]


@pytest.fixture(scope="module")
def world_database(server: TestServer) -> Iterator[Database]:
    """A clone for a whole module, whose requests are rolled back unless they say otherwise."""
    database = server.clone()
    yield database
    server.drop(database)


@pytest.fixture(scope="module")
def engine(world_database: Database) -> Iterator[Engine]:
    """What the isolation matrix expects of this database."""
    with psycopg.connect(world_database.superuser_url) as connection:
        yield Engine(worlds.build(connection))


@pytest.fixture(scope="module")
def catalogue(engine: Engine) -> Catalogue:
    """What PostgREST would have cached."""
    found = Catalogue.load(engine.connection)
    engine.connection.rollback()
    return found


@pytest.fixture(scope="module")
def client_of(world_database: Database, engine: Engine, catalogue: Catalogue) -> Iterator[ClientOf]:
    """`client_of("editor")`: a Supabase client with that persona's token; `keep=True` commits."""
    with psycopg.connect(world_database.api_url) as connection:

        def make(name: str, *, keep: bool = False) -> Client:
            persona = engine.world.personas[name]
            return Client(connection, catalogue, persona.role, persona.claims, {"x-request-id": "r-1"}, keep)

        yield make
