"""Fixtures of all tests: a database of one's own, and connections that act as a named person."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any
from uuid import UUID

import msgspec
import psycopg
import pytest
from pytest_pgtap.plugin import PgTapItem

from tests.support import people as named
from tests.support.pgtap import SCHEMA, StrictRunner
from tests.support.server import DEPLOYED, Database, StartedServer, TestServer

# Tests have a database of their own and know of no other.
for _variable in ("DATABASE_URL", "API_DATABASE_URL", "WORKER_DATABASE_URL", "DATA", "PORT"):
    os.environ.pop(_variable, None)

_PRIVATE_CLASS = "ignore:A private pytest class:pytest.PytestDeprecationWarning"
_STARTED = pytest.StashKey[StartedServer]()

ConnectAs = Callable[..., psycopg.Connection]


def _started(config: pytest.Config) -> StartedServer:
    if _STARTED not in config.stash:
        config.stash[_STARTED] = StartedServer()
    return config.stash[_STARTED]


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """With pytest-xdist, all workers share the server of the process that started them."""
    node.workerinput["server"] = msgspec.to_builtins(_started(node.config).server)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Ends the server of this run."""
    if _STARTED in config.stash:
        config.stash[_STARTED].stop()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """pytest-pgtap reports its lines through a class of pytest that is not public."""
    for item in items:
        if isinstance(item, PgTapItem):
            item.add_marker(pytest.mark.filterwarnings(_PRIVATE_CLASS))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
    """A pgTAP file that skips has proved nothing: it fails."""
    report = yield
    if isinstance(item, PgTapItem) and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome, report.longrepr = "failed", f"{item.name}: a pgTAP file may not skip"
    return report


@pytest.fixture(scope="session")
def server(pytestconfig: pytest.Config) -> TestServer:
    """The server of this test run."""
    shared = getattr(pytestconfig, "workerinput", {}).get("server")
    return msgspec.convert(shared, TestServer) if shared else _started(pytestconfig).server


@pytest.fixture
def database(server: TestServer) -> Iterator[Database]:
    """A deployed database of this test's own, with the named people in two workspaces."""
    made = server.clone()
    yield made
    server.drop(made)


@pytest.fixture
def deployed_database(server: TestServer) -> Iterator[Database]:
    """A deployed database of this test's own, without anybody in it."""
    made = server.clone(DEPLOYED)
    yield made
    server.drop(made)


@pytest.fixture
def empty_database(server: TestServer) -> Iterator[Database]:
    """A database of this test's own in which nothing was ever deployed."""
    made = server.create()
    yield made
    server.drop(made)


@pytest.fixture
def superuser(database: Database) -> Iterator[psycopg.Connection]:
    """A connection to `database` that may do everything; each statement is its own transaction."""
    with psycopg.connect(database.superuser_url, autocommit=True) as connection:
        yield connection


@pytest.fixture
def people(superuser: psycopg.Connection) -> dict[str, UUID]:
    """The ids of the named people; see tests/support/people.py."""
    return named.ids(superuser)


@pytest.fixture
def connect_as(database: Database, people: dict[str, UUID]) -> Iterator[ConnectAs]:
    """`connect_as("editor")`: a connection through the API's login that acts as that person.

    Each statement is its own transaction unless inside `with connection.transaction()`. None, or role="anon",
    is somebody who has not signed in; role="service_role" is trusted server code.
    """
    with ExitStack() as stack:

        def connect(person: str | None = None, *, role: str | None = None) -> psycopg.Connection:
            role = role or ("authenticated" if person else "anon")
            claims = named.claims(people[person], person) if person else {"role": role}
            connection = stack.enter_context(psycopg.connect(database.api_url, autocommit=True))
            connection.execute(
                "select set_config('role', %s, false), set_config('request.jwt.claims', %s, false)",
                [role, msgspec.json.encode(claims | {"role": role}).decode()],
            )
            return connection

        yield connect


@pytest.fixture
def pgtap_connection(database: Database) -> Iterator[psycopg.Connection]:
    """Each file of pgTAP has a database of its own, so that nothing it leaves behind can help another."""
    path = f"-c search_path=public,{SCHEMA}"
    with psycopg.connect(database.superuser_url, autocommit=True, options=path) as connection:
        yield connection


@pytest.fixture
def _pgtap_runner(pgtap_connection: psycopg.Connection) -> StrictRunner:
    return StrictRunner(pgtap_connection)
