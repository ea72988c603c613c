"""The demo data: whole, true to the rules, made once, and only where make run made the database."""

import datetime
from pathlib import Path
from typing import Any

import bcrypt
import psycopg
import pytest
from psycopg import sql

from deedbook import demo
from deedbook.demo._people import PEOPLE
from deedbook.demo._rows import Rows
from deedbook.server.database import MARK
from deedbook.settings import Settings
from tests.support.server import Database

TODAY = datetime.date(2026, 3, 14)


def mark(database: Database, comment: str = MARK) -> Settings:
    with psycopg.connect(database.owner_url) as owner:
        owner.execute(sql.SQL("comment on database {} is {}").format(sql.Identifier(database.name), comment))
    folder = Path("unused")
    return Settings(
        data_dir=folder,
        files_dir=folder,
        mail_dir=folder,
        database_url=database.owner_url,
        api_database_url=database.api_url,
    )


@pytest.fixture
def settings(deployed_database: Database) -> Settings:
    return mark(deployed_database)


@pytest.fixture
def owner(settings: Settings) -> Any:
    with psycopg.connect(settings.database_url, autocommit=True) as connection:
        yield connection


def rows_of(connection: psycopg.Connection, query: str) -> list[Any]:
    return [row[0] if len(row) == 1 else row for row in connection.execute(query.encode()).fetchall()]


def everything(connection: psycopg.Connection) -> list[Any]:
    """A digest of every table, so that "nothing changed" means just that."""
    tables = rows_of(
        connection,
        """
        select c.oid::regclass::text from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
        where c.relkind = 'r' and n.nspname in ('public', 'private', 'audit', 'auth', 'procrastinate')
        order by 1
        """,
    )
    return [
        (name, rows_of(connection, f"select md5(string_agg(t::text, '|' order by t::text)) from {name} as t"))
        for name in tables
    ]


def test_makes_five_people_who_can_sign_in(settings: Settings, owner: psycopg.Connection) -> None:
    demo.load(settings)
    members = owner.execute(
        "select u.email, m.role::text, u.email_confirmed_at is not null, u.encrypted_password"
        " from public.workspace_members as m join auth.users as u on u.id = m.user_id"
    ).fetchall()
    assert {(email, role) for email, role, _, _ in members} == {
        (f"{role}@demo.example", role) for role in ("owner", "admin", "manager", "editor", "member")
    }
    assert all(confirmed for _, _, confirmed, _ in members)
    hashed = members[0][3]
    assert hashed.startswith("$2b$12$")
    assert {row[3] for row in members} == {hashed}
    assert bcrypt.checkpw(b"deedbook-demo-only", hashed.encode())


def test_lists_hold_what_it_says(settings: Settings, owner: psycopg.Connection) -> None:
    said = demo.load(settings)
    counts = dict(
        owner.execute(
            "select l.name, count(*) filter (where i.deleted_at is null) from public.lists as l"
            " join public.items as i on i.list_id = l.id group by 1"
        ).fetchall()
    )
    assert counts == {"Properties": 60, "Owners": 25, "Requests": 24, "Viewings": 40, "Merchants": 18}
    assert said == (
        "Demo Realty: 60 properties, 25 owners, 24 requests, 40 viewings;"
        " Demo Payments: 18 merchants; 111 deals"
    )
    assert rows_of(owner, "select count(*) from public.items where deleted_at is not null") == [1]


def test_history_is_true(settings: Settings, owner: psycopg.Connection) -> None:
    demo.load(settings)
    invitations = rows_of(owner, "select status::text from public.workspace_invitations")
    assert invitations == ["accepted"] * 8
    actors = rows_of(
        owner,
        f"""
        select distinct e.table_name || ' ' || e.action || ' by ' || split_part(u.email, '@', 1)
        from audit.events as e join auth.users as u on u.id = e.actor_id
        where e.workspace_id = '{demo.WORKSPACE_ID}' and e.actor_kind = 'user'
          and e.acting_role = 'authenticated' and e.login_role = 'authenticator'
        """,
    )
    assert {
        "workspaces insert by owner",
        "workspace_members insert by editor",
        "lists insert by manager",
        "items insert by editor",
        "items update by manager",
    } <= set(actors)
    assert rows_of(owner, "select count(distinct change_id) > 10 from audit.events") == [True]
    assert rows_of(owner, "select count(*) from private.invitation_tokens") == [0]


def test_second_run_changes_nothing(settings: Settings, owner: psycopg.Connection) -> None:
    demo.load(settings)
    before = everything(owner)
    assert demo.load(settings) == "Demo Realty, as it was left"
    assert everything(owner) == before


def test_what_people_changed_stays(settings: Settings, owner: psycopg.Connection) -> None:
    demo.load(settings)
    owner.execute("update auth.users set encrypted_password = 'changed' where email = 'member@demo.example'")
    owner.execute("delete from public.lists where name = 'Viewings'")
    owner.execute("update public.workspaces set name = 'Ours'")
    before = everything(owner)
    demo.load(settings)
    assert everything(owner) == before


def test_workspace_that_was_deleted_stays_away(settings: Settings, owner: psycopg.Connection) -> None:
    demo.load(settings)
    owner.execute("delete from public.workspaces")
    demo.load(settings)
    assert rows_of(owner, "select count(*) from public.workspaces") == [0]


def test_interrupted_load_is_finished_by_the_next(
    settings: Settings, owner: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(demo, "_work_on", interrupt)
        with pytest.raises(KeyboardInterrupt):
            demo.load(settings)
    assert rows_of(owner, "select count(*) from public.workspaces") == [0]
    demo.load(settings)
    assert rows_of(owner, "select count(*) from public.items") == [168]


@pytest.mark.parametrize("comment", ["", "Somebody's own database"])
def test_refuses_a_database_that_make_run_did_not_make(deployed_database: Database, comment: str) -> None:
    settings = mark(deployed_database, comment)
    with pytest.raises(demo.DemoError, match="not made by make run"):
        demo.load(settings)
    with psycopg.connect(deployed_database.owner_url) as owner:
        assert rows_of(owner, "select count(*) from auth.users") == [0]


def test_deals_have_a_past_that_reports_tell(settings: Settings, owner: psycopg.Connection) -> None:
    demo.load(settings)
    kept = (
        "select kind, label, sum(deals)::integer, sum(stays)::integer"
        " from private.deal_stat_deltas group by 1, 2"
    )
    before = sorted(rows_of(owner, kept))
    assert sum(deals for kind, _, deals, _ in before if kind == "state") == 111
    # The timeline, the deals and the counters tell one story.
    owner.execute(
        "select private.rebuild_deal_stages(id), private.rebuild_deal_stats(id) from public.workspaces"
    )
    assert sorted(rows_of(owner, kept)) == before
    wrong = """
      select d.title from public.deals as d
      where (select a.payload ->> 'to' from public.activities as a
          where a.deal_id = d.id and a.type = 'stage_changed' order by a.id desc limit 1)
            is distinct from d.stage
        and d.stage <> 'qualification'
        or d.created_at > coalesce(d.closed_at, now()) or d.stage_changed_at > now() or d.closed_at > now()
    """
    assert rows_of(owner, wrong) == []
    tasks = """
      select count(*) filter (where not is_done and due_date < current_date) > 3,
        count(*) filter (where not is_done and due_date = current_date) > 1,
        count(*) filter (where not is_done and due_date > current_date) > 5
      from public.tasks
    """
    assert rows_of(owner, tasks) == [(True, True, True)]
    rules = (
        "select tgenabled::text from pg_trigger where tgrelid = 'public.tasks'::regclass and not tgisinternal"
    )
    assert "D" not in rows_of(owner, rules)


def test_deals_tell_stories_that_can_be_true(settings: Settings, owner: psycopg.Connection) -> None:
    demo.load(settings)
    impossible = {
        "a contact who came after the deal": """
          select d.title from public.deals as d join public.contacts as c on c.id = d.contact_id
          where c.created_at > d.created_at""",
        "a task before its deal, done before it was made, or made overdue": """
          select d.title from public.tasks as t join public.deals as d on d.id = t.deal_id
          where t.created_at < d.created_at or t.done_at < t.created_at or t.done_at > d.closed_at
            or t.due_date < t.created_at::date""",
        "a deal about what was won before, or is open where one was won": """
          select d.title from public.deals as d
          join public.deals as w on w.title = d.title and w.workspace_id = d.workspace_id and w.id <> d.id
          where w.status = 'won'
            and (d.status = 'won' or d.closed_at is null or d.created_at > w.closed_at)""",
        "another company's contact": f"""
          select d.title from public.deals as d join public.contacts as c on c.id = d.contact_id
          where d.workspace_id = '{demo.PAYMENTS_WORKSPACE_ID}' and c.company is distinct from d.title""",
        "one company in two currencies": """
          select d.title from public.deals as d group by 1 having count(distinct d.currency) > 1""",
        "a house in Seattle in another currency": f"""
          select d.title from public.deals as d
          where d.workspace_id = '{demo.WORKSPACE_ID}' and d.currency <> 'USD'""",
        "an amount that cannot be converted": """
          select d.title from public.deals as d join public.workspaces as w on w.id = d.workspace_id
          where d.currency <> w.default_currency and not exists (select from public.exchange_rates as r
            where r.workspace_id = w.id and r.currency = d.currency)""",
    }
    assert {story: found for story, query in impossible.items() if (found := rows_of(owner, query))} == {}
    currencies = "select count(distinct currency) > 1 from public.deals"
    assert rows_of(owner, currencies) == [True], "nothing shows that currencies are kept apart"


def test_every_active_request_has_a_match_or_nearly(settings: Settings, owner: psycopg.Connection) -> None:
    demo.load(settings)
    found = rows_of(
        owner,
        """
        select jsonb_array_length((public.find_matches(i.id) -> 'matches')::jsonb)
        from public.items as i join public.lists as l on l.id = i.list_id
        where l.name = 'Requests' and i.values ->> 'status' = 'active'
        """,
    )
    assert len(found) > 10
    assert sum(count > 0 for count in found) > len(found) * 0.8


def test_rows_are_the_same_each_time_and_make_sense() -> None:
    rows = Rows.of(TODAY)
    assert rows == Rows.of(TODAY)
    later = Rows.of(TODAY + datetime.timedelta(days=10))
    assert [row["name"] for row in later.properties] == [row["name"] for row in rows.properties]
    assert len({row["name"] for row in rows.properties}) == 60
    assert len({row["name"] for row in rows.owners}) == 25
    for viewing, (place, request) in zip(rows.viewings, rows.seen, strict=True):
        is_past = viewing["when"] < TODAY.isoformat()
        assert is_past == (viewing["status"] != "scheduled")
        assert viewing["when"] > rows.properties[place]["listed"]
        assert viewing["buyer"] == rows.requests[request]["buyer"]
    for row in rows.properties:
        assert (row["listed"] > TODAY.isoformat()) == (row["status"] == "coming_soon")
    for row, change in zip(rows.properties, rows.reductions, strict=False):
        assert row["status"] == "active"
        assert change["price"] < row["price"]
    assert set(rows.owner_of) <= set(range(25))
    assert len(PEOPLE) == 5
