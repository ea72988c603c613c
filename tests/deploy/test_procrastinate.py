"""The job queue's own migrations are pinned, and lead to the schema that Procrastinate ships."""

import re
import subprocess
from importlib import resources

import psycopg

from deedbook.deploy import Files
from tests.support.server import Database, bundled

_COMMENT = re.compile(r"^(--.*|)\n", re.MULTILINE)
_MIGRATION = "0003_install_procrastinate"


def pinned() -> set[str]:
    """The file names in the migration, read without running it."""
    text = (Files.of_release().migrations / f"{_MIGRATION}.py").read_text()
    return set(re.findall(r'^    "(\d\d\.[^"]+\.sql)",$', text, re.MULTILINE))


def test_every_file_of_the_installed_version_is_pinned() -> None:
    folder = resources.files("procrastinate.sql.migrations")
    assert {f.name for f in folder.iterdir() if f.name.endswith(".sql")} == pinned()


def test_the_result_is_procrastinates_own_schema(
    deployed_database: Database, empty_database: Database
) -> None:
    schema = resources.files("procrastinate.sql").joinpath("schema.sql").read_bytes()
    with psycopg.connect(empty_database.owner_url) as connection:
        connection.execute("create schema procrastinate; set local search_path = procrastinate")
        connection.execute(schema)
    ours = [made for made in dump(deployed_database) if " deedbook_" in made]
    assert [made.partition(" deedbook_")[2].split()[0] for made in ours] == ["failed_jobs_idx", "measure"]
    assert [made for made in dump(deployed_database) if made not in ours] == dump(empty_database)


def test_no_client_may_enter(deployed_database: Database) -> None:
    with psycopg.connect(deployed_database.owner_url) as connection:
        row = connection.execute(
            "select bool_or(has_schema_privilege(r, 'procrastinate', 'usage'))"
            " from unnest(array['anon', 'authenticated', 'service_role', 'authenticator']) as r"
        ).fetchone()
    assert row == (False,)


def dump(database: Database) -> list[str]:
    """The objects of schema procrastinate, without rights; sorted, because history decides the order."""
    command = [bundled("pg_dump"), "--schema-only", "--no-owner", "--no-acl", "--no-comments"]
    text = subprocess.run(
        [*command, "-n", "procrastinate", database.owner_url], capture_output=True, text=True, check=True
    ).stdout
    objects = [_COMMENT.sub("", part).strip() for part in text.split("\n\n\n")]
    return sorted(_in_order(o) for o in objects if o and "restrict" not in o)


def _in_order(made: str) -> str:
    """A table with its columns by name; everything else as it is."""
    if "CREATE TABLE" not in made:
        return made
    return "\n".join(sorted(line.rstrip(",") for line in made.splitlines()))
