"""`deedbook import`: a file goes into a list, and a report says what became of each row."""

import hashlib
import json
import logging
import secrets
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO
from uuid import UUID

import click
import msgspec
import psycopg

from deedbook.cli._door import Door, find_person, find_workspace, named
from deedbook.cli._findings import inspect, reading_options
from deedbook.cli._report import print_report, print_revert
from deedbook.settings import Settings, make_private

QUEUE = "imports"
ENDED = {"done", "checked", "failed", "cancelled", "reverted"}
POLL_SECONDS = 0.1
ERRORS_SHOWN = 20

_WORKSPACE_OF = "select workspace_id::text from public.imports where id = %s"


@click.command("import")
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--workspace", metavar="NAME", help="Name or id of the workspace.")
@click.option("--list", "list_", metavar="NAME", help="Name or id of a list; a new name makes one.")
@click.option(
    "--target",
    type=click.Choice(["list", "contacts", "deals"]),
    default="list",
    help="What rows become: items of a list, contacts or deals.",
)
@click.option("--as", "email", metavar="EMAIL", help="Import with the rights of this person.")
@click.option(
    "--inspect", "only_look", is_flag=True, help="Only show what is in the file; nothing is imported."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of the report.")
@reading_options
@click.option("--delimiter", metavar="CHAR", help='What separates cells, such as ";"; "tab" for a tab.')
@click.option("--encoding", metavar="NAME", help="Such as utf-8 or windows-1252.")
@click.option("--header/--no-header", "has_header", default=None, help="Whether the first row has names.")
@click.option("--empty", multiple=True, metavar="TEXT", help="A text that means an empty cell; repeatable.")
@click.option("--type", "types", multiple=True, metavar="COLUMN=TYPE", help="Type of a column; repeatable.")
@click.option("--date-order", type=click.Choice(["mdy", "dmy", "ymd"]), help="Order of numeric dates.")
@click.option("--decimal-comma/--decimal-point", default=None, help="Which sign numbers have.")
@click.option(
    "--on-error",
    type=click.Choice(["reject-row", "keep-empty"]),
    default="reject-row",
    help="What happens when a cell does not convert.",
)
@click.option("--trim", is_flag=True, help="Drop spaces around texts; as they are otherwise.")
@click.option(
    "--map",
    "mapping",
    type=click.File(encoding="utf-8"),
    metavar="JSON",
    help="A file that says which column goes where.",
)
@click.option(
    "--mode",
    type=click.Choice(["insert", "update", "upsert", "skip"]),
    default="insert",
    help="What happens to rows whose key is there already.",
)
@click.option(
    "--key", "keys", multiple=True, metavar="COLUMN", help='Column of the list, or "@id"; repeatable.'
)
@click.option("--dry-run", is_flag=True, help="Try it: the same report, and nothing stays.")
@click.option("--no-wait", is_flag=True, help="Leave it to a worker; --follow finds it again.")
@click.option(
    "--run", "run_id", type=click.UUID, metavar="ID", help="Run an import that was tried or failed."
)
@click.option("--follow", "follow_id", type=click.UUID, metavar="ID", help="Watch an import to its end.")
@click.option("--revert", "revert_id", type=click.UUID, metavar="ID", help="Take a whole import back.")
@click.option("--force", is_flag=True, help="With --revert: also what was changed or linked since.")
def import_file(
    file: Path | None,
    workspace: str | None,
    list_: str | None,
    target: str,
    email: str | None,
    only_look: bool,
    as_json: bool,
    run_id: UUID | None,
    follow_id: UUID | None,
    revert_id: UUID | None,
    force: bool,
    **given: Any,
) -> None:
    """Import a file into a list (CSV, Excel, OpenDocument, JSON, NDJSON), watch an import, or take one back.

    Sheet, delimiter, encoding, header and types are found out and shown; options say them instead.
    """
    settings = Settings.load()
    known = [identifier for identifier in (run_id, follow_id, revert_id) if identifier is not None]
    if len(known) + (file is not None) != 1:
        raise click.UsageError("Give a file, or one of --run, --follow and --revert.")
    if file is not None and only_look:
        names = ("mapping", "mode", "keys", "dry_run", "no_wait")
        options = _options(**{name: value for name, value in given.items() if name not in names})
        inspect(settings, file, options, as_json=as_json)
        return
    if file is not None:
        if workspace is None or (list_ is None) is (target == "list"):
            raise click.UsageError(
                "Say where the rows go: --workspace NAME and --list NAME or --target contacts or deals"
                " (or only --inspect the file)."
            )
        _import(settings, file, workspace, list_, email, as_json, target=target, **given)
        return
    with psycopg.connect(settings.need("database_url"), connect_timeout=10) as owner:
        row = owner.execute(_WORKSPACE_OF, [known[0]]).fetchone()
    if row is None:
        raise click.ClickException(f"There is no import {known[0]}.")
    person, chosen = find_person(settings, row[0], email)
    with Door(settings.need("worker_database_url"), person, "import") as door:
        if revert_id is not None:
            door.call("public.revert_import", {"import_id": str(revert_id), "force": force})
            _watch_revert(settings, door, str(revert_id), as_json)
            return
        if run_id is not None:
            door.call("public.run_import", {"import_id": str(run_id), "dry_run": given["dry_run"]})
        _watch(settings, door, str(known[0]), 0, as_json, f"{person.email}{chosen}", cancels=False)


def _import(
    settings: Settings,
    file: Path,
    workspace: str,
    list_: str | None,
    email: str | None,
    as_json: bool,
    *,
    target: str,
    mapping: TextIO | None,
    mode: str,
    keys: tuple[str, ...],
    dry_run: bool,
    no_wait: bool,
    **given: Any,
) -> None:
    options = _options(**given)
    plan: dict[str, Any] = {"mode": mode, "key_columns": list(keys), "action": "check" if dry_run else "run"}
    if mapping is not None:
        try:
            plan["mapping"] = msgspec.json.decode(mapping.read(), type=dict[str, Any])
        except msgspec.MsgspecError as error:
            raise click.BadParameter(
                f"{mapping.name} is not a JSON object: {error}", param_hint="--map"
            ) from None
    person, chosen = find_person(settings, workspace, email)
    with Door(settings.need("worker_database_url"), person, "import") as door:
        workspace_id = find_workspace(door, workspace, person)
        place = _list(door, workspace_id, list_) if list_ is not None else {"target": target}
        with _upload(settings, file) as upload:
            asked = {**upload, **place, **plan, "workspace_id": workspace_id, "options": options}
            door.call("public.create_import", asked)
        if no_wait:
            click.echo(f"import {upload['id']}")
            return
        _watch(settings, door, upload["id"], _estimated_rows(file), as_json, f"{person.email}{chosen}")


def _watch(
    settings: Settings,
    door: Door,
    import_id: str,
    rows: int,
    as_json: bool,
    person: str,
    *,
    cancels: bool = True,
) -> None:
    """Shows how it goes, then the report."""
    from jobs.worker import run_queued

    began = time.monotonic()
    with _bar(rows, quiet=as_json or not sys.stderr.isatty()) as show:
        result = _run(lambda: run_queued(settings, [QUEUE]), door, import_id, show, cancels=cancels)
    seconds = round(time.monotonic() - began, 3)
    errors = door.call("public.find_import_errors", {"import_id": import_id, "page_size": ERRORS_SHOWN})[
        "errors"
    ]
    if as_json:
        click.echo(json.dumps(_summary(result, seconds, errors), ensure_ascii=False))
    else:
        print_report(result, seconds, errors, person)
    if result["status"] in {"failed", "cancelled"}:
        raise click.ClickException(_why(result))


def _watch_revert(settings: Settings, door: Door, import_id: str, as_json: bool) -> None:
    from jobs.worker import run_queued

    def view(state: dict[str, Any]) -> dict[str, Any]:
        """As the progress of an import."""
        revert = state["revert"]
        is_over = revert["state"] not in {"queued", "running"}
        total, done = revert["items_total"], revert["items_done"]
        status = state["status"] if is_over else "running"
        return state | {"status": status, "phase": "reverting", "rows_read": total, "rows_done": done}

    with _bar(0, quiet=as_json or not sys.stderr.isatty()) as show:
        result = _run(lambda: run_queued(settings, [QUEUE]), door, import_id, show, view=view)
    revert = result["revert"]
    page = {"import_id": import_id, "page_size": ERRORS_SHOWN}
    conflicts = door.call("public.find_import_conflicts", page)["conflicts"]
    if as_json:
        click.echo(
            json.dumps(revert | {"import_id": import_id, "first_conflicts": conflicts}, ensure_ascii=False)
        )
    else:
        print_revert(revert, conflicts, import_id)
    if revert["state"] != "done":
        error = revert["error"] or {"message": f"the revert was {revert['state']}"}
        raise click.ClickException(f"Nothing was reverted: {error['message']}")


command = import_file


def _options(
    delimiter: str | None, types: tuple[str, ...], on_error: str, empty: tuple[str, ...], **others: Any
) -> dict[str, Any]:
    """The options of public.create_import; what was not said is left to be found out."""
    options = {name: value for name, value in others.items() if value is not None}
    if (sheet := options.get("sheet", "")) and sheet.isdigit():
        options["sheet"] = int(sheet)
    if delimiter is not None:
        options["delimiter"] = "\t" if delimiter in {"tab", "\\t"} else delimiter
    if empty:
        options["empty"] = list(empty)
    options["on_error"] = on_error.replace("-", "_")
    for text in types:
        name, equals, type_ = text.rpartition("=")
        if not equals or not name:
            raise click.BadParameter(f'"{text}" is not COLUMN=TYPE', param_hint="--type")
        options.setdefault("types", {})[name] = type_
    return options


def _list(door: Door, workspace_id: str, wanted: str) -> dict[str, str]:
    lists = door.call("public.find_lists", {"workspace_id": workspace_id})["lists"]
    found = named(lists, wanted)
    if found:
        return {"list_id": found[0]["id"]}
    if _is_uuid(wanted):
        raise click.ClickException(f"There is no list {wanted}.")
    return {"list_name": wanted}


@contextmanager
def _upload(settings: Settings, file: Path) -> Iterator[dict[str, Any]]:
    """Puts the file where the worker looks for it; takes it away again when the import is refused."""
    identifier = _new_id()
    folder = settings.files_dir / "imports"
    make_private(settings.files_dir)
    make_private(folder)
    path = folder / str(identifier)
    digest = hashlib.sha256()
    size = 0
    try:
        with file.open("rb") as source, path.open("xb") as copy:
            path.chmod(0o600)
            while block := source.read(1 << 20):
                copy.write(block)
                digest.update(block)
                size += len(block)
        yield {
            "id": str(identifier),
            "file_name": file.name[-255:],
            "file_size": size,
            "file_sha256": digest.hexdigest(),
        }
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _run(
    run_queue: Callable[[], None],
    door: Door,
    import_id: str,
    show: Callable[[dict[str, Any]], None],
    *,
    cancels: bool = True,
    view: Callable[[dict[str, Any]], dict[str, Any]] = lambda state: state,
) -> dict[str, Any]:
    """Works the queue off here, unless a worker is faster, until the import has ended.

    Ctrl-C cancels it, or where somebody only watches leaves it to the next worker.
    """
    logging.getLogger("deedbook.jobs").setLevel(logging.CRITICAL)  # the report says it
    failures: list[BaseException] = []

    def work() -> None:
        try:
            run_queue()
        except BaseException as error:
            failures.append(error)

    try:
        while True:
            worker = threading.Thread(target=work, name="import", daemon=True)
            worker.start()
            until = time.monotonic() + 2  # a worker that took the job may die: look again now and then
            while worker.is_alive() or time.monotonic() < until:
                state = view(door.call("public.get_import", {"import_id": import_id}))
                show(state)
                if state["status"] in ENDED:
                    worker.join(2)
                    return state
                worker.join(POLL_SECONDS)
                if failures:
                    raise failures[0]
    except KeyboardInterrupt:
        if not cancels:
            raise click.ClickException(
                f"Left; deedbook import --follow {import_id} finds it again."
            ) from None
        door.call("public.cancel_import", {"import_id": import_id})
        raise click.ClickException("Cancelled; nothing was changed.") from None


@contextmanager
def _bar(rows: int, *, quiet: bool) -> Iterator[Callable[[dict[str, Any]], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description:9}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=quiet) as progress:
        task = progress.add_task("waiting", total=max(rows, 1))

        def show(state: dict[str, Any]) -> None:
            read, phase = state["rows_read"], state["phase"]
            is_read = phase not in {"queued", "reading"}
            total = max(read, 1) if is_read else max(state["rows_total"] or rows, read, 1)
            done = state["rows_done"] if phase in {"writing", "reverting"} else read
            progress.update(task, description=phase, completed=done, total=total)

        yield show


def _estimated_rows(file: Path) -> int:
    """Lines but one: an estimate, because cells may hold line breaks."""
    lines = 0
    with file.open("rb") as source:
        while block := source.read(1 << 20):
            lines += block.count(b"\n")
    return max(lines - 1, 0)


def _summary(result: dict[str, Any], seconds: float, errors: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "status": result["status"],
        "import_id": result["id"],
        "workspace_id": result["workspace_id"],
        "target": result["target"],
        "list_id": result["list_id"],
        "rows_read": result["rows_read"],
        "rows_imported": result["rows_imported"],
        "rows_updated": result["rows_updated"],
        "rows_unchanged": result["rows_unchanged"],
        "rows_skipped": result["rows_skipped"],
        "rows_rejected": result["rows_rejected"],
        "cells_emptied": result["cells_emptied"],
        "made": result["made"],
        "seconds": seconds,
        "errors": errors,
        "decision": result["decision"],
        "error": result["error"],
    }


def _why(result: dict[str, Any]) -> str:
    if result["status"] == "cancelled":
        return "The import was cancelled; nothing was imported."
    error = result["error"] or {}
    return f"Nothing was imported: {error.get('message', 'the reason is not known')}"


def _new_id() -> UUID:
    """UUID version 7: imports are paged by id, newest first."""
    milliseconds = time.time_ns() // 1_000_000
    return UUID(
        int=milliseconds << 80 | 7 << 76 | secrets.randbits(12) << 64 | 2 << 62 | secrets.randbits(62)
    )


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
