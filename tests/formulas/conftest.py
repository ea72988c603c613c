"""A connection that may compile, and the API of the other tests of the API."""

from collections.abc import Iterator

import psycopg
import pytest

from tests.api.conftest import Api, StartApi, api, settings, start_api, workspace
from tests.support.server import DEPLOYED, TestServer

__all__ = ["Api", "StartApi", "api", "settings", "start_api", "workspace"]


@pytest.fixture(scope="module")
def connection(server: TestServer) -> Iterator[psycopg.Connection]:
    """To a database without anybody in it, which these tests read only."""
    made = server.clone(DEPLOYED)
    with psycopg.connect(made.superuser_url, autocommit=True) as opened:
        yield opened
    server.drop(made)
