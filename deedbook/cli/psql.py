"""`deedbook psql`: a shell into the database, as its owner or as one of its people."""

import json
import os
import shutil

import click
import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from deedbook.server import Binaries, Cluster, ServerError
from deedbook.settings import Settings


@click.command(
    "psql",
    context_settings={"ignore_unknown_options": True, "allow_interspersed_args": True},
)
@click.option("--as", "email", metavar="EMAIL", help="Row-level security sees this person.")
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def command(email: str | None, arguments: tuple[str, ...]) -> None:
    """Open psql; everything else is passed on to it: -c SQL, -f FILE, -At.

    Without --as it connects as the owner, who passes every policy. With it, the session begins as that
    person; it is a view for whoever runs the database, no fence: "set role" leads out of it again.
    """
    settings = Settings.load()
    owner_url = settings.need("database_url")
    environment = dict(os.environ)
    if email:
        url = settings.need("api_database_url")
        environment["PGOPTIONS"] = _session_of(owner_url, email)
    else:
        url = owner_url
    password = conninfo_to_dict(url).get("password")
    if password:  # in the environment: anyone may read a command line
        environment["PGPASSWORD"] = str(password)
    environment.setdefault("PGAPPNAME", "deedbook psql")
    program = _program(settings)
    os.execve(program, [program, "-d", _without_password(url), *arguments], environment)  # noqa: S606


def _session_of(owner_url: str, email: str) -> str:
    """Connection options that make the whole session what one request of this person is."""
    with psycopg.connect(owner_url, connect_timeout=10) as owner:
        row = owner.execute(
            "select id::text, email from auth.users where lower(email) = lower(%s) and deleted_at is null",
            [email],
        ).fetchone()
    if row is None:
        raise ServerError(
            f"Nobody here has the e-mail address {email}. `deedbook user list` shows who has one."
        )
    claims = {"sub": row[0], "email": row[1], "role": "authenticated", "aud": "authenticated"}
    text = json.dumps(claims, separators=(",", ":"))
    return " ".join(
        f"-c {_escaped(option)}" for option in (f"request.jwt.claims={text}", "role=authenticated")
    )


def _escaped(option: str) -> str:
    return option.replace("\\", "\\\\").replace(" ", "\\ ")


def _without_password(url: str) -> str:
    parts = {name: str(value) for name, value in conninfo_to_dict(url).items() if value is not None}
    parts.pop("password", None)
    return make_conninfo("", **parts)


def _program(settings: Settings) -> str:
    """psql of the server's own binaries, else the system's."""
    try:
        own = not os.environ.get("DATABASE_URL") and (settings.data_dir / "postgres").exists()
        binaries = Cluster(settings.data_dir).binaries if own else Binaries.find()
        return str(binaries.program("psql"))
    except ServerError as error:
        if found := shutil.which("psql"):
            return found
        raise ServerError(f"There is no psql here: {error}") from error
