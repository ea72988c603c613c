"""Pages that repeat the database say what it says."""

import importlib.util
from pathlib import Path
from types import ModuleType

import psycopg
import pytest

from tests.support.server import Database

DOCS = Path(__file__).parents[2] / "docs"
PAGES = ("column-types.md", "error-codes.md", "formulas.md", "permissions.md", "supabase-reference.md")


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", PAGES)
def test_page_is_up_to_date(generator: ModuleType, deployed_database: Database, name: str) -> None:
    with psycopg.connect(deployed_database.owner_url) as connection:
        made = generator.PAGES[name](connection)
    assert (DOCS / name).read_text() == made, "run: make generate"


def test_all_generated_pages_are_compared(generator: ModuleType) -> None:
    assert set(generator.PAGES) == set(PAGES)
