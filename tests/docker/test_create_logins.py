"""docker/create-logins.sh on a real server: what it makes is enough for the services of the compose file."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from deedbook.deploy import deploy
from deedbook.server import Cluster

SCRIPT = Path(__file__).parents[2] / "docker" / "create-logins.sh"
# Quotes and a backslash: the script must not paste passwords into SQL.
PASSWORDS = {
    "OWNER_PASSWORD": "o'wner",
    "AUTHENTICATOR_PASSWORD": 'auth"enticator',
    "WORKER_PASSWORD": "wor\\ker; drop role x",
}


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    made = Cluster(tmp_path_factory.mktemp("docker") / "data", password="superuser's", durable=False)
    try:
        made.start()
        environment = {
            "PATH": f"{made.binaries.bin}{os.pathsep}{os.environ['PATH']}",
            "PGHOST": "127.0.0.1",
            "PGPORT": str(made.port),
            "PGPASSWORD": "superuser's",
            "POSTGRES_USER": "postgres",
            **PASSWORDS,
        }
        subprocess.run(["sh", SCRIPT], env=environment, check=True, timeout=60)
        yield made
    finally:
        made.destroy()


def connect(cluster: Cluster, user: str, variable: str) -> psycopg.Connection:
    return psycopg.connect(cluster.url("deedbook", user, PASSWORDS[variable]), autocommit=True)


def test_owner_can_deploy_and_the_others_can_work(cluster: Cluster) -> None:
    owner_url = cluster.url("deedbook", "deedbook", PASSWORDS["OWNER_PASSWORD"])
    deploy(owner_url, report=lambda line: None)
    assert deploy(owner_url, report=lambda line: None).is_unchanged
    with connect(cluster, "deedbook", "OWNER_PASSWORD") as owner:
        row = owner.execute("select rolsuper from pg_roles where rolname = current_user").fetchone()
        assert row == (False,)
    with connect(cluster, "authenticator", "AUTHENTICATOR_PASSWORD") as api:
        assert api.execute("show statement_timeout").fetchone() == ("30s",)
        row = api.execute(
            "select body from private.handle_request(%s, %s, %s, %s, %s)",
            ["anon", '{"role": "anon"}', '{"read_only": true}', "private.get_health", "{}"],
        ).fetchone()
        assert row is not None
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            api.execute("select from public.workspaces")
    with connect(cluster, "worker", "WORKER_PASSWORD") as worker:
        worker.execute("set role authenticated")


def test_logins_look_like_those_of_the_migrations(cluster: Cluster) -> None:
    with psycopg.connect(cluster.url()) as superuser:
        rows = superuser.execute(
            "select rolname, rolinherit, rolcanlogin, rolsuper, rolbypassrls, rolconfig from pg_roles"
            " where rolname in ('authenticator', 'worker') order by 1"
        ).fetchall()
    timeouts = ["statement_timeout=30s", "idle_in_transaction_session_timeout=30s"]
    assert rows == [
        ("authenticator", False, True, False, False, timeouts),
        ("worker", False, True, False, False, None),
    ]
