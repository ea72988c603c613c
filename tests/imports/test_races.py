"""Imports at the same moment: each key becomes one item, each import is done once."""

import threading
from uuid import UUID

import psycopg

from jobs.imports.run import run_import
from tests.imports.conftest import Importer

COLUMNS = [{"name": "Code", "type": "text"}, {"name": "By", "type": "text"}]
ROWS = 400


def content(by: str) -> bytes:
    return b"Code,By\n" + b"".join(b"code %d,%s\n" % (n, by.encode()) for n in range(ROWS))


def at_once(importer: Importer, identifiers: list[UUID]) -> None:
    start = threading.Barrier(len(identifiers))

    def run(identifier: UUID) -> None:
        start.wait()
        run_import(importer.settings, identifier)

    threads = [threading.Thread(target=run, args=[identifier]) for identifier in identifiers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
        assert not thread.is_alive()


def test_two_upserts_of_the_same_keys(common_importer: Importer) -> None:
    list_id = common_importer.make_list(COLUMNS, "Raced for")
    asked = [
        common_importer.ask(content(by), list_id=list_id, mode="upsert", key_columns=["code"])
        for by in "abcd"
    ]
    at_once(common_importer, asked)
    reports = [common_importer.report(identifier, with_items=False) for identifier in asked]
    assert [report.status for report in reports] == ["done"] * 4
    assert sorted((r.rows_imported, r.rows_updated) for r in reports) == [(0, ROWS)] * 3 + [(ROWS, 0)]
    rows = common_importer.rows(
        "select values ->> 'by', count(*) from public.items where list_id = %s group by 1", [list_id]
    )
    assert [count for _, count in rows] == [ROWS]


def test_an_import_that_two_workers_were_given_runs_once(common_importer: Importer) -> None:
    list_id = common_importer.make_list(COLUMNS, "Twice")
    identifier = common_importer.ask(content("a"), list_id=list_id)
    at_once(common_importer, [identifier] * 3)
    assert common_importer.report(identifier).rows_imported == ROWS
    assert common_importer.rows("select count(*) from public.items where list_id = %s", [list_id]) == [
        (ROWS,)
    ]


def test_an_item_that_somebody_edits_meanwhile(common_importer: Importer) -> None:
    """The import waits, and then changes what it was asked to and leaves the rest of the edit."""
    list_id = common_importer.make_list([*COLUMNS, {"name": "Note", "type": "text"}], "Edited")
    common_importer(b"Code,By\nx,a\ny,a\n", list_id=list_id)
    identifier = common_importer.ask(
        b"Code,By\nx,b\ny,b\n", list_id=list_id, mode="update", key_columns=["code"]
    )
    with psycopg.connect(common_importer.settings.database_url) as editor:
        editor.execute(
            'update public.items set values = values || \'{"note": "mine", "by": "me"}\''
            " where list_id = %s and values ->> 'code' = 'x'",
            [list_id],
        )
        failures: list[BaseException] = []

        def run() -> None:
            try:
                run_import(common_importer.settings, identifier, is_last_attempt=False)
            except psycopg.errors.SerializationFailure as error:
                failures.append(error)  # the queue runs it again

        thread = threading.Thread(target=run)
        thread.start()
        thread.join(0.5)
        assert thread.is_alive()
        editor.commit()
        thread.join(30)
    assert len(failures) == 1
    report = common_importer.run(identifier)
    assert report.rows_updated == 2
    assert report.items == [{"code": "x", "by": "b", "note": "mine"}, {"code": "y", "by": "b"}]
