"""Stories of everybody who is not inside yet: sign-in, registration, invitations, passwords."""

import re

import psycopg
import pytest
from playwright.sync_api import Page, expect

from tests.support import people as named
from tests.support.server import Database
from tests.web.conftest import Visit

PASSWORD = "a long enough password"


def _sign_in(page: Page, email: str, password: str) -> None:
    page.get_by_role("textbox", name="E-mail address").fill(email)
    page.get_by_role("textbox", name="Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def test_sign_in_survives_a_reload_and_ends(visit: Visit, demo: dict[str, str]) -> None:
    visitor = visit()
    visitor.expected = ("401",)
    page = visitor.go(f"/w/{demo['workspace']}/members")
    expect(page).to_have_url(re.compile("/sign-in"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    visitor.check()
    _sign_in(page, named.email("owner"), "not the password")
    expect(page.get_by_role("alert")).to_contain_text("E-mail address or password is wrong")
    visitor.check()
    _sign_in(page, named.email("owner"), named.PASSWORD)
    expect(page.get_by_role("heading", name="Members", level=1)).to_be_visible()  # where the story began
    page.reload()
    expect(page.get_by_role("heading", name="Members", level=1)).to_be_visible()
    page.get_by_role("button", name=re.compile("Your account")).click()
    page.get_by_role("menuitem", name="Sign out").click()
    expect(page).to_have_url(re.compile("/sign-in"))
    page = visitor.go(f"/w/{demo['workspace']}")
    expect(page.get_by_role("textbox", name="E-mail address")).to_be_visible()


def test_registration_ends_in_a_first_list(visit: Visit) -> None:
    visitor = visit()
    page = visitor.go("/")
    page.get_by_role("link", name="Create account").click()
    page.get_by_label("Your name").fill("Ada Lovelace")
    page.get_by_role("textbox", name="E-mail address").fill("ada@new.example")
    page.get_by_label("Name of your workspace").fill("Lovelace Estates")
    page.get_by_role("textbox", name="Password").fill("short")
    page.get_by_role("button", name="Create account").click()
    expect(page.get_by_role("textbox", name="Password")).to_have_attribute("data-invalid", "true")
    visitor.check()
    page.get_by_role("textbox", name="Password").fill(PASSWORD)
    page.get_by_role("button", name="Create account").click()
    expect(page.get_by_role("heading", name="New list", level=1)).to_be_visible()
    visitor.check()
    page.get_by_label("Name of the list").fill("Viewings")
    page.get_by_role("button", name="Make the list").click()
    expect(page.get_by_role("heading", name="Viewings", level=1)).to_be_visible()
    expect(page.get_by_text("No rows yet")).to_be_visible()
    visitor.check()


def test_a_template_becomes_lists(visit: Visit) -> None:
    visitor = visit("outsider")
    page = visitor.go("/welcome")
    page.get_by_role("textbox", name="Name of the workspace").fill("Outsider Homes")
    page.get_by_role("button", name="Create workspace").click()
    expect(page.get_by_role("button", name="Use this template").first).to_be_visible()
    visitor.check()
    page.get_by_role("button", name="Use this template").first.click()
    expect(page.get_by_role("grid")).to_be_visible()
    expect(page.get_by_role("link", name="Owners")).to_be_visible()


def test_a_file_becomes_a_list(visit: Visit, demo: dict[str, str]) -> None:
    visitor = visit("manager")
    page = visitor.go(f"/w/{demo['workspace']}/start")
    rows = "\n".join(f"{n} Oak Road,{n * 1000},2026-01-0{n}" for n in range(1, 6))
    file = {"name": "sales.csv", "mimeType": "text/csv", "buffer": f"Street,Price,Sold on\n{rows}\n".encode()}
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text("5 rows are in")).to_be_visible(timeout=30_000)
    visitor.check()
    page.get_by_role("link", name="Open the list").click()
    expect(page.get_by_role("gridcell", name="3 Oak Road")).to_be_visible()


def test_an_invited_colleague_joins_in_another_browser(visit: Visit, demo: dict[str, str]) -> None:
    admin = visit("admin", permissions=["clipboard-read", "clipboard-write"])
    page = admin.go(f"/w/{demo['workspace']}/members")
    page.get_by_role("button", name="Invite people").click()
    page.get_by_role("textbox", name="E-mail address").fill("grace@new.example")
    admin.check()
    page.get_by_role("button", name="Send invitation").click()
    expect(page.get_by_text("Invitation sent to grace@new.example")).to_be_visible()
    page.get_by_role("button", name="Copy the link").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")

    grace = visit()
    page = grace.go(link.removeprefix(grace.url))
    expect(page.get_by_text("invites you to work here as Editor")).to_be_visible()
    grace.check()
    page.get_by_role("link", name="Create account").click()
    expect(page.get_by_role("textbox", name="E-mail address")).to_have_value("grace@new.example")
    page.get_by_label("Your name").fill("Grace Hopper")
    page.get_by_role("textbox", name="Password").fill(PASSWORD)
    page.get_by_role("button", name="Create account").click()
    page.get_by_role("button", name="Join the workspace").click()
    expect(page.get_by_role("heading", name="Demo", level=1)).to_be_visible()


def test_a_forgotten_password(visit: Visit, site_database: Database) -> None:
    visitor = visit()
    visitor.expected = ("400", "404", "410", "422")
    page = visitor.go("/sign-in")
    page.get_by_role("link", name="Forgotten your password?").click()
    page.get_by_role("textbox", name="E-mail address").fill(named.email("member"))
    visitor.check()
    page.get_by_role("button", name="Send the link").click()
    expect(page.get_by_role("status").filter(has_text="Look into your mail")).to_be_visible()
    with psycopg.connect(site_database.superuser_url) as connection:
        asked = connection.execute(
            "select count(*) from procrastinate.procrastinate_jobs where task_name like '%%password%%'"
        ).fetchone()
    assert asked and asked[0] == 1
    page = visitor.go("/reset-password/not-a-token")
    page.get_by_role("textbox", name="New password").fill(PASSWORD)
    page.get_by_role("button", name="Set password").click()
    expect(page.get_by_role("alert")).to_be_visible()
    visitor.check()


@pytest.mark.parametrize("path", ["/verify-email/not-a-token", "/invite/not-a-token", "/nowhere"])
def test_links_that_lead_nowhere_say_so(visit: Visit, path: str) -> None:
    visitor = visit("owner")
    visitor.expected = ("400", "404", "410", "422")
    page = visitor.go(path)
    if "verify" in path:
        page.get_by_role("button", name="Confirm the address").click()
    words = page.get_by_role("alert").or_(page.get_by_text("There is nothing here"))
    expect(words.first).to_be_visible()
    visitor.check()


def test_german(visit: Visit) -> None:
    visitor = visit(locale="de-DE")
    page = visitor.go("/sign-in")
    expect(page.get_by_role("heading", name="Anmelden")).to_be_visible()
    assert page.locator("html").get_attribute("lang") == "de"
    visitor.check()
