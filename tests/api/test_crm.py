"""Every rule of the CRM through its routes, as the person who may and the one who may not."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.api.conftest import Api


class Desk:
    """The routes of one workspace, by person."""

    def __init__(self, api: Api, workspace: str) -> None:
        self.api = api
        self.here = {"X-Workspace-Id": workspace}

    def __call__(self, method: str, path: str, person: str = "member", **json: Any) -> httpx.Response:
        """A request; keywords are the body."""
        return self.api(method, path, person, headers=self.here, **({"json": json} if json else {}))

    def made(self, path: str, person: str = "member", **json: Any) -> Any:
        """What a POST has made."""
        answer = self("POST", path, person, **json)
        assert answer.status_code == 201, answer.text
        return answer.json()

    def deal(self, title: str = "House", person: str = "member", **json: Any) -> str:
        """The path of a new deal."""
        return f"/deals/{self.made('/deals', person, title=title, **json)['id']}"

    def found(self, path: str, person: str = "member") -> list[Any]:
        """Names or titles of a page."""
        body = self("GET", path, person).json()
        records = body[path.partition("?")[0].rpartition("/")[2]]
        return [record.get("name", record.get("title")) for record in records]


@pytest.fixture
def desk(api: Api, workspace: str) -> Desk:
    """The workspace of the named people."""
    return Desk(api, workspace)


def told(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"]


def test_contacts(desk: Desk) -> None:
    ada = desk.made(
        "/contacts",
        name="Áda Lovelace",
        email="Ada@example.com",
        phone="+44 (0)20 7946-0999",
        company="Engines",
        address={"city": "London"},
        tags=["poet"],
    )
    assert (ada["phone"], ada["phone_key"]) == ("+44 (0)20 7946-0999", "+442079460999")
    assert ada["owner_id"] == str(desk.api.people["member"]) and ada["deal_count"] == 0
    path = f"/contacts/{ada['id']}"
    taken = desk("POST", "/contacts", name="Eve", email="ada@EXAMPLE.com")
    assert told(taken) == (409, "contact_email_taken")
    desk.made("/contacts", "editor", contacts=[{"name": "Bob"}, {"name": "Cem", "company": "Acme"}])
    for query, names in {
        "q=ada": ["Áda Lovelace"],
        "q=7946 09": ["Áda Lovelace"],
        "q=EXAMPLE.COM": ["Áda Lovelace"],
        "q=%25": [],
        "phone=0044 20 79460999": ["Áda Lovelace"],
        "email=ADA@example.com": ["Áda Lovelace"],
        "company=acme": ["Cem"],
        "tag=poet": ["Áda Lovelace"],
        "mine=true": ["Áda Lovelace"],
        f"owner_id={desk.api.people['editor']}": ["Bob", "Cem"],
        "sort=-name": ["Cem", "Bob", "Áda Lovelace"],
        "trashed=true": [],
    }.items():
        assert desk.found(f"/contacts?{query}") == names, query
    assert told(desk("GET", "/contacts", "outsider")) == (404, "workspace_not_found")
    assert desk.api.get("/contacts", "outsider").json()["contacts"] == []
    page = desk("GET", "/contacts?sort=company&limit=2").json()
    rest = desk("GET", f"/contacts?sort=company&limit=2&cursor={page['next_cursor']}").json()
    assert [c["name"] for c in page["contacts"] + rest["contacts"]] == ["Bob", "Cem", "Áda Lovelace"]
    other = desk("GET", f"/contacts?sort=name&cursor={page['next_cursor']}")
    assert told(other) == (422, "cursor_invalid")

    assert desk("PATCH", path, version=1, job_title="Countess").json()["version"] == 2
    assert told(desk("PATCH", path, version=1, job_title="Late")) == (409, "version_conflict")
    late = desk.api.patch(path, "member", json={"notes": "x"}, headers={"If-Match": '"1"'})
    assert told(late) == (412, "version_conflict")
    bob = desk("GET", "/contacts?q=bob").json()["contacts"][0]["id"]
    assert told(desk("PATCH", f"/contacts/{bob}", notes="Mine")) == (403, "record_not_own")
    assert desk("PATCH", path, "editor", notes="Any").status_code == 200
    assert told(desk("PATCH", path, "editor", owner_id=None)) == (403, "capability_required")
    assert desk("PATCH", path, "manager", owner_id=str(desk.api.people["admin"])).status_code == 200
    assert told(desk("DELETE", path, "editor")) == (403, "capability_required")
    assert told(desk("GET", path, "outsider")) == (404, "contact_not_found")

    deal = desk.deal(contact_id=ada["id"])
    hits = desk("GET", "/search?q=ada love").json()["hits"]
    assert [(h["kind"], h["id"], h["title"]) for h in hits] == [("contact", ada["id"], "Áda Lovelace")]
    assert [h["kind"] for h in desk("GET", "/search?q=hous").json()["hits"]] == ["deal"]
    refused = desk("DELETE", path, "manager")
    assert told(refused) == (409, "contact_has_deals") and "has 1 deal" in refused.json()["detail"]
    assert desk("DELETE", deal, "manager").json()["deleted_at"]
    assert desk("DELETE", path, "manager").json()["deleted_at"]
    assert desk("GET", "/search?q=ada").json()["hits"] == []
    trash = desk("GET", f"/workspaces/{desk.here['X-Workspace-Id']}/trash").json()
    assert [c["id"] for c in trash["contacts"]] == [ada["id"]] and len(trash["deals"]) == 1
    assert told(desk("POST", f"{deal}/restore", "manager")) == (409, "contact_in_trash")
    assert desk("POST", f"{path}/restore", "manager").json()["deleted_at"] is None
    assert desk("POST", f"{deal}/restore", "manager").json()["deleted_at"] is None


def test_deals(desk: Desk) -> None:
    path = desk.deal(amount="1200.50", currency="EUR")
    deal = desk("GET", path).json()
    assert (deal["amount"], deal["status"], deal["stage"]) == ("1200.50", "new", "qualification")
    assert told(desk("POST", "/deals", title="x", currency="QQQ")) == (422, "currency_unknown")
    assert told(desk("POST", "/deals", title="x", amount="1.23456")) == (422, "amount_invalid")
    assert told(desk("POST", "/deals", title="x", contact_id=str(uuid4()))) == (404, "contact_not_found")
    assert told(desk("POST", "/deals", title="x", status="won", amount="1")) == (403, "deal_move_forbidden")
    past = desk.deal("Past", "editor", status="won", amount="5", closed_at="2020-02-02T12:00:00Z")
    assert desk("GET", past).json()["closed_at"].startswith("2020-02-02")

    assert desk("PATCH", path, stage="negotiation").status_code == 200  # forward over a stage
    back = desk("PATCH", path, "manager", stage="proposal")
    assert told(back) == (403, "deal_move_forbidden")
    assert back.json()["errors"][0]["field"] == "stage" and "role admin" in back.json()["detail"]
    assert desk("PATCH", path, "admin", stage="proposal").status_code == 200
    assert told(desk("PATCH", path, stage="closed")) == (409, "deal_move_illegal")
    assert told(desk("PATCH", path, stage="nowhere")) == (422, "stage_unknown")
    assert told(desk("PATCH", path, status="won")) == (409, "deal_move_illegal")
    assert desk("PATCH", path, status="in_progress").status_code == 200
    assert told(desk("PATCH", path, status="won", amount=None)) == (422, "deal_needs_amount")
    assert told(desk("PATCH", path, lost_reason="Price")) == (422, "lost_reason_misplaced")
    assert told(desk("PATCH", path, status="lost", lost_reason="Ghosts")) == (422, "lost_reason_unknown")
    won = desk("PATCH", path, status="won").json()
    assert (won["status"], won["stage"]) == ("won", "closed") and won["closed_at"]
    assert told(desk("PATCH", path, "owner", status="in_progress")) == (409, "deal_move_illegal")
    assert told(desk("PATCH", path, "owner", stage="proposal")) == (409, "deal_move_illegal")
    assert told(desk("PATCH", path, "editor", owner_id=None)) == (403, "capability_required")
    assert told(desk("DELETE", path)) == (403, "capability_required")

    for query, titles in {
        "status=won": ["House", "Past"],
        "status=new&status=lost": [],
        "stage=closed&sort=title": ["House", "Past"],
        "sort=-amount": ["House", "Past"],
        "sort=closed_at": ["Past", "House"],
        "amount_min=100": ["House"],
        "q=ous": ["House"],
        "mine=true": ["House"],
        "currency=EUR": ["House"],
        "overdue=true": [],
    }.items():
        assert desk.found(f"/deals?{query}") == titles, query
    assert told(desk("GET", "/deals?sort=version")) == (422, "invalid_input")

    item = str(uuid4())
    assert told(desk("POST", f"{path}/items", item_ids=[item])) == (404, "item_not_found")
    home = desk("GET", "/lists").json()["lists"][0]["id"]
    item = desk("GET", f"/lists/{home}/items").json()["items"][0]["id"]
    assert desk("POST", f"{path}/items", item_ids=[item]).json() == {"linked": 1}
    linked = desk("GET", f"{path}/items").json()["items"]
    assert [(i["id"], i["title"]) for i in linked] == [(item, "1 Demo Street")]
    assert desk.found(f"/deals?item_id={item}") == ["House"]
    assert told(desk("POST", f"{past}/items", item_ids=[item])) == (403, "record_not_own")
    assert desk("DELETE", f"{path}/items", item_ids=[item]).json() == {"unlinked": 1}


def test_batches_are_all_or_none_and_name_rows(desk: Desk) -> None:
    first = [{"title": f"Deal {n}", "amount": str(n)} for n in range(3)]
    assert len(desk.made("/deals", deals=first)["deals"]) == 3
    wrong = desk(
        "POST", "/deals", deals=[*first, {"title": "x", "stage": "closed"}, {"title": "y", "amount": "-1"}]
    )
    assert told(wrong) == (422, "records_invalid")
    assert [(e["row"], e["code"]) for e in wrong.json()["errors"]] == [
        (3, "deal_move_forbidden"),
        (4, "amount_invalid"),
    ]
    deals = desk("GET", "/deals?sort=title").json()["deals"]
    assert [d["title"] for d in deals] == ["Deal 0", "Deal 1", "Deal 2"]
    ids = [d["id"] for d in deals]
    rows = [{"id": i, "status": "in_progress", "version": 1} for i in ids]
    assert desk("PATCH", "/deals", deals=rows).status_code == 200
    stale = desk("PATCH", "/deals", deals=rows)
    assert told(stale) == (409, "version_conflict")
    assert [(e["row"], e["id"]) for e in stale.json()["errors"]] == list(enumerate(ids))
    won = desk("PATCH", "/deals", deals=[{"id": i, "status": "won"} for i in ids])
    assert told(won) == (422, "records_invalid")
    assert [(e["row"], e["field"], e["id"]) for e in won.json()["errors"]] == [(0, "amount", ids[0])]
    assert {d["status"] for d in desk("GET", "/deals").json()["deals"]} == {"in_progress"}
    twice = desk("DELETE", "/deals", "manager", deal_ids=[ids[0], ids[0]])
    assert told(twice)[0] == 422
    assert told(desk("DELETE", "/deals", deal_ids=ids)) == (403, "capability_required")
    assert desk("DELETE", "/deals", "manager", deal_ids=ids).json() == {"trashed": 3}
    assert desk("POST", "/deals/restore", "manager", deal_ids=ids[:1]).json() == {"restored": 1}
    assert told(desk("DELETE", "/deals/trash", "manager", deal_ids=ids)) == (403, "capability_required")
    kept = desk("DELETE", "/deals/trash", "admin", deal_ids=ids)
    assert told(kept) == (422, "records_invalid")
    assert [(e["row"], e["id"], e["code"]) for e in kept.json()["errors"]] == [(0, ids[0], "not_in_trash")]
    assert told(desk("DELETE", "/deals/trash", "admin", deal_ids=ids[:1])) == (409, "not_in_trash")
    assert desk("DELETE", "/deals/trash", "admin", deal_ids=ids[1:]).json() == {"deleted": 2}
    many = desk("POST", "/contacts", contacts=[{"name": "x", "email": "a@b.co"}] * 2)
    assert [(e["row"], e["code"]) for e in many.json()["errors"]] == [(1, "contact_email_taken")]
    assert told(desk("POST", "/contacts", contacts=[{"name": "x"}] * 1001)) == (422, "invalid_input")


def test_refusals_of_one_row_name_the_field(desk: Desk) -> None:
    deal = desk.deal()
    for changes, field, code in (
        ({"amount": "-1"}, "amount", "amount_invalid"),
        ({"lost_reason": "Price"}, "lost_reason", "lost_reason_misplaced"),
        ({"lost_reason": "Ghosts"}, "lost_reason", "lost_reason_misplaced"),
        ({"currency": "XYZ"}, "currency", "currency_unknown"),
        ({"title": " "}, "title", "title_invalid"),
    ):
        refused = desk("PATCH", deal, **changes)
        assert told(refused) == (422, code)
        assert [(e["field"], e["code"]) for e in refused.json()["errors"]] == [(field, code)]
    path = f"/pipelines/{desk('GET', deal).json()['pipeline_id']}"
    moves = [{"from": "qualification", "to": "nowhere"}]
    wrong = desk("PUT", f"{path}/moves", "admin", stage_moves=moves)
    assert told(wrong) == (422, "moves_invalid")
    assert wrong.json()["errors"][0]["field"] == "stage_moves[0].to"
    assert told(desk("PATCH", path, "admin", is_archived=True)) == (409, "pipeline_is_default")


def test_tasks_and_timeline(desk: Desk) -> None:
    today = datetime.now(UTC).date()
    deal = desk.deal(amount="5")
    past = desk("POST", "/tasks", title="x", due_date=str(today - timedelta(days=2)))
    assert told(past) == (422, "due_date_in_past")
    task = desk.made("/tasks", title="Call", deal_id=deal[7:], due_date=str(today + timedelta(days=1)))
    assert task["assignee_id"] == str(desk.api.people["member"])
    path = f"/tasks/{task['id']}"
    stranger = desk("POST", "/tasks", title="x", assignee_id=str(desk.api.people["outsider"]))
    assert told(stranger) == (422, "assignee_not_member")
    theirs = desk.made("/tasks", "editor", title="Paint")
    assert told(desk("PATCH", f"/tasks/{theirs['id']}", is_done=True)) == (403, "record_not_own")
    done = desk("PATCH", path, is_done=True).json()
    assert done["done_at"] and done["done_by"] == task["assignee_id"]
    assert desk("PATCH", path, is_done=False).json()["done_at"] is None
    assert desk.found("/tasks?mine=true&is_done=false") == ["Call"]
    assert desk.found("/tasks?is_done=true") == []
    assert desk.found("/tasks?sort=-due_date") == ["Paint", "Call"]
    assert desk.found(f"/tasks?due_to={today + timedelta(days=1)}") == ["Call"]
    assert desk.found(f"/tasks?deal_id={deal[7:]}&overdue=true") == []
    assert desk.found(f"/tasks?deal_id={deal[7:]}&overdue=false") == ["Call"]
    assert desk.found("/tasks?mine=false") == ["Paint"]
    assert told(desk("DELETE", path)) == (403, "capability_required")

    desk("PATCH", deal, status="in_progress", stage="proposal", amount="6")
    comment = desk.made(f"{deal}/activities", "editor", body=f"Ask @[Mia]({desk.api.people['member']})")
    assert comment["mentions"] == [str(desk.api.people["member"])]
    forged = desk("POST", f"{deal}/activities", body="x", type="status_changed")
    assert told(forged) == (422, "invalid_input")
    assert told(desk("PATCH", f"/activities/{comment['id']}", body="Mine")) == (403, "comment_not_own")
    edited = desk("PATCH", f"/activities/{comment['id']}", "editor", body="Asked", version=1).json()
    assert edited["edited_at"]
    page = desk("GET", f"{deal}/activities?limit=4").json()
    rest = desk("GET", f"{deal}/activities?limit=100&cursor={page['next_cursor']}").json()
    timeline = page["activities"] + rest["activities"]
    assert [a["type"] for a in timeline] == [
        *("comment", "amount_changed", "stage_changed", "status_changed"),
        *("task_reopened", "task_done", "task_created", "deal_created"),
    ]
    assert timeline[3]["payload"] | {"from": "new", "to": "in_progress"} == timeline[3]["payload"]
    assert {a["author_id"] for a in timeline[1:]} == {str(desk.api.people["member"])}
    assert desk("DELETE", f"/activities/{comment['id']}", "admin").status_code == 204
    assert len(desk("GET", f"{deal}/activities").json()["activities"]) == 7
    created = f"/activities/{timeline[-1]['id']}"
    assert told(desk("DELETE", created, "owner")) == (403, "comment_not_own")  # what happened stays
    assert told(desk("GET", f"{deal}/activities", "outsider")) == (404, "deal_not_found")


def test_pipelines(desk: Desk) -> None:
    sales = desk("GET", "/pipelines").json()["pipelines"][0]
    assert [s["key"] for s in sales["stages"]] == ["qualification", "proposal", "negotiation", "closed"]
    stages = [{"name": "Ask"}, {"name": "Visit", "required_fields": ["amount"]}]
    new = {"name": "Rent", "stages": stages, "needs_lost_reason": True}
    assert told(desk("POST", "/pipelines", "manager", **new)) == (403, "capability_required")
    rent = desk.made("/pipelines", "admin", **new)
    deal = desk.deal("Flat", pipeline_id=rent["id"])
    assert desk("GET", deal).json()["stage"] == "ask"
    missing = desk("PATCH", deal, stage="visit")
    assert told(missing) == (422, "deal_fields_required")
    assert missing.json()["errors"][0]["field"] == "amount"
    assert desk("PATCH", deal, stage="visit", amount="5", status="in_progress").status_code == 200
    assert told(desk("PATCH", deal, status="lost")) == (422, "lost_reason_required")
    assert told(desk("PATCH", deal, pipeline_id=sales["id"])) == (403, "capability_required")
    visit = next(s["id"] for s in rent["stages"] if s["key"] == "visit")
    used = desk("DELETE", f"/stages/{visit}", "admin")
    assert told(used) == (409, "stage_in_use") and "1 deal" in used.json()["detail"]
    assert told(desk("DELETE", f"/pipelines/{rent['id']}", "admin")) == (409, "pipeline_in_use")
    gone = desk("DELETE", f"/stages/{visit}?move_to=ask", "admin").json()
    assert [s["key"] for s in gone["stages"]] == ["ask", "closed"]
    assert desk("GET", deal).json()["stage"] == "ask"
    path = f"/pipelines/{rent['id']}"
    only_managers = [{"from": "in_progress", "to": "won", "minimum_role": "manager"}]
    assert desk("PUT", f"{path}/moves", "admin", status_moves=only_managers).status_code == 200
    assert told(desk("PATCH", deal, status="won")) == (403, "deal_move_forbidden")
    assert told(desk("PATCH", deal, "manager", status="lost", lost_reason="Price")) == (
        409,
        "deal_move_illegal",
    )
    assert desk("PATCH", deal, "manager", status="won").json()["stage"] == "closed"
    assert told(desk("PATCH", path, "admin", is_archived=True, version=9)) == (409, "version_conflict")
    assert desk("PATCH", path, "admin", is_archived=True).json()["archived_at"]
    assert told(desk("POST", "/deals", title="x", pipeline_id=rent["id"])) == (409, "pipeline_archived")
    assert told(desk("GET", path, "outsider")) == (404, "pipeline_not_found")


def test_the_full_story(api: Api) -> None:
    """A founder and a colleague sell a house; an outsider sees nothing of it."""
    founder = api.register("founder@example.com", full_name="Fay Founder")
    colleague = api.register("colleague@example.com")
    outsider = api.register("nosy@example.com")
    workspace = api.get("/workspaces", headers=_bearer(founder)).json()["workspaces"][0]["id"]

    def call(who: dict[str, Any], method: str, path: str, **json: Any) -> httpx.Response:
        headers = _bearer(who) | {"X-Workspace-Id": workspace}
        options: dict[str, Any] = {"json": json} if json else {}
        return api(method, path, headers=headers, **options)

    invites = f"/workspaces/{workspace}/invites"
    invited = call(founder, "POST", invites, email="colleague@example.com", role="member").json()
    assert call(outsider, "POST", "/invites/accept", token=invited["token"]).status_code == 404
    assert call(colleague, "POST", "/invites/accept", token=invited["token"]).status_code == 200

    contact = call(colleague, "POST", "/contacts", name="Bea Buyer", email="bea@example.com").json()
    deal = call(
        colleague, "POST", "/deals", title="12 Elm St", contact_id=contact["id"], amount="425000.00"
    ).json()
    path = f"/deals/{deal['id']}"
    for changes in ({"status": "in_progress"}, {"stage": "proposal"}, {"stage": "negotiation"}):
        assert call(colleague, "PATCH", path, **changes).status_code == 200
    assert told(call(colleague, "PATCH", path, stage="proposal")) == (403, "deal_move_forbidden")
    assert call(founder, "PATCH", path, stage="proposal").status_code == 200
    assert call(colleague, "PATCH", path, stage="negotiation").status_code == 200
    task = call(colleague, "POST", "/tasks", title="Send the contract", deal_id=deal["id"]).json()
    assert call(colleague, "PATCH", f"/tasks/{task['id']}", is_done=True).status_code == 200
    assert call(founder, "POST", f"{path}/activities", body="Well done").status_code == 201
    won = call(colleague, "PATCH", path, status="won").json()
    assert (won["status"], won["stage"], won["amount"]) == ("won", "closed", "425000.00")
    assert told(call(founder, "PATCH", path, status="lost")) == (409, "deal_move_illegal")
    assert told(call(founder, "DELETE", f"/contacts/{contact['id']}")) == (409, "contact_has_deals")

    timeline = call(founder, "GET", f"{path}/activities").json()["activities"]
    people = {founder["user"]["id"]: "founder", colleague["user"]["id"]: "colleague"}
    story = [
        (people[a["author_id"]], a["type"], a["payload"].get("from"), a["payload"].get("to"))
        for a in reversed(timeline)
    ]
    assert story == [
        ("colleague", "deal_created", None, None),
        ("colleague", "status_changed", "new", "in_progress"),
        ("colleague", "stage_changed", "qualification", "proposal"),
        ("colleague", "stage_changed", "proposal", "negotiation"),
        ("founder", "stage_changed", "negotiation", "proposal"),
        ("colleague", "stage_changed", "proposal", "negotiation"),
        ("colleague", "task_created", None, None),
        ("colleague", "task_done", None, None),
        ("founder", "comment", None, None),
        ("colleague", "status_changed", "in_progress", "won"),
        ("colleague", "stage_changed", "negotiation", "closed"),
    ]

    for hidden in (path, f"/contacts/{contact['id']}", f"/tasks/{task['id']}", f"{path}/activities"):
        assert call(outsider, "GET", hidden).status_code == 404
    for flat in ("contacts", "deals", "tasks", "pipelines"):
        assert told(call(outsider, "GET", f"/{flat}")) == (404, "workspace_not_found")
        seen = api.get(f"/{flat}", headers=_bearer(outsider)).json()[flat]
        assert all(record["workspace_id"] != workspace for record in seen)


def _bearer(session: dict[str, Any]) -> dict[str, str]:
    return {"Authorization": f"Bearer {session['access_token']}"}
