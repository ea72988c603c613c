"""The logins of the API and the worker: their passwords are ours to set only where the roles are ours."""

import os

import psycopg
from psycopg import sql

from deedbook.settings import Settings, SettingsError, server_of

LOGINS = (("authenticator", "api_database_url"), ("worker", "worker_database_url"))


def ensure_logins(settings: Settings) -> None:
    """Makes both logins work, or says which setting is missing. Raises SettingsError."""
    for role, name in LOGINS:
        url = settings.need(name)
        problem = _try(url)
        if problem is None:
            continue
        if os.environ.get(name.upper()):
            raise SettingsError(f"{name.upper()} does not get in at {server_of(url)}: {problem}")
        _set_password(settings, role, name)
        problem = _try(url)
        if problem:
            raise SettingsError(
                f"{role} cannot log in at {server_of(url)}: {problem} Give its URL in {name.upper()}."
            )


def _try(url: str) -> str | None:
    try:
        psycopg.connect(url, connect_timeout=10).close()
    except psycopg.OperationalError as error:
        return " ".join(str(error).split())
    return None


def _set_password(settings: Settings, role: str, name: str) -> None:
    """Sets the password kept in DATA, once. The role's comment remembers that it has one.

    PostgreSQL shows nobody but a superuser whether a role has a password, and an authenticator that Supabase
    made, or one whose password another installation keeps, would be locked out by ours.
    """
    password = psycopg.conninfo.conninfo_to_dict(settings.need(name))["password"]
    with psycopg.connect(settings.need("database_url"), connect_timeout=10) as owner:
        row = owner.execute(
            "select shobj_description(oid, 'pg_authid') from pg_catalog.pg_roles where rolname = %s", [role]
        ).fetchone()
        comment = (row and row[0]) or ""
        if not comment.startswith("Deedbook:") or "; password set" in comment:
            raise SettingsError(
                f"The role {role} of {server_of(settings.database_url)} has a password that is not in"
                f" {settings.data_dir}: give its URL in {name.upper()}."
            )
        # A verifier goes over the wire and into the server's log, never the password.
        verifier = owner.pgconn.encrypt_password(str(password).encode(), role.encode(), b"scram-sha-256")
        role_name = sql.Identifier(role)
        owner.execute(sql.SQL("alter role {} password {}").format(role_name, verifier.decode()))
        owner.execute(sql.SQL("comment on role {} is {}").format(role_name, f"{comment}; password set"))
