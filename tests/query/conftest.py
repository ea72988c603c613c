"""A list with everything in it."""

import psycopg
import pytest

from tests.query.world import World


@pytest.fixture
def world(superuser: psycopg.Connection, people: dict[str, object]) -> World:
    """A column of every type and some dozens of items."""
    return World(superuser, people, seed=3, count=60)
