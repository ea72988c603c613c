"""What is known about one request and its answer while it runs."""

import time
from collections.abc import MutableMapping
from typing import Any, Self

import msgspec

from api.limits import Allowance


class Exchange(msgspec.Struct, kw_only=True):
    """Made by the edge for every request; handlers and the log read it."""

    id: str
    address: str
    started: float = msgspec.field(default_factory=time.perf_counter)
    user_id: str | None = None
    allowance: Allowance | None = None
    problem: str | None = None
    is_head: bool = False  # the edge drops the body: nothing has to be read for it

    @classmethod
    def of(cls, scope: MutableMapping[str, Any] | Any) -> Self:
        """The exchange of an ASGI scope."""
        exchange: Self = scope["state"]["exchange"]
        return exchange

    @property
    def address_key(self) -> str:
        """The address as limits count it: an IPv6 network of 64 bits is one subscriber."""
        if ":" not in self.address:
            return self.address
        from ipaddress import IPv6Address, IPv6Network

        return str(IPv6Network((IPv6Address(self.address.partition("%")[0]), 64), strict=False))
