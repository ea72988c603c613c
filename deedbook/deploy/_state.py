"""What a database remembers about deploys: schema `migration`, older than the first migration."""

import psycopg

# Anything that deploys takes this lock, per database.
LOCK = 5_062_218_441

_BOOTSTRAP = """
create schema if not exists migration;
comment on schema migration is 'What has been deployed here; written by deedbook migrate alone.';
revoke all on schema migration from public;
create table if not exists migration.contents (
  migration_id text primary key,
  sha256 text not null
);
comment on table migration.contents is
  'SHA-256 of each applied migration: yoyo hashes names only, and an edited one must be refused.';
create table if not exists migration.objects (
  kind text,
  identity text,
  primary key (kind, identity)
);
comment on table migration.objects is
  'What sql/ made: the next deploy drops these and nothing else, so that what others made is safe.';
create table if not exists migration.deployment (
  is_only_row boolean primary key default true check (is_only_row),
  digest text not null,
  deployed_at timestamptz not null default now()
);
comment on table migration.deployment is 'The digest of sql/ and of the migrations it was applied after.';
"""


def exists(connection: psycopg.Connection) -> bool:
    """Whether anything was ever deployed here."""
    row = connection.execute("select to_regclass('migration.deployment') is not null").fetchone()
    return bool(row and row[0])


def ensure(connection: psycopg.Connection) -> None:
    """Makes schema `migration` where it is missing."""
    if exists(connection):
        return
    with connection.transaction():
        connection.execute("select pg_catalog.pg_advisory_xact_lock(%s)", [LOCK])
        connection.execute(_BOOTSTRAP)


def applied(connection: psycopg.Connection) -> dict[str, str]:
    """Applied migrations by id, with the hash of their contents."""
    rows = connection.execute("select migration_id, sha256 from migration.contents order by migration_id")
    return dict(rows.fetchall())


def stored_digest(connection: psycopg.Connection) -> str | None:
    """The digest of the last deploy."""
    row = connection.execute("select digest from migration.deployment").fetchone()
    return row[0] if row else None


def store_digest(connection: psycopg.Connection, digest: str) -> None:
    """Remembers a deploy."""
    connection.execute(
        """
        insert into migration.deployment (digest) values (%s)
        on conflict (is_only_row) do update set digest = excluded.digest, deployed_at = excluded.deployed_at
        """,
        [digest],
    )
