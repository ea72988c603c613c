"""Search finds what a plain scan under row-level security finds, and says what it left out."""

import json
import random
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jobs.search import index
from tests.conftest import ConnectAs
from tests.support.server import Database

WORDS = (
    *("elm", "Elm", "ELMS", "élm", "Straße", "strasse", "Łódź", "lodz", "café", "CAFE\u0301"),
    *("O'Hara", "hara", "ﬁne", "fine", "x" * 50, "x" * 41, "a_b", "100%", "3.5", "'; drop"),
    *("ΣΟΦΟΣ", "σοφος", "Ёлка", "елка", "北京"),
)
LABELS = {"open": "Öffen & wide", "sold": "Sold elm", "off": "Off market"}
KINDS = ("item", "comment")
TEXT = ("text", "long_text", "email", "phone", "url", "integer", "number", "currency")
often = settings(
    max_examples=80,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def words_of(text: str) -> list[str]:
    """Written from docs/search.md, not from the SQL."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).lower()
    for special, letters in (
        *zip("łøđðħıς", "loddhi\u03c3", strict=True),
        *(("ß", "ss"), ("æ", "ae"), ("œ", "oe"), ("þ", "th")),
    ):
        plain = plain.replace(special, letters)
    return [word[:40] for word in re.findall(r"[^\W_]+", plain)]


def has_all(cells: list[str], wanted: list[str]) -> bool:
    found = [word for cell in cells for word in words_of(cell)]
    return all(any(word.startswith(one) for word in found) for one in wanted)


class Homes:
    """A list with a column of every kind that is searched, and comments."""

    def __init__(self, superuser: psycopg.Connection, people: dict[str, Any], workspace: str) -> None:
        self.superuser, self.people = superuser, people
        self.random = random.Random(7)  # noqa: S311  # data, no secret
        self.workspace = self.one("select tests.workspace(%s)::text", workspace)
        self.list_id = self.one(
            "insert into public.lists (workspace_id, name) values (%s, 'Homes') returning id::text",
            self.workspace,
        )
        options = {"options": [{"id": key, "label": label} for key, label in LABELS.items()]}
        self.columns: dict[str, str] = {}
        for key, kind, config in (
            *(("title", "text", {}), ("notes", "long_text", {}), ("mail", "email", {})),
            *(("price", "number", {}), ("status", "select", options), ("tags", "multi_select", options)),
            *(("agent", "user", {}), ("place", "address", {}), ("no", "auto_number", {})),
            *(("seen", "date", {}), ("extra", "json", {})),
        ):
            self.columns[key] = self.one(
                "insert into public.list_columns (list_id, key, name, type, config)"
                " values (%s, %s, %s, %s, %s) returning id::text",
                *(self.list_id, key, key.title(), kind, json.dumps(config)),
            )

    def one(self, statement: str, *parameters: Any) -> str:
        row = self.superuser.execute(statement.encode(), parameters).fetchone()
        assert row is not None
        return str(row[0])

    def fill(self, items: int, comments: int) -> None:
        pick = self.random.choice
        members = [
            str(user)
            for (user,) in self.superuser.execute(
                "select user_id from public.workspace_members where workspace_id = %s", [self.workspace]
            )
        ]
        ids = []
        for _ in range(items):
            cells = {
                "title": " ".join(self.random.sample(WORDS, 3)),
                "notes": "\n".join(self.random.choices(WORDS, k=4)),
                "mail": pick(("ada@elm.example", "bob@other.example")),
                "price": pick((425000, 3.5, 4250)),
                "status": pick(tuple(LABELS)),
                "tags": self.random.sample(tuple(LABELS), 2),
                "agent": pick(members),
                "place": {"city": pick(("Łódź", "Elmshorn")), "country": "PL"},
                "seen": "2025-01-01",
                "extra": {"hidden": "elm"},
            }
            chosen = {key: cell for key, cell in cells.items() if self.random.random() < 0.5}
            ids.append(
                self.one(
                    "insert into public.items (list_id, values) values (%s, %s) returning id::text",
                    *(self.list_id, json.dumps(chosen)),
                )
            )
        for _ in range(comments):
            body = f"{pick(WORDS)} @[Ann Élise](" + pick(members) + f") {pick(WORDS)}"
            self.one(
                "insert into public.comments (workspace_id, item_id, body) values (%s, %s, %s)"
                " returning id::text",
                *(self.workspace, pick(ids), body),
            )
        for table in ("items", "comments"):
            self.superuser.execute(
                f"update public.{table} set deleted_at = now() where id in ("
                f"select id from public.{table} where workspace_id = %s"
                " order by md5(id::text) limit 3)".encode(),
                [self.workspace],
            )


def index_all(database: Database, batch: int = 7) -> int:
    """What the worker does."""
    with psycopg.connect(database.worker_url, autocommit=True) as worker:
        return index(worker, batch)


def ask(connection: psycopg.Connection, workspace: str, query: str, **more: Any) -> Any:
    kinds = more.get("kinds")
    row = connection.execute(
        "select public.search(%s, %s, kinds => %s, list_id => %s, cursor => %s, page_size => %s)",
        [
            *(workspace, query, json.dumps(kinds) if kinds else None, more.get("list_id")),
            *(more.get("cursor"), more.get("page_size", 1000)),
        ],
    ).fetchone()
    assert row is not None
    return row[0]


def scan(connection: psycopg.Connection, workspace: str) -> Iterator[tuple[str, str, str, list[str]]]:
    """Everything that the caller may select, read row by row: kind, id, list, texts."""
    columns: dict[str, list[tuple[str, str, Any]]] = {}
    for list_id, key, kind, config in connection.execute(
        "select list_id::text, key, type, config from public.list_columns where deleted_at is null"
    ):
        columns.setdefault(list_id, []).append((key, kind, config))
    names = dict(
        connection.execute(
            "select user_id::text, coalesce(nullif(full_name, ''), email) from public.user_profiles"
        )
    )
    items = {}
    for item, list_id, values, number in connection.execute(
        "select id::text, list_id::text, values, number from public.items"
        " where workspace_id = %s and deleted_at is null",
        [workspace],
    ):
        items[item] = list_id
        cells = []
        for key, kind, config in columns[list_id]:
            cell = values.get(key)
            labels = {o["id"]: o["label"] for o in config.get("options", [])}
            if kind == "auto_number" and number is not None:
                cells.append(str(number))
            elif cell is None:
                continue
            elif kind in TEXT:
                cells.append(str(cell))
            elif kind == "select":
                cells.append(labels[cell])
            elif kind == "multi_select":
                cells += [labels[one] for one in cell]
            elif kind == "user" and cell in names:
                cells.append(names[cell])
            elif kind == "address":
                cells += cell.values()
        yield "item", item, list_id, cells
    for comment, item, body in connection.execute(
        "select id::text, item_id::text, body from public.comments"
        " where workspace_id = %s and deleted_at is null",
        [workspace],
    ):
        if item in items:
            yield "comment", comment, items[item], [re.sub(r"@\[([^\]]+)\]\([0-9a-f-]{36}\)", r"\1", body)]


@pytest.fixture
def homes(superuser: psycopg.Connection, people: dict[str, Any]) -> Homes:
    """A list in Demo, and one like it in Other, with which it must not be confused."""
    other = Homes(superuser, people, "Other")
    other.fill(10, 5)
    made = Homes(superuser, people, "Demo")
    made.fill(60, 30)
    return made


@pytest.mark.parametrize("state", ["queued", "indexed", "stale"])
def test_search_finds_what_a_scan_finds(
    homes: Homes, database: Database, connect_as: ConnectAs, state: str
) -> None:
    if state != "queued":
        assert index_all(database) > 0
    if state == "stale":
        homes.superuser.execute(
            'update public.items set values = values || \'{"title": "new elm"}\' where list_id = %s'
            " and id in (select id from public.items where list_id = %s order by md5(id::text) limit 20)",
            [homes.list_id, homes.list_id],
        )
        homes.superuser.execute(
            "update public.list_columns set deleted_at = now() where id = %s", [homes.columns["notes"]]
        )
        homes.superuser.execute(
            "update public.list_columns set config = replace(config::text, 'Sold', 'Vendu')::jsonb"
            " where id = %s",
            [homes.columns["status"]],
        )
        homes.superuser.execute("update public.user_profiles set full_name = 'Zoë Elmer' where user_id = %s",
                                [homes.people["editor"]])  # fmt: skip
    callers = {name: connect_as(name) for name in ("owner", "member", "editor")}
    known = {name: list(scan(connection, homes.workspace)) for name, connection in callers.items()}
    single = sorted(
        {word for w in (*WORDS, *LABELS.values(), "Zoë Elmer 425000 4250") for word in words_of(w)}
    )
    pieces = st.sampled_from([w[:n] for w in single for n in (1, 2, 3, 50)])
    spoken = st.sampled_from([*WORDS, *LABELS.values(), "ada@elm.example", "Editor", "ann elise"])

    @often
    @given(
        st.lists(pieces | spoken, min_size=1, max_size=3).map(" ".join),
        st.sampled_from([None, ["item"], ["comment"], ["comment", "item"]]),
        st.sampled_from([None, homes.list_id]),
        st.sampled_from(sorted(callers)),
    )
    def holds(query: str, kinds: list[str] | None, list_id: str | None, who: str) -> None:
        wanted = words_of(query)
        expected = {
            (kind, found)
            for kind, found, of, cells in known[who]
            if wanted and has_all(cells, wanted) and kind in (kinds or KINDS) and list_id in (None, of)
        }
        answer = ask(callers[who], homes.workspace, query, kinds=kinds, list_id=list_id)
        assert {(hit["kind"], hit["id"]) for hit in answer["hits"]} == expected
        assert len(answer["hits"]) == len(expected)
        assert answer["is_capped"] is False and answer["unindexed"] is None

    holds()
    if state == "indexed":
        waiting = homes.superuser.execute("select count(*) from private.search_queue").fetchone()
        assert waiting == (0,)


def test_hits_say_where_and_what(homes: Homes, database: Database, connect_as: ConnectAs) -> None:
    item = homes.one(
        "insert into public.items (list_id, values) values (%s, %s) returning id::text",
        *(
            homes.list_id,
            json.dumps({"title": "Quiet Zebra House", "notes": "one " * 40 + "zebrà crossing here"}),
        ),
    )
    other = homes.one(
        "insert into public.items (list_id, values) values (%s, %s) returning id::text",
        *(homes.list_id, json.dumps({"title": "Elsewhere", "notes": "near a zebrawood tree"})),
    )
    comment = homes.one(
        "insert into public.comments (item_id, body, workspace_id) values (%s, 'A zebra?', %s)"
        " returning id::text",
        *(other, homes.workspace),
    )
    index_all(database)
    member = connect_as("member")
    hits = ask(member, homes.workspace, "ZÉBRA")["hits"]
    # Of two that match alike, the newer.
    assert [hit["id"] for hit in hits] == [comment, item, other]
    by_id = {hit["id"]: hit for hit in hits}
    assert (by_id[item]["field"], by_id[item]["snippet"]) == ("title", "Quiet Zebra House")
    assert (by_id[item]["list_name"], by_id[item]["field_name"]) == ("Homes", "Title")
    assert (by_id[comment]["title"], by_id[comment]["item_id"]) == ("Elsewhere", other)
    assert (by_id[other]["field"], by_id[other]["title"]) == ("notes", "Elsewhere")
    crossing = ask(member, homes.workspace, "zebra crossing")["hits"]
    assert [hit["id"] for hit in crossing] == [item]
    assert crossing[0]["snippet"].startswith("… one one") and "zebrà crossing here" in crossing[0]["snippet"]

    pages: list[str] = []
    cursor = None
    while True:
        page = ask(member, homes.workspace, "zebra", cursor=cursor, page_size=1)
        pages += [hit["id"] for hit in page["hits"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert pages == [hit["id"] for hit in hits]
    # What goes to the trash is gone at once, with its comments, whatever the index says.
    homes.superuser.execute("update public.items set deleted_at = now() where id = %s", [other])
    assert [hit["id"] for hit in ask(member, homes.workspace, "zebra")["hits"]] == [item]
    index_all(database)
    homes.superuser.execute("update public.items set deleted_at = null where id = %s", [other])
    index_all(database)
    assert len(ask(member, homes.workspace, "zebra")["hits"]) == 3
    homes.superuser.execute("update public.items set deleted_at = now() where id = %s", [other])
    homes.superuser.execute("delete from public.items where id = %s", [other])
    index_all(database)
    left = homes.superuser.execute(
        "select count(*) from private.search_documents where subject_id = any (%s)", [[other, comment]]
    ).fetchone()
    assert left == (0,)


def test_a_common_word_is_capped_and_a_backlog_told(
    homes: Homes, database: Database, connect_as: ConnectAs
) -> None:
    homes.superuser.execute(
        "insert into public.items (list_id, values) select %s, jsonb_build_object('title', 'common w' || n)"
        " from generate_series(1, 2500) as n",
        [homes.list_id],
    )
    queued = homes.superuser.execute(
        "select count(*) from private.search_queue where cardinality(subject_ids) >= 500"
    ).fetchone()
    assert queued == (3,)  # rows of a thousand, not of one
    member = connect_as("member")
    answer = ask(member, homes.workspace, "common", page_size=10)
    assert answer["unindexed"]["count"] >= 2500 and len(answer["hits"]) == 10
    index_all(database, 500)
    answer = ask(member, homes.workspace, "common", page_size=10)
    assert answer["is_capped"] is True and answer["unindexed"] is None and len(answer["hits"]) == 10
    rare = ask(member, homes.workspace, "common w2345")
    assert rare["is_capped"] is False and [hit["title"] for hit in rare["hits"]] == ["common w2345"]
    # A whole list that waits is walked in steps, and looked at meanwhile.
    homes.superuser.execute(
        "update public.list_columns set deleted_at = now() where id = %s", [homes.columns["price"]]
    )
    assert ask(member, homes.workspace, "common")["unindexed"]["count"] >= 2500
    assert index_all(database, 500) >= 2500


def test_what_only_shows_elsewhere_is_not_queued(homes: Homes, database: Database) -> None:
    index_all(database)
    for statement in (
        "update public.items set values = values where list_id = %s",
        "update public.list_columns set name = name || '!' where list_id = %s",
        "update public.lists set name = 'Other name' where id = %s",
    ):
        homes.superuser.execute(statement.encode(), [homes.list_id])
    row = homes.superuser.execute("select count(*) from private.search_queue").fetchone()
    assert row == (0,)


def test_only_one_job_reads_at_a_time(homes: Homes, database: Database) -> None:
    with psycopg.connect(database.worker_url) as first, psycopg.connect(database.worker_url) as second:
        assert first.execute("select private.index_search(5)").fetchone() != (0,)
        assert second.execute("select private.index_search(5)").fetchone() == (0,)


@pytest.mark.parametrize(
    ("query", "more"),
    [
        ("x" * 201, {}),
        (" ".join("abcdefghijk"), {}),
        ("elm", {"kinds": ["building"]}),
        ("elm", {"cursor": "AAAA"}),
    ],
)
def test_refusals(homes: Homes, connect_as: ConnectAs, query: str, more: Any) -> None:
    with pytest.raises(psycopg.errors.InvalidParameterValue):
        ask(connect_as("member"), homes.workspace, query, **more)


def test_nothing_but_signs_finds_nothing(homes: Homes, connect_as: ConnectAs) -> None:
    assert ask(connect_as("member"), homes.workspace, " ,.'% ")["hits"] == []


@pytest.mark.parametrize("who", ["outsider", "removed", "invited", "other_owner"])
def test_strangers_learn_nothing(homes: Homes, connect_as: ConnectAs, who: str) -> None:
    connection = connect_as(who)
    for statement in (
        "select public.search(%s, 'elm')",
        "select private.search_candidates(%s, '{elm}', '{item}', null)",
        "select private.search_unindexed(%s, '{item}')",
    ):
        with pytest.raises(psycopg.errors.NoDataFound):
            connection.execute(statement.encode(), [homes.workspace])
