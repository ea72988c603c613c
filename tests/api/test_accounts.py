"""Sign-in: register, login, refresh, logout, reset, verify, me; and who is kept out."""

import logging
import time
from typing import Any

import jwt
import psycopg
import pytest

from tests.api.conftest import PASSWORD, Api, StartApi
from tests.support.server import Database

Answer = dict[str, Any]


def bearer(body: Answer) -> dict[str, str]:
    return {"Authorization": f"Bearer {body['access_token']}"}


def problem(answer: Any) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    return answer.status_code, answer.json()["type"]


def login(api: Api, email: str = "ada@example.com", password: str = PASSWORD) -> Any:
    return api.post("/auth/login", json={"email": email, "password": password})


def refresh(api: Api, token: str) -> Any:
    return api.post("/auth/refresh", json={"refresh_token": token})


def mint(database: Database, user_id: str, kind: str) -> str:
    """What the mail job does."""
    with psycopg.connect(database.worker_url, autocommit=True) as worker:
        row = worker.execute("select private.mint_one_time_token(%s, %s)", [user_id, kind]).fetchone()
    assert row is not None
    return str(row[0]["token"])


def test_registration_makes_person_and_workspace(api: Api) -> None:
    body = api.register("Ada@Example.com", full_name=" Ada Lovelace ", workspace_name="Engines")
    assert body["user"]["email"] == "ada@example.com"
    assert body["user"]["full_name"] == "Ada Lovelace"
    assert body["user"]["email_confirmed"] is False
    assert [(w["name"], w["role"]) for w in body["workspaces"]] == [("Engines", "owner")]
    assert body["expires_in"] == 900 and body["token_type"] == "Bearer"
    me = api.get("/auth/me", headers=bearer(body)).json()
    assert me == body["user"] | {"workspaces": body["workspaces"]}


def test_registration_is_all_or_nothing(api: Api, superuser: psycopg.Connection) -> None:
    answer = api.post(
        "/auth/register", json={"email": "a@b.co", "password": PASSWORD, "workspace_name": "x" * 201}
    )
    assert answer.status_code == 422
    assert superuser.execute("select count(*) from auth.users where email = 'a@b.co'").fetchone() == (0,)


def test_registration_refuses_a_taken_address_whatever_its_case(api: Api) -> None:
    api.register()
    again = api.post("/auth/register", json={"email": "ADA@example.COM", "password": PASSWORD})
    assert problem(again) == (409, "email_taken")


def test_registration_races_for_one_address(api: Api) -> None:
    body = {"email": "race@example.com", "password": PASSWORD}
    answers = [f.result() for f in [api.start("POST", "/auth/register", json=body) for _ in range(4)]]
    assert sorted(a.status_code for a in answers) == [201, 409, 409, 409]


def test_registration_checks_the_password(api: Api) -> None:
    for password in ("short", "nine char", "x" * 73, "é" * 37):
        answer = api.post("/auth/register", json={"email": "a@b.co", "password": password})
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["field"] == "password"
        assert password not in answer.text
    for n, password in enumerate(("x" * 72, "é" * 36)):
        api.register(f"{n}@b.co", password=password)
        assert login(api, f"{n}@b.co", password).status_code == 200


def test_registration_checks_the_address(api: Api) -> None:
    for email in ("", "a", "a@b", "a b@c.de", "a@b.co\n", "@b.co", "a@" + "b" * 260 + ".co", "a\x00@b.co"):
        answer = api.post("/auth/register", json={"email": email, "password": PASSWORD})
        assert answer.status_code == 422, email


def test_login(api: Api, superuser: psycopg.Connection) -> None:
    registered = api.register()
    answer = login(api, "ADA@example.com")
    assert answer.status_code == 200
    assert answer.json()["workspaces"] == registered["workspaces"]
    assert answer.headers["cache-control"] == "no-store"
    claims = jwt.decode(answer.json()["access_token"], options={"verify_signature": False})
    assert claims["role"] == "authenticated" and claims["sub"] == registered["user"]["id"]
    assert claims["exp"] - claims["iat"] == 900
    row = superuser.execute("select last_sign_in_at is not null from auth.users where email like 'ada@%'")
    assert row.fetchone() == (True,)


def test_login_says_the_same_whatever_is_wrong(api: Api, superuser: psycopg.Connection) -> None:
    api.register("known@example.com")
    api.register("banned@example.com")
    api.register("deleted@example.com")
    superuser.execute("update auth.users set banned_until = 'infinity' where email like 'banned@%'")
    superuser.execute("update auth.users set deleted_at = now() where email like 'deleted@%'")
    wrong = [
        login(api, "known@example.com", "not the password"),
        login(api, "nobody@example.com"),
        login(api, "banned@example.com"),
        login(api, "deleted@example.com"),
        login(api, "known@example.com", "x" * 100),
    ]
    assert {problem(a) for a in wrong} == {(401, "wrong_credentials")}
    assert len({a.text.replace(a.json()["request_id"], "") for a in wrong}) == 1


def test_login_takes_as_long_for_an_unknown_account(api: Api, superuser: psycopg.Connection) -> None:
    api.register("known@example.com")

    def seconds(email: str) -> float:
        times = []
        for _ in range(4):
            superuser.execute("delete from private.attempts")
            started = time.perf_counter()
            login(api, email, "not the password")
            times.append(time.perf_counter() - started)
        return min(times)

    known, unknown = seconds("known@example.com"), seconds("nobody@example.com")
    assert 0.6 < known / unknown < 1.6


def test_refresh_rotates(api: Api) -> None:
    first = api.register()
    second = refresh(api, first["refresh_token"])
    assert second.status_code == 200
    assert second.json()["refresh_token"] != first["refresh_token"]
    assert second.json()["workspaces"] == first["workspaces"]
    assert refresh(api, second.json()["refresh_token"]).status_code == 200


def test_refresh_token_used_twice_ends_the_session(api: Api) -> None:
    first = api.register()
    second = refresh(api, first["refresh_token"]).json()
    other_device = login(api).json()
    assert problem(refresh(api, first["refresh_token"])) == (401, "refresh_refused")
    assert problem(refresh(api, second["refresh_token"])) == (
        401,
        "refresh_refused",
    )
    assert refresh(api, other_device["refresh_token"]).status_code == 200


def test_refresh_race_lets_one_through_and_then_ends_the_session(api: Api) -> None:
    token = api.register()["refresh_token"]
    started = [api.start("POST", "/auth/refresh", json={"refresh_token": token}) for _ in range(8)]
    answers = [f.result() for f in started]
    good = [a for a in answers if a.status_code == 200]
    assert len(good) == 1
    assert refresh(api, good[0].json()["refresh_token"]).status_code == 401


def test_refresh_refuses_what_it_never_gave(api: Api) -> None:
    for token in ("nonsense", "x" * 43, "é", "\x00"):
        assert problem(refresh(api, token)) == (401, "refresh_refused")
    for token in ("", "x" * 201):
        assert refresh(api, token).status_code == 422


def test_refresh_refuses_expired_tokens_and_closed_accounts(api: Api, superuser: psycopg.Connection) -> None:
    expired = api.register("one@example.com")["refresh_token"]
    superuser.execute("update private.refresh_tokens set expires_at = now()")
    assert problem(refresh(api, expired)) == (401, "refresh_refused")
    banned = api.register("two@example.com")["refresh_token"]
    superuser.execute("update auth.users set banned_until = now() + interval '1 hour'")
    assert problem(refresh(api, banned)) == (401, "refresh_refused")


def test_refresh_token_is_not_in_the_database(api: Api, superuser: psycopg.Connection) -> None:
    token = api.register()["refresh_token"]
    rows = superuser.execute("select t::text from private.refresh_tokens as t").fetchall()
    assert rows and not any(token in row[0] for row in rows)


def test_logout_by_access_token_ends_that_session_only(api: Api) -> None:
    here, there = api.register(), login(api).json()
    assert api.post("/auth/logout", headers=bearer(here)).status_code == 204
    assert refresh(api, here["refresh_token"]).status_code == 401
    assert refresh(api, there["refresh_token"]).status_code == 200


def test_logout_by_refresh_token(api: Api) -> None:
    body = api.register()
    answer = api.post("/auth/logout", json={"refresh_token": body["refresh_token"]})
    assert answer.status_code == 204 and answer.content == b""
    assert refresh(api, body["refresh_token"]).status_code == 401
    assert problem(api.post("/auth/logout")) == (401, "unauthenticated")


def test_password_reset(api: Api, database: Database, superuser: psycopg.Connection) -> None:
    body = api.register()
    asked = api.post("/auth/password-reset", json={"email": "ADA@example.com"})
    assert asked.status_code == 202 and asked.content == b""
    jobs = superuser.execute(
        "select args from procrastinate.procrastinate_jobs where task_name like '%send_password_reset'"
    ).fetchall()
    assert jobs == [({"user_id": body["user"]["id"]},)]  # an id: the token is minted by the job
    token = mint(database, body["user"]["id"], "password_reset")
    change = {"token": token, "password": "another long password"}
    assert api.post("/auth/password-reset/confirm", json=change).status_code == 204
    assert login(api).status_code == 401
    assert refresh(api, body["refresh_token"]).status_code == 401  # signed out everywhere
    again = login(api, password="another long password")
    assert again.status_code == 200
    assert again.json()["user"]["email_confirmed"] is True  # the token came by mail
    assert problem(api.post("/auth/password-reset/confirm", json=change)) == (404, "token_invalid")


def test_password_reset_does_not_tell_who_has_an_account(api: Api, superuser: psycopg.Connection) -> None:
    api.register()

    def ask(email: str) -> tuple[Any, float]:
        started = time.perf_counter()
        answer = api.post("/auth/password-reset", json={"email": email})
        return answer, time.perf_counter() - started

    known, known_seconds = ask("ada@example.com")
    unknown, unknown_seconds = ask("nobody@example.com")
    assert (known.status_code, known.content) == (unknown.status_code, unknown.content) == (202, b"")
    assert abs(known_seconds - unknown_seconds) < 0.15
    rows = superuser.execute(
        "select count(*) from procrastinate.procrastinate_jobs where task_name like '%send_password_reset'"
    )
    assert rows.fetchone() == (1,)


def test_reset_tokens_work_once_for_one_purpose_and_not_for_long(
    api: Api, database: Database, superuser: psycopg.Connection
) -> None:
    user_id = api.register()["user"]["id"]

    def confirm(token: str) -> tuple[int, str]:
        body = {"token": token, "password": "another long password"}
        return problem(api.post("/auth/password-reset/confirm", json=body))

    refused = (404, "token_invalid")
    assert confirm("nonsense") == refused
    assert confirm(mint(database, user_id, "email_verification")) == refused
    replaced = mint(database, user_id, "password_reset")
    mint(database, user_id, "password_reset")
    assert confirm(replaced) == refused
    old = mint(database, user_id, "password_reset")
    superuser.execute("update private.one_time_tokens set expires_at = now()")
    assert confirm(old) == refused
    moved = mint(database, user_id, "password_reset")
    superuser.execute("update auth.users set email = 'new@example.com' where id = %s", [user_id])
    assert confirm(moved) == refused


def test_reset_race_has_one_winner(api: Api, database: Database) -> None:
    token = mint(database, api.register()["user"]["id"], "password_reset")
    started = [
        api.start(
            "POST", "/auth/password-reset/confirm", json={"token": token, "password": f"password no {n:04}"}
        )
        for n in range(4)
    ]
    assert sorted(f.result().status_code for f in started) == [204, 404, 404, 404]


def test_email_verification(api: Api, database: Database, superuser: psycopg.Connection) -> None:
    body = api.register()
    user_id = body["user"]["id"]
    jobs = """
      select count(*) from procrastinate.procrastinate_jobs where task_name like '%send_email_verification'
    """
    assert superuser.execute(jobs).fetchone() == (1,)
    assert api.post("/auth/verify-email/resend", headers=bearer(body)).status_code == 202
    assert superuser.execute(jobs).fetchone() == (2,)
    token = mint(database, user_id, "email_verification")
    assert api.post("/auth/verify-email", json={"token": token}).status_code == 204
    assert api.get("/auth/me", headers=bearer(body)).json()["email_confirmed"] is True
    assert problem(api.post("/auth/verify-email", json={"token": token})) == (404, "token_invalid")
    with psycopg.connect(database.worker_url, autocommit=True) as worker:
        row = worker.execute(
            "select private.mint_one_time_token(%s, 'email_verification')", [user_id]
        ).fetchone()
    assert row == (None,)  # nothing left to verify


def test_only_the_worker_mints(database: Database, people: dict[str, Any], connect_as: Any) -> None:
    for connection in (connect_as("owner"), connect_as(), connect_as(role="service_role")):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("select private.mint_one_time_token(%s, 'password_reset')", [people["owner"]])


def test_nobody_reaches_sign_in_past_the_api(connect_as: Any) -> None:
    calls = [
        "private.begin_login('a@b.co', null)",
        "private.open_session(auth.uid(), repeat('00', 32), null)",
        "private.refresh_session(repeat('00', 32), repeat('11', 32))",
        "private.confirm_password_reset(repeat('00', 32), 'x')",
        "private.register_user('a@b.co', 'x', '', 'w', repeat('00', 32), null)",
        "private.take_one_time_token(repeat('00', 32), 'password_reset')",
        "private.forgive_attempt('login', null, '127.0.0.1')",
        "private.start_session(auth.uid(), repeat('00', 32))",
        "private.describe_session(auth.uid())",
    ]
    for connection in (connect_as("owner"), connect_as()):
        for call in calls:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(f"select {call}".encode())


def test_me_changes(api: Api) -> None:
    changed = api.patch("/auth/me", "member", json={"full_name": "Grace", "time_zone": "Europe/Berlin"})
    assert changed.status_code == 200
    assert (changed.json()["full_name"], changed.json()["time_zone"]) == ("Grace", "Europe/Berlin")
    assert api.patch("/auth/me", "member", json={"avatar_url": None}).json()["full_name"] == "Grace"
    assert problem(api.patch("/auth/me", "member", json={"time_zone": "Mars/Base"})) == (
        422,
        "time_zone_unknown",
    )
    assert api.patch("/auth/me", "member", json={"email": "x@y.zz"}).status_code == 422
    assert api.patch("/auth/me", "member", json={"avatar_url": "javascript:x"}).status_code == 422


def test_five_attempts_a_minute_per_account(start_api: StartApi, settings: Any) -> None:
    """Two applications stand for two processes: they count together."""
    one, two = start_api(settings), start_api(settings)
    one.register("ada@example.com")
    answers = [login(api, password="not the password") for api in (one, two, one, two, one)]
    assert {problem(a) for a in answers} == {(401, "wrong_credentials")}
    sixth = login(two)  # even with the right password
    assert problem(sixth) == (429, "too_many_attempts")
    assert 1 <= int(sixth.headers["retry-after"]) <= 60
    assert problem(login(two, "other@example.com")) == (
        429,
        "too_many_attempts",
    )  # the address is used up too


def test_attempts_come_back_after_a_minute(api: Api, superuser: psycopg.Connection) -> None:
    api.register()
    for _ in range(6):
        login(api, password="not the password")
    assert login(api).status_code == 429
    superuser.execute("update private.attempts set started_at = now() - interval '61 seconds'")
    assert login(api).status_code == 200


def test_success_gives_the_attempt_back(api: Api) -> None:
    """An office behind one address: many people sign in within a minute."""
    for n in range(4):
        api.register(f"p{n}@example.com")
    for _ in range(2):
        for n in range(4):
            assert login(api, f"p{n}@example.com").status_code == 200


def test_racing_attempts_are_counted_one_by_one(api: Api) -> None:
    api.register()
    body = {"email": "ada@example.com", "password": "not the password"}
    answers = [f.result() for f in [api.start("POST", "/auth/login", json=body) for _ in range(12)]]
    assert sum(a.status_code == 401 for a in answers) == 5
    assert sum(a.status_code == 429 for a in answers) == 7


def test_reset_attempts_are_limited(api: Api) -> None:
    answers = [api.post("/auth/password-reset", json={"email": "a@b.co"}) for _ in range(6)]
    assert [a.status_code for a in answers] == [202] * 5 + [429]


def test_bcrypt_leaves_the_event_loop_free(api: Api) -> None:
    api.register()
    hashing = [
        api.start("POST", "/auth/login", json={"email": f"{n}@x.yz", "password": "x"}) for n in range(5)
    ]
    started = time.perf_counter()
    assert api.get("/health/live").status_code == 200
    assert time.perf_counter() - started < 0.2
    for future in hashing:
        future.result()


def test_too_many_hashes_at_once_are_refused(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.passwords._MOST_WAITING", 1)
    body = [{"email": f"{n}@x.yz", "password": PASSWORD} for n in range(3)]
    answers = [f.result() for f in [api.start("POST", "/auth/login", json=b) for b in body]]
    refused = [a for a in answers if a.status_code == 503]
    assert refused and all(a.headers["retry-after"] for a in refused)


def test_no_secret_is_logged(api: Api) -> None:
    lines: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(str(record.__dict__))

    logger, keep = logging.getLogger("deedbook"), Keep()
    logger.addHandler(keep)
    try:
        body = api.register()
        login(api, password="not the password")
        refresh(api, body["refresh_token"])
        api.get("/invites/a-secret-token")
        api.get("/auth/me", headers=bearer(body))
    finally:
        logger.removeHandler(keep)
    text = "\n".join(lines)
    assert "/auth/login" in text
    for secret in (
        PASSWORD,
        "not the password",
        body["refresh_token"],
        body["access_token"],
        "a-secret-token",
    ):
        assert secret not in text
