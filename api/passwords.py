"""bcrypt off the event loop, bounded, and as slow for an account that is not there."""

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import bcrypt

from api.errors import Problem
from deedbook.users import COST, MOST

# Of a random password that nobody kept.
_NOBODY = b"$2b$12$je6G9oLAnZyQAs2zdu9wleDVa1qfi1i2OG7AbtxS9p06f0SD3cYRm"
_MOST_WAITING = 64

T = TypeVar("T")


class Passwords:
    """A small pool of threads: bcrypt releases the interpreter, a quarter of a second each."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(min(4, os.cpu_count() or 1), thread_name_prefix="bcrypt")
        self._waiting = 0

    def close(self) -> None:
        """Ends the threads."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def hash(self, password: str) -> str:
        """A new hash. The password has been checked to be at most 72 bytes."""
        hashed = await self._run(bcrypt.hashpw, password.encode(), bcrypt.gensalt(COST))
        return hashed.decode()

    async def matches(self, password: str, hashed: str | None) -> bool:
        """Whether the password is the one of the hash; takes its time also when there is no hash."""
        candidate = password.encode()
        usable = bool(hashed) and len(candidate) <= MOST
        kept = hashed.encode() if usable and hashed else _NOBODY
        try:
            return await self._run(bcrypt.checkpw, candidate[:MOST], kept) and usable
        except ValueError:  # not a bcrypt hash: an account that signs in elsewhere
            await self._run(bcrypt.checkpw, candidate[:MOST], _NOBODY)
            return False

    async def _run(self, work: Callable[[bytes, bytes], T], first: bytes, second: bytes) -> T:
        if self._waiting >= _MOST_WAITING:
            raise Problem("unavailable", "Too many people are signing in at this moment.")
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work, first, second)
        finally:
            self._waiting -= 1
