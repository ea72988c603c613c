"""The database inside an embedded cluster, and its owner: no superuser, as on a hosted PostgreSQL."""

import psycopg
from psycopg import sql

from deedbook.server.cluster import Cluster
from deedbook.settings import DATABASE, OWNER

MARK = "Deedbook: made by make run"


def prepare(cluster: Cluster, owner_password: str) -> None:
    """Makes owner and database where they are missing. Running it again changes nothing."""
    with psycopg.connect(cluster.url(), autocommit=True) as server:
        owner, database = sql.Identifier(OWNER), sql.Identifier(DATABASE)
        if not _exists(server, "select from pg_catalog.pg_roles where rolname = %s", OWNER):
            # BYPASSRLS lets its definer functions read tables whose policies are for others.
            server.execute(sql.SQL("create role {} login createrole bypassrls").format(owner))
        # The same at each start, so that the password in DATA/secrets.json is always the one that counts.
        verifier = server.pgconn.encrypt_password(owner_password.encode(), OWNER.encode(), b"scram-sha-256")
        server.execute(sql.SQL("alter role {} password {}").format(owner, verifier.decode()))
        if cluster.binaries.major < 16 and not _exists(
            server, "select from pg_catalog.pg_roles where rolname = %s", "service_role"
        ):
            # Before 16 only a superuser may give BYPASSRLS away; the migration then finds the role.
            server.execute("create role service_role nologin noinherit bypassrls")
            server.execute("comment on role service_role is 'Deedbook: trusted server code'")
        if not _exists(server, "select from pg_catalog.pg_database where datname = %s", DATABASE):
            server.execute(sql.SQL("create database {} owner {}").format(database, owner))
        server.execute(sql.SQL("comment on database {} is {}").format(database, MARK))


def is_ours(owner_url: str) -> bool:
    """Whether `make run` made this database, the only kind that gets demo logins."""
    with psycopg.connect(owner_url, connect_timeout=10) as connection:
        row = connection.execute(
            "select shobj_description(oid, 'pg_database') from pg_catalog.pg_database"
            " where datname = current_database()"
        ).fetchone()
    return row is not None and row[0] == MARK


def _exists(server: psycopg.Connection, query: str, name: str) -> bool:
    return server.execute(query, [name]).fetchone() is not None
