"""Patterns: what is refused, what matches, and that none takes long."""

import re
import time
from collections.abc import Iterator

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.server import TestServer

REFUSED = {
    "back-reference": r"(a*)\1",
    "named back-reference": r"(?P<x>a)(?P=x)",
    "look-ahead": "a(?=b)",
    "negative look-ahead": "(?!a).*",
    "look-behind": "(?<=a)b",
    "option": "(?i)abc",
    "director": "***:a",
    "literal director": "***=a",
    "nothing to repeat": "*a",
    "repeated repetition": "a**",
    "lazy": "a*?b",
    "possessive": "a*+",
    "repeated anchor": "^*",
    "nothing in a group": "()",
    "nothing before |": "|a",
    "nothing after |": "a|",
    "nothing between": "a||b",
    "open group": "(a",
    "closed group": "a)",
    "open class": "[a",
    "empty class": "[]",
    "class of a class": "[[:alpha:]]",
    "equivalence class": "[[=a=]]",
    "collating element": "[[.a.]]",
    "range backward": "[z-a]",
    "bounds backward": "a{5,2}",
    "bounds too large": "a{256}",
    "bounds open": "a{1",
    "bare brace": "a}",
    "anchor inside": "a^b",
    "end inside": "a$b",
    "unknown escape": r"\yword",
    "hexadecimal escape": r"\x41",
    "escape at the end": "a\\",
    "empty": "",
    "only anchors": "^$",
    "too long": "a" * 201,
    "written out too long": "a{201}",
    "nested bounds": "((a{10}){10}){10}",
    "bounds that overflow": "(((((a{255}){255}){255}){255}){255}){255}",
    "many bounds": "a{60}b{60}c{60}d{60}",
    "chain of optionals": "(?:a?){201}",
}
# What brings engines that backtrack to their knees; here the time grows with the text alone.
NASTY = {
    "nested stars": "(?:a*)*b",
    "nested pluses": "(?:a+)+$",
    "alternatives alike": "(?:a|a)*c",
    "alternatives of one": "(?:a|aa)+$",
    "stars in a row": "a*a*a*a*a*a*a*a*a*a*a*a*b",
    "any in a row": ".*.*.*.*.*.*.*.*.*.*=.*",
    "optionals in a row": "(?:a?){90}(?:a){90}",
    "a choice far back": "(?:a|b)*a(?:a|b){98}",
    "bounds side by side": "a{0,66}a{0,66}a{0,66}",
    "optional chain of stars": "(?:a*b*c*){60}d",
    "words": r"(?:\w+\s?)*!",
}


@pytest.fixture(scope="module")
def connection(server: TestServer) -> Iterator[psycopg.Connection]:
    """A superuser's connection to a database that nothing is written to."""
    database = server.clone()
    with psycopg.connect(database.superuser_url, autocommit=True) as connection:
        yield connection
    server.drop(database)


def problem(connection: psycopg.Connection, pattern: str) -> str | None:
    row = connection.execute("select private.pattern_problem(%s)", [pattern]).fetchone()
    assert row is not None
    return None if row[0] is None else str(row[0])


def matches(connection: psycopg.Connection, pattern: str, text: str) -> bool:
    row = connection.execute(
        "select (%s::text collate \"C\") ~ ('^(?:' || %s::text || ')$')", [text, pattern]
    ).fetchone()
    assert row is not None
    return bool(row[0])


@pytest.mark.parametrize("name", REFUSED)
def test_refused(connection: psycopg.Connection, name: str) -> None:
    began = time.perf_counter()
    assert problem(connection, REFUSED[name])
    assert time.perf_counter() - began < 1


@pytest.mark.parametrize("name", NASTY)
def test_nasty_but_fast(connection: psycopg.Connection, name: str) -> None:
    pattern = NASTY[name]
    assert problem(connection, pattern) is None
    text = "a" * 1000
    began = time.perf_counter()
    for tried in (text, text + "!", "ab" * 500, "ab " * 330, "b" * 1000):
        matches(connection, pattern, tried)
    # An engine that backtracks would need years for most of these; 5,000 characters take some milliseconds.
    assert time.perf_counter() - began < 2


def _doubled(piece: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    repeated = st.builds(
        str.__add__, piece.map("(?:{})".format), st.sampled_from(["", "*", "+", "?", "{2}", "{1,}", "{0,3}"])
    )
    return st.one_of(
        st.builds(str.__add__, repeated, repeated), st.builds("{}|{}".format, repeated, repeated), repeated
    )


atoms = st.sampled_from(["a", "b", "-", r"\.", r"\d", r"\w", r"\s", "[a-c]", "[^a]", r"[\d-]", ".", "é"])
patterns = st.recursive(atoms, _doubled, max_leaves=6)


@settings(max_examples=400, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(patterns, st.lists(st.text("ab-.1 éz\n", max_size=8), min_size=1, max_size=6))
def test_it_matches_what_python_matches(
    connection: psycopg.Connection, pattern: str, texts: list[str]
) -> None:
    if problem(connection, pattern) is not None:
        return
    for text in texts:
        expected = re.fullmatch(pattern, text, re.ASCII | re.DOTALL) is not None
        assert matches(connection, pattern, text) is expected, (pattern, text)
