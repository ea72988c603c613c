"""Every operation of templates, matching, analytics and duplicates once, and some refusals."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

Call = Callable[..., Any]


def market_walk(call: Call) -> None:
    """`call` sends a request as the owner and checks its answer; all happens in a new workspace."""
    workspace = call("POST", "/workspaces", json={"name": "Market"})["id"]
    here = {"X-Workspace-Id": workspace}
    call("GET", "/templates")
    made = call("POST", f"/workspaces/{workspace}/templates/real_estate")
    call("POST", f"/workspaces/{workspace}/templates/real_estate")
    call("POST", f"/workspaces/{workspace}/templates/bakery")
    _match(call, here, made)
    _report(call, here)
    _merge(call, here)


def _match(call: Call, here: dict[str, str], made: dict[str, Any]) -> None:
    lists = {each["name"]: each["id"] for each in made["lists"]}
    home = {"name": "Elm St", "status": "active", "price": 100, "rooms": 3}
    call("POST", f"/lists/{lists['Properties']}/items", json={"values": home})
    wanted = {"buyer": "Ada", "budget": {"max": 95}, "rooms": {"min": 2}}
    request = call("POST", f"/lists/{lists['Requests']}/items", json={"values": wanted})["id"]
    call("GET", f"/items/{request}/matches?limit=1")
    call("GET", f"/items/{request}/matches?cursor=x")
    call("GET", f"/items/{uuid4()}/matches")
    call("GET", "/matchings", headers=here)
    body = {
        "name": "Rooms alone",
        "offer_list_id": lists["Properties"],
        "request_list_id": lists["Requests"],
        "criteria": [{"kind": "range", "offer": "rooms", "request": "rooms", "tolerance": 0.5}],
        "offer_filter": {"column": "status", "operator": "equals", "value": "active"},
    }
    matching = call("POST", "/matchings", headers=here, json=body)["id"]
    call("POST", "/matchings", headers=here, json=body)
    wrong = [{"kind": "range", "offer": "rooms", "request": "buyer"}]
    call("PATCH", f"/matchings/{matching}", json={"criteria": wrong})
    call("PATCH", f"/matchings/{matching}", json={"offer_filter": {"and": []}, "version": 1})
    call("GET", f"/matchings/{matching}")
    call("DELETE", f"/matchings/{matching}")
    call("GET", f"/matchings/{matching}")


def _report(call: Call, here: dict[str, str]) -> None:
    call("PUT", "/exchange-rates", headers=here, json={"rates": [{"currency": "EUR", "rate": "1.1"}]})
    call("PUT", "/exchange-rates", headers=here, json={"rates": [{"currency": "USD", "rate": "1"}]})
    call("GET", "/exchange-rates", headers=here)
    deal = {"title": "House", "amount": "10", "currency": "EUR", "expected_close_date": "2031-01-01"}
    call("POST", "/deals", headers=here, json=deal)
    call("POST", "/deals", headers=here, json=deal | {"status": "won"})
    for report in ("summary", "funnel", "won", "forecast"):
        call("GET", f"/analytics/deals/{report}?max_age=0", headers=here)
        call("GET", f"/analytics/deals/{report}?pipeline_id={uuid4()}", headers=here)
        call("GET", f"/analytics/deals/{report}", "outsider", headers=here)


def _merge(call: Call, here: dict[str, str]) -> None:
    ada, bob = (
        call("POST", "/contacts", headers=here, json={"name": "Ada", "phone": f"+1 206 555 01{n}1"})["id"]
        for n in (1, 2)
    )
    call("GET", "/contacts/duplicates", headers=here)
    call("POST", "/contacts/check", headers=here, json={"name": "ada"})
    call("POST", "/contacts/check", headers=here, json={})
    body = {"contact_id": ada, "merged_ids": [bob], "fields": {"phone": bob}}
    merge = call("POST", "/contacts/merge", json=body)["merge"]["id"]
    call("POST", "/contacts/merge", json=body)
    call("GET", "/contacts/merges", headers=here)
    call("POST", f"/contacts/merge/{merge}/revert")
    call("POST", f"/contacts/merge/{merge}/revert")
    call("POST", f"/contacts/merge/{uuid4()}/revert")
