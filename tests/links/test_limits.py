"""How much can be linked, and how much computed."""

import psycopg

from tests.api.conftest import Api
from tests.links.test_rest import Homes


def test_an_item_has_ten_thousand_links(api: Api, workspace: str, superuser: psycopg.Connection) -> None:
    homes = Homes(api, workspace)
    found = superuser.execute(
        "insert into public.items (list_id, values) select %s, jsonb_build_object('name', n) from "
        "(select n::text as n from generate_series(1, 10001) as n) as n returning id::text",
        [homes.agents],
    ).fetchall()
    *all_, one_more = (each for (each,) in found)
    homes.column(homes.sales, "Many", "relation", target_list_id=homes.agents, inverse={"name": "Of many"})
    sale = homes.create(homes.sales, {"address": "1 Elm"})["id"]
    assert homes.links("PUT", sale, "many", all_) == {"added": 10000, "removed": 0, "count": 10000}
    refused = homes.links("POST", sale, "many", [one_more])
    assert (refused["status"], refused["type"]) == (422, "links_at_most_10000")
    refused = homes.links("POST", one_more, "of_many", [sale])
    assert refused["type"] == "links_at_most_10000"
    assert homes.links("PUT", sale, "many", [*all_, one_more])["type"] == "invalid_input"
    assert homes.links("PUT", sale, "many", all_[::-1])["count"] == 10000
    page = homes.links("GET", sale, "many", limit=2)
    assert [each["id"] for each in page["items"]] == all_[:-3:-1]
    assert len(homes.computed(sale)["many"]["items"]) == 25


def test_a_column_that_is_computed_of_too_much_is_refused(api: Api, workspace: str) -> None:
    homes = Homes(api, workspace)
    options = [{"id": f"o{n}", "label": f"{n} " + "x" * 150} for n in range(2000)]
    large = homes.create_list("Large", {"name": "Kind", "type": "select", "config": {"options": options}})
    refused = homes.column(homes.sales, "Large", "relation", target_list_id=large)
    assert (refused["status"], refused["type"]) == (422, "column_too_complex")
