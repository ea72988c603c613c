"""Cells that name items of another list become links."""

from typing import Any
from uuid import UUID

import pytest

from tests.imports.conftest import Importer, Report

AGENTS = (
    "Name,Email,Code\nAnn Lee,ann@x.org,1\nBen Roe,ben@x.org,2\nCleo,cleo@x.org,3\nBen Roe,ben2@x.org,4\n"
)


class World:
    """Agents, and homes that are linked to them."""

    def __init__(self, importer: Importer, name: str, cardinality: str = "many_to_many") -> None:
        self.importer = importer
        self.agents = importer.make_list(
            [
                {"name": "Name", "type": "text"},
                {"name": "Email", "type": "email"},
                {"name": "Code", "type": "integer"},
            ],
            f"Agents {name}",
        )
        importer(AGENTS, list_id=self.agents)
        config = {
            "target_list_id": str(self.agents),
            "cardinality": cardinality,
            "inverse": {"name": "Homes"},
        }
        self.homes = importer.make_list(
            [{"name": "Address", "type": "text"}, {"name": "Agents", "type": "relation", "config": config}],
            f"Homes {name}",
        )

    def __call__(self, content: str, *, into: UUID | None = None, **link: Any) -> Report:
        options = link.pop("options", {})
        mapping = {"columns": [{"from": "Agents", "to": "agents", "link": link}]} if link else {}
        return self.importer(content, list_id=into or self.homes, mapping=mapping, **options)

    def links(self) -> list[tuple[str, str]]:
        """Address and e-mail address of what is linked, in order."""
        return self.importer.rows(
            "select h.values ->> 'address', coalesce(a.values ->> 'email', a.values ->> 'name')"
            " from public.links as k join public.items as h on h.id = k.item_id"
            " join public.items as a on a.id = k.target_item_id"
            " where k.list_id = %s order by h.id, k.position",
            [self.homes],
        )


@pytest.fixture
def world(common_importer: Importer, request: pytest.FixtureRequest) -> World:
    return World(common_importer, request.node.name)


def test_titles_by_name_become_links(world: World) -> None:
    report = world('Address,Agents\na,ann lee\nb,"Cleo, Ann Lee"\nc,\nd,Nobody\ne,Ben Roe\n')
    assert (report.rows_imported, report.rows_rejected) == (3, 2)
    assert report.made == {"links": 3, "options": 0, "linked_items": 0}
    assert [(error[0], error[1], error[2]) for error in report.errors] == [
        (4, "Agents", "Nobody"),
        (5, "Agents", "Ben Roe"),
    ]
    assert "no item of" in report.errors[0][3]
    assert report.errors[1][3].startswith("2 items of")
    assert world.links() == [("a", "ann@x.org"), ("b", "cleo@x.org"), ("b", "ann@x.org")]


def test_links_by_a_key_column(world: World) -> None:
    report = world("Address,Agents\na,BEN@x.org|cleo@x.org\nb,2\n", by="Email", separator="|")
    assert report.made["links"] == 2
    assert world.links() == [("a", "ben@x.org"), ("a", "cleo@x.org")]
    world("Address,Agents\nc,3; 01\n", by="code", separator=";")
    assert world.links()[2:] == [("c", "cleo@x.org"), ("c", "ann@x.org")]
    (agent,) = world.importer.rows(
        "select id::text from public.items where list_id = %s order by id limit 1", [world.agents]
    )[0]
    world(f"Address,Agents\nd,{agent.upper()}\n", by="@id")
    assert world.links()[4:] == [("d", "ann@x.org")]


def test_unmatched_links_are_left_out_or_made(world: World) -> None:
    content = "Address,Agents\na,Ann Lee;New One\nb,new one\n"
    report = world(content, separator=";", unmatched="leave_out")
    assert (report.rows_imported, report.cells_emptied) == (2, 2)
    assert [error[4] for error in report.errors] == [False, False]
    assert world.links() == [("a", "ann@x.org")]
    report = world(content, separator=";", unmatched="create")
    assert report.made == {"links": 3, "options": 0, "linked_items": 1}
    assert world.links()[1:] == [("a", "ann@x.org"), ("a", "New One"), ("b", "New One")]


def test_an_upsert_replaces_links(world: World) -> None:
    world("Address,Agents\na,Ann Lee\nb,Cleo\nc,Cleo\nd,Cleo\n")
    upsert = {"mode": "upsert", "key_columns": ["address"]}
    report = world("Address,Agents\na,Cleo\nb,Cleo\nc,\ne,Ann Lee\n", options=upsert)
    assert (report.rows_imported, report.rows_updated, report.rows_unchanged) == (1, 2, 1)
    assert world.links() == [
        ("a", "cleo@x.org"),
        ("b", "cleo@x.org"),
        ("d", "cleo@x.org"),
        ("e", "ann@x.org"),
    ]


@pytest.mark.parametrize(
    ("cardinality", "content", "rejected"),
    [
        ("many_to_one", "Address,Agents\na,Ann Lee;Cleo\nb,Cleo\nc,Cleo\n", [1]),
        ("one_to_many", "Address,Agents\na,Ann Lee;Cleo\nb,Cleo\nc,\n", [2]),
        ("one_to_one", "Address,Agents\na,Ann Lee;Cleo\nb,Cleo\nc,Cleo\n", [1, 3]),
    ],
)
def test_a_relation_takes_as_many_as_it_says(
    common_importer: Importer, cardinality: str, content: str, rejected: list[int]
) -> None:
    world = World(common_importer, cardinality, cardinality)
    report = world(content, separator=";")
    assert report.status == "done", report.error
    assert [error[0] for error in report.errors] == rejected
    if cardinality != "many_to_one":
        again = world("Address,Agents\nz,Cleo\n", separator=";")
        assert "is linked from another item" in again.errors[0][3]


def test_the_other_side_of_a_relation(world: World) -> None:
    world("Address,Agents\na,\nb,\n")
    mapping = {"columns": [{"from": "Homes", "to": "homes"}]}
    report = world.importer('Name,Homes\nDora,a\nEve,"a, b"\n', list_id=world.agents, mapping=mapping)
    assert report.made["links"] == 3
    assert sorted(world.links()) == [("a", "Dora"), ("a", "Eve"), ("b", "Eve")]


def test_a_new_relation_is_made(world: World) -> None:
    new = {"name": "Seller", "type": "relation", "config": {"target_list_id": str(world.agents),
           "cardinality": "many_to_one", "on_delete": "unlink"}}  # fmt: skip
    mapping = {"columns": [{"from": "By", "to": new, "link": {"by": "email"}}]}
    report = world.importer(
        "Address,By\na,ann@x.org\nb,x@x.org\n", list_name=f"Sold {world.homes}", mapping=mapping
    )
    assert (report.status, report.rows_imported, report.rows_rejected) == ("done", 1, 1)
    assert report.made["links"] == 1


def test_nothing_of_another_workspace_is_linked(world: World, common_importer: Importer) -> None:
    ((other,),) = common_importer.rows("select id::text from public.items where workspace_id <> %s limit 1",
                                       [common_importer.workspace_id])  # fmt: skip
    report = world(f"Address,Agents\na,{other}\n", by="@id")
    assert (report.rows_imported, report.rows_rejected) == (0, 1)
