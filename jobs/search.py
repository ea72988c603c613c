"""Brings the index of search up to date, a small transaction at a time."""

import psycopg

_STEP = "select private.index_search(%s)"


def index(worker: psycopg.Connection, batch: int = 2_000) -> int:
    """Takes steps until nothing waits, and returns how many items and comments were read.

    `worker` is in autocommit. A job that is killed has lost at most one step, which is taken again.
    """
    total = 0
    while True:
        row = worker.execute(_STEP, [batch]).fetchone()
        done = row[0] if row else 0
        if done == 0:
            return total
        total += done
