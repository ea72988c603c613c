"""What a Supabase client writes in its first week, each call as supabase-js sends it."""

from uuid import uuid4

import pytest

from tests.isolation.engine import Engine
from tests.supabase.conftest import ClientOf
from tests.supabase.postgrest import Answer, Catalogue


def _name(answer: Answer) -> tuple[str | None, str | None]:
    assert answer.error is not None, answer.body
    return answer.error.sqlstate, answer.error.diag.constraint_name


def test_an_item_needs_its_list_and_values_alone(engine: Engine, client_of: ClientOf) -> None:
    ids = engine.world.ours.ids
    row = {"list_id": ids["list"], "values": {"address": "1 New Road"}}
    answer = client_of("editor").insert("items", row)
    item = answer.body[0]
    assert item["workspace_id"] == ids["workspace"]
    assert item["values"] == {"address": "1 New Road"}
    assert (item["version"], item["deleted_at"]) == (1, None)
    assert item["created_by"] == engine.world.personas["editor"].person


def test_many_items_in_one_call(engine: Engine, client_of: ClientOf) -> None:
    ids = engine.world.ours.ids
    rows = [{"list_id": ids["list"], "values": {"price": n}} for n in range(50)]
    answer = client_of("editor").insert("items", rows)
    assert [item["values"]["price"] for item in answer.body] == list(range(50))


def test_a_bad_cell_is_named(engine: Engine, client_of: ClientOf) -> None:
    ids = engine.world.ours.ids
    rows = [{"list_id": ids["list"], "values": {"price": price}} for price in (1, "x")]
    answer = client_of("editor").insert("items", rows)
    assert _name(answer) == ("23514", "item_values_invalid")
    assert answer.error is not None
    assert '"row": 1' in str(answer.error.diag.message_detail)
    assert answer.error.diag.message_hint


def test_update_of_the_version_that_was_seen(engine: Engine, client_of: ClientOf) -> None:
    item, client = engine.world.ours.ids["item"], client_of("editor")
    changed = client.update("items", {"values": {"address": "2 New Road"}}, id=item, version=1)
    assert changed.body[0]["version"] == 2
    assert client.update("items", {"values": {"address": "2 New Road"}}, id=item, version=7).body == []


def test_trash_and_restore_by_deleted_at(engine: Engine, client_of: ClientOf) -> None:
    ids, client = engine.world.ours.ids, client_of("editor")
    trashed = client.update("items", {"deleted_at": "2025-01-01T00:00:00Z"}, id=ids["item"])
    assert trashed.body[0]["deleted_at"] is not None
    restored = client.update("items", {"deleted_at": None}, id=ids["trashed"])
    assert restored.body[0]["deleted_at"] is None


def test_delete_reaches_the_trash_alone(engine: Engine, client_of: ClientOf) -> None:
    ids, client = engine.world.ours.ids, client_of("admin")
    assert client.delete("items", id=ids["item"]).body == []
    assert client.delete("items", id=ids["trashed"]).count == 1


def test_upsert_of_items(engine: Engine, client_of: ClientOf) -> None:
    ids, new = engine.world.ours.ids, str(uuid4())
    place = {"workspace_id": ids["workspace"], "list_id": ids["list"]}
    answer = client_of("editor").upsert(
        "items",
        [{"id": ids["item"], **place, "values": {"price": 5}}, {"id": new, **place, "values": {"price": 6}}],
    )
    values = {item["id"]: item["values"] for item in answer.body}
    assert values == {ids["item"]: {"price": 5}, new: {"price": 6}}


def test_an_upsert_moves_no_item_to_another_list(engine: Engine, client_of: ClientOf) -> None:
    ids, client = engine.world.ours.ids, client_of("owner")
    made = client.rpc("create_list", {"workspace_id": ids["workspace"], "name": "Elsewhere"})
    moved = {"id": ids["item"], "workspace_id": ids["workspace"], "list_id": made.body["id"], "values": {}}
    assert client.upsert("items", moved).error is not None


def test_what_the_server_keeps_is_not_for_clients(engine: Engine, client_of: ClientOf) -> None:
    ids, client = engine.world.ours.ids, client_of("owner")
    for column, value in (("version", 9), ("created_by", ids["owner"]), ("created_at", "2020-01-01")):
        assert _name(client.update("items", {column: value}, id=ids["item"]))[0] == "42501"
    row = {"list_id": ids["list"], "values": {}, "version": 9}
    assert _name(client.insert("items", row))[0] == "42501"


def test_a_view_of_ones_own_is_shared_by_a_manager(engine: Engine, client_of: ClientOf) -> None:
    ids = engine.world.ours.ids
    row = {"list_id": ids["list"], "name": "Mine"}
    view = client_of("member").insert("views", row).body[0]
    assert (view["owner_id"], view["workspace_id"]) == (
        engine.world.personas["member"].person,
        ids["workspace"],
    )
    assert _name(client_of("member").insert("views", row | {"owner_id": None}))[0] == "42501"
    shared = client_of("manager").insert("views", row | {"owner_id": None}).body[0]
    assert shared["owner_id"] is None
    assert _name(client_of("manager").update("views", {"is_locked": True}, id=ids["view"])) == (
        "42501",
        "capability_required",
    )
    opened = client_of("member").rpc("open_view", {"view_id": ids["view"]}).body
    assert len(opened["items"]) == 3 and opened["list"]["columns"]


def test_a_deal_goes_its_way(engine: Engine, client_of: ClientOf) -> None:
    ids, client = engine.world.ours.ids, client_of("member")
    row = {"workspace_id": ids["workspace"], "title": "House", "contact_id": ids["contact"], "amount": 5}
    deal = client.insert("deals", row).body[0]
    assert (deal["stage"], deal["owner_id"]) == ("qualification", engine.world.personas["member"].person)
    assert _name(client.insert("deals", row | {"status": "won"})) == ("42501", "deal_move_forbidden")
    assert client_of("editor").insert("deals", row | {"status": "won"}).body[0]["stage"] == "closed"
    moved = client_of("editor").update("deals", {"stage": "proposal"}, id=ids["deal"])
    assert moved.body[0]["version"] == 2
    assert _name(client_of("owner").update("deals", {"status": "won"}, id=ids["deal"])) == (
        "23514",
        "deal_move_illegal",
    )
    assert client.update("deals", {"title": "Mine"}, id=ids["deal"]).body == []
    task = client.insert("tasks", {"deal_id": ids["deal"], "title": "Call", "is_done": True}).body[0]
    assert (task["workspace_id"], task["done_by"]) == (ids["workspace"], deal["owner_id"])
    said = client.insert("activities", {"deal_id": ids["deal"], "body": "Hello"}).body[0]
    assert (said["type"], said["author_id"]) == ("comment", deal["owner_id"])
    forged = {"deal_id": ids["deal"], "type": "system", "payload": {}}
    assert _name(client.insert("activities", forged))[0] == "42501"
    asked = {"workspace_id": ids["workspace"], "filter": {"text": "deal of"}, "sort": "-amount"}
    found = client.rpc("find_deals", asked).body["deals"]
    assert ids["deal"] in [d["id"] for d in found]
    assert all("deal of" in d["title"].lower() for d in found)


def test_comments_and_search(engine: Engine, client_of: ClientOf) -> None:
    ids = engine.world.ours.ids
    client = client_of("member")
    comment = client.insert("comments", {"item_id": ids["item"], "body": "Look"}).body[0]
    assert (comment["workspace_id"], comment["mentions"]) == (ids["workspace"], [])
    assert client.update("comments", {"body": "Mine"}, id=ids["comment"]).body == []
    assert _name(client_of("editor").update("comments", {"body": "Mine"}, id=ids["comment"])) == (
        "42501",
        "comment_not_own",
    )
    found = client.rpc("search", {"workspace_id": ids["workspace"], "query": "demo street"}, method="GET")
    assert {hit["kind"] for hit in found.body["hits"]} == {"item"} and len(found.body["hits"]) == 3


def test_an_export_is_asked_for_and_watched(engine: Engine, client_of: ClientOf) -> None:
    ids = engine.world.ours.ids
    client = client_of("editor", keep=True)
    made = client.rpc("create_export", {"format": "xlsx", "list_id": ids["list"]}).body
    assert (made["status"], made["scope"]) == ("queued", "list")
    [row] = client.select("exports").body
    assert (row["id"], row["rows_done"], row["file_name"]) == (made["id"], 0, None)
    assert _name(client.update("exports", {"status": "done"}, id=made["id"]))[0] == "42501"
    assert (
        _name(client.insert("exports", {"workspace_id": ids["workspace"], "scope": "workspace"}))[0]
        == "42501"
    )
    for other in ("manager", "member", "outsider"):
        assert client_of(other).select("exports").body == []


def test_ones_own_profile(engine: Engine, client_of: ClientOf) -> None:
    owner, client = engine.world.personas["owner"].person, client_of("owner")
    assert client.update("user_profiles", {"full_name": "New"}, user_id=owner).body[0]["full_name"] == "New"
    colleague = engine.world.ours.ids["colleague"]
    assert client.update("user_profiles", {"full_name": "New"}, user_id=colleague).body == []
    assert _name(client.update("user_profiles", {"email": "a@b.example"}, user_id=owner))[0] == "42501"


def test_a_first_workspace(client_of: ClientOf) -> None:
    """From nothing to an item, with a token alone; a workspace without an owner cannot be inserted."""
    client = client_of("outsider", keep=True)
    assert _name(client.insert("workspaces", {"name": "Mine"}))[0] == "42501"
    workspace = client.rpc("create_workspace", {"name": "Mine"}).body
    assert workspace["role"] == "owner"
    made = client.insert("lists", {"workspace_id": workspace["id"], "name": "Homes"}).body[0]
    row = {"list_id": made["id"], "name": "Asking price", "type": "number"}
    column = client.insert("list_columns", row).body[0]
    assert (column["key"], column["workspace_id"]) == ("asking_price", workspace["id"])
    item = client.insert("items", {"list_id": made["id"], "values": {"asking_price": 1}}).body[0]
    assert client.select("items", list_id=made["id"]).body == [item]
    assert client.delete("workspaces", id=workspace["id"]).count == 1
    assert client.select("items").body == []


def test_a_taken_name(engine: Engine, client_of: ClientOf) -> None:
    row = {"workspace_id": engine.world.ours.ids["workspace"], "name": "HOMES"}
    assert _name(client_of("owner").insert("lists", row)) == ("23505", "lists_name_key")


@pytest.mark.parametrize("persona", ["owner", "outsider", "other_owner"])
def test_embeds_by_the_name_of_every_foreign_key(
    engine: Engine, client_of: ClientOf, catalogue: Catalogue, persona: str
) -> None:
    """Both ways, and what is embedded is what the caller could have read alone."""
    client = client_of(persona)
    assert catalogue.foreign_keys
    for key in catalogue.foreign_keys:
        for table, other in ((key.table, key.target), (key.target, key.table)):
            if _name_of_refusal(client.select(table)) or _name_of_refusal(client.select(other)):
                continue
            alone = {_identity(catalogue, other, row) for row in client.select(other).body}
            answer = client.select(table, key.name)
            assert answer.error is None, f"{table}?select=*,{other}!{key.name}(*): {answer.error}"
            assert answer.count == client.select(table).count
            for row in answer.body:
                embedded = row[other] if isinstance(row[other], list) else [row[other]]
                assert {_identity(catalogue, other, one) for one in embedded if one} <= alone


def test_the_usual_embeds(engine: Engine, client_of: ClientOf) -> None:
    ids, client = engine.world.ours.ids, client_of("member")
    found = client.select("lists", "list_columns_list_fkey", id=ids["list"]).body[0]
    shown = [column["key"] for column in found["list_columns"] if column["deleted_at"] is None]
    assert sorted(shown) == ["address", "choice", "listed_on", "next_door", "price"]
    item = client.select("items", "items_list_fkey", id=ids["item"]).body[0]
    assert item["lists"]["name"] == "Homes"
    members = client.select("workspace_members", "workspace_members_profile_fkey").body
    assert {member["user_profiles"]["full_name"] for member in members} >= {"Owner", "Demo Colleague"}


def test_the_audit_log_names_the_request(engine: Engine, client_of: ClientOf) -> None:
    ids = engine.world.ours.ids
    client = client_of("admin", keep=True)
    client.update("lists", {"description": "Said over PostgREST"}, id=ids["list"])
    event = max(client.select("audit_log", table_name="lists").body, key=lambda row: row["id"])
    assert (event["actor_id"], event["actor_kind"]) == (engine.world.personas["admin"].person, "user")
    assert (event["request_id"], event["acting_role"]) == ("r-1", "authenticated")
    assert event["diff"]["description"] == ["", "Said over PostgREST"]


def _name_of_refusal(answer: Answer) -> str | None:
    return answer.error.sqlstate if answer.error else None


def _identity(catalogue: Catalogue, table: str, row: dict[str, object]) -> tuple[object, ...]:
    return tuple(row[column] for column in catalogue.keys[table])
