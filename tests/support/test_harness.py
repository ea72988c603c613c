"""The harness itself: what the other tests take for granted."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from psycopg import errors

from tests.support import people as named
from tests.support import pgtap
from tests.support.doors import postgrest_envelope
from tests.support.server import DEPLOYED, Database, TestServer

ConnectAs = Callable[..., psycopg.Connection]


def count(connection: psycopg.Connection, table: str) -> int:
    row = connection.execute(f"select count(*) from {table}".encode()).fetchone()
    assert row
    return int(row[0])


def test_each_test_has_its_own_database(server: TestServer, database: Database) -> None:
    other = server.clone()
    try:
        with psycopg.connect(database.superuser_url) as connection:
            connection.execute("delete from public.items")
        with psycopg.connect(other.superuser_url) as connection:
            assert count(connection, "public.items") == 6
    finally:
        server.drop(other)


@pytest.mark.parametrize("name", named.PEOPLE)
def test_named_people_see_their_workspace(connect_as: ConnectAs, name: str) -> None:
    expected = 1 if name in {*named.MEMBERS, "other_owner"} else 0
    connection = connect_as(name)
    assert count(connection, "public.workspaces") == expected
    assert count(connection, "public.items") == 3 * expected


def test_nobody_is_anonymous(connect_as: ConnectAs) -> None:
    with pytest.raises(errors.InsufficientPrivilege):
        connect_as().execute("select 1 from public.workspaces")


def test_trusted_server_code_passes_row_level_security(connect_as: ConnectAs) -> None:
    assert count(connect_as(role="service_role"), "public.workspaces") == 2


def test_everybody_has_a_place_in_the_story(superuser: psycopg.Connection) -> None:
    members = superuser.execute(
        "select p.name, m.role::text from tests.people as p join public.workspace_members as m"
        " on m.user_id = p.id and m.workspace_id = tests.workspace() order by m.role desc"
    ).fetchall()
    assert members == [(name, name) for name in named.MEMBERS]
    invitations = superuser.execute(
        "select split_part(email, '@', 1), status::text from public.workspace_invitations order by email"
    ).fetchall()
    assert invitations == [("invited", "invited"), ("revoked", "revoked")]


def test_postgrests_envelope(database: Database, people: dict[str, UUID]) -> None:
    claims = named.claims(people["editor"], "editor")
    with psycopg.connect(database.api_url, autocommit=True) as connection:
        seen = postgrest_envelope(
            connection,
            "authenticated",
            claims,
            "select auth.uid(), current_user::text, current_setting('request.method'), count(*) from items",
            method="GET",
            path="/items",
        )
        assert seen == [(people["editor"], "authenticated", "GET", 3)]
        with pytest.raises(errors.ReadOnlySqlTransaction):
            postgrest_envelope(
                connection, "authenticated", claims, "update items set values = '{}'", method="GET"
            )
        after = connection.execute(
            "select current_user::text, nullif(current_setting('request.jwt.claims', true), '')"
        ).fetchone()
        assert after == ("authenticator", None)


@pytest.mark.parametrize("template", ["database", "deployed_database"])
def test_a_clone_has_the_rights_of_its_template(request: pytest.FixtureRequest, template: str) -> None:
    """PostgreSQL leaves the rights of a database out when it copies one."""
    database: Database = request.getfixturevalue(template)
    query = "select datacl::text from pg_database where datname = %s"
    with psycopg.connect(database.superuser_url) as connection:
        clone, original = (connection.execute(query, [name]).fetchone() for name in (database.name, DEPLOYED))
        temporary = connection.execute(
            "select has_database_privilege('authenticated', current_database(), 'temporary')"
        ).fetchone()
    assert clone and original and sorted(clone[0][1:-1].split(",")) == sorted(original[0][1:-1].split(","))
    assert temporary == (False,)


def test_a_missing_pgtap_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(pgtap, "_places", lambda bin_folder: iter(()))
    monkeypatch.delenv("PGTAP_SQL", raising=False)
    with pytest.raises(pgtap.PgTapMissing, match=r"PGTAP_SQL=/path/to/pgtap"):
        pgtap.install_script(tmp_path)


def test_pgtap_can_be_given(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "pgtap.sql").write_text("\\echo use create extension\nselect 'TAPSCHEMA';\n")
    monkeypatch.setenv("PGTAP_SQL", str(tmp_path / "pgtap.sql"))
    assert pgtap.install_script(tmp_path) == "select 'pgtap';"
