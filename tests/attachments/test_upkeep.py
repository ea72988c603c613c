"""Rows and objects stay of one mind: what is purged, given up, lost or left over."""

import datetime
import os
import time
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from deedbook.objects import Objects
from jobs import attachments
from jobs.database import connect
from tests.attachments.conftest import TUS, Office, picture, slug, where

DAY = 24 * 3600


def age(path: Path, seconds: float) -> None:
    """Makes a file older."""
    then = time.time() - seconds
    os.utime(path, (then, then))


def object_of(desk: Office, attachment_id: str) -> Path:
    """Where the bytes of an attachment lie."""
    row = desk.superuser.execute(
        "select object_key from private.stored_objects where attachment_id = %s and kind = 'file'",
        [attachment_id],
    ).fetchone()
    assert row is not None
    return desk.settings.files_dir / "attachments" / row[0]


def compare(desk: Office) -> tuple[int, int]:
    """Holds the store against the database."""
    with connect(desk.settings, autocommit=True) as worker:
        return attachments.compare(worker, Objects(desk.settings))


def test_purging_takes_the_objects_along(desk: Office) -> None:
    item, second = desk.item(), desk.item()
    kept, trashed = desk.attach(item), desk.attach(item, b"in the trash")
    of_item, of_column = desk.attach(second), desk.attach(second, form={"column_id": desk.column})
    before = desk.used()
    paths = {a["id"]: object_of(desk, a["id"]) for a in (kept, trashed, of_item, of_column)}
    assert len({path.name for path in paths.values()}) == 4 and {
        len(path.name) for path in paths.values()
    } == {43}
    desk.api.delete(f"/attachments/{trashed['id']}", "editor")
    desk.api.delete(f"/items/{second}", "editor")
    desk.upkeep("purge_trash")
    desk.upkeep("sweep_attachments")
    assert all(path.exists() for path in paths.values())  # its days are not over
    old = "now() - interval '31 days'"
    desk.superuser.execute(f"update public.attachments set deleted_at = {old} where id = %s", [trashed["id"]])
    desk.superuser.execute(f"update public.items set deleted_at = {old} where id = %s", [second])
    for _ in range(2):
        desk.upkeep("purge_trash")
        desk.upkeep("sweep_attachments")
    assert [a for a, path in paths.items() if path.exists()] == [kept["id"]]
    assert desk.used() == before - len(b"in the trash") - 2 * len(b"hello")
    assert slug(desk.api.get(f"/attachments/{trashed['id']}", "member")) == (404, "attachment_not_found")
    assert desk.api.get(f"/attachments/{kept['id']}/file", "member").content == b"hello"
    left = desk.superuser.execute(
        "select count(*) from private.stored_objects where unneeded_at is not null"
    ).fetchone()
    assert left == (0,)


def test_uploads_that_were_given_up_go(desk: Office) -> None:
    used = desk.used()
    gone, kept = (
        where(desk.begin(desk.item(), 10, filename="a")),
        where(desk.begin(desk.item(), 20, filename="b")),
    )
    for path in (gone, kept):
        assert desk.put(path, 0, b"12345").status_code == 204
    for path in desk.staged():
        age(path, 2 * 3600)
    expired = gone.rpartition("/")[2]
    desk.superuser.execute(
        "update private.uploads set expires_at = now() - interval '1 s' where id = %s", [expired]
    )
    assert slug(desk.put(gone, 5, b"67890")) == (404, "upload_not_found")
    desk.upkeep("sweep_attachments")
    assert {path.stem for path in desk.staged()} >= {kept.rpartition("/")[2]}
    assert expired not in {path.stem for path in desk.staged()}
    assert desk.used() == used + 20
    # Going on puts the end off.
    desk.superuser.execute(
        "update private.uploads set expires_at = now() + interval '1 h' where id = %s",
        [kept.rpartition("/")[2]],
    )
    head = desk.head(kept)
    expires = datetime.datetime.strptime(head.headers["upload-expires"], "%a, %d %b %Y %H:%M:%S GMT")
    assert expires - datetime.datetime.now(datetime.UTC).replace(tzinfo=None) > datetime.timedelta(hours=23)
    assert desk.api.delete(kept, "editor", headers=TUS).status_code == 204


def test_orphans_go_and_losses_are_told(desk: Office) -> None:
    compare(desk)
    made, lost = desk.attach(desk.item()), desk.attach(desk.item(), b"lost")
    folder = desk.settings.files_dir / "attachments"
    orphan, fresh = folder / desk.workspace / "old", folder / desk.workspace / "new"
    stranger = folder / str(uuid4()) / "old"
    stranger.parent.mkdir()
    for path in (orphan, fresh, stranger):
        path.write_bytes(b"x")
    for path in (orphan, stranger, object_of(desk, made["id"])):
        age(path, 8 * DAY)
    lost_path = object_of(desk, lost["id"])
    content = lost_path.read_bytes()
    lost_path.unlink()
    assert compare(desk) == (2, 1)
    assert not orphan.exists() and not stranger.exists() and fresh.exists()
    assert desk.api.get(f"/attachments/{made['id']}/file", "member").content == b"hello"
    told = desk.api.get(f"/attachments/{lost['id']}", "member").json()
    assert told["missing_at"] and told["version"] == 1
    assert compare(desk) == (0, 0)  # told once
    lost_path.write_bytes(content)  # from a backup
    assert compare(desk) == (0, 0)
    assert desk.api.get(f"/attachments/{lost['id']}", "member").json()["missing_at"] is None
    fresh.unlink()
    desk.upkeep("compare_attachments")


def test_a_workspace_that_goes_takes_everything_along(desk: Office) -> None:
    made = desk.api.post("/workspaces", "owner", json={"name": "Short-lived"}).json()
    named = {"X-Workspace-Id": made["id"]}
    homes = desk.api.post("/lists", "owner", json={"name": "H", "columns": []}, headers=named).json()["id"]
    item = desk.api.post(f"/lists/{homes}/items", "owner", json={"values": {}}).json()["id"]
    there = desk.attach(item, person="owner")
    path = where(desk.begin(item, 10, "owner", filename="a"))
    assert desk.put(path, 0, b"12345", "owner").status_code == 204
    stored = object_of(desk, there["id"])
    assert desk.api.delete(f"/workspaces/{made['id']}", "owner").status_code == 204
    assert desk.head(path, "owner").status_code == 404
    desk.upkeep("sweep_attachments")
    assert not stored.exists()
    row = desk.superuser.execute(
        "select count(*) from private.attachment_usage where workspace_id = %s", [made["id"]]
    ).fetchone()
    assert row == (0,)


def test_a_purged_column_and_a_restored_one(desk: Office) -> None:
    column = desk.api.post(
        f"/lists/{desk.list_id}/columns", "manager", json={"name": "Plans", "type": "attachment"}
    ).json()["id"]
    made = desk.attach(item := desk.item(), form={"column_id": column})
    assert desk.api.delete(f"/lists/{desk.list_id}/columns/{column}", "manager").status_code in {200, 204}
    assert desk.api.get(f"/items/{item}/attachments", "member").json()["attachments"] == []
    assert desk.api.post(f"/columns/{column}/restore", "manager", json={}).status_code == 200
    assert len(desk.api.get(f"/items/{item}/attachments", "member").json()["attachments"]) == 1
    desk.api.delete(f"/lists/{desk.list_id}/columns/{column}", "manager")
    desk.superuser.execute(
        "update public.list_columns set deleted_at = now() - interval '31 days' where id = %s", [column]
    )
    stored = object_of(desk, made["id"])
    desk.upkeep("purge_trash")
    desk.work("upkeep")
    desk.upkeep("sweep_attachments")
    assert not stored.exists()
    assert slug(desk.api.get(f"/attachments/{made['id']}", "member")) == (404, "attachment_not_found")


def test_a_preview_that_lost_its_job_is_made(desk: Office) -> None:
    made = desk.attach(desk.item(), picture(), "a.png")
    desk.superuser.execute(
        "set search_path = procrastinate; delete from procrastinate_jobs where task_name = 'make_preview';"
        "reset search_path"
    )
    desk.upkeep("sweep_work")
    desk.work("previews")
    assert desk.api.get(f"/attachments/{made['id']}", "member").json()["preview_state"] == "ready"


def test_row_and_object_come_together_or_not_at_all(desk: Office) -> None:
    """Killed between two steps, or refused at the last: no row without an object, no object for ever."""
    path = where(desk.begin(item := desk.item(), 5, filename="a"))
    desk.superuser.execute(
        "create function private.refuse() returns trigger language plpgsql"
        " as $$begin raise exception 'now'; end$$;"
        "create trigger refuse before insert on public.attachments"
        " for each row execute function private.refuse()"
    )
    try:
        assert desk.put(path, 0, b"hello").status_code == 500
    finally:
        desk.superuser.execute("drop function private.refuse() cascade")
    assert desk.api.get(f"/items/{item}/attachments", "member").json()["attachments"] == []
    row = desk.superuser.execute(
        "select object_key from private.stored_objects where attachment_id = %s", [path.rpartition("/")[2]]
    ).fetchone()
    assert row is not None
    stored = desk.settings.files_dir / "attachments" / row[0]
    assert stored.read_bytes() == b"hello"
    assert desk.api.delete(path, "editor", headers=TUS).status_code == 204
    desk.upkeep("sweep_attachments")
    assert not stored.exists()


def test_nobody_makes_rows_of_their_own(desk: Office) -> None:
    with psycopg.connect(desk.settings.api_database_url, autocommit=True) as connection:
        for role in ("authenticated", "service_role"):
            connection.execute("select set_config('role', %s, false)", [role])
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute("insert into public.attachments (name) values ('a')")
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute("update public.attachments set sha256 = ''")
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute("select * from private.stored_objects")


def test_a_forged_key_makes_no_row(desk: Office) -> None:
    path = where(desk.begin(item := desk.item(), 5, filename="a"))
    answer = desk.superuser.execute
    sub = str(desk.api.people["editor"])
    with pytest.raises(psycopg.errors.NoDataFound), desk.superuser.transaction():
        answer(
            "select set_config('role', 'authenticated', true),"
            " set_config('request.jwt.claims', jsonb_build_object('sub', %s::text)::text, true)",
            [sub],
        )
        answer(
            "select private.finish_upload(%s, 'x', 5, repeat('0', 64), 'text/plain', false)",
            [path.rpartition("/")[2]],
        )
    assert desk.api.get(f"/items/{item}/attachments", "member").json()["attachments"] == []
