"""Relations and what is computed from them, through REST."""

from typing import Any

import pytest

from tests.api.conftest import Api

LEVELS = {"options": [{"id": "a", "label": "Senior"}, {"id": "b", "label": "Junior"}]}


class Homes:
    """Sales, each of one agent; agents see their sales from the other side."""

    def __init__(self, api: Api, workspace: str) -> None:
        self.api = api
        self.headers = {"X-Workspace-Id": workspace}
        self.agents = self.create_list(
            "Agents", {"name": "Name", "type": "text"}, {"name": "Level", "type": "select", "config": LEVELS}
        )
        relation = {"target_list_id": self.agents, "cardinality": "many_to_one", "inverse": {"name": "Sales"}}
        self.sales = self.create_list(
            "Sales",
            {"name": "Address", "type": "text"},
            {"name": "Price", "type": "currency", "config": {"currency": "EUR"}},
            {"name": "Agent", "type": "relation", "config": relation},
        )
        self.ann, self.bob = (
            self.create(self.agents, {"name": name, "level": level})["id"]
            for name, level in (("Ann", "a"), ("Bob", "b"))
        )

    def create_list(self, name: str, *columns: dict[str, Any]) -> str:
        """The id of a new list."""
        body = {"name": name, "columns": list(columns)}
        made = self.api.post("/lists", "manager", json=body, headers=self.headers)
        assert made.status_code == 201, made.text
        return str(made.json()["id"])

    def column(self, list_id: str, name: str, type_: str, **config: Any) -> Any:
        """A new column, or its refusal."""
        body = {"name": name, "type": type_, "config": config}
        return self.api.post(f"/lists/{list_id}/columns", "manager", json=body).json()

    def create(self, list_id: str, values: dict[str, Any], **links: list[str]) -> Any:
        """A new item, or its refusal."""
        body = {"values": values} | ({"links": links} if links else {})
        return self.api.post(f"/lists/{list_id}/items", "editor", json=body).json()

    def links(self, method: str, item: str, column: str, ids: list[str] | None = None, **more: Any) -> Any:
        """A call of /items/{id}/links/{column}, as JSON."""
        body = None if ids is None else {"item_ids": ids, **more}
        options = {"params": more} if ids is None else {"json": body}
        return self.api(method, f"/items/{item}/links/{column}", "editor", **options).json()

    def titles(self, item: str, column: str) -> list[str]:
        """What is linked, in order."""
        return [each["title"] for each in self.links("GET", item, column)["items"]]

    def computed(self, item: str) -> Any:
        """What is computed of an item."""
        return self.api.get(f"/items/{item}", "member").json()["computed"]

    def query(self, list_id: str, **query: Any) -> Any:
        """The answer of a query."""
        return self.api.post(f"/lists/{list_id}/items/query", "member", json=query).json()


@pytest.fixture
def homes(api: Api, workspace: str) -> Homes:
    """Two lists and two agents."""
    return Homes(api, workspace)


def _elms(homes: Homes, count: int = 3) -> list[str]:
    return [
        homes.create(homes.sales, {"address": f"{n} Elm", "price": n * 100}, agent=[homes.ann])["id"]
        for n in range(1, count + 1)
    ]


def test_both_sides_show_the_same_links(homes: Homes) -> None:
    one, two, three = _elms(homes)
    assert homes.computed(one) == {"agent": {"count": 1, "items": [{"id": homes.ann, "title": "Ann"}]}}
    shown = homes.computed(homes.ann)["sales"]
    assert shown["count"] == 3 and [each["id"] for each in shown["items"]] == [one, two, three]
    columns = homes.api.get(f"/lists/{homes.agents}/columns", "member").json()["columns"]
    inverse = next(each for each in columns if each["key"] == "sales")
    assert inverse["result"]["list_id"] == homes.sales
    assert inverse["result"]["inverse_id"] == inverse["inverse_of"]


def test_links_are_added_moved_replaced_and_removed(homes: Homes) -> None:
    one, two, three = _elms(homes)
    assert homes.links("PATCH", homes.ann, "sales", [three, two], before=one) == {
        "added": 0,
        "removed": 0,
        "count": 3,
    }
    assert homes.titles(homes.ann, "sales") == ["3 Elm", "2 Elm", "1 Elm"]
    homes.links("PATCH", homes.ann, "sales", [three])
    assert homes.titles(homes.ann, "sales") == ["2 Elm", "1 Elm", "3 Elm"]
    assert homes.links("DELETE", homes.ann, "sales", [two, homes.bob])["removed"] == 1
    assert homes.links("POST", homes.ann, "sales", [one, two]) == {"added": 1, "removed": 0, "count": 3}
    assert homes.titles(homes.ann, "sales") == ["1 Elm", "3 Elm", "2 Elm"]
    assert homes.links("PUT", homes.ann, "sales", [two, one]) == {"added": 0, "removed": 1, "count": 2}
    assert homes.titles(homes.ann, "sales") == ["2 Elm", "1 Elm"]
    assert homes.links("PUT", one, "agent", [homes.bob]) == {"added": 1, "removed": 1, "count": 1}
    assert homes.titles(homes.ann, "sales") == ["2 Elm"]
    assert homes.links("PUT", homes.ann, "sales", []) == {"added": 0, "removed": 1, "count": 0}


def test_refusals_name_the_items(homes: Homes) -> None:
    one, *_ = _elms(homes)
    answer = homes.links("POST", one, "agent", [homes.bob])
    assert (answer["type"], answer["status"]) == ("link_is_single", 409)
    answer = homes.links("POST", homes.bob, "sales", [one, homes.bob])
    assert (answer["type"], answer["status"]) == ("link_invalid", 422)
    assert [(e["row"], e["item_id"], e["code"]) for e in answer["errors"]] == [(1, homes.bob, "not_found")]
    assert homes.links("POST", one, "price", [homes.bob])["type"] == "column_not_found"
    assert homes.links("PATCH", homes.ann, "sales", [homes.bob])["type"] == "link_not_found"
    assert homes.links("GET", homes.ann, "sales", cursor="x")["type"] == "cursor_invalid"
    refused = homes.api.post(f"/items/{one}/links/agent", "member", json={"item_ids": [homes.bob]})
    assert refused.status_code == 403
    assert homes.api.get(f"/items/{one}/links/agent", "outsider").status_code == 404
    refused = homes.create(homes.sales, {"address": "new"}, agent=[one])
    assert refused["type"] == "link_invalid"
    assert homes.create(homes.sales, {"address": "new"}, price=[one])["type"] == "column_not_found"
    found = homes.query(homes.sales, filter={"column": "address", "operator": "equals", "value": "new"})
    assert not found["items"]


def test_pages_of_links_go_on_where_they_ended(homes: Homes) -> None:
    made = _elms(homes, 30)
    assert len(homes.computed(homes.ann)["sales"]["items"]) == 25
    page = homes.links("GET", homes.ann, "sales", limit=20)
    assert page["count"] == 30
    # The last of the page goes; what comes behind it is the same.
    homes.links("DELETE", homes.ann, "sales", [made[19], made[25]])
    rest = homes.links("GET", homes.ann, "sales", limit=20, cursor=page["next_cursor"])
    assert rest["next_cursor"] is None
    assert [each["id"] for each in rest["items"]] == [*made[20:25], *made[26:]]
    other = homes.links("GET", homes.bob, "sales", cursor=page["next_cursor"])
    assert other["type"] == "cursor_invalid"


def test_lookups_rollups_and_counts_of_one_another(homes: Homes) -> None:
    one, two, three = _elms(homes)
    homes.api.patch(f"/items/{three}", "editor", json={"values": {"price": None}})
    for function, expected in {
        "sum": 300,
        "avg": 150,
        "min": 100,
        "max": 200,
        "count": 3,
        "count_filled": 2,
        "count_empty": 1,
        "count_distinct": 2,
        "concat": "100, 200",
    }.items():
        made = homes.column(
            homes.agents, function, "rollup", relation="sales", field="price", function=function
        )
        assert homes.computed(homes.ann)[made["key"]] == expected, function
    assert homes.computed(homes.bob)["sum"] == 0
    assert homes.computed(homes.bob)["avg"] is None
    assert homes.column(homes.agents, "N", "count", relation="sales")["result"]["type"] == "integer"
    made = homes.column(homes.sales, "Levels", "lookup", relation="agent", field="level")
    assert (made["result"]["type"], made["result"]["is_array"]) == ("select", True)
    assert made["result"]["config"] == LEVELS
    homes.column(homes.sales, "Of agent", "lookup", relation="agent", field="sum")
    homes.column(homes.sales, "Colleagues", "lookup", relation="agent", field="sales")
    homes.column(homes.sales, "Share", "formula", formula="{Price} / sum({Of agent})")
    assert homes.computed(two) == {
        "agent": {"count": 1, "items": [{"id": homes.ann, "title": "Ann"}]},
        "levels": ["a"],
        "of_agent": [300],
        "colleagues": ["1 Elm", "2 Elm", "3 Elm"],
        "share": pytest.approx(2 / 3),
    }
    # What it is computed from goes to the trash, and comes back.
    homes.api("DELETE", f"/items/{one}", "editor")
    assert homes.computed(two)["of_agent"] == [200] and homes.computed(two)["share"] == 1
    homes.api.post(f"/items/{one}/restore", "editor")
    assert homes.computed(two)["of_agent"] == [300]


def test_queries_ask_sort_group_and_sum_up_what_is_computed(homes: Homes) -> None:
    one, two, three = _elms(homes)
    other = homes.create(homes.sales, {"address": "Oak", "price": 50}, agent=[homes.bob])["id"]
    none = homes.create(homes.sales, {"address": "Ash"})["id"]
    homes.column(homes.agents, "Total", "rollup", relation="sales", field="price", function="sum")
    homes.column(homes.sales, "Levels", "lookup", relation="agent", field="level")
    homes.column(homes.sales, "Totals", "lookup", relation="agent", field="total")

    def found(column: str, operator: str, value: Any = None) -> set[str]:
        node = {"column": column, "operator": operator} | ({} if value is None else {"value": value})
        return {each["id"] for each in homes.query(homes.sales, filter=node)["items"]}

    elms, everything = {one, two, three}, {one, two, three, other, none}
    assert found("agent", "any_of", [homes.ann]) == elms
    assert found("agent", "none_of", [homes.ann]) == {other, none}
    assert found("agent", "all_of", [homes.ann, homes.bob]) == set()
    assert found("agent", "contains", "AN") == elms
    assert found("agent", "is_empty") == {none}
    assert found("levels", "equals", "b") == {other}
    assert found("levels", "not_equals", "b") == elms | {none}
    assert found("totals", "gte", 600) == elms
    assert found("totals", "is_not_empty") == everything - {none}
    rich = homes.query(
        homes.agents,
        filter={"column": "total", "operator": "lt", "value": 1000},
        sort=[{"column": "total", "direction": "desc"}],
        aggregates=[{"column": "total", "function": "sum"}, {"column": "sales", "function": "filled"}],
        fields=["name", "total"],
        limit=1,
    )
    assert [(i["values"], i["computed"]) for i in rich["items"]] == [({"name": "Ann"}, {"total": 600})]
    assert [each["value"] for each in rich["aggregates"]] == [650, 2]
    poor = homes.query(
        homes.agents,
        filter={"column": "total", "operator": "lt", "value": 1000},
        sort=[{"column": "total", "direction": "desc"}],
        fields=["name"],
        limit=1,
        cursor=rich["next_cursor"],
    )
    assert [(i["values"], "computed" in i) for i in poor["items"]] == [({"name": "Bob"}, False)]
    groups = homes.query(homes.sales, group_by=[{"column": "levels"}])["groups"]
    assert [(g["values"], g["count"]) for g in groups] == [([["a"]], 3), ([["b"]], 1), ([None], 1)]
    of_one = homes.query(homes.sales, group_by=[{"column": "levels"}], group=[["b"]])
    assert [each["id"] for each in of_one["items"]] == [other]
    by_agent = homes.query(homes.sales, sort=[{"column": "agent", "direction": "desc"}, {"column": "totals"}])
    assert [each["id"] for each in by_agent["items"]] == [other, one, two, three, none]
    refused = homes.query(homes.sales, aggregates=[{"column": "totals", "function": "sum"}])
    assert refused["type"] == "query_invalid" and "filled" in refused["detail"]


def test_a_circle_is_refused_and_named(homes: Homes) -> None:
    made = homes.column(homes.agents, "Total", "rollup", relation="sales", field="price", function="sum")
    homes.column(homes.sales, "Of agent", "lookup", relation="agent", field="total")
    config = {"relation": "sales", "field": "of_agent", "function": "sum"}
    path = f"/lists/{homes.agents}/columns/{made['id']}"
    refused = homes.api.patch(path, "manager", json={"config": config}).json()
    assert (refused["type"], refused["status"]) == ("column_cycle", 422)
    assert "Agents.Total → Sales.Of agent → Agents.Total" in refused["detail"]
    # Nothing has changed.
    assert made == next(
        each
        for each in homes.api.get(f"/lists/{homes.agents}/columns", "member").json()["columns"]
        if each["key"] == "total"
    )


def test_what_depends_on_a_column_in_the_trash_says_so_and_recovers(homes: Homes) -> None:
    one, *_ = _elms(homes)
    columns = homes.api.get(f"/lists/{homes.sales}/columns", "member").json()["columns"]
    price = next(each["id"] for each in columns if each["key"] == "price")
    homes.column(homes.agents, "Total", "rollup", relation="sales", field="price", function="sum")
    homes.column(homes.sales, "Twice", "formula", formula="{Price} * 2")
    assert homes.api("DELETE", f"/lists/{homes.sales}/columns/{price}", "manager").status_code < 300
    assert homes.computed(homes.ann)["total"] is None and homes.computed(one)["twice"] is None
    columns = homes.api.get(f"/lists/{homes.agents}/columns", "member").json()["columns"]
    assert columns[-1]["result"]["problem"] == 'the column "Price" is in the trash'
    refused = homes.query(homes.agents, sort=[{"column": "total"}])
    assert refused["type"] == "query_invalid" and "in the trash" in refused["detail"]


def test_settings_that_cannot_work_are_refused(homes: Homes) -> None:
    for type_, config, words in (
        ("lookup", {"relation": "price", "field": "name"}, "is no relation"),
        ("lookup", {"relation": "agent", "field": "nonsense"}, 'key "nonsense"'),
        ("lookup", {"relation": "agent"}, '"field" is missing'),
        ("rollup", {"relation": "agent", "field": "name", "function": "sum"}, 'no "sum" of values of type'),
        ("rollup", {"relation": "agent", "field": "name", "function": "nonsense"}, "must be sum, avg"),
        ("count", {}, '"relation" is missing'),
        ("relation", {}, '"target_list_id" must be'),
        ("relation", {"target_list_id": homes.agents, "cardinality": "some"}, '"cardinality" must be'),
        ("relation", {"target_list_id": homes.agents, "on_delete": "explode"}, '"on_delete" must be'),
        ("relation", {"target_list_id": homes.agents, "inverse": {"key": "x"}}, '"inverse" is'),
        ("text", {"inverse": {"name": "x"}}, '"inverse" is'),
    ):
        refused = homes.column(homes.sales, "Bad", type_, **config)
        assert refused["type"] == "column_config_invalid" and words in refused["detail"], (type_, config)
    missing = "00000000-0000-0000-0000-000000000000"
    assert (
        homes.column(homes.sales, "Bad", "relation", target_list_id=missing)["type"]
        == "target_list_not_found"
    )
    refused = homes.column(homes.sales, "Bad", "formula", formula="{Nonsense} +")
    assert refused["type"] == "formula_invalid"


def test_nobody_writes_what_is_computed(homes: Homes) -> None:
    refused = homes.create(homes.sales, {"agent": [homes.ann]})
    assert (refused["type"], refused["errors"][0]["code"]) == ("item_values_invalid", "read_only")


def test_what_is_computed_from_a_column_outlives_its_conversion(homes: Homes) -> None:
    one, _, _ = _elms(homes)
    homes.column(homes.sales, "Double", "formula", formula="{Price} * 2")
    homes.column(homes.agents, "Sum", "rollup", relation="sales", field="price", function="sum")
    columns = homes.api.get(f"/lists/{homes.sales}/columns", "member").json()["columns"]
    price = next(each["id"] for each in columns if each["key"] == "price")
    changed = homes.api.post(f"/columns/{price}/convert", "manager", json={"type": "number"})
    assert changed.status_code < 300, changed.text
    item = homes.api.get(f"/items/{one}", "member").json()
    assert item["values"] == {"address": "1 Elm", "price": 100, "price_2": 100}
    assert homes.computed(one)["double"] == 200
    assert homes.computed(homes.ann)["sum"] == 600
    written = homes.api.patch(f"/items/{one}", "editor", json={"values": {"price_2": 150}, "version": 1})
    assert written.status_code == 200, written.text
    assert homes.computed(homes.ann)["sum"] == 650
    later = homes.column(homes.sales, "Triple", "formula", formula="{Price} * 3")
    assert later["result"]["problem"] is None
    assert homes.computed(one)["triple"] == 450


def test_pairs_are_linked_at_once_or_not_at_all(homes: Homes) -> None:
    sales = [homes.create(homes.sales, {"address": f"{n} Oak"})["id"] for n in range(4)]
    path = f"/lists/{homes.sales}/links/agent"

    def link(*pairs: tuple[str, str], person: str = "editor") -> Any:
        body = {"pairs": [{"item_id": a, "linked_item_id": b} for a, b in pairs]}
        return homes.api.post(path, person, json=body)

    made = link(*((sale, (homes.ann, homes.bob)[n % 2]) for n, sale in enumerate(sales)))
    assert (made.status_code, made.json()) == (200, {"added": 4})
    assert homes.titles(homes.bob, "sales") == ["1 Oak", "3 Oak"]
    assert link((sales[0], homes.ann)).json() == {"added": 0}  # was there
    refused = link((sales[0], homes.ann), (homes.bob, homes.ann), (sales[1], sales[2]))
    assert refused.status_code == 422 and refused.json()["type"].endswith("link_invalid"), refused.text
    assert link((sales[0], homes.bob)).status_code == 409  # of one agent only
    assert link((sales[0], homes.ann), person="member").status_code == 403
    assert homes.titles(homes.ann, "sales") == ["0 Oak", "2 Oak"]
    # From the other side, and in more than one list at once.
    path = f"/lists/{homes.agents}/links/sales"
    new = homes.create(homes.sales, {"address": "New"})["id"]
    assert link((homes.bob, new)).json() == {"added": 1}
    assert homes.titles(new, "agent") == ["Bob"]


def test_a_list_without_a_title_can_be_linked(homes: Homes) -> None:
    one, _, _ = _elms(homes)
    for key in ("name", "level"):
        columns = homes.api.get(f"/lists/{homes.agents}/columns", "member").json()["columns"]
        gone = next(each["id"] for each in columns if each["key"] == key)
        homes.api.delete(f"/lists/{homes.agents}/columns/{gone}", "manager")
    assert homes.computed(one)["agent"] == {"count": 1, "items": [{"id": homes.ann, "title": None}]}
    assert homes.query(homes.sales)["items"][0]["computed"]["agent"]["count"] == 1


def test_a_list_in_the_trash_is_hidden_whole(homes: Homes) -> None:
    one, _, _ = _elms(homes)
    view = homes.api.post(f"/lists/{homes.sales}/views", "member", json={"name": "Mine"}).json()["id"]
    assert homes.api.delete(f"/lists/{homes.sales}", "admin").status_code == 204
    for method, path, body in (
        ("GET", f"/items/{one}", None),
        ("PATCH", f"/items/{one}", {"values": {"address": "x"}}),
        ("GET", f"/items/{one}/comments", None),
        ("GET", f"/items/{one}/links/agent", None),
        ("POST", f"/views/{view}/open", {}),
        ("POST", f"/lists/{homes.sales}/items/query", {}),
    ):
        answer = homes.api(method, path, "editor" if "views" not in path else "member", json=body)
        assert answer.status_code == 404, path
    found = homes.api.get("/search?q=elm", "member", headers=homes.headers).json()
    assert found["hits"] == []
    assert homes.api.post(f"/lists/{homes.sales}/restore", "admin", json={}).status_code == 200
    assert homes.api.get(f"/items/{one}", "member").status_code == 200
