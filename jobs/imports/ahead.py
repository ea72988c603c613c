"""Reading ahead: the next values are made in a thread while the last ones are dealt with."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from queue import Full, Queue
from typing import TypeVar

T = TypeVar("T")


class _End(Exception):
    """No more values come."""


@contextmanager
def read_ahead(values: Iterator[T], count: int) -> Iterator[Iterator[T]]:
    """The same values, up to `count` of them made ahead of time. What making them raises, is raised here."""
    queue: Queue[T | BaseException] = Queue(count)
    stopped = threading.Event()

    def put(value: T | BaseException) -> bool:
        while not stopped.is_set():
            try:
                queue.put(value, timeout=0.1)
            except Full:
                continue
            return True
        return False

    def make() -> None:
        try:
            for value in values:
                if not put(value):
                    return
            put(_End())
        except BaseException as error:
            put(error)

    def taken() -> Iterator[T]:
        while True:
            value = queue.get()
            if isinstance(value, _End):
                return
            if isinstance(value, BaseException):
                raise value
            yield value

    thread = threading.Thread(target=make, name="read ahead", daemon=True)
    thread.start()
    try:
        yield taken()
    finally:
        stopped.set()
        thread.join()
