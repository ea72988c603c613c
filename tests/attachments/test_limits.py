"""The quota and the number of files hold, also when many come at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import msgspec
import psycopg
import pytest

from tests.attachments.conftest import TUS, Office, metadata, slug, where
from tests.support.people import claims

ISOLATIONS = ("read committed", "repeatable read", "serializable")


@pytest.fixture
def roomy(desk: Office) -> Any:
    """Sets the quota, so many bytes above what is used; afterwards there is room again."""
    sql = "update public.workspaces set attachment_quota = %s where id = %s"

    def leave(free: int) -> None:
        desk.superuser.execute(sql, [desk.used() + free, desk.workspace])

    yield leave
    desk.superuser.execute(sql, [2**40, desk.workspace])


def test_the_quota_is_asked_before_a_byte_comes(desk: Office, roomy: Any) -> None:
    item = desk.item()
    roomy(1000)
    refused = desk.begin(item, 1001, filename="a")
    assert slug(refused) == (413, "attachment_quota_exceeded")
    assert "1000 are free" in refused.json()["detail"]
    assert slug(desk.send(item, b"x" * 2000)) == (413, "attachment_quota_exceeded")
    first = where(desk.begin(item, 600, filename="a"))
    assert slug(desk.begin(item, 401, filename="b")) == (413, "attachment_quota_exceeded")
    assert desk.api.delete(first, "editor", headers=TUS).status_code == 204
    assert desk.begin(item, 1000, filename="b").status_code == 201
    assert desk.staged() == []
    workspace = desk.api.get(f"/workspaces/{desk.workspace}", "member").json()
    assert workspace["attachment_quota"] == desk.used()
    refused = desk.api.patch(f"/workspaces/{desk.workspace}", "owner", json={"attachment_quota": 2**50})
    assert slug(refused) == (422, "invalid_input")


def test_the_quota_is_asked_again_at_the_end(desk: Office, roomy: Any) -> None:
    roomy(1000)
    path = where(desk.begin(item := desk.item(), 10, filename="a"))
    roomy(-5)  # whoever runs Deedbook takes room away
    assert slug(desk.put(path, 0, b"0123456789")) == (413, "attachment_quota_exceeded")
    assert desk.api.get(f"/items/{item}/attachments", "member").json()["attachments"] == []
    roomy(1000)
    assert desk.head(path).headers["upload-offset"] == "10"  # the bytes had come: asking makes the file
    assert len(desk.api.get(f"/items/{item}/attachments", "member").json()["attachments"]) == 1


@pytest.mark.parametrize("isolation", ISOLATIONS)
def test_many_at_once_do_not_pass_the_quota(desk: Office, roomy: Any, isolation: str) -> None:
    item = desk.item()
    roomy(1000)
    before = desk.used()
    url = desk.settings.api_database_url
    person = claims(desk.api.people["editor"], "editor")

    def begin(_: int) -> str:
        with psycopg.connect(url) as connection:
            connection.execute(f"set transaction isolation level {isolation}".encode())
            connection.execute(
                "select set_config('role', 'authenticated', true),"
                " set_config('request.jwt.claims', %s, true)",
                [msgspec.json.encode(person).decode()],
            )
            try:
                connection.execute("select private.create_upload(%s, 'a', 300)", [item])
                connection.commit()
            except psycopg.Error as error:
                return error.diag.constraint_name or error.sqlstate or ""
            return "begun"

    with ThreadPoolExecutor(12) as pool:
        results = list(pool.map(begin, range(24)))
    begun = results.count("begun")
    assert desk.used() == before + 300 * begun
    assert begun <= 3
    assert set(results) <= {"begun", "attachment_quota", "40001"}
    if isolation == "read committed":
        assert begun == 3


def test_many_at_once_through_rest(desk: Office, roomy: Any) -> None:
    item = desk.item()
    # The bytes of a form around its file are reserved with it until it has come.
    roomy(3 * 20_000 + 5_000)
    upload = {"file": ("a", b"x" * 20_000, "text/plain")}
    sent = [
        desk.start("POST", "/attachments", "editor", data={"item_id": item}, files=upload) for _ in range(10)
    ]
    answers = [answer.result(60) for answer in sent]
    made = [answer for answer in answers if answer.status_code == 201]
    assert 1 <= len(made) <= 3
    assert {slug(a) for a in answers if a.status_code != 201} == {(413, "attachment_quota_exceeded")}
    assert len(desk.api.get(f"/items/{item}/attachments", "member").json()["attachments"]) == len(made)
    assert desk.staged() == []


def test_an_item_has_at_most_200_files(desk: Office) -> None:
    item = desk.item()
    desk.superuser.execute(
        "insert into public.attachments"
        " (workspace_id, list_id, item_id, name, size, sha256, media_type, deleted_at)"
        " select %s, %s, %s, 'a', 0, repeat('0', 64), 'text/plain', case n when 1 then now() end"
        " from generate_series(1, 195) as n",
        [desk.workspace, desk.list_id, item],
    )
    begun = [desk.start("POST", "/attachments/uploads", "editor", headers=_new(item)) for _ in range(12)]
    answers = [answer.result(60) for answer in begun]
    assert sum(answer.status_code == 201 for answer in answers) == 5
    refused = {slug(answer) for answer in answers if answer.status_code != 201}
    assert refused == {(422, "attachments_at_most_200")}


def _new(item: str) -> dict[str, str]:
    return TUS | {"Upload-Length": "1", "Upload-Metadata": metadata(item_id=item)}


def test_nothing_points_into_another_workspace(desk: Office) -> None:
    """The foreign keys alone, below every function."""
    item, other = (
        desk.item(),
        desk.superuser.execute(
            "select i.id, i.list_id, i.workspace_id, c.id from public.items as i"
            " join public.workspaces as w on w.id = i.workspace_id and w.name = 'Other'"
            " join public.list_columns as c on c.list_id = i.list_id limit 1"
        ).fetchone(),
    )
    assert other is not None
    text = desk.superuser.execute(
        "select id from public.list_columns where list_id = %s and type = 'text'", [desk.list_id]
    ).fetchone()
    assert text is not None
    insert = (
        "insert into public.attachments"
        " (workspace_id, list_id, item_id, column_id, name, size, sha256, media_type)"
        " values (%s, %s, %s, %s, 'a', 0, repeat('0', 64), 'text/plain')"
    )
    for row in (
        (desk.workspace, other[1], other[0], None),  # an item of theirs
        (other[2], desk.list_id, item, None),
        (desk.workspace, desk.list_id, item, other[3]),  # a column of theirs
        (desk.workspace, desk.list_id, item, text[0]),  # a column that takes no files
    ):
        with pytest.raises(psycopg.errors.ForeignKeyViolation):
            desk.superuser.execute(insert, row)
    theirs = str(other[0])
    assert slug(desk.send(theirs)) == (404, "item_not_found")
    assert slug(desk.begin(theirs, 1, filename="a")) == (404, "item_not_found")
    stranger = desk.send(item, form={"column_id": str(other[3])})
    assert slug(stranger) == (422, "attachment_column_invalid")
