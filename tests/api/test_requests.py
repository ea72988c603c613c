"""The way in: bodies, parameters, limits, idempotency, versions; and the problems that come out."""

import asyncio
import json
import threading
import time
from collections.abc import AsyncIterator
from concurrent.futures import Future
from typing import Any
from uuid import uuid4

import msgspec
import psycopg
import pytest

from api.errors import KINDS
from api.limits import Limits
from deedbook.settings import Settings
from tests.api.conftest import Api, StartApi

HOMES = {
    "name": "Homes",
    "columns": [
        {"name": "Address", "type": "text", "is_required": True},
        {"name": "Price", "type": "number"},
    ],
}


@pytest.fixture
def homes(api: Api, workspace: str) -> str:
    """A list of the workspace."""
    made = api.post("/lists", "owner", json=HOMES, headers={"X-Workspace-Id": workspace})
    assert made.status_code == 201, made.text
    return str(made.json()["id"])


def problem(answer: Any) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    body = answer.json()
    assert body.keys() == {"type", "title", "status", "detail", "hint", "errors", "request_id"}
    assert body["status"] == answer.status_code
    assert body["request_id"] == answer.headers["x-request-id"]
    assert body["title"] and body["detail"]
    return body["status"], body["type"]


def post_raw(api: Api, path: str, body: bytes, **headers: str) -> Any:
    return api.post(path, "owner", content=body, headers={"Content-Type": "application/json"} | headers)


# Bodies


def test_malformed_json_names_the_position(api: Api, homes: str) -> None:
    path = f"/lists/{homes}/items"
    for body, where in (
        (b'{"values": {"address": 1,}}', "byte 25"),
        (b'{"values": {"address": NaN}}', "byte 23"),
        (b'{"values": {"address": Infinity}}', "byte"),
        (b'{"values"', "truncated"),
        (b'{"values": {}} {}', "byte 16"),
        (b'{"values": {"address": "\xff"}}', "byte 24"),
        (b"\xef\xbb\xbf{}", "byte 0"),
        (b'{"id": "\\ud800", "values": {}}', "byte"),
    ):
        answer = post_raw(api, path, body)
        assert problem(answer) == (400, "malformed_json"), body
        assert where in answer.json()["detail"], answer.json()


def test_what_json_can_say_and_postgresql_cannot_keep(api: Api, homes: str) -> None:
    for body in (b'{"values": {"address": "\\u0000"}}', b'{"values": {"address": "\\ud800"}}'):
        assert post_raw(api, f"/lists/{homes}/items", body).status_code in {400, 422}, body


def test_bodies_that_do_not_fit_name_the_field(api: Api, workspace: str, homes: str) -> None:
    headers = {"X-Workspace-Id": workspace}
    for body, field in (
        ({"name": 1}, "name"),
        ({"name": ""}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"name": "x", "color": "red"}, "color"),
        ({"name": "x", "columns": [{"name": "a", "type": "text"}, {"name": "b"}]}, "columns[1]"),
        ({"name": "x", "columns": [{"name": "a", "type": 1}]}, "columns[0].type"),
    ):
        answer = api.post("/lists", "owner", json=body, headers=headers)
        assert problem(answer) == (422, "invalid_input")
        assert answer.json()["errors"][0]["field"] == field
        assert answer.json()["errors"][0]["message"]


def test_unknown_fields_are_refused(api: Api, workspace: str, homes: str) -> None:
    """Mass assignment: what is nobody's to set is not even looked at."""
    for path, body in (
        (f"/lists/{homes}/items", {"values": {"address": "a"}, "created_by": str(uuid4())}),
        (f"/lists/{homes}/items", {"items": [{"values": {"address": "a"}, "workspace_id": str(uuid4())}]}),
        (f"/lists/{homes}/columns", {"name": "x", "type": "text", "position": 1}),
        ("/workspaces", {"name": "x", "owner_count": 7}),
        (f"/workspaces/{workspace}/invites", {"email": "a@b.co", "status": "accepted"}),
        ("/auth/register", {"email": "a@b.co", "password": "long enough", "role": "owner"}),
    ):
        answer = api.post(path, "owner", json=body)
        assert problem(answer) == (422, "invalid_input"), path
        assert "unknown field" in answer.json()["detail"]
    for path, body in (
        (f"/workspaces/{workspace}", {"owner_count": 0}),
        (f"/lists/{homes}", {"workspace_id": str(uuid4())}),
    ):
        assert problem(api.patch(path, "owner", json=body)) == (422, "invalid_input")


def test_strings_do_not_become_numbers(api: Api, homes: str) -> None:
    answer = api.patch(f"/lists/{homes}", "owner", json={"version": "1", "name": "x"})
    assert problem(answer) == (422, "invalid_input")


def test_numbers_pass_undamaged(api: Api, homes: str) -> None:
    exact = "12345678901234567890.123456789012345"
    made = post_raw(
        api, f"/lists/{homes}/items", b'{"values": {"address": "a", "price": %s}}' % exact.encode()
    )
    assert made.status_code == 201 and exact in made.text
    assert exact in api.get(f"/items/{made.json()['id']}", "owner").text


def test_only_json_is_read(api: Api, homes: str) -> None:
    for content_type in ("text/plain", "application/x-www-form-urlencoded", "application/xml", ""):
        answer = api.post(
            f"/lists/{homes}/items",
            "owner",
            content=b'{"values": {}}',
            headers={"Content-Type": content_type},
        )
        assert problem(answer) == (415, "unsupported_media_type")
    utf8 = {"Content-Type": "application/json; charset=utf-8"}
    body = b'{"values": {"address": "a"}}'
    assert api.post(f"/lists/{homes}/items", "owner", content=body, headers=utf8).status_code == 201


def test_an_empty_body_is_missing(api: Api, homes: str) -> None:
    assert problem(post_raw(api, f"/lists/{homes}/items", b"")) == (422, "invalid_input")


def test_depth_is_limited(api: Api, homes: str) -> None:
    path = f"/lists/{homes}/items"
    for opening, closing in ((b"[", b"]"), (b'{"a":', b"}")):
        inner = b"1" if closing == b"}" else b""
        deep = b'{"values": {"address": %s}}' % (opening * 63 + inner + closing * 63)
        assert problem(post_raw(api, path, deep)) == (422, "json_too_deep")
        flat = b'{"values": {"address": %s}}' % (opening * 62 + inner + closing * 62)
        assert problem(post_raw(api, path, flat)) == (422, "item_values_invalid")
    assert problem(post_raw(api, path, b'{"values":' + b"[" * 200_000))[0] in {400, 422}
    assert problem(post_raw(api, path, b'{"values":' + b"[" * 200_000 + b"]" * 200_000 + b"}")) == (
        422,
        "json_too_deep",
    )
    text = json.dumps({"values": {"address": "[" * 900}}).encode()
    assert post_raw(api, path, text).status_code == 201  # brackets in text are text


def test_numbers_are_limited(api: Api, homes: str) -> None:
    """1e131071 is eight bytes here and 131,072 digits in PostgreSQL."""
    for number in (b"1e131071", b"1E+400", b"1e-100", b"1e000100", b"1" * 101, b"0." + b"1" * 100):
        body = b'{"values": {"address": "a", "price": %s}}' % number
        assert problem(post_raw(api, f"/lists/{homes}/items", body)) == (422, "number_too_long"), number
    body = b'{"values": {"address": "1e131071 \\" 1e999", "price": 1e7}}'
    assert post_raw(api, f"/lists/{homes}/items", body).status_code == 201


def test_the_checks_of_a_large_body_are_quick(api: Api) -> None:
    from api.requests import check_json

    rows = [{"values": {f"column_{n}": n * 1.5 for n in range(20)}} for _ in range(20_000)]
    body = json.dumps(rows).encode()
    strings = json.dumps(['\\"' * 50] * 50_000).encode()
    for big in (body, strings, b'"' + b"\\\\" * 4_000_000):
        started = time.perf_counter()
        check_json(big, Limits())
        assert time.perf_counter() - started < 2.0, len(big)


def test_body_size_is_limited(api: Api, homes: str, workspace: str) -> None:
    large = {"name": "x", "description": "x" * 1_100_000}
    answer = api.post("/lists", "owner", json=large, headers={"X-Workspace-Id": workspace})
    assert problem(answer) == (413, "body_too_large")

    async def chunks() -> AsyncIterator[bytes]:  # without a Content-Length
        yield b'{"name": "'
        for _ in range(20):
            yield b"x" * 100_000

    answer = api.post(
        "/lists",
        "owner",
        content=chunks(),
        headers={"X-Workspace-Id": workspace, "Content-Type": "application/json"},
    )
    assert problem(answer) == (413, "body_too_large")
    batch = {"items": [{"values": {"address": "x" * 900}} for _ in range(1000)]}
    assert api.post(f"/lists/{homes}/items", "owner", json={"items": batch["items"] * 2}).status_code == 422
    assert api.post(f"/lists/{homes}/items", "owner", json=batch).status_code == 201
    too_large = {"items": [{"values": {"address": "x" * 11_000}} for _ in range(1000)]}
    assert problem(api.post(f"/lists/{homes}/items", "owner", json=too_large)) == (413, "body_too_large")


def test_slow_bodies_are_cut_off(start_api: StartApi, settings: Settings) -> None:
    api = start_api(settings, Limits(body_seconds=0.3, body_bytes_per_second=1000))

    async def drip(pause: float) -> AsyncIterator[bytes]:
        for _ in range(40):
            yield b" "
            await asyncio.sleep(pause)
        yield b'{"email": "a@b.co", "password": "x"}'

    headers = {"Content-Type": "application/json"}
    for pause in (0.05, 5):  # always a little, and nothing at all
        started = time.perf_counter()
        answer = api.post("/auth/login", content=drip(pause), headers=headers)
        assert problem(answer) == (408, "request_timeout")
        assert time.perf_counter() - started < 2
    assert api.post("/auth/login", content=drip(0.001), headers=headers).status_code == 401


def test_headers_and_target_are_limited(api: Api) -> None:
    assert problem(api.get("/lists", "owner", headers={"X-Long": "x" * 17_000})) == (431, "headers_too_large")
    assert problem(api.get("/lists?x=" + "x" * 9_000, "owner")) == (414, "target_too_long")


# Parameters


def test_query_parameters_are_checked(api: Api, homes: str, workspace: str) -> None:
    for query, field in (
        ("limit=0", "limit"),
        ("limit=1001", "limit"),
        ("limit=ten", "limit"),
        ("trashed=maybe", "trashed"),
        ("cursor=" + "x" * 501, "cursor"),
    ):
        answer = api.get(f"/lists/{homes}/items?{query}", "owner")
        assert problem(answer) == (422, "invalid_input"), query
        assert answer.json()["errors"][0]["field"] == field
    assert problem(api.get(f"/lists/{homes}/items?cursor=nonsense", "owner"))[0] == 422
    log = f"/audit-log?workspace_id={workspace}"
    for query in ("actor_id=me", "since=yesterday", "cursor=-1", "cursor=1;drop", "cursor=" + "9" * 30):
        assert problem(api.get(f"{log}&{query}", "owner"))[0] == 422, query


def test_ids_of_the_wrong_form_do_not_exist(api: Api) -> None:
    for path in ("/lists/1", "/items/x", "/lists/%00", "/items/' or 1=1"):
        assert problem(api.get(path, "owner"))[0] == 404, path


def test_workspace_by_header_or_query(api: Api, workspace: str) -> None:
    for header in ("X-Workspace-Id", "X-Organization-Id", "X-Tenant-Id", "x-workspace-id"):
        assert api.get("/lists", "owner", headers={header: workspace}).status_code == 200
    assert api.get(f"/lists?workspace_id={workspace.upper()}", "owner").status_code == 200
    both = {"X-Workspace-Id": workspace, "X-Tenant-Id": str(uuid4())}
    assert problem(api.get("/lists", "owner", headers=both)) == (400, "bad_request")
    assert problem(api.get("/lists", "owner", headers={"X-Tenant-Id": "x"})) == (422, "invalid_input")
    assert problem(api.post("/lists", "owner", json=HOMES)) == (422, "workspace_required")
    assert problem(api.get("/audit-log", "owner")) == (422, "workspace_required")
    missing = {"X-Workspace-Id": str(uuid4())}
    assert problem(api.get("/lists", "owner", headers=missing)) == (404, "workspace_not_found")


def test_hidden_and_missing_are_alike(api: Api, workspace: str, homes: str) -> None:
    item = api.post(f"/lists/{homes}/items", "owner", json={"values": {"address": "a"}}).json()["id"]
    for method, path, body in (
        ("GET", "/workspaces/{}", None),
        ("GET", "/workspaces/{}/members", None),
        ("GET", "/workspaces/{}/invites", None),
        ("GET", "/workspaces/{}/trash", None),
        ("PATCH", "/workspaces/{}", {"name": "x"}),
        ("DELETE", "/workspaces/{}", None),
        ("POST", "/workspaces/{}/leave", None),
        ("GET", "/lists/{}", None),
        ("PATCH", "/lists/{}", {"name": "x"}),
        ("DELETE", "/lists/{}", None),
        ("GET", "/lists/{}/columns", None),
        ("POST", "/lists/{}/columns", {"name": "x", "type": "text"}),
        ("GET", "/lists/{}/items", None),
        ("POST", "/lists/{}/items", {"values": {}}),
        ("GET", "/items/{}", None),
        ("PATCH", "/items/{}", {"values": {}}),
        ("DELETE", "/items/{}", None),
        ("POST", "/items/{}/restore", None),
    ):
        real = {"workspaces": workspace, "lists": homes, "items": item}[path.split("/")[1]]
        for person in ("outsider", "other_owner", "removed", "invited"):
            hidden = api(method, path.format(real), person, json=body)
            missing = api(method, path.format(uuid4()), person, json=body)
            for answer in (hidden, missing):
                assert problem(answer)[0] == 404, (method, path, answer.text)
            same = [{**a.json(), "request_id": ""} for a in (hidden, missing)]
            assert same[0] == same[1]


# Versions


def test_etags_and_conditional_reads(api: Api, homes: str) -> None:
    first = api.get(f"/lists/{homes}", "owner")
    etag = first.headers["etag"]
    assert etag.startswith('"1.')
    for sent in (etag, f"W/{etag}", f'"other", {etag}', "*"):
        again = api.get(f"/lists/{homes}", "owner", headers={"If-None-Match": sent})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == etag and "content-type" not in again.headers
    assert api.get(f"/lists/{homes}", "owner", headers={"If-None-Match": '"1"'}).status_code == 200
    assert first.headers["cache-control"] == "private, no-cache"
    assert "Authorization" in first.headers["vary"]
    page = api.get("/lists", "owner")
    assert api.get("/lists", "owner", headers={"If-None-Match": page.headers["etag"]}).status_code == 304


def test_the_etag_changes_with_the_role(api: Api, workspace: str) -> None:
    path = f"/workspaces/{workspace}"
    before = api.get(path, "editor")
    api.patch(f"{path}/members/{api.people['editor']}", "owner", json={"role": "member"})
    after = api.get(path, "editor", headers={"If-None-Match": before.headers["etag"]})
    assert after.status_code == 200 and after.json()["role"] == "member"


def test_lost_updates_are_refused(api: Api, homes: str) -> None:
    made = api.post(f"/lists/{homes}/items", "owner", json={"values": {"address": "a"}})
    path = f"/items/{made.json()['id']}"
    etag = made.headers["etag"]
    change = {"values": {"address": "b"}}
    faster = api.patch(path, "editor", json=change | {"version": 1})
    assert faster.status_code == 200 and faster.json()["version"] == 2
    assert problem(api.patch(path, "owner", json=change | {"version": 1})) == (409, "version_conflict")
    for header in (etag, '"1"', 'W/"1"'):
        late = api.patch(path, "owner", json=change, headers={"If-Match": header})
        assert problem(late) == (412, "version_conflict"), header
    assert problem(api.patch(path, "owner", json=change, headers={"If-Match": '"x"'}))[0] == 412
    assert problem(api.delete(path, "owner", headers={"If-Match": etag})) == (412, "version_conflict")
    good = api.patch(path, "owner", json=change, headers={"If-Match": faster.headers["etag"]})
    assert good.status_code == 200 and good.json()["version"] == 3
    assert api.patch(path, "owner", json=change, headers={"If-Match": "*"}).status_code == 200
    assert api.patch(path, "owner", json=change).status_code == 200


# Idempotency


def test_a_repeated_post_answers_as_before(api: Api, homes: str) -> None:
    headers = {"Idempotency-Key": str(uuid4())}
    body = {"values": {"address": "a"}}
    first = api.post(f"/lists/{homes}/items", "owner", json=body, headers=headers)
    again = api.post(f"/lists/{homes}/items", "owner", json=body, headers=headers)
    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()
    assert "idempotency-replayed" not in first.headers and again.headers["idempotency-replayed"] == "true"
    assert len(api.get(f"/lists/{homes}/items", "owner").json()["items"]) == 1


def test_a_key_belongs_to_one_request_and_one_person(api: Api, homes: str) -> None:
    headers = {"Idempotency-Key": "k"}
    path = f"/lists/{homes}/items"
    api.post(path, "owner", json={"values": {"address": "a"}}, headers=headers)
    other = api.post(path, "owner", json={"values": {"address": "b"}}, headers=headers)
    assert problem(other) == (422, "idempotency_key_reused")
    elsewhere = api.post(
        f"/lists/{homes}/columns", "owner", json={"name": "x", "type": "text"}, headers=headers
    )
    assert problem(elsewhere) == (422, "idempotency_key_reused")
    assert api.post(path, "editor", json={"values": {"address": "b"}}, headers=headers).status_code == 201


def test_a_refused_post_does_not_use_the_key_up(api: Api, homes: str) -> None:
    headers = {"Idempotency-Key": "k"}
    path = f"/lists/{homes}/items"
    assert api.post(path, "owner", json={"values": {"price": "x"}}, headers=headers).status_code == 422
    assert api.post(path, "owner", json={"values": {"address": "a"}}, headers=headers).status_code == 201


def test_posts_without_an_answer_are_replayed_too(api: Api, workspace: str) -> None:
    headers = {"Idempotency-Key": "k"}
    answers = [api.post(f"/workspaces/{workspace}/leave", "editor", headers=headers) for _ in range(2)]
    assert [a.status_code for a in answers] == [204, 204]
    assert answers[1].headers["idempotency-replayed"] == "true"


def test_a_token_is_shown_once_even_to_a_repeated_post(api: Api, workspace: str) -> None:
    headers = {"Idempotency-Key": "k"}
    path = f"/workspaces/{workspace}/invites"
    body = {"email": "new@example.com", "role": "editor"}
    first, again = (api.post(path, "owner", json=body, headers=headers) for _ in range(2))
    assert first.status_code == again.status_code == 201
    assert first.json()["token"] and "token" not in again.json()


def test_keys_of_the_wrong_form(api: Api, homes: str) -> None:
    body = {"values": {"address": "a"}}
    for key in ("", "x" * 256):
        answer = api.post(f"/lists/{homes}/items", "owner", json=body, headers={"Idempotency-Key": key})
        assert problem(answer) == (400, "bad_request")


def test_while_the_first_is_at_work_the_second_is_told(
    api: Api, homes: str, superuser: psycopg.Connection
) -> None:
    """Real concurrency: the first waits for a lock that this test holds."""
    headers = {"Idempotency-Key": str(uuid4())}
    body = {"values": {"address": "a"}}

    def send() -> "Future[Any]":
        return api.start("POST", f"/lists/{homes}/items", "owner", json=body, headers=headers)

    with superuser.transaction():
        superuser.execute("lock table public.items in exclusive mode")
        first = send()
        waiting = """
          select count(*) from pg_stat_activity
          where wait_event_type = 'Lock' and usename = 'authenticator' and datname = current_database()
        """
        deadline = time.monotonic() + 10
        while superuser.execute(waiting.encode()).fetchone() == (0,):
            assert time.monotonic() < deadline
            time.sleep(0.02)
        second = send().result(10)
        assert problem(second) == (409, "idempotency_in_flight")
    assert first.result(10).status_code == 201
    assert send().result(10).headers["idempotency-replayed"] == "true"


def test_many_repeats_at_once_make_one_row(api: Api, homes: str) -> None:
    headers = {"Idempotency-Key": str(uuid4())}
    body = {"values": {"address": "a"}}
    started = [
        api.start("POST", f"/lists/{homes}/items", "owner", json=body, headers=headers) for _ in range(12)
    ]
    answers = [f.result() for f in started]
    assert {a.status_code for a in answers} <= {201, 409}
    assert len({a.json()["id"] for a in answers if a.status_code == 201}) == 1
    assert len(api.get(f"/lists/{homes}/items", "owner").json()["items"]) == 1


# Problems


def test_every_row_of_the_error_table_comes_out_as_it_says(api: Api, superuser: psycopg.Connection) -> None:
    rows = superuser.execute(
        "select sqlstate, name, http_status, slug, title, hint from public.error_codes"
    ).fetchall()
    superuser.execute(
        """
        create function tests.refuse(sqlstate text, name text) returns void language plpgsql as $$
        begin
          raise exception using errcode = sqlstate, constraint = name, message = 'For people', detail = '[]';
        end $$
        """
    )
    assert len(rows) > 40
    for sqlstate, name, status, slug, title, _ in rows:
        try:
            superuser.execute("select tests.refuse(%s, %s)", [sqlstate, name])
        except psycopg.Error as error:
            translated = api.services.database.errors.problem(error)
            assert translated is not None
            assert (translated.kind.status, translated.slug, translated.kind.title) == (status, slug, title)
            assert translated.detail == "For people"
    own = {slug: kind.status for slug, kind in KINDS.items()}
    for _, _, status, slug, _, _ in rows:
        if slug in own and slug != "version_conflict":  # 412 when it was If-Match
            assert own[slug] == status, slug


def test_postgresqls_own_words_stay_inside(api: Api, superuser: psycopg.Connection) -> None:
    """A message that no RAISE of ours wrote may name tables and values: it is not passed on."""
    for statement in ("select 1/0", "select 'x'::integer", "select * from nowhere"):
        try:
            superuser.execute(statement.encode())
        except psycopg.Error as error:
            translated = api.services.database.errors.problem(error)
            if translated is not None:
                assert translated.detail == ""


def test_what_nobody_expected_is_500_without_details(
    api: Api, monkeypatch: pytest.MonkeyPatch, superuser: psycopg.Connection
) -> None:
    superuser.execute(
        """
        create or replace function public.find_workspaces() returns jsonb language plpgsql as $$
        begin return (select 1 / 0)::text::jsonb; end $$
        """
    )
    answer = api.get("/workspaces", "owner")
    assert problem(answer) == (500, "internal_error")
    assert "zero" not in answer.text and "division" not in answer.text

    async def broken(*_: Any) -> None:
        raise RuntimeError("secret thing")

    monkeypatch.setattr(api.services.database, "call", broken)
    answer = api.get("/lists", "owner")
    assert problem(answer) == (500, "internal_error")
    assert "secret" not in answer.text


def test_a_new_name_in_the_table_is_learned(api: Api, superuser: psycopg.Connection) -> None:
    superuser.execute(
        "insert into public.error_codes (sqlstate, name, http_status, slug, title) values"
        " ('23514', 'brand_new', 418, 'brand_new', 'Something new')"
    )
    superuser.execute(
        """
        create or replace function public.find_workspaces() returns jsonb language plpgsql as $$
        begin raise check_violation using constraint = 'brand_new', message = 'New'; end $$
        """
    )
    api.services.database._errors_loaded -= 60
    assert problem(api.get("/workspaces", "owner")) == (418, "brand_new")


def test_no_route_and_no_method(api: Api) -> None:
    assert problem(api.get("/nowhere")) == (404, "not_found")
    wrong = api("PUT", "/lists", "owner")
    assert problem(wrong) == (405, "method_not_allowed")
    assert "GET" in wrong.headers["allow"]


def test_serialization_failures_are_repeated(api: Api, superuser: psycopg.Connection) -> None:
    """Twice a failure, then an answer: the client never learns of it."""
    superuser.execute("create sequence tests.attempts; grant usage on sequence tests.attempts to public")
    superuser.execute(
        """
        create or replace function public.leave_workspace(workspace_id uuid) returns void
          language plpgsql as $$
        begin
          if nextval('tests.attempts') < 3 then raise serialization_failure; end if;
        end $$
        """
    )
    assert api.post(f"/workspaces/{uuid4()}/leave", "owner").status_code == 204
    superuser.execute(
        """
        create or replace function public.leave_workspace(workspace_id uuid) returns void
          language plpgsql as $$ begin raise deadlock_detected; end $$
        """
    )
    assert problem(api.post(f"/workspaces/{uuid4()}/leave", "owner")) == (409, "concurrent_change")


def test_reads_cannot_write(api: Api, superuser: psycopg.Connection) -> None:
    superuser.execute(
        """
        create or replace function public.find_workspaces() returns jsonb
          language plpgsql security definer as $$ begin delete from public.items; return '{}'; end $$
        """
    )
    assert problem(api.get("/workspaces", "owner")) == (405, "read_only")


def test_a_full_pool_says_so(start_api: StartApi, settings: Settings, superuser: psycopg.Connection) -> None:
    api = start_api(settings, Limits(pool_size=1, pool_seconds=0.3, pool_waiting=2))
    api.get("/workspaces", "owner")
    with superuser.transaction():
        superuser.execute("lock table public.workspaces in access exclusive mode")
        started = [api.start("GET", "/workspaces", "owner") for _ in range(6)]
        time.sleep(0.8)
    answers = [f.result() for f in started]
    refused = [a for a in answers if a.status_code == 503]
    assert len(refused) >= 4 and {problem(a) for a in refused} == {(503, "unavailable")}
    assert all(a.headers["retry-after"] for a in refused)
    assert api.get("/workspaces", "owner").status_code == 200


def test_lost_connections_heal(api: Api, superuser: psycopg.Connection, homes: str) -> None:
    kill = """
      select pg_terminate_backend(pid) from pg_stat_activity
      where usename = 'authenticator' and datname = current_database()
    """
    superuser.execute(kill.encode())
    assert api.get("/workspaces", "owner").status_code == 200  # reads are repeated
    superuser.execute(kill.encode())
    body = {"values": {"address": "a"}}
    first = api.post(f"/lists/{homes}/items", "owner", json=body, headers={"Idempotency-Key": "k"})
    assert first.status_code == 201  # and so are writes that can tell
    superuser.execute(kill.encode())
    unsure = api.post(f"/lists/{homes}/items", "owner", json=body)
    assert unsure.status_code in {201, 503}
    assert api.get("/workspaces", "owner").status_code == 200


def test_the_database_is_away(start_api: StartApi, settings: Settings, superuser: psycopg.Connection) -> None:
    away = msgspec.structs.replace(settings, api_database_url="postgresql://nobody@127.0.0.1:1/none")
    api = start_api(away, Limits(pool_seconds=0.5))
    assert problem(api.get("/workspaces", "owner")) == (503, "unavailable")
    assert api.get("/health/live").status_code == 200
    health = api.get("/health")
    assert health.status_code == 503 and health.json()["database"] == "unavailable"
    assert api.get("/health/ready").status_code == 503


def test_each_request_is_one_statement(api: Api, superuser: psycopg.Connection, homes: str) -> None:
    """Two statements for a write of items would be two round trips and two transactions."""
    calls: list[str] = []
    lock = threading.Lock()
    run = api.services.database._run

    async def counted(call: Any) -> Any:
        with lock:
            calls.append(call.function)
        return await run(call)

    api.services.database._run = counted  # type: ignore[method-assign]
    api.get("/workspaces", "owner")
    api.post(
        f"/lists/{homes}/items", "owner", json={"values": {"address": "a"}}, headers={"Idempotency-Key": "k"}
    )
    api.get(f"/lists/{homes}/items", "owner")
    assert calls == ["public.find_workspaces", "public.create_items", "public.find_items"]


def test_rate_limits(start_api: StartApi, settings: Settings) -> None:
    api = start_api(settings, Limits(user_per_minute=3, address_per_minute=6))
    answers = [api.get("/lists", "owner") for _ in range(4)]
    assert [a.status_code for a in answers] == [200, 200, 200, 429]
    assert [int(a.headers["ratelimit-remaining"]) for a in answers] == [2, 1, 0, 0]
    assert problem(answers[3]) == (429, "too_many_requests")
    assert 1 <= int(answers[3].headers["retry-after"]) <= 61
    assert answers[0].headers["ratelimit-policy"] == "3;w=60"
    assert api.get("/lists", "editor").status_code == 200  # another person at the same address
    assert [api.get("/lists", "member").status_code for _ in range(2)] == [200, 429]  # the address's seventh
    assert api.get("/health/live").status_code == 200


def test_nothing_of_a_request_stays_with_its_connection(start_api: StartApi, settings: Settings) -> None:
    """What PgBouncer in transaction mode needs: the next request may come through the same connection."""
    api = start_api(settings, Limits(pool_size=1))
    api.get("/workspaces", "owner")

    async def look() -> Any:
        async with api.services.database._pool.connection() as connection:
            cursor = await connection.execute(
                "select current_setting('role'), nullif(current_setting('request.jwt.claims', true), ''),"
                " current_setting('transaction_read_only'), session_user, current_user,"
                " (select count(*) from pg_prepared_statements)"
            )
            return await cursor.fetchone()

    assert api.run(look()) == ("none", None, "off", "authenticator", "authenticator", 0)
    assert api.get("/capabilities").status_code == 200
    assert api.get("/workspaces", "outsider").json() == {"workspaces": []}
