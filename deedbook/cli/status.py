"""`deedbook status`: where everything stands."""

import json

import click
import psycopg

from deedbook.settings import Settings, server_of


@click.command("status")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def command(as_json: bool) -> None:
    """Show the server, the state of the migrations and the jobs; exit code 1 when a deploy is due."""
    from deedbook.deploy import status

    settings = Settings.load()
    url = settings.need("database_url")
    with psycopg.connect(url, connect_timeout=10) as connection:
        version = connection.info.parameter_status("server_version") or "?"
        jobs = _jobs(connection)
    state = status(url)
    if as_json:
        found = {
            "server": server_of(url),
            "version": version,
            "migrations": len(state.applied),
            "pending": list(state.pending),
            "sql_is_current": state.sql_is_current,
            "problem": state.problem,
            "jobs": jobs,
        }
        click.echo(json.dumps(found))
    else:
        click.echo(f"server      PostgreSQL {version} at {server_of(url)}")
        click.echo(f"migrations  {len(state.applied)} applied, {len(state.pending)} pending")
        click.echo(f"sql         {'current' if state.sql_is_current else 'out of date: deedbook migrate'}")
        click.echo(f"jobs        {', '.join(f'{n} {name}' for name, n in jobs.items()) or 'none'}")
        if state.problem:
            click.echo(f"problem     {state.problem}")
    if not state.is_current:
        raise click.exceptions.Exit(1)


def _jobs(connection: psycopg.Connection) -> dict[str, int]:
    found = connection.execute("select to_regclass('procrastinate.procrastinate_jobs')").fetchone()
    if not found or found[0] is None:
        return {}
    return dict(
        connection.execute(
            "select status::text, count(*)::int from procrastinate.procrastinate_jobs group by 1 order by 1"
        ).fetchall()
    )
