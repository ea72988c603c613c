"""What one request may cost, and how many of them may come."""

import os
import time
from typing import Self

import msgspec

from deedbook.settings import SettingsError

MIB = 1024 * 1024
BODY = MIB
BATCH = 10 * MIB


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Bytes, counts a minute, seconds and connections; RATE_LIMIT_USER and so on in the environment."""

    upload: int = 1024 * MIB
    attachment: int = 256 * MIB
    headers: int = 16 * 1024
    target: int = 8 * 1024  # path and query
    json_depth: int = 64
    number_digits: int = 100
    user_per_minute: int = 1_200
    address_per_minute: int = 3_000
    body_seconds: float = 15.0  # to begin with, and between two chunks
    body_bytes_per_second: int = 16 * 1024  # slower than this over the whole body is an attack
    pool_size: int = 10
    pool_seconds: float = 5.0
    pool_waiting: int = 200
    inspections: int = 2  # files that are looked at at once, per process

    @classmethod
    def load(cls) -> Self:
        """The defaults, changed by the environment."""
        defaults = cls()
        return cls(
            upload=_number("UPLOAD_LIMIT", defaults.upload),
            attachment=_number("ATTACHMENT_LIMIT", defaults.attachment),
            user_per_minute=_number("RATE_LIMIT_USER", defaults.user_per_minute),
            address_per_minute=_number("RATE_LIMIT_ADDRESS", defaults.address_per_minute),
            pool_size=_number("API_POOL_SIZE", defaults.pool_size),
        )


class Allowance(msgspec.Struct, frozen=True):
    """Where a caller stands in the current minute."""

    limit: int
    used: int
    reset: int  # seconds until the window ends

    @property
    def is_exceeded(self) -> bool:
        """Whether this request is one too many."""
        return self.used > self.limit

    @property
    def remaining(self) -> int:
        """How many more may come."""
        return max(0, self.limit - self.used)


class Counter:
    """Requests by key in windows of a minute that all begin together, so that forgetting is one `clear`.

    Counted per process: it guards the process. What guards passwords is in the database and shared.
    """

    _most_keys = 100_000

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._counts: dict[str, int] = {}
        self._ends = 0.0

    def count(self, key: str) -> Allowance:
        """Counts one request of `key`."""
        now = time.monotonic()
        if now >= self._ends:
            self._counts.clear()
            self._ends = now + 60
        if key not in self._counts and len(self._counts) >= self._most_keys:
            key = ""  # a flood of addresses shares one allowance instead of the memory
        used = self._counts[key] = self._counts.get(key, 0) + 1
        return Allowance(self._limit, used, int(self._ends - now) + 1)


def _number(name: str, default: int) -> int:
    text = os.environ.get(name)
    if not text:
        return default
    if text.isascii() and text.isdigit() and int(text) > 0:
        return int(text)
    raise SettingsError(f"{name}={text} is not a positive whole number.")
