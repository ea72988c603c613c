"""Stories of the spreadsheet: keys, types, blocks, fill, filter, conflicts, the record beside it."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import psycopg
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.server import Database
from tests.web.browser import Visitor
from tests.web.conftest import Visit

ROWS = 1_200
SCROLL = """one => {
  one.scrollBy(0, 540)
  return one.scrollTop + one.clientHeight > one.scrollHeight - 2
}"""
FIRST_CELLS = """() =>
  [...document.querySelectorAll('[id^=cell-][id$="-0"]')].map(cell => `${cell.id} ${cell.textContent}`)"""
PASTE = """text => {
  const data = new DataTransfer()
  data.setData('text/plain', text)
  document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }))
}"""
COPY = """() => {
  const data = new DataTransfer()
  document.activeElement.dispatchEvent(new ClipboardEvent('copy', { clipboardData: data, bubbles: true }))
  return data.getData('text/plain')
}"""
OPTIONS = [{"id": "new", "label": "New", "color": "#12b886"}, {"id": "sold", "label": "Sold"}]
COLUMNS = [
    ("name", "Name", "text", {}),
    ("price", "Price", "currency", {"currency": "EUR"}),
    ("state", "State", "select", {"options": OPTIONS}),
    ("seen_on", "Seen on", "date", {}),
    ("furnished", "Furnished", "boolean", {}),
    ("notes", "Notes", "long_text", {}),
    ("rooms", "Rooms", "integer", {}),
    ("share", "Share", "percent", {}),
]


@pytest.fixture(scope="module")
def sheet(site_database: Database, demo: dict[str, str]) -> str:
    """A list with a column of many types and more rows than two pages."""
    with psycopg.connect(site_database.superuser_url, autocommit=True) as connection:
        row = connection.execute(
            "insert into public.lists (id, workspace_id, name)"
            " values (private.uuid_v7(), %s, 'Houses') returning id",
            [demo["workspace"]],
        ).fetchone()
        assert row
        for place, (key, name, kind, config) in enumerate(COLUMNS, 1):
            connection.execute(
                "insert into public.list_columns (workspace_id, list_id, key, name, type, config, position)"
                " values (%s, %s, %s, %s, %s, %s, %s)",
                [demo["workspace"], row[0], key, name, kind, json.dumps(config), place],
            )
        connection.execute(
            "insert into public.items (id, workspace_id, list_id, values)"
            " select private.uuid_v7(), %s, %s,"
            " jsonb_build_object('name', 'House ' || n, 'price', n * 1000, 'state', 'new')"
            " from generate_series(1, %s) as n",
            [demo["workspace"], row[0], ROWS],
        )
    return str(row[0])


@pytest.fixture
def values(site_database: Database, sheet: str) -> Iterator[Any]:
    """`values("House 3")`: what the database has in the row of that name."""
    with psycopg.connect(site_database.superuser_url, autocommit=True) as connection:

        def read(name: str) -> dict[str, Any]:
            row = connection.execute(
                "select values from public.items where list_id = %s and values ->> 'name' = %s", [sheet, name]
            ).fetchone()
            assert row, name
            found: dict[str, Any] = row[0]
            return found

        yield read


def _open(
    visit: Visit, demo: dict[str, str], sheet: str, person: str = "editor", search: str = ""
) -> Visitor:
    visitor = visit(person)
    page = visitor.go(f"/w/{demo['workspace']}/lists/{sheet}{search}")
    expect(page.get_by_role("gridcell", name="House", exact=False).first).to_be_visible()
    return visitor


def _cell(page: Page, row: int, column: int) -> Locator:
    """Places from 0, as the grid counts them."""
    return page.locator(f"#cell-{row}-{column}")


def _saved(page: Page) -> None:
    expect(page.get_by_text("Saving …")).to_be_hidden()


def test_cells_are_edited_with_the_keyboard(
    visit: Visit, demo: dict[str, str], sheet: str, values: Any
) -> None:
    visitor = _open(visit, demo, sheet)
    page = visitor.page
    grid = page.get_by_role("grid", name="Houses")
    grid.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.type("12abc")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("is not a number")
    visitor.check()
    page.keyboard.press("Control+a")
    page.keyboard.type("1,250.50")
    page.keyboard.press("Tab")
    expect(_cell(page, 0, 1)).to_contain_text("€1,250.50")
    page.keyboard.press("Enter")
    page.get_by_role("option", name="Sold").click()
    expect(_cell(page, 0, 2)).to_contain_text("Sold")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.locator("input[type=date]").fill("2026-03-31")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(_cell(page, 0, 4).locator("[role=img]")).to_have_attribute("aria-label", "✓")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.type("12.5")
    page.keyboard.press("Enter")
    expect(_cell(page, 0, 7)).to_contain_text("12.5%")
    expect(_cell(page, 1, 7)).to_have_attribute("data-active", "true")
    _saved(page)
    visitor.check()
    assert values("House 1") == {
        "name": "House 1",
        "price": 1250.5,
        "state": "sold",
        "seen_on": "2026-03-31",
        "furnished": True,
        "share": 0.125,
    }
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Delete")
    expect(_cell(page, 0, 7)).to_have_text("")
    _saved(page)
    assert "share" not in values("House 1")


def test_blocks_come_and_go_as_excel_writes_them(
    visit: Visit, demo: dict[str, str], sheet: str, values: Any
) -> None:
    visitor = _open(visit, demo, sheet)
    page = visitor.page
    _cell(page, 9, 5).click()
    page.evaluate(PASTE, '"two\r\nlines and ""quotes"""\t3\r\nplain\tmany\r\n')
    expect(_cell(page, 9, 5)).to_contain_text('two ⏎ lines and "quotes"')
    expect(page.get_by_text("1 cell does not fit")).to_be_visible()
    _saved(page)
    assert values("House 10")["notes"] == 'two\r\nlines and "quotes"'
    assert values("House 10")["rooms"] == 3
    assert "rooms" not in values("House 11")
    assert page.evaluate(COPY) == '"two\r\nlines and ""quotes"""\t3\nplain\t'
    many = "\n".join("\t".join([str(row), f"0.{row % 9}"]) for row in range(100))
    page.get_by_role("grid").focus()
    _cell(page, 5, 6).click()
    page.evaluate(PASTE, many)
    _saved(page)
    assert [values(f"House {6 + row}")["rooms"] for row in (0, 50, 94)] == [0, 50, 94]


def test_the_handle_fills_a_series(visit: Visit, demo: dict[str, str], sheet: str, values: Any) -> None:
    visitor = _open(visit, demo, sheet)
    page = visitor.page
    _cell(page, 14, 1).click()
    _cell(page, 15, 1).click(modifiers=["Shift"])
    page.locator("[data-handle]").hover()
    page.mouse.down()
    _cell(page, 18, 1).hover()
    page.mouse.up()
    expect(_cell(page, 18, 1)).to_contain_text("€19,000")
    _saved(page)
    _cell(page, 14, 1).click()
    page.keyboard.type("500")
    page.keyboard.press("Enter")
    page.keyboard.type("600")
    page.keyboard.press("Enter")
    _cell(page, 14, 1).click()
    _cell(page, 15, 1).click(modifiers=["Shift"])
    page.locator("[data-handle]").hover()
    page.mouse.down()
    _cell(page, 17, 1).hover()
    page.mouse.up()
    expect(_cell(page, 17, 1)).to_contain_text("€800")
    _saved(page)
    assert values("House 18")["price"] == 800


def test_scrolling_far_and_back_shows_every_row_once(visit: Visit, demo: dict[str, str], sheet: str) -> None:
    visitor = _open(visit, demo, sheet, "member")
    page = visitor.page
    grid = page.get_by_role("grid")
    seen: set[str] = set()
    for _ in range(120):
        for _ in range(100):  # no row may pass by while it is still being fetched
            cells = page.evaluate(FIRST_CELLS)
            if not any(cell.endswith(" ") for cell in cells):
                break
            page.wait_for_timeout(50)
        seen.update(cells)
        if grid.evaluate(SCROLL):
            page.wait_for_timeout(150)
            if page.get_by_role("gridcell", name=f"House {ROWS}", exact=True).is_visible():
                break
        page.wait_for_timeout(15)
    seen.update(page.evaluate(FIRST_CELLS))
    expected = {f"cell-{n - 1}-0 House {n}" for n in range(1, ROWS + 1)}
    assert expected <= seen
    assert {row for row in seen - expected if not row.endswith(" ")} == set()
    grid.focus()
    page.keyboard.press("Control+Home")
    expect(_cell(page, 0, 0)).to_be_visible()
    visitor.check()


def test_filters_and_sorts_stand_in_the_address(visit: Visit, demo: dict[str, str], sheet: str) -> None:
    visitor = _open(visit, demo, sheet, "member")
    page = visitor.page
    page.get_by_role("button", name="Filter").click()
    page.get_by_role("button", name="Add condition").click()
    page.get_by_label("Value").fill("House 12")
    expect(page.get_by_text("12 rows", exact=True)).to_be_visible()  # 12, 120 to 129, 1200
    page.get_by_role("button", name="Add group").click()
    visitor.check()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Price", exact=True).click()
    page.get_by_role("button", name="Price", exact=True).click()
    expect(page.get_by_role("columnheader", name="Price")).to_have_attribute("aria-sort", "descending")
    expect(_cell(page, 0, 0)).to_have_text("House 1200")
    page.reload()
    expect(_cell(page, 0, 0)).to_have_text("House 1200")
    expect(page.get_by_role("button", name="1 filter")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("columnheader", name="Price")).to_have_attribute("aria-sort", "ascending")


def test_nobody_is_overwritten_silently(visit: Visit, demo: dict[str, str], sheet: str, values: Any) -> None:
    search = "?filter=" + quote(json.dumps({"column": "name", "operator": "equals", "value": "House 700"}))
    here = _open(visit, demo, sheet, "editor", search)
    there = _open(visit, demo, sheet, "manager", search)
    here.expected = ("409",)
    for page, price in ((there.page, "5"), (here.page, "7")):
        _cell(page, 0, 1).click()
        page.keyboard.type(price)
        page.keyboard.press("Enter")
        _saved(page)
    dialog = here.page.get_by_role("dialog", name="Somebody was faster")
    expect(dialog.get_by_role("row", name=re.compile("House 700.*Price.*€7.*€5"))).to_be_visible()
    here.check()
    assert values("House 700")["price"] == 5
    dialog.get_by_role("button", name="Write mine").click()
    expect(_cell(here.page, 0, 1)).to_contain_text("€7")
    _saved(here.page)
    assert values("House 700")["price"] == 7
    # Different cells of one row are no conflict: both stay.
    _cell(there.page, 0, 6).click()
    there.page.keyboard.type("4")
    there.page.keyboard.press("Enter")
    expect(_cell(there.page, 0, 1)).to_contain_text("€7")
    _saved(there.page)
    assert values("House 700")["rooms"] == 4


def test_a_record_beside_its_list(visit: Visit, demo: dict[str, str], sheet: str, values: Any) -> None:
    visitor = _open(visit, demo, sheet)
    page = visitor.page
    page.get_by_role("grid").focus()
    page.keyboard.press("Control+Home")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    panel = page.get_by_role("dialog")
    expect(panel.get_by_role("heading", name="House 2")).to_be_visible()
    visitor.check()
    panel.get_by_role("button", name=re.compile("^Rooms")).click()
    panel.get_by_label("Rooms").fill("6")
    panel.get_by_label("Rooms").press("Enter")
    expect(panel.get_by_role("button", name="Rooms: 6")).to_be_visible()
    panel.get_by_label("Write a comment").fill("@manager have you seen the roof?")
    panel.get_by_role("button", name="Comment", exact=True).click()
    expect(panel.get_by_text("have you seen the roof?")).to_be_visible()
    expect(panel.get_by_text("@Manager")).to_be_visible()
    visitor.check()
    assert values("House 2")["rooms"] == 6
    page.reload()
    expect(page.get_by_role("dialog").get_by_role("heading", name="House 2")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(_cell(page, 1, 6)).to_have_text("6")


def test_readers_read(visit: Visit, demo: dict[str, str], sheet: str) -> None:
    visitor = _open(visit, demo, sheet, "member")
    page = visitor.page
    expect(page.get_by_role("button", name="New row")).to_have_attribute("aria-disabled", "true")
    _cell(page, 3, 0).dblclick()
    page.keyboard.type("x")
    expect(page.locator("input[aria-label=Name]")).to_be_hidden()
    visitor.check()


def test_rows_are_added(visit: Visit, demo: dict[str, str]) -> None:
    visitor = visit("editor")
    page = visitor.go(f"/w/{demo['workspace']}/lists/{demo['list']}")
    expect(page.get_by_text("3 rows", exact=True)).to_be_visible()
    page.get_by_role("button", name="New row").click()
    expect(page.get_by_text("4 rows", exact=True)).to_be_visible()
    _cell(page, 3, 0).click()
    page.keyboard.type("4 New Street")
    page.keyboard.press("Enter")
    _saved(page)
    page.reload()
    expect(_cell(page, 3, 0)).to_have_text("4 New Street")
