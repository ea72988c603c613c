"""Every operation of the CRM once, and some refusals: test_openapi holds the answers against the document."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

Call = Callable[..., Any]


def crm_walk(call: Call, here: dict[str, str], item: str) -> None:
    """`call` sends a request and checks its answer; `here` are headers that name the workspace."""
    people = _records(call, here, "contact", {"name": "Ada"}, {"email": "ada@example.com"}, {"email": "x"})
    deals = _records(call, here, "deal", {"title": "House"}, {"amount": "12.50"}, {"status": "won"})
    _records(call, here, "task", {"title": "Call"}, {"is_done": True}, {"due_date": "2001-01-01"})
    for path in (f"/contacts/{people}", f"/deals/{deals}"):
        call("POST", f"{path}/items", json={"item_ids": [item]})
        call("POST", f"{path}/items", json={"item_ids": [str(uuid4())]})
        call("GET", f"{path}/items?limit=1")
        call("DELETE", f"{path}/items", json={"item_ids": [item]})
    call("PATCH", f"/deals/{deals}", json={"contact_id": people})
    call("DELETE", f"/contacts/{people}")

    path = f"/deals/{deals}/activities"
    comment = call("POST", path, json={"body": "Called"})
    call("POST", path, json={"body": "x", "type": "system"})
    call("GET", f"{path}?limit=2")
    call("PATCH", f"/activities/{comment['id']}", json={"body": "Called twice"})
    call("PATCH", f"/activities/{comment['id']}", "member", json={"body": "Mine"})
    call("DELETE", f"/activities/{comment['id']}")
    call("GET", "/search?q=house&kind=deal", headers=here)

    call("GET", "/pipelines", headers=here)
    stages = [{"name": "Ask"}, {"name": "Visit", "required_fields": ["amount"]}]
    pipeline = call("POST", "/pipelines", headers=here, json={"name": "Rent", "stages": stages})
    call("POST", "/pipelines", "member", headers=here, json={"name": "Mine", "stages": stages})
    path = f"/pipelines/{pipeline['id']}"
    call("GET", path)
    call("PATCH", path, json={"needs_lost_reason": True, "version": 1})
    call("PATCH", path, json={"needs_lost_reason": True, "version": 1})
    call("PUT", f"{path}/stages/order", json={"keys": ["visit", "ask"]})
    call("PUT", f"{path}/stages/order", json={"keys": ["visit"]})
    moves = [{"from": None, "to": "new"}, {"from": "new", "to": "won", "minimum_role": "editor"}]
    call("PUT", f"{path}/moves", json={"status_moves": moves, "stage_moves": pipeline["stage_moves"]})
    more = call("POST", f"{path}/stages", json={"name": "Offer", "position": 2, "probability": 60})
    stage = next(stage["id"] for stage in more["stages"] if stage["key"] == "offer")
    call("PATCH", f"/stages/{stage}", json={"probability": 70})
    call("DELETE", f"/stages/{stage}?move_to=visit")
    call("DELETE", path)
    call("GET", path)
    reason = call("POST", "/lost-reasons", headers=here, json={"name": "Moved away"})
    call("GET", "/lost-reasons", headers=here)
    call("PATCH", f"/lost-reasons/{reason['id']}", json={"is_archived": True})
    call("DELETE", f"/lost-reasons/{reason['id']}")


def _records(
    call: Call,
    here: dict[str, str],
    kind: str,
    new: dict[str, Any],
    good: dict[str, Any],
    bad: dict[str, Any],
) -> str:
    """The operations that contacts, deals and tasks share; answers with the id of one that is left."""
    path, many = f"/{kind}s", f"{kind}s"
    one = call("POST", path, headers=here, json=new)
    call("POST", path, json=new)
    call("POST", path, headers=here, json={})
    made = call("POST", path, headers=here, json={many: [new, new]})[many]
    call("POST", path, headers=here, json={many: [new, new | bad]})
    ids = [record["id"] for record in made]
    call("GET", f"{path}?limit=1&sort=-updated&mine=true", headers=here)
    call("GET", f"{path}?sort=nothing", headers=here)
    call("PATCH", path, headers=here, json={many: [{"id": ids[0], **good}, {"id": ids[1]}]})
    call("PATCH", path, headers=here, json={many: [{"id": ids[0], **bad}, {"id": ids[1]}]})
    call("DELETE", path, headers=here, json={f"{kind}_ids": ids})
    call("POST", f"{path}/restore", headers=here, json={f"{kind}_ids": ids})
    call("DELETE", path, headers=here, json={f"{kind}_ids": ids})
    call("DELETE", f"{path}/trash", headers=here, json={f"{kind}_ids": ids})
    call("GET", f"{path}/{one['id']}")
    call("GET", f"{path}/{one['id']}", "outsider")
    call("PATCH", f"{path}/{one['id']}", json=good | {"version": 1})
    call("PATCH", f"{path}/{one['id']}", json=good | {"version": 1})
    call("PATCH", f"{path}/{one['id']}", json=good, headers={"If-Match": '"1"'})
    call("DELETE", f"{path}/{one['id']}", "member")
    call("DELETE", f"{path}/{one['id']}")
    call("POST", f"{path}/{one['id']}/restore")
    return str(one["id"])
