"""`deedbook jobs`: what the queue holds, why jobs died, and to run them again."""

import datetime
import json
from collections.abc import Sequence
from typing import Any, LiteralString

import click
import psycopg
from psycopg.rows import dict_row
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from deedbook.cli._report import plain
from deedbook.settings import Settings

STATUSES = ("todo", "doing", "failed", "succeeded", "cancelled", "aborted")
OPEN = ("todo", "doing", "failed")
_WIDE = 160  # in a file or a pipe

_FIND: LiteralString = """
  select j.id, j.task_name as task, j.queue_name as queue, j.status::text, j.attempts, j.args, j.scheduled_at,
    (select max(e.at) from procrastinate.procrastinate_events as e
      where e.job_id = j.id and e.at <= now()) as since,
    (select e.error from private.job_errors as e where e.job_id = j.id) as error
  from procrastinate.procrastinate_jobs as j
  where (%(ids)s::bigint[] is null or j.id = any (%(ids)s))
    and (%(statuses)s::text[] is null or j.status::text = any (%(statuses)s))
    and (%(queue)s::text is null or j.queue_name = %(queue)s)
    and (%(task)s::text is null or j.task_name = %(task)s)
  order by j.id desc limit %(limit)s
"""
_EVENTS: LiteralString = (
    "select e.type::text, e.at from procrastinate.procrastinate_events as e where e.job_id = %s order by e.id"
)
# Whoever asks for another run has mended something: it may fail as often as a new job.
_RETRY: LiteralString = """
  with again as (
    select j.id, procrastinate.procrastinate_retry_job_v2(j.id, now(), null, null, null)
    from procrastinate.procrastinate_jobs as j where j.id = %s and j.status = 'failed'
  )
  select id from again
"""
_FORGET: LiteralString = "update procrastinate.procrastinate_jobs set attempts = 0 where id = %s"
_CANCEL: LiteralString = "select procrastinate.procrastinate_cancel_job_v1(%s, true, false)"


@click.group("jobs", invoke_without_command=True)
@click.pass_context
def command(context: click.Context) -> None:
    """Show the job queue; run dead jobs again.

    Without a subcommand: what waits, runs or has failed.
    """
    if context.invoked_subcommand is None:
        context.invoke(list_jobs)


@command.command("list")
@click.option(
    "--status", "statuses", multiple=True, type=click.Choice(STATUSES), help="Only these; repeatable."
)
@click.option("--queue", help="Only of this queue, such as mail.")
@click.option("--task", help="Only of this task, such as send_notifications.")
@click.option("--limit", default=50, type=click.IntRange(1, 10_000), help="The newest so many; 50.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def list_jobs(
    statuses: tuple[str, ...] = (),
    queue: str | None = None,
    task: str | None = None,
    limit: int = 50,
    as_json: bool = False,
) -> None:
    """List jobs: those that wait, run or have failed, unless --status names others."""
    with _owner() as owner:
        jobs = _find(owner, statuses=list(statuses or OPEN), queue=queue, task=task, limit=limit)
    if as_json:
        for job in jobs:
            click.echo(_json(job))
    elif not jobs:
        click.echo("No such jobs.")
    else:
        _print(jobs)


@command.command("show")
@click.argument("job_id", type=int)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def show(job_id: int, as_json: bool) -> None:
    """Show one job: what it is about, what became of it and why it failed."""
    with _owner() as owner:
        job = _one(owner, job_id)
        events = owner.execute(_EVENTS, [job_id]).fetchall()
    if as_json:
        click.echo(_json(job | {"events": events}))
        return
    for name in ("id", "task", "queue", "status", "attempts", "args", "scheduled_at", "error"):
        if job[name] is not None:
            value = json.dumps(job[name]) if name == "args" else str(job[name])
            click.echo(f"{name + ':':13} {plain(value)}")
    for event in events:
        click.echo(f"{event['at'].astimezone(datetime.UTC):%Y-%m-%d %H:%M:%S}Z {event['type']}")


@command.command("retry")
@click.argument("job_ids", type=int, nargs=-1, metavar="[ID]...")
@click.option("--all", "is_all", is_flag=True, help="Every job that has failed.")
@click.option("--queue", help="With --all: only of this queue.")
@click.option("--task", help="With --all: only of this task.")
def retry(job_ids: tuple[int, ...], is_all: bool, queue: str | None, task: str | None) -> None:
    """Run failed jobs again, by their ids or --all. Each counts its attempts anew."""
    if bool(job_ids) == is_all or (not is_all and (queue or task)):
        raise click.UsageError("Give the ids of failed jobs, or --all with or without --queue and --task.")
    with _owner() as owner:
        if is_all:
            found = _find(owner, statuses=["failed"], queue=queue, task=task, limit=None)
            job_ids = tuple(job["id"] for job in found)[::-1]
        else:
            for job_id in job_ids:
                _one(owner, job_id)
        done = [_retry(owner, job_id) for job_id in job_ids]
    click.echo(f"{sum(done)} of {len(done)} failed jobs are queued again.")
    if not is_all and not all(done):
        raise click.exceptions.Exit(1)


@command.command("cancel")
@click.argument("job_ids", type=int, nargs=-1, required=True, metavar="ID...")
def cancel(job_ids: tuple[int, ...]) -> None:
    """Take waiting jobs out of the queue; ask running ones to stop.

    What a running job has done already stays. An import is better cancelled where people see it: in the app.
    """
    missed = False
    with _owner() as owner:
        for job_id in job_ids:
            status = _one(owner, job_id)["status"]
            row = owner.execute(_CANCEL, [job_id]).fetchone()
            if row is None or next(iter(row.values())) is None:
                missed = True
                click.echo(f"{job_id}: has ended already ({status}).")
            elif status == "doing":
                click.echo(f"{job_id}: is asked to stop.")
            else:
                click.echo(f"{job_id}: cancelled.")
    if missed:
        raise click.exceptions.Exit(1)


def _owner() -> psycopg.Connection[dict[str, Any]]:
    """Each statement is its own transaction. Procrastinate's functions name its tables without a schema."""
    return psycopg.connect(
        Settings.load().need("database_url"),
        autocommit=True,
        connect_timeout=10,
        row_factory=dict_row,
        options="-c search_path=procrastinate",
    )


def _find(owner: psycopg.Connection[dict[str, Any]], **wanted: Any) -> list[dict[str, Any]]:
    every = {"ids": None, "statuses": None, "queue": None, "task": None, "limit": 50}
    return owner.execute(_FIND, every | wanted).fetchall()


def _one(owner: psycopg.Connection[dict[str, Any]], job_id: int) -> dict[str, Any]:
    found = _find(owner, ids=[job_id])
    if not found:
        raise click.ClickException(f"There is no job {job_id}; those that ended well are kept for a week.")
    return found[0]


def _retry(owner: psycopg.Connection[dict[str, Any]], job_id: int) -> bool:
    try:
        with owner.transaction():
            is_again = owner.execute(_RETRY, [job_id]).fetchone() is not None
            if is_again:
                owner.execute(_FORGET, [job_id])
    except psycopg.errors.UniqueViolation:  # the queueing lock: one of its kind waits
        click.echo(f"{job_id}: the same waits in the queue already.")
        return False
    if not is_again:
        click.echo(f"{job_id}: has not failed.")
    return is_again


def _print(jobs: Sequence[dict[str, Any]]) -> None:
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=_WIDE)
    table = Table("ID", "Task", "Queue", "Status", "Attempts", "When (UTC)", "Why", box=box.SIMPLE_HEAD)
    for job in jobs:
        why = Text(plain((job["error"] or "")[:200]))
        texts = (job["task"], job["queue"], job["status"], str(job["attempts"]), _when(job))
        table.add_row(str(job["id"]), *(Text(plain(text)) for text in texts), why)
    console.print(table)


def _when(job: dict[str, Any]) -> str:
    """Since when a job is what it is; of one that waits for its time, when that is."""
    due = job["scheduled_at"]
    if job["status"] == "todo" and due is not None and due > datetime.datetime.now(datetime.UTC):
        return f"due {due.astimezone(datetime.UTC):%Y-%m-%d %H:%M:%S}"
    return f"since {job['since'].astimezone(datetime.UTC):%Y-%m-%d %H:%M:%S}" if job["since"] else ""


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, default=lambda moment: moment.isoformat(), ensure_ascii=False)
