"""Accounts made by the owner of the database."""

from typing import Any

import bcrypt
import psycopg
import pytest

from deedbook import users
from tests.support.server import Database

PASSWORD = "long enough to pass"


@pytest.fixture
def owner(deployed_database: Database) -> Any:
    with psycopg.connect(deployed_database.owner_url, autocommit=True) as connection:
        yield connection


def test_makes_a_confirmed_account(deployed_database: Database, owner: psycopg.Connection) -> None:
    made = users.create(deployed_database.owner_url, "  Ana.Lima@Example.com ", PASSWORD, "Ana Lima")
    assert (made.email, made.full_name, made.is_confirmed) == ("ana.lima@example.com", "Ana Lima", True)
    assert made.workspaces == []
    row = owner.execute("select encrypted_password from auth.users where id = %s", [made.id]).fetchone()
    assert row is not None
    assert row[0].startswith("$2b$12$")
    assert bcrypt.checkpw(PASSWORD.encode(), row[0].encode())


def test_finds_and_lists(deployed_database: Database) -> None:
    url = deployed_database.owner_url
    second = users.create(url, "b@example.com", PASSWORD)
    first = users.create(url, "a@example.com", PASSWORD)
    assert users.find(url, "A@EXAMPLE.com") == first
    assert users.find(url, "nobody@example.com") is None
    assert users.list_all(url) == [first, second]


def test_names_the_workspaces(database: Database) -> None:
    found = users.find(database.owner_url, "editor@demo.example")
    assert found is not None
    assert any(name.endswith("(editor)") for name in found.workspaces)


@pytest.mark.parametrize(
    ("email", "password", "words"),
    [
        ("a@example.com", PASSWORD, "has an account already"),
        ("A@Example.com", PASSWORD, "has an account already"),
        ("not an address", PASSWORD, "is not an e-mail address"),
        ("a@b", PASSWORD, "is not an e-mail address"),
        (f"{'a' * 250}@b.example", PASSWORD, "is not an e-mail address"),
        ("c@example.com", "short", "at least 10 characters"),
        ("c@example.com", "ä" * 37, "at most 72 bytes"),
    ],
)
def test_refuses(deployed_database: Database, email: str, password: str, words: str) -> None:
    url = deployed_database.owner_url
    users.create(url, "a@example.com", PASSWORD)
    with pytest.raises(users.UserError, match=words):
        users.create(url, email, password)
    assert len(users.list_all(url)) == 1


def test_new_password_signs_out_everywhere(deployed_database: Database, owner: psycopg.Connection) -> None:
    url = deployed_database.owner_url
    account = users.create(url, "a@example.com", PASSWORD)
    owner.execute(
        "insert into private.sessions (user_id, expires_at) values (%s, now() + interval '1 day')",
        [account.id],
    )
    users.set_password(url, "A@example.com", "another long one")
    row = owner.execute(
        "select u.encrypted_password, s.revoked_at"
        " from auth.users as u join private.sessions as s on s.user_id = u.id"
    ).fetchone()
    assert row is not None
    assert bcrypt.checkpw(b"another long one", row[0].encode())
    assert row[1] is not None


def test_no_password_for_nobody(deployed_database: Database) -> None:
    with pytest.raises(users.UserError, match="Nobody has the e-mail address"):
        users.set_password(deployed_database.owner_url, "nobody@example.com", PASSWORD)


def test_leaves_accounts_to_supabase(deployed_database: Database, owner: psycopg.Connection) -> None:
    owner.execute("comment on schema auth is 'Supabase Auth'")
    with pytest.raises(users.UserError, match="belong to Supabase Auth"):
        users.create(deployed_database.owner_url, "a@example.com", PASSWORD)


def test_says_when_nothing_is_deployed(empty_database: Database) -> None:
    with pytest.raises(users.UserError, match="deedbook migrate"):
        users.create(empty_database.owner_url, "a@example.com", PASSWORD)
