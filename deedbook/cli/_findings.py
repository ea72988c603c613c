"""`deedbook import FILE --inspect`: what is in a file, for people or as JSON; and the options of reading."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
import msgspec
from rich import box
from rich.console import Console
from rich.table import Table

from deedbook.cli._report import WIDE, plain, text
from deedbook.settings import Settings

if TYPE_CHECKING:
    from jobs.imports.findings import Findings

T = TypeVar("T", bound=Callable[..., Any])
_ROWS_SHOWN, _COLUMNS_SHOWN, _PROBLEMS_SHOWN = 5, 12, 20
_OPTIONS = (
    click.option(
        "--format", type=click.Choice(["csv", "json", "ndjson", "workbook"]), help="What kind of file it is."
    ),
    click.option("--sheet", metavar="NAME", help="Sheet of a workbook, by name or number from 1."),
    click.option(
        "--records", metavar="POINTER", help='Where in a JSON document the records are, as "/data/rows".'
    ),
    click.option("--header-row", type=click.IntRange(1, 900), help="Row of the file that has the names."),
    click.option("--header-rows", type=click.IntRange(1, 5), help="How many rows the names take."),
    click.option(
        "--skip-rows", type=click.IntRange(0, 900), help="Rows at the top that are no part of the table."
    ),
    click.option(
        "--ragged", type=click.Choice(["reject", "pad"]), help="What happens to rows with fewer cells."
    ),
    click.option(
        "--blank-rows", type=click.Choice(["skip", "keep"]), help="What happens to rows without any value."
    ),
    click.option(
        "--fill-merged", is_flag=True, default=None, help="Every one of merged cells gets their value."
    ),
    click.option("--quote", metavar="CHAR", help='What quotes cells; "" where nothing does.'),
)


def reading_options(function: T) -> T:
    """Adds the options that say how a file is read."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def inspect(settings: Settings, file: Path, options: dict[str, Any], *, as_json: bool) -> None:
    """Looks at a file and prints what is in it. Needs no database."""
    from jobs.imports.errors import ImportFailed
    from jobs.imports.options import Options
    from jobs.imports.reading import inspect_file

    try:
        found = inspect_file(settings, file.absolute(), file.name, msgspec.convert(options, Options))
    except msgspec.ValidationError as error:
        raise click.UsageError(f"An option is not valid: {error}.") from error
    except ImportFailed as failure:
        if as_json:
            click.echo(msgspec.json.encode({"error": {"code": failure.code, "message": failure.message}}))
        raise click.ClickException(failure.message) from failure
    if as_json:
        click.echo(msgspec.json.encode(found))
    else:
        _print(found)


def _print(found: "Findings") -> None:
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=WIDE)
    _print_facts(found)
    table = Table("#", "Column", "Type", "Sure", "Format", "Empty", "Such as", "Why", box=box.SIMPLE_HEAD)
    for column in found.columns:
        samples = ", ".join(sample[:30] for sample in column.samples[:3])
        table.add_row(
            str(column.position),
            text(column.name),
            column.type,
            f"{column.confidence:.0%}",
            text(column.format),
            str(column.empty),
            text(samples),
            text(column.reason),
        )
    console.print(table)
    if found.sample:
        sample = Table(box=box.SIMPLE_HEAD)
        for column in found.columns[:_COLUMNS_SHOWN]:
            sample.add_column(text(column.name))
        for row in found.sample[:_ROWS_SHOWN]:
            sample.add_row(*(text(cell[:60]) for cell in row[:_COLUMNS_SHOWN]))
        console.print(sample)
    for problem in [*found.problems, *(p for c in found.columns for p in c.problems)][:_PROBLEMS_SHOWN]:
        click.echo(f"{'note:':11}{plain(problem.message)}")


def _print_facts(found: "Findings") -> None:
    click.echo(f"{'format:':11}{found.format} ({found.reason})")
    if found.encoding:
        click.echo(f"{'encoding:':11}{found.encoding} ({found.encoding_reason})")
    if found.delimiter:
        name = {"\t": "tab", " ": "space"}.get(found.delimiter, plain(found.delimiter))
        click.echo(f"{'delimiter:':11}{name} ({found.delimiter_reason})")
    for sheet in found.sheets:
        rows = "" if sheet.rows is None else f", {sheet.rows:,} rows"
        mark = ", read here" if sheet.name == found.sheet else ""
        hidden = "" if sheet.is_visible else ", hidden"
        click.echo(f"{'part:':11}{plain(sheet.name) or '(the document)'}{rows}{hidden}{mark}")
    where = f"row {found.header_row:,}" if found.header_row else "not in a row of the file"
    click.echo(f"{'header:':11}{where} ({plain(found.header_reason)}); data from row {found.first_row:,}")
    if found.rows is None:
        click.echo(f"{'rows:':11}more than were counted in the time there is")
    else:
        unusable = f"{found.bad_rows:,} cannot be used"
        click.echo(f"{'rows:':11}{found.rows:,}, of which {unusable}; blank: {found.blank_rows:,}")
