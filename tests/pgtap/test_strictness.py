"""A file of pgTAP that proves nothing turns the run red, whatever way it finds to do so."""

import os
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import msgspec
import pytest

from tests.support.server import TestServer

ROOT = Path(__file__).parent.parent.parent
CONFTEST = """
import os
import msgspec
import pytest
from tests.conftest import *
from tests.conftest import _pgtap_runner
from tests.support.server import TestServer

@pytest.fixture(scope="session")
def server():
    return msgspec.json.decode(os.environ["SHARED_SERVER"], type=TestServer)
"""
WHOLE = "begin; select plan({plan}); {tests} select * from finish(); rollback;"
GREEN = {
    "test_passes": WHOLE.format(plan=1, tests="select ok(true, 'a');"),
    "test_passes_as_somebody": WHOLE.format(
        plan=1,
        tests="select tests.authenticate_as('member'); select ok(true, 'a');",
    ),
    "test_no_plan": "begin; select no_plan(); select ok(true, 'a'); select * from finish(); rollback;",
}
RED = {
    "test_fails": WHOLE.format(plan=2, tests="select ok(true, 'a'); select ok(false, 'b');"),
    "test_plans_too_many": WHOLE.format(plan=2, tests="select ok(true, 'a');"),
    "test_plans_too_few": WHOLE.format(plan=1, tests="select ok(true, 'a'); select ok(true, 'b');"),
    "test_plans_nothing": WHOLE.format(plan=0, tests=""),
    "test_has_no_plan": "begin; select 'ok 1 - a'; rollback;",
    "test_is_empty": "-- nothing\n",
    "test_never_finishes": "begin; select plan(2); select ok(true, 'a'); rollback;",
    "test_has_an_error": WHOLE.format(
        plan=2, tests="select ok(true, 'a'); select 1 / 0; select ok(true, 'b');"
    ),
    "test_has_a_late_error": WHOLE.format(plan=1, tests="select ok(true, 'a');") + " select nothing_here;",
    "test_is_no_sql": "begin; selec plan(1);",
    "test_skips_by_plan": "begin; select '1..0 # SKIP not today'; rollback;",
    "test_skips_one": WHOLE.format(plan=2, tests="select ok(true, 'a'); select skip('not today');"),
    "test_does_later": WHOLE.format(plan=1, tests="select todo('later', 1); select ok(false, 'a');"),
    "test_gives_up": WHOLE.format(plan=1, tests="select 'Bail out! not today';"),
    "test_is_denied": WHOLE.format(
        plan=1,
        tests="select tests.authenticate_as('member'); select ok(count(*) > 0, 'a') from private.callables;",
    ),
}


@pytest.fixture(scope="module")
def outcomes(server: TestServer, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What one run of pytest over all these files says of each."""
    folder = tmp_path_factory.mktemp("strictness")
    (folder / "conftest.py").write_text(CONFTEST)
    for name, text in (GREEN | RED).items():
        (folder / f"{name}.sql").write_text(text)
    environment = os.environ | {
        "SHARED_SERVER": msgspec.json.encode(server).decode(),
        "PYTHONPATH": os.pathsep.join((str(ROOT), os.environ.get("PYTHONPATH", ""))),
    }
    command = [sys.executable, "-m", "pytest", "-q", "-c", ROOT / "pyproject.toml", f"--rootdir={folder}"]
    command += ["-p", "no:cacheprovider", "-p", "no:xdist", "--junitxml", folder / "report.xml", folder]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stdout + done.stderr
    found: dict[str, str] = {}
    report = ElementTree.parse(folder / "report.xml")  # noqa: S314 - pytest wrote it just now
    for case in report.iter("testcase"):
        name = str(case.get("name")).removesuffix(".sql")
        bad = [child.tag for child in case if child.tag in {"failure", "error", "skipped"}]
        found[name] = bad[0] if bad else found.get(name, "passed")
    return found


@pytest.mark.parametrize("name", GREEN)
def test_green(outcomes: dict[str, str], name: str) -> None:
    assert outcomes[name] == "passed"


@pytest.mark.parametrize("name", RED)
def test_red(outcomes: dict[str, str], name: str) -> None:
    assert outcomes[name] in {"failure", "error"}
