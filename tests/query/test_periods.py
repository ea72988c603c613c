"""Relative days at fixed clocks, and days of 23 and 25 hours."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import psycopg
import pytest

from tests.query.oracle import days_of
from tests.query.queries import LONG_PERIODS, PERIODS
from tests.support.server import Database

TODAYS = (
    *(date(2024, 2, 26) + timedelta(n) for n in range(8)),
    *(date(2024, 12, 28) + timedelta(n) for n in range(8)),
    date(2023, 10, 31),
    date(2000, 1, 1),
)


@pytest.fixture
def connection(deployed_database: Database) -> psycopg.Connection:
    return psycopg.connect(deployed_database.superuser_url, autocommit=True)


def test_periods(connection: psycopg.Connection) -> None:
    cases: list[tuple[str, int | None]] = [
        (period, None) for period in (*PERIODS, "yesterday", "today", "tomorrow")
    ]
    cases += [(period, n) for period in LONG_PERIODS for n in (1, 2, 12, 31, 400)]
    for today in TODAYS:
        for period, n in cases:
            row = connection.execute(
                "select lower(d), upper(d) from private.period_days(%s, %s, %s) as d", [period, n, today]
            ).fetchone()
            value = {"period": period, "n": n} if n else period
            assert row == days_of(value, today), (period, n, today)
    connection.close()


def test_what_is_no_period(connection: psycopg.Connection) -> None:
    odd = ("this_day", "", "this_week ", "next_n_", None)
    limits = [("last_n_days", None), ("last_n_days", 0), ("last_n_days", 10001), ("last_n_years", 5001)]
    for period, n in (*((word, None) for word in odd), *limits, ("this_week", 1), ("last_n_quarters", 1)):
        row = connection.execute("select private.period_days(%s, %s, '2025-03-01')", [period, n]).fetchone()
        assert row == (None,), (period, n)
    connection.close()


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Europe/Berlin", "2025-03-30", 23),
        ("Europe/Berlin", "2025-10-26", 25),
        ("America/New_York", "2025-03-09", 23),
        ("Asia/Kathmandu", "2025-03-09", 24),
        ("Pacific/Kiritimati", "2025-03-09", 24),
        ("America/Havana", "2025-03-09", 23),  # where midnight itself is skipped
    ],
)
def test_days_of_zones(connection: psycopg.Connection, zone: str, day: str, hours: int) -> None:
    row = connection.execute(
        "select s.span[1]::timestamptz, s.span[2]::timestamptz "
        "from private.query_span(to_jsonb(%s::text), 'day', '$', 'datetime', %s) as s (span)",
        [day, zone],
    ).fetchone()
    assert row is not None
    first = date.fromisoformat(day)
    expected = [
        datetime(d.year, d.month, d.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)
        for d in (first, first + timedelta(1))
    ]
    assert [moment.astimezone(UTC) for moment in row] == expected
    assert row[1] - row[0] == timedelta(hours=hours)
    connection.close()
