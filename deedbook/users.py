"""Accounts by the owner's hand: `deedbook user` and the demo. People make their own through the API."""

import datetime
import re
from uuid import UUID

import bcrypt
import msgspec
import psycopg
from psycopg.rows import TupleRow

COST = 12
LEAST = 10  # characters
MOST = 72  # bytes; bcrypt reads no further

_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_ACTIVE = """
  select u.id, u.email, coalesce(p.full_name, ''), u.email_confirmed_at is not null, u.created_at, array(
    select w.name || ' (' || m.role || ')'
    from public.workspace_members as m join public.workspaces as w on w.id = m.workspace_id
    where m.user_id = u.id order by w.name
  )
  from auth.users as u left join public.user_profiles as p on p.user_id = u.id
  where u.deleted_at is null
"""
_ALL = _ACTIVE + "order by u.email"
_ONE = _ACTIVE + "and lower(u.email) = %s"


class UserError(Exception):
    """An account cannot be made or changed; the message says why and what to do."""


class User(msgspec.Struct, frozen=True):
    """An account. `workspaces` reads "name (role)"."""

    id: UUID
    email: str
    full_name: str
    is_confirmed: bool
    created_at: datetime.datetime
    workspaces: list[str]


def create(owner_url: str, email: str, password: str, full_name: str = "") -> User:
    """Makes an account whose address counts as confirmed. Raises UserError."""
    with psycopg.connect(owner_url, connect_timeout=10) as connection:
        return insert(connection, email, hash_password(password), full_name)


def insert(connection: psycopg.Connection, email: str, password_hash: str, full_name: str) -> User:
    """Makes an account in an open transaction. Raises UserError."""
    _check_ours(connection)
    address = email.strip().lower()
    if not _ADDRESS.fullmatch(address) or len(address) > 254:
        raise UserError(f"{email!r} is not an e-mail address.")
    made = connection.execute(
        """
        insert into auth.users (id, email, encrypted_password, email_confirmed_at, raw_user_meta_data)
        values (private.uuid_v7(), %s, %s, now(), jsonb_build_object('full_name', %s::text))
        on conflict do nothing
        returning id
        """,
        [address, password_hash, full_name.strip()],
    ).fetchone()
    user = find_in(connection, address)
    if made is None or user is None:
        raise UserError(f"{address} has an account already. `deedbook user list` shows all of them.")
    return user


def find(owner_url: str, email: str) -> User | None:
    """The account of an address, None where there is none."""
    with psycopg.connect(owner_url, connect_timeout=10) as connection:
        return find_in(connection, email)


def find_in(connection: psycopg.Connection, email: str) -> User | None:
    """The account of an address, read in an open transaction."""
    row = connection.execute(_ONE, [email.strip().lower()]).fetchone()
    return _user(row) if row else None


def list_all(owner_url: str) -> list[User]:
    """All accounts by address."""
    with psycopg.connect(owner_url, connect_timeout=10) as connection:
        return [_user(row) for row in connection.execute(_ALL)]


def set_password(owner_url: str, email: str, password: str) -> User:
    """Sets a new password and signs the person out everywhere. Raises UserError."""
    password_hash = hash_password(password)
    with psycopg.connect(owner_url, connect_timeout=10) as connection:
        _check_ours(connection)
        user = find_in(connection, email)
        if user is None:
            raise UserError(f"Nobody has the e-mail address {email}. `deedbook user list` shows who has one.")
        connection.execute(
            "update auth.users set encrypted_password = %s, updated_at = now() where id = %s",
            [password_hash, user.id],
        )
        connection.execute(
            "update private.sessions set revoked_at = now() where user_id = %s and revoked_at is null",
            [user.id],
        )
    return user


def hash_password(password: str) -> str:
    """A bcrypt hash; takes a quarter of a second. Raises UserError for one too short or too long."""
    if len(password) < LEAST or len(password.encode()) > MOST:
        raise UserError(f"A password has at least {LEAST} characters and at most {MOST} bytes.")
    return bcrypt.hashpw(password.encode(), bcrypt.gensalt(COST)).decode()


def _user(row: TupleRow) -> User:
    return User(*row)


def _check_ours(connection: psycopg.Connection) -> None:
    """Supabase keeps more about an account than we know: there it must be made by Supabase Auth."""
    row = connection.execute(
        "select obj_description(oid, 'pg_namespace') from pg_catalog.pg_namespace where nspname = 'auth'"
    ).fetchone()
    if row is None:
        raise UserError("This database has no accounts yet: run `deedbook migrate` first.")
    if not (row[0] or "").startswith("Deedbook:"):
        raise UserError("Accounts of this database belong to Supabase Auth: make and change them there.")
