"""What handlers share: one instance of each per application."""

import asyncio
from typing import Any, Self

import msgspec
from litestar.connection import ASGIConnection

from api.db import Database
from api.limits import Counter, Limits
from api.passwords import Passwords
from api.tokens import Tokens
from deedbook.objects import Objects
from deedbook.settings import Settings


class Services(msgspec.Struct, frozen=True):
    """Made by the application factory and kept in its state."""

    settings: Settings
    limits: Limits
    database: Database
    tokens: Tokens
    passwords: Passwords
    objects: Objects
    users: Counter
    version: str
    migrations: frozenset[str]
    inspections: asyncio.Semaphore  # how many files are looked at at once

    @classmethod
    def of(cls, connection: ASGIConnection[Any, Any, Any, Any]) -> Self:
        """The services of the application that a request came to."""
        services: Self = connection.app.state.services
        return services
