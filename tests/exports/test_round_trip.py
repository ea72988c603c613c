"""What goes out comes in again unchanged: each cell of the suite of types, and what hypothesis thinks of."""

import json
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from jobs.exports.protection import protect, release
from jobs.exports.workbook import MOST_CHARACTERS
from tests.exports.conftest import Exporter
from tests.support.people import ids
from tests.types.cells import Case, read
from tests.types.oracle import accepts, is_empty
from tests.types.test_property import COLUMNS, cells, words

WAYS: list[tuple[str, dict[str, Any]]] = [
    ("csv", {"protection": "raw"}),
    ("csv", {"protection": "safe"}),
    ("csv", {"protection": "safe", "delimiter": ";", "encoding": "utf-16"}),
    ("xlsx", {}),
    ("json", {}),
    ("ndjson", {}),
]


def parsed(text: str) -> Any:
    """JSON with numbers by value and to the last digit."""
    return json.loads(text, parse_float=Decimal, parse_int=Decimal)


def check(exporter: Exporter, list_id: UUID, way: tuple[str, dict[str, Any]]) -> None:
    """Exports, imports into a list of the same columns, and compares item by item."""
    format_, options = way
    exported = exporter(format_, list_id=list_id, columns="writable", **options)
    report = exporter.copy(exported, list_id)
    assert report.status == "done", report.error
    assert report.errors == []
    before, after = exporter.values(list_id), exporter.values(report.list_id)
    if format_ == "xlsx":
        while before and before[-1] == "{}":
            before.pop()  # a sheet ends with its last cell
    assert len(before) == len(after)
    for one, other in zip(before, after, strict=True):
        assert _expected(parsed(one), way) == parsed(other)


def _expected(values: dict[str, Any], way: tuple[str, dict[str, Any]]) -> dict[str, Any]:
    """Without an apostrophe before it a text of spaces alone is an empty cell to an import."""
    if way[0] == "csv" and way[1]["protection"] == "safe":
        return values
    return {key: v for key, v in values.items() if not (isinstance(v, str) and v.isspace())}


def _cases(exporter: Exporter) -> list[tuple[Any, list[Case]]]:
    columns, cases = read(ids(exporter.superuser))
    return [(c, [case for case in cases if case.key == c.key and case.verdict == "yes"]) for c in columns]


def _is_kept(case: Case, type_: str) -> bool:
    """What an import cannot know: spaces around a phone number, and people who are not members."""
    text = json.loads(case.cell)
    return not (isinstance(text, str) and type_ not in ("text", "long_text", "json") and text != text.strip())


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_every_cell_of_the_suite_of_types(exporter: Exporter, way: tuple[str, dict[str, Any]]) -> None:
    columns: list[dict[str, Any]] = []
    rows: list[str] = []
    for column, cases in _cases(exporter):
        columns.append(
            {"key": column.key, "name": f"Column {column.key}", "type": column.type, "config": column.config}
        )
        rows += [
            f'{{"{column.key}": {case.cell}}}'
            for case in cases
            if _is_kept(case, column.type) and (way[0] != "xlsx" or len(case.cell) < MOST_CHARACTERS)
        ]
    assert len(rows) > 100
    list_id = exporter.make_list(columns)
    exporter.add(list_id, *rows)
    check(exporter, list_id, way)


@pytest.fixture(scope="module")
def place(exporter: Exporter) -> list[dict[str, Any]]:
    """The columns of the lists that hypothesis fills."""
    more = [{"key": t, "name": t, "type": t} for t in ("email", "phone", "url")]
    made = [{"key": c.key, "name": f"Column {c.key}", "type": c.type, "config": c.config} for c in COLUMNS]
    return made + more


contacts = st.one_of(
    st.tuples(st.just("email"), st.from_regex(r"[a-z=+-]{1,8}@[a-z]{1,8}\.[a-z]{2,5}", fullmatch=True)),
    st.tuples(st.just("phone"), st.from_regex(r"[+(]?[0-9][0-9 ()./-]{1,12}[0-9]", fullmatch=True)),
    st.tuples(st.just("url"), st.from_regex(r"https?://[a-zß]{1,9}/[!-~]{0,9}", fullmatch=True)),
)
prefixed = st.builds(
    str.__add__, st.text("'=+-@\t \u00a0\u200b\uff1d0", max_size=5), st.one_of(words, st.just("1+1"))
).filter(lambda text: "\n" not in text and "\r" not in text and len(text) <= 1000)


@st.composite
def items(draw: st.DrawFn) -> str:
    """The values of an item, as JSON text."""
    found: dict[str, str] = {}
    for column, cell in draw(st.lists(cells, max_size=12)):
        value = parsed(cell)
        if not is_empty(value) and accepts(column.type, column.config, value):
            found[column.key] = cell
    found |= {key: json.dumps(text) for key, text in draw(st.lists(contacts, max_size=2))}
    if draw(st.booleans()):
        text = draw(prefixed)
        found["text_0"] = json.dumps(text or "=1")
    return "{" + ", ".join(f"{json.dumps(key)}: {cell}" for key, cell in found.items()) + "}"


def _property(exporter: Exporter, columns: list[dict[str, Any]], rows: list[str], way: Any) -> None:
    list_id = exporter.make_list(columns)
    exporter.add(list_id, *rows)
    check(exporter, list_id, way)


QUICK = settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@QUICK
@given(rows=st.lists(items(), min_size=20, max_size=40), way=st.sampled_from(WAYS))
def test_whatever_is_stored(
    exporter: Exporter, place: list[dict[str, Any]], rows: list[str], way: tuple[str, dict[str, Any]]
) -> None:
    _property(exporter, place, rows, way)


@pytest.mark.slow
@pytest.mark.timeout(1800)
@settings(QUICK, max_examples=100)
@given(rows=st.lists(items(), min_size=1, max_size=60), way=st.sampled_from(WAYS))
def test_whatever_is_stored_at_length(
    exporter: Exporter, place: list[dict[str, Any]], rows: list[str], way: tuple[str, dict[str, Any]]
) -> None:
    _property(exporter, place, rows, way)


@given(st.one_of(words, prefixed, st.text()))
def test_protection_is_taken_away_whole(text: str) -> None:
    assert release(protect(text)) == text
    assert protect(text)[:1] not in ("=", "+", "@", "\t", "\r", "\n")


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("  =1+1", "'  =1+1"),
        ("\t=1+1", "'\t=1+1"),
        ("\u00a0\u200b\ufeff@SUM(A1)", "'\u00a0\u200b\ufeff@SUM(A1)"),
        ("\x01\x1f+1", "'\x01\x1f+1"),
        ("\uff1d1+1", "'\uff1d1+1"),
        ("-2+3", "'-2+3"),
        ("'=1+1", "''=1+1"),
        ("-5", "-5"),
        ("-5.25", "-5.25"),
        ("+49 228", "'+49 228"),
        ("'s-Hertogenbosch", "'s-Hertogenbosch"),
        ("a=b", "a=b"),
        ("\rx", "'\rx"),
        ("   ", "'   "),
        ("'", "'"),
        ("", ""),
    ],
)
def test_what_a_spreadsheet_would_compute_is_protected(text: str, cell: str) -> None:
    assert protect(text) == cell
    assert release(cell) == text


def test_a_list_that_is_new_gets_the_same_columns(exporter: Exporter) -> None:
    """The options that an export says make the list again, ids of options included."""
    options = [{"id": "x1", "label": "a, b"}, {"id": "x2", "label": "=c"}]
    columns = [
        {"name": "=Title", "type": "text", "config": {"max_length": 20}},
        {"name": "Share", "type": "percent"},
        {"name": "Kind", "type": "select", "config": {"options": options}},
        {"name": "Kinds", "type": "multi_select", "config": {"options": options}},
        {"name": "Day", "type": "date"},
        {"name": "Zip", "type": "number"},
    ]
    list_id = exporter.make_list(columns)
    key = exporter.importer.call("manager", "select public.get_list(%s)", [list_id])["columns"][0]["key"]
    exporter.add(
        list_id,
        {key: "=A1", "share": 0.5, "kind": "x2", "kinds": ["x2", "x1"], "day": "2024-01-02", "zip": 7},
        {key: "b", "kinds": ["x1"], "zip": 1},
    )
    exported = exporter(list_id=list_id, columns="writable")
    report = exporter.importer(exported.content.decode("utf-8-sig"), **exported.options)
    assert report.status == "done" and report.errors == [], (report.error, report.errors)
    assert report.types() == {c["name"]: c["type"] for c in columns}
    assert [parsed(v) for v in exporter.values(report.list_id)] == [
        parsed(v) for v in exporter.values(list_id)
    ]


@pytest.mark.parametrize("format_", ["csv", "xlsx", "json", "ndjson"])
def test_links_come_in_again(exporter: Exporter, format_: str) -> None:
    """The mapping that an export says finds what is linked by its id, also where titles are alike."""
    owners = exporter.make_list([{"name": "Name", "type": "text"}])
    people = exporter.add(owners, {"name": "Ann"}, {"name": "Ann"}, {"name": "Bob; Carl, Dan"}, {})
    config = {"target_list_id": str(owners), "inverse": {"name": "Homes"}}
    columns = [
        {"name": "Address", "type": "text"},
        {"name": "Owners", "type": "relation", "config": config},
        {"name": "How many", "type": "count", "config": {"relation": "owners"}},
        {"name": "No", "type": "auto_number"},
    ]
    homes = exporter.make_list(columns)
    first, second, _ = exporter.add(homes, {"address": "1"}, {"address": "2"}, {"address": "3"})
    for home, linked in ((first, [people[2], people[0]]), (second, people[1:])):
        exporter.importer.call(
            "manager",
            "select public.add_links(%s, 'owners', to_jsonb(%s::text[]))",
            [home, list(map(str, linked))],
        )
    exported = exporter(format_, list_id=homes)
    assert exported.report is not None and exported.file_name is not None
    mapping = exported.report["lists"][0]["import_mapping"]
    before = _links(exporter, homes)
    report = exporter.importer(
        exported.content,  # type: ignore[arg-type]
        list_id=homes,
        name=exported.file_name,
        mapping=mapping,
        **exported.options,
    )
    assert report.status == "done" and report.errors == [], (report.error, report.errors)
    assert before[:2] == [[people[2], people[0]], people[1:]] and before[2] is None
    assert _links(exporter, homes) == before * 2


def test_an_export_with_ids_updates_its_items(exporter: Exporter) -> None:
    homes = exporter.make_list([{"name": "Address", "type": "text"}])
    exporter.add(homes, {"address": "1 Elm"}, {"address": "2 Elm"})
    exported = exporter("csv", list_id=homes, ids="all")
    assert exported.report is not None
    assert isinstance(exported.content, bytes)
    mapping = exported.report["lists"][0]["import_mapping"]
    said = {"list_id": homes, "mapping": mapping, **exported.options}
    mended = exported.content.replace(b"2 Elm", b"2 Oak")
    report = exporter.importer(mended, mode="upsert", key_columns=["@id"], **said)
    assert report.status == "done", report.error
    assert (report.rows_updated, report.rows_unchanged, report.rows_imported) == (1, 1, 0)
    again = exporter.importer(exported.content, **said)
    assert (again.status, again.rows_imported) == ("done", 2)


def _links(exporter: Exporter, list_id: UUID) -> list[Any]:
    rows = exporter.superuser.execute(
        "select (select array_agg(k.target_item_id order by k.position, k.id) from public.links as k"
        " where k.item_id = i.id) from public.items as i where i.list_id = %s order by i.id",
        [list_id],
    ).fetchall()
    return [linked for (linked,) in rows]
