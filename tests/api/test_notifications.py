"""Notifications through REST, the link to unsubscribe, and what /metrics says of the queue."""

import base64
import hashlib
import re
from typing import Any
from uuid import uuid4

import msgspec
import psycopg
import pytest
from prometheus_client.parser import text_string_to_metric_families

from api.limits import Limits
from deedbook.settings import Settings
from tests.api.conftest import Api, StartApi

TELL = """
select private.notify(tests.workspace(), array[tests.person('editor')], 'mention',
  jsonb_build_object('title', 'Number ' || n), tests.person('member'), 'event ' || n)
from generate_series(%s::int, %s::int) as n
"""
TOKEN = """
insert into private.unsubscribe_tokens (token_hash, user_id, kind)
values (sha256(%s), tests.person('editor'), %s)
"""
DELIVERIES = """
select k.name, private.delivery_of(tests.person('editor'), tests.workspace(), k.name)
from public.notification_kinds as k order by k.position
"""


def tell(superuser: psycopg.Connection, first: int, last: int) -> None:
    superuser.execute(TELL.encode(), [first, last])


def titles(answer: Any) -> list[str]:
    return [n["subject"]["title"].removeprefix("Number ") for n in answer.json()["notifications"]]


def deliveries(superuser: psycopg.Connection) -> dict[str, str]:
    return dict(superuser.execute(DELIVERIES.encode()).fetchall())


def test_the_newest_come_first_page_by_page(api: Api, superuser: psycopg.Connection) -> None:
    tell(superuser, 1, 5)
    first = api.get("/notifications?limit=2", "editor")
    assert titles(first) == ["5", "4"]
    body = first.json()
    assert body["unread_count"] == 5
    one = body["notifications"][0]
    assert one | {"kind": "mention", "workspace_name": "Demo", "actor_name": "Member", "read_at": None} == one
    second = api.get(f"/notifications?limit=2&cursor={body['next_cursor']}", "editor")
    assert titles(second) == ["3", "2"]
    third = api.get(f"/notifications?limit=2&cursor={second.json()['next_cursor']}", "editor")
    assert (titles(third), third.json()["next_cursor"]) == (["1"], None)
    assert titles(api.get("/notifications", "member")) == []
    other = api.get(f"/notifications?cursor={body['next_cursor']}", "member")
    assert (other.status_code, other.json()["type"]) == (422, "cursor_invalid")
    assert api.get("/notifications?state=nonsense", "editor").status_code == 422


def test_unread_ones_alone_or_first(api: Api, superuser: psycopg.Connection) -> None:
    tell(superuser, 1, 6)
    page = api.get("/notifications", "editor").json()["notifications"]
    ids = [n["id"] for n in page if n["subject"]["title"] in {"Number 6", "Number 3"}]
    read = api.post("/notifications/read", "editor", json={"ids": ids})
    assert read.json() == {"count": 2, "unread_count": 4}
    assert api.post("/notifications/read", "editor", json={"ids": ids}).json()["count"] == 0
    assert titles(api.get("/notifications?state=unread", "editor")) == ["5", "4", "2", "1"]
    seen, cursor = [], ""
    while cursor is not None:
        answer = api.get(
            f"/notifications?state=unread_first&limit=3{cursor and '&cursor=' + cursor}", "editor"
        )
        seen.append(titles(answer))
        cursor = answer.json()["next_cursor"]
    assert seen == [["5", "4", "2"], ["1", "6", "3"]]


@pytest.mark.parametrize("unread", [0, 1, 3, 4])
def test_every_page_border_of_unread_first(api: Api, superuser: psycopg.Connection, unread: int) -> None:
    tell(superuser, 1, 4)
    page = api.get("/notifications", "editor").json()["notifications"]
    if unread < 4:
        api.post("/notifications/read", "editor", json={"ids": [n["id"] for n in page[unread:]]})
    for limit in (1, 2, 3):
        seen, cursor = [], ""
        while cursor is not None:
            path = f"/notifications?state=unread_first&limit={limit}"
            answer = api.get(path + (f"&cursor={cursor}" if cursor else ""), "editor")
            seen += titles(answer)
            cursor = answer.json()["next_cursor"]
        assert seen == ["4", "3", "2", "1"]


def test_all_that_were_there_are_read(api: Api, workspace: str, superuser: psycopg.Connection) -> None:
    tell(superuser, 1, 3)
    until = api.get("/notifications", "editor").json()["notifications"][0]["created_at"]
    tell(superuser, 4, 4)
    elsewhere = api.post(
        "/notifications/read", "editor", json={"until": until}, headers={"X-Workspace-Id": str(uuid4())}
    )
    assert elsewhere.json() == {"count": 0, "unread_count": 0}
    read = api.post(
        "/notifications/read", "editor", json={"until": until}, headers={"X-Workspace-Id": workspace}
    )
    assert read.json() == {"count": 3, "unread_count": 1}
    for body in ({}, {"ids": []}, {"until": until, "ids": [str(uuid4())]}, {"ids": ["x"]}, {"until": "now"}):
        assert api.post("/notifications/read", "editor", json=body).status_code == 422, body


def test_preferences_are_replaced_as_a_whole(api: Api, workspace: str, superuser: psycopg.Connection) -> None:
    path = "/notifications/preferences"
    before = api.get(path, "editor").json()
    assert (before["preferences"], before["digest_hour"], before["time_zone"]) == ([], 8, "UTC")
    assert [k["name"] for k in before["kinds"]][:3] == ["mention", "assignment", "invitation"]
    chosen = [
        {"kind": "mention", "workspace_id": None, "delivery": "off"},
        {"kind": "mention", "workspace_id": workspace, "delivery": "daily"},
    ]
    answer = api("PUT", path, "editor", json={"preferences": chosen})
    assert answer.json() == before | {"preferences": chosen}
    assert deliveries(superuser)["mention"] == "daily"
    again = api("PUT", path, "editor", json={"preferences": api.get(path, "editor").json()["preferences"]})
    assert again.json() == answer.json()
    refused = api("PUT", path, "editor", json={"preferences": [*chosen, {"kind": "x", "delivery": "off"}]})
    assert (refused.status_code, refused.json()["type"]) == (422, "notification_preferences_invalid")
    assert [(e["field"], e["row"]) for e in refused.json()["errors"]] == [("kind", 2)]
    assert api.get(path, "editor").json() == answer.json()
    assert api("PUT", path, "editor", json={"preferences": []}).json() == before
    assert api("PUT", path, "editor", json={"preferences": [{"kind": "mention"}]}).status_code == 422
    assert api.get(path, "member").json()["preferences"] == []


def test_the_hour_of_the_daily_mail_is_in_the_profile(api: Api) -> None:
    changed = api.patch("/auth/me", "editor", json={"digest_hour": 17, "time_zone": "Asia/Tokyo"})
    assert (changed.json()["digest_hour"], changed.json()["time_zone"]) == (17, "Asia/Tokyo")
    assert api.get("/notifications/preferences", "editor").json()["digest_hour"] == 17
    assert api.patch("/auth/me", "editor", json={"digest_hour": 24}).status_code == 422


def link(api: Api, method: str, token: str, **options: Any) -> Any:
    """The address of the mail, which is not below /api/v1."""
    return api.run(api.client.request(method, f"/unsubscribe/{token}", **options))


def test_one_click_ends_a_kind_of_mail_and_no_other(api: Api, superuser: psycopg.Connection) -> None:
    superuser.execute(TOKEN.encode(), [b"t" * 43, "mention"])
    before = deliveries(superuser)
    page = link(api, "GET", "t" * 43)
    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "Turn off mails: Mentions?" in page.text and '<form method="post">' in page.text
    assert deliveries(superuser) == before  # programs that look at mails follow links
    for _ in range(2):  # as RFC 8058 has it, and once more
        done = link(
            api,
            "POST",
            "t" * 43,
            content=b"List-Unsubscribe=One-Click",
            headers={"Content-Type": "application/x-www-form-urlencoded"},
        )
        assert done.status_code == 200
        assert "No more mails: Mentions" in done.text
    assert deliveries(superuser) == before | {"mention": "off"}


def test_the_daily_mail_ends_as_a_whole(api: Api, superuser: psycopg.Connection) -> None:
    superuser.execute(TOKEN.encode(), [b"d" * 43, None])
    chosen = [{"kind": "mention", "delivery": "daily"}, {"kind": "import_failed", "delivery": "daily"}]
    api("PUT", "/notifications/preferences", "editor", json={"preferences": chosen})
    assert "Turn off the daily mail?" in link(api, "GET", "d" * 43).text
    assert link(api, "POST", "d" * 43).status_code == 200
    ended = {"mention": "off", "import_failed": "off", "task_due": "off"}
    assert deliveries(superuser) == deliveries(superuser) | ended | {"assignment": "at_once"}


@pytest.mark.parametrize("token", ["x" * 43, "x", "%00", "%3Cscript%3E"])
def test_a_wrong_link_is_a_page_too(api: Api, token: str) -> None:
    for method in ("GET", "POST"):
        answer = link(api, method, token)
        assert answer.status_code == 404
        assert "This link cannot be used" in answer.text
        assert "script" not in answer.text


def test_the_page_loads_and_runs_nothing(api: Api, superuser: psycopg.Connection) -> None:
    superuser.execute(TOKEN.encode(), [b"t" * 43, "mention"])
    answer = link(api, "GET", "t" * 43)
    policy = answer.headers["content-security-policy"]
    style = re.search(r"<style>(.*?)</style>", answer.text, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy and "form-action 'self'" in policy
    assert "<script" not in answer.text and "src=" not in answer.text


def samples(text: str) -> dict[tuple[str, str], float]:
    return {
        (sample.name, ",".join(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_metrics_know_the_queue(api: Api, superuser: psycopg.Connection) -> None:
    tell(superuser, 1, 3)
    superuser.execute("set search_path = procrastinate")
    superuser.execute(
        """
        select private.defer_job('purge_trash', '{}', 'upkeep') from generate_series(1, 4);
        update procrastinate_events set at = now() - interval '1 hour';
        update procrastinate_jobs set status = 'doing' where queue_name = 'upkeep';
        update procrastinate_jobs set status = 'succeeded'
        where id in (select max(id) from procrastinate_jobs);
        update procrastinate_jobs set status = 'failed', attempts = 1
        where id in (select id from procrastinate_jobs where status = 'doing' order by id limit 2);
        select private.record_runs('sweep_stalled', 12, 1, 0.6);
        insert into procrastinate_workers (last_heartbeat) values (now()), (now() - interval '1 hour');
        """
    )
    found = samples(api.get("/metrics").text)
    assert found["deedbook_queue_up", ""] == 1
    assert found["deedbook_jobs", "mail,todo"] == 3
    assert found["deedbook_jobs", "upkeep,doing"] == 1
    assert found["deedbook_jobs", "upkeep,failed"] == 2
    assert found["deedbook_dead_jobs", "purge_trash"] == 2
    assert 3600 <= found["deedbook_jobs_oldest_waiting_seconds", "mail"] < 3700
    assert found["deedbook_task_seconds_count", "purge_trash"] == 3
    assert found["deedbook_task_failures_total", "purge_trash"] == 2
    assert found["deedbook_task_seconds_count", "sweep_stalled"] == 12
    assert found["deedbook_task_seconds_sum", "sweep_stalled"] == pytest.approx(0.6)
    assert found["deedbook_task_last_success_timestamp_seconds", "sweep_stalled"] > 1.7e9
    assert found["deedbook_notification_mails", "queued"] == 3
    assert found["deedbook_workers", ""] == 1


def test_metrics_answer_without_a_database(start_api: StartApi, settings: Settings) -> None:
    gone = msgspec.structs.replace(settings, api_database_url="postgresql://nobody@127.0.0.1:1/none")
    api = start_api(gone, msgspec.structs.replace(Limits(), pool_seconds=0.2))
    answer = api.get("/metrics")
    assert answer.status_code == 200
    found = samples(answer.text)
    assert found["deedbook_queue_up", ""] == 0
    assert not any(name == "deedbook_jobs" for name, _ in found)
