"""The reports of an import and of its revert, for people."""

from typing import Any

import click
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

WIDE = 160  # in a file or a pipe


def print_report(result: dict[str, Any], seconds: float, errors: list[dict[str, Any]], person: str) -> None:
    """What was found and decided, the counts, and the first rows that did not come in."""
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=WIDE)
    if result["decision"]:
        _print_decision(console, result["decision"])
    if result["status"] not in {"failed", "cancelled"}:
        _print_counts(result, seconds, person)
    if errors:
        _print_errors(console, result, errors)


def _print_decision(console: Console, decision: dict[str, Any]) -> None:
    for name in ("format", "encoding", "delimiter", "header"):
        if (found := decision.get(name)) is None:
            continue
        value = {True: "yes", False: "no", "\t": "tab"}.get(found["value"], found["value"])
        click.echo(f"{name + ':':11}{value} ({found['reason']})")
    for note in decision["notes"]:
        click.echo(f"{'note:':11}{plain(note)}")
    table = Table("Column", "Type", "Format", "Why", box=box.SIMPLE_HEAD)
    for column in decision["columns"]:
        table.add_row(*(text(column[key]) for key in ("name", "type", "format", "reason")))
    console.print(table)


def _print_counts(result: dict[str, Any], seconds: float, person: str) -> None:
    click.echo(f"{result['rows_read']:>9,} rows read")
    click.echo(f"{result['rows_imported']:>9,} rows imported")
    for name in ("updated", "unchanged", "skipped"):
        if result[f"rows_{name}"] or (result["mode"] in {"update", "upsert"} and name != "skipped"):
            click.echo(f"{result[f'rows_{name}']:>9,} rows {name}")
    click.echo(f"{result['rows_rejected']:>9,} rows rejected")
    if result["cells_emptied"]:
        click.echo(f"{result['cells_emptied']:>9,} cells did not convert and were kept empty")
    for name, count in result["made"].items():
        if count:
            click.echo(f"{count:>9,} {name.replace('_', ' ')} made")
    if result["status"] == "checked":
        click.echo("This was a dry run: nothing of it stays. Run it within a day:")
        click.echo(f"deedbook import --run {result['id']}")
    click.echo(f'in {seconds:.1f} s into the list "{plain(result["list_name"])}" as {person}')
    click.echo(f"import {result['id']}, list {result['list_id']}")


def print_revert(revert: dict[str, Any], conflicts: list[dict[str, Any]], import_id: str) -> None:
    """What went back, and the first things that did not."""
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=WIDE)
    for words in (
        ("items_trashed", "new items went to the trash"),
        ("items_restored", "items have their old values back"),
        ("cells_restored", "cells of them"),
        ("links_restored", "links taken away or put back"),
        ("options_removed", "options removed"),
        ("columns_trashed", "columns went to the trash"),
        ("lists_trashed", "lists went to the trash"),
        ("conflicts", "conflicts: these stay as they are"),
    ):
        if revert[words[0]] or words[0] in {"items_trashed", "conflicts"}:
            click.echo(f"{revert[words[0]]:>9,} {words[1]}")
    if conflicts:
        table = Table("Item", "Column", "Why", "Was", "Imported", "Is", box=box.SIMPLE_HEAD)
        for conflict in conflicts:
            cells = (conflict[name] for name in ("item_id", "field", "reason", "before", "wrote", "found"))
            table.add_row(*(text("" if cell is None else str(cell)) for cell in cells))
        console.print(table)
    if revert["conflicts"] > len(conflicts):
        click.echo(f"The first {len(conflicts)}. All of them: GET /api/v1/imports/{import_id}/conflicts")
    if revert["conflicts"]:
        click.echo(f"To take these back too: deedbook import --revert {import_id} --force")


def _print_errors(console: Console, result: dict[str, Any], errors: list[dict[str, Any]]) -> None:
    table = Table("Row", "Column", "Value", "Reason", box=box.SIMPLE_HEAD)
    for error in errors:
        table.add_row(
            f"{error['row']:,}",
            text(error["column"] or ""),
            text(error["value"] or ""),
            text(error["reason"] + ("" if error["is_rejected"] else " (kept empty)")),
        )
    console.print(table)
    if result["rows_rejected"] + result["cells_emptied"] > len(errors):
        condition = f"where import_id = '{result['id']}'"
        click.echo(f"The first {len(errors)}. All of them: GET /api/v1/imports/{result['id']}/errors.csv, or")
        query = f"select * from public.import_errors {condition}"  # noqa: S608  # for a person to read
        click.echo(f'deedbook psql -c "{query}"')


def text(value: str) -> Text:
    """What a file says, cut to a length that is looked at."""
    return Text(plain(value[:200]))


def plain(value: str) -> str:
    """What a file says must not steer the terminal."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in value.replace("\n", "⏎"))
