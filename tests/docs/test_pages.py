"""README and docs name only what exists: files, links, targets, commands, options, settings, types."""

import re
from pathlib import Path

import click
import psycopg
import pytest

from deedbook.cli import COMMANDS, main
from deedbook.import_limits import ImportLimits
from tests.support.server import Database

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])
FOLDERS = {path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith(".")}
MADE = {"__pycache__", "build", "dist", "node_modules"}

LINK = re.compile(r"\[[^\]]+\]\(([^)\s]+)\)")
CODE = re.compile(r"`([^`\n]+)`")
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"(?:^|[\s/`(])deedbook ([a-z]+)((?: [^\n`|]*)?)")
TARGET = re.compile(r"(?:^|`)make ([a-z-]+)")
SETTING = re.compile(r'(?:env\.get|_url|_number)\((?:env, )?"([A-Z_]+)"')


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.fixture(params=PAGES, ids=name_of)
def page(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def code_of(text: str) -> list[str]:
    """What stands in backticks, and each line of the blocks."""
    blocks = [line for _, block in BLOCK.findall(text) for line in block.splitlines()]
    return [*CODE.findall(BLOCK.sub("", text)), *blocks]


def anchors(path: Path) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", path.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def test_links_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text()):
        if target.startswith(("http://", "https://", "mailto:")):
            continue
        path, _, anchor = target.partition("#")
        found = (page.parent / path).resolve() if path else page
        assert found.exists(), f"{name_of(page)}: {target}"
        assert not anchor or anchor in anchors(found), f"{name_of(page)}: {target}"


def test_paths_exist(page: Path) -> None:
    for code in code_of(page.read_text()):
        for word in re.findall(r"[\w./_-]+", code):
            first = word.split("/")[0]
            if "/" in word and first in FOLDERS and not word.endswith("/**"):
                assert (ROOT / word).exists(), f"{name_of(page)}: {word}"


def test_top_level_files_exist(page: Path) -> None:
    named = {code for code in code_of(page.read_text()) if re.fullmatch(r"[\w-]+\.(yml|toml|txt)", code)}
    for name in named:
        assert (ROOT / name).exists(), f"{name_of(page)}: {name}"


def test_make_targets_exist(page: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for code in code_of(page.read_text()):
        for target in TARGET.findall(code):
            assert target in targets, f"{name_of(page)}: make {target}"


def test_commands_and_their_options_exist(page: Path) -> None:
    context = click.Context(main)
    for code in code_of(page.read_text()):
        for name, rest in COMMAND.findall(code):
            assert name in COMMANDS, f"{name_of(page)}: deedbook {name}"
            command = main.get_command(context, name)
            assert command is not None
            words = rest.split()
            if isinstance(command, click.Group) and words:
                sub = command.get_command(context, words[0])
                assert sub is not None, f"{name_of(page)}: {code}"
                command = sub
            known = {o for parameter in command.params for o in (*parameter.opts, *parameter.secondary_opts)}
            for option in re.findall(r"(?<!\S)--[a-z-]+", rest):
                assert option in known, f"{name_of(page)}: {code}"


def test_nothing_names_this_machine(page: Path) -> None:
    for path in re.findall(r"(?<![\w.<>/])/(?:home|root|work|tmp|Users)/\S*", page.read_text()):
        pytest.fail(f"{name_of(page)}: {path}")


def test_table_of_settings_is_whole() -> None:
    sources = ("deedbook/settings.py", "api/limits.py")
    real = {name for source in sources for name in SETTING.findall((ROOT / source).read_text())}
    real |= {f"IMPORT_{name.upper()}" for name in ImportLimits.__struct_fields__}
    text = (ROOT / "docs" / "operations.md").read_text()
    table = text.partition("## Settings")[2].partition("\n## ")[0]
    assert set(re.findall(r"^\| `([A-Z_]+)` \|", table, re.MULTILINE)) == real


def test_table_of_commands_is_whole() -> None:
    text = (ROOT / "docs" / "operations.md").read_text()
    assert set(re.findall(r"^\| `deedbook (\w+)` \|", text, re.MULTILINE)) == set(COMMANDS)


def test_table_of_types_is_whole(deployed_database: Database) -> None:
    with psycopg.connect(deployed_database.owner_url) as connection:
        types = connection.execute(
            """
            select t.type, t.description from public.column_types as t
            where t.type = any (string_to_array(
              split_part(private.import_types_problem('{"A": "?"}'), 'these are: ', 2), ', '
            ))
            order by t.position
            """
        )
        expected = [f"| `{name}` | {description} |" for name, description in types.fetchall()]
    lines = (ROOT / "docs" / "import.md").read_text().splitlines()
    start = lines.index("| type | accepts |") + 2
    assert lines[start : start + len(expected) + 1] == [*expected, ""]


def test_options_of_the_import_command_are_all_there() -> None:
    command = main.get_command(click.Context(main), "import")
    assert command is not None
    real = {o for parameter in command.params for o in (*parameter.opts, *parameter.secondary_opts)}
    text = (ROOT / "docs" / "import.md").read_text()
    assert {o for o in real if o.startswith("--")} == set(re.findall(r"(?<!\S)`?(--[a-z][a-z-]+)", text))


def test_options_of_an_import_are_real(deployed_database: Database) -> None:
    text = (ROOT / "docs" / "import.md").read_text()
    table = text.partition("| option |")[2].partition("\n\n")[0]
    named = {name for row in table.splitlines()[2:] for name in CODE.findall(row.split("|")[1])}
    with psycopg.connect(deployed_database.superuser_url) as connection:
        row = connection.execute("select private.import_options_problem('?', '1')").fetchone()
    assert row is not None
    assert named == set(row[0].partition("these are: ")[2].split(", "))


def test_map_of_folders_is_whole() -> None:
    text = (ROOT / "README.md").read_text().partition("## Map")[2].partition("\n## ")[0]
    named = set(re.findall(r"^\| `([\w-]+)/` \|", text, re.MULTILINE))
    assert named == FOLDERS - MADE


def test_every_decision_has_a_heading_and_every_page_is_reachable() -> None:
    for path in (ROOT / "docs" / "decisions").glob("*.md"):
        assert path.read_text().startswith("# ")
    readme = (ROOT / "README.md").read_text()
    for path in (ROOT / "docs").glob("*.md"):
        assert f"docs/{path.name}" in readme
