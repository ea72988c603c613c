"""`deedbook export`: a list, a view or a whole workspace goes into a file."""

import json
import logging
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from deedbook.cli.importing import Door, Person, _named, _person, _workspace
from deedbook.settings import Settings

QUEUE = "exports"
ENDED = {"done", "failed", "cancelled", "expired"}
POLL_SECONDS = 0.1


@click.command("export")
@click.option("--workspace", required=True, metavar="NAME", help="Name or id of the workspace.")
@click.option("--list", "list_", metavar="NAME", help="Name or id of a list; without it the whole workspace.")
@click.option("--view", metavar="NAME", help="Name or id of a view of the list.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["csv", "xlsx", "json", "ndjson"]),
    help="Else by the file's name.",
)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Where it goes."
)
@click.option("--as", "email", metavar="EMAIL", help="Export what this person may see.")
@click.option("--raw", is_flag=True, help="Texts as they are, also where a spreadsheet would compute them.")
@click.option("--writable", is_flag=True, help="Only columns that an import takes.")
@click.option("--ids", type=click.Choice(["all", "links", "none"]), help="Beside which columns ids stand.")
@click.option("--delimiter", metavar="CHAR", help='Of a CSV: "," ";" "|" or "tab".')
@click.option("--encoding", type=click.Choice(["utf-8", "utf-16", "windows-1252"]), help="Of a CSV.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of a line.")
def export_file(
    workspace: str,
    list_: str | None,
    view: str | None,
    format_: str | None,
    output: Path | None,
    email: str | None,
    force: bool,
    as_json: bool,
    **given: Any,
) -> None:
    """Export a list, a view or a workspace into a file."""
    from jobs.exports.run import file_path
    from jobs.worker import run_queued

    settings = Settings.load()
    format_ = format_ or _format_of(output)
    if view is not None and list_ is None:
        raise click.UsageError("--view goes with the --list that it is of.")
    if output is not None and output.exists() and not force:
        raise click.ClickException(f"{output} is there already; --force writes over it.")
    person, chosen = _person(settings, workspace, email)
    with Door(settings.need("worker_database_url"), person) as door:
        asked = _asked(door, workspace, person, list_, view)
        began = time.monotonic()
        made = door.call("public.create_export", asked | {"format": format_, "options": _options(**given)})
        with _bar(quiet=as_json or not sys.stderr.isatty()) as show:
            result = _run(lambda: run_queued(settings, [QUEUE]), door, made["id"], show)
    if result["status"] != "done":
        error = result["error"] or {}
        raise click.ClickException(f"Nothing was exported: {error.get('message', 'it was cancelled')}")
    target = output or Path(result["file_name"])
    _deliver(file_path(settings, result["id"]), target, force)
    _report(result, target, round(time.monotonic() - began, 3), f"{person.email}{chosen}", as_json=as_json)


command = export_file


def _format_of(output: Path | None) -> str:
    ending = output.suffix.lower().lstrip(".") if output else ""
    if ending not in {"csv", "xlsx", "json", "ndjson"}:
        raise click.UsageError("Say in which format: --format csv, xlsx, json or ndjson.")
    return ending


def _asked(door: Door, workspace: str, person: Person, list_: str | None, view: str | None) -> dict[str, str]:
    """What to export, by id."""
    workspace_id = _workspace(door, workspace, person)
    if list_ is None:
        return {"workspace_id": workspace_id}
    list_id = _one(door.call("public.find_lists", {"workspace_id": workspace_id})["lists"], list_, "list")
    if view is None:
        return {"list_id": list_id}
    return {"view_id": _one(door.call("public.find_views", {"list_id": list_id})["views"], view, "view")}


def _one(rows: list[dict[str, Any]], wanted: str, kind: str) -> str:
    found = _named(rows, wanted)
    if not found:
        raise click.ClickException(f'There is no {kind} "{wanted}".')
    return str(found[0]["id"])


def _options(raw: bool, writable: bool, **others: Any) -> dict[str, Any]:
    options = {name: value for name, value in others.items() if value is not None}
    if "delimiter" in options:
        options["delimiter"] = "\t" if options["delimiter"] in {"tab", "\\t"} else options["delimiter"]
    if raw:
        options["protection"] = "raw"
    if writable:
        options["columns"] = "writable"
    return options


def _run(
    run_queue: Callable[[], None], door: Door, export_id: str, show: Callable[[dict[str, Any]], None]
) -> dict[str, Any]:
    """Works the queue off here, unless a worker is faster, until the export has ended. Ctrl-C cancels it."""
    logging.getLogger("deedbook.jobs").setLevel(logging.CRITICAL)  # the report says it
    failures: list[BaseException] = []

    def work() -> None:
        try:
            run_queue()
        except BaseException as error:
            failures.append(error)

    try:
        while True:
            worker = threading.Thread(target=work, name="export", daemon=True)
            worker.start()
            until = time.monotonic() + 2  # a worker that took the job may die: look again now and then
            while worker.is_alive() or time.monotonic() < until:
                state: dict[str, Any] = door.call("public.get_export", {"export_id": export_id})
                show(state)
                if state["status"] in ENDED:
                    worker.join(2)
                    return state
                worker.join(POLL_SECONDS)
                if failures:
                    raise failures[0]
    except KeyboardInterrupt:
        door.call("public.cancel_export", {"export_id": export_id})
        raise click.ClickException("Cancelled; nothing was exported.") from None


def _deliver(source: Path, target: Path, force: bool) -> None:
    """A copy under a name of its own first: what is at the target is whole, or as it was."""
    part = target.with_name(f".{target.name}.part")
    try:
        shutil.copyfile(source, part)
        if force:
            part.replace(target)
        else:
            target.hardlink_to(part)
    except FileExistsError as error:
        raise click.ClickException(f"{target} is there already; --force writes over it.") from error
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _bar(*, quiet: bool) -> Iterator[Callable[[dict[str, Any]], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description:9}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=quiet) as progress:
        task = progress.add_task("queued", total=None)

        def show(state: dict[str, Any]) -> None:
            progress.update(
                task, description=state["status"], completed=state["rows_done"], total=state["rows_total"]
            )

        yield show


def _report(result: dict[str, Any], target: Path, seconds: float, who: str, *, as_json: bool) -> None:
    if as_json:
        kept = ("status", "workspace_id", "list_id", "view_id", "format", "rows_done", "file_size", "report")
        said = {name: result[name] for name in kept}
        summary = {"export_id": result["id"], "file": str(target), "seconds": seconds} | said
        click.echo(json.dumps(summary, ensure_ascii=False))
        return
    rate = f" at {result['rows_per_second']:,.0f} rows a second" if result["rows_per_second"] else ""
    click.echo(
        f"{result['rows_done']:,} rows, {result['file_size']:,} bytes{rate}: {target}\n"
        f"What {who}, may see, as it was when the export began."
    )
    for each in result["report"]["lists"]:
        for problem in each["problems"]:
            click.echo(f"  {each['name']}: {problem['message']}")
    for note in result["report"]["notes"]:
        click.echo(f"  {note}")
