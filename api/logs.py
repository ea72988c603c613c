"""JSON logs, one line each: no bodies, no tokens, no queries; routes instead of paths."""

import logging

from pythonjsonlogger.json import JsonFormatter


def configure(level: str) -> None:
    """Sends what `deedbook` and the pool log to stderr. Says the same when called again."""
    handler = logging.StreamHandler()
    handler.setFormatter(
        JsonFormatter(
            "{levelname}{name}{message}",
            style="{",
            rename_fields={"levelname": "level", "name": "logger", "message": "event"},
            timestamp="time",
        )
    )
    for name, its_level in (("deedbook", level), ("psycopg.pool", "WARNING")):
        logger = logging.getLogger(name)
        logger.handlers = [handler]
        logger.setLevel(its_level)
        logger.propagate = False
