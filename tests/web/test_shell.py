"""Stories inside a workspace, around its lists: home, members, settings, palette, narrow and dark screens."""

import re

import pytest
from playwright.sync_api import expect

from tests.web.conftest import Visit


def test_home_shows_lists_and_what_happened(visit: Visit, demo: dict[str, str]) -> None:
    visitor = visit("admin")
    page = visitor.go("/")
    expect(page).to_have_url(re.compile(demo["workspace"]))
    expect(page.get_by_role("link", name=re.compile("Properties.*3 rows"))).to_be_visible()
    expect(page.get_by_role("heading", name="Recent changes")).to_be_visible()
    expect(page.get_by_role("listitem").first).to_be_visible()
    visitor.check()


def test_what_a_member_may_not_do_explains_itself(visit: Visit, demo: dict[str, str]) -> None:
    visitor = visit("member")
    page = visitor.go(f"/w/{demo['workspace']}/members")
    invite = page.get_by_role("button", name="Invite people")
    expect(invite).to_have_attribute("aria-disabled", "true")
    invite.focus()
    expect(page.get_by_role("tooltip")).to_contain_text("Needs the role Admin or above: Invite people")
    visitor.check()
    page = visitor.go(f"/w/{demo['workspace']}/settings")
    expect(page.get_by_text("Only to read: Needs the role Admin")).to_be_visible()
    expect(page.get_by_label("Name")).to_be_disabled()
    visitor.check()


def test_roles_change_and_the_servers_refusal_is_shown(visit: Visit, demo: dict[str, str]) -> None:
    visitor = visit("owner")
    visitor.expected = ("409", "403", "422")
    page = visitor.go(f"/w/{demo['workspace']}/members")
    page.get_by_role("textbox", name="Role of Editor").or_(
        page.get_by_role("combobox", name="Role of Editor")
    ).first.click()
    page.get_by_role("option", name="Manager").click()
    expect(page.locator("input[aria-label='Role of Editor']")).to_have_value("Manager")
    page.reload()
    expect(page.locator("input[aria-label='Role of Editor']")).to_have_value("Manager")
    page = visitor.go(f"/w/{demo['workspace']}/settings")
    page.get_by_role("button", name="Leave workspace").click()
    page.get_by_role("dialog").get_by_role("button", name="Leave workspace").click()
    expect(page.get_by_role("alert")).to_be_visible()  # the last owner stays
    visitor.check()


def test_settings_are_kept(visit: Visit, demo: dict[str, str]) -> None:
    visitor = visit("owner")
    page = visitor.go(f"/w/{demo['workspace']}/settings")
    page.get_by_label("Currency").fill("eur")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Currency")).to_have_value("EUR")
    page = visitor.go(f"/w/{demo['workspace']}/account")
    expect(page.get_by_label("Name")).to_have_value("Owner")
    visitor.check()


def test_the_palette_goes_anywhere(visit: Visit, demo: dict[str, str]) -> None:
    visitor = visit("editor")
    page = visitor.go("/")
    expect(page.get_by_role("heading", name="Demo", level=1)).to_be_visible()
    page.keyboard.press("Control+k")
    search = page.get_by_label("Search records, lists and pages")
    expect(search).to_be_focused()
    visitor.check()
    search.fill("member")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Members", level=1)).to_be_visible()
    page.keyboard.press("Control+k")
    page.get_by_label("Search records, lists and pages").fill("2 demo str")
    page.get_by_role("button", name=re.compile("2 Demo Street")).click()
    expect(page.get_by_role("dialog").get_by_role("heading", name="2 Demo Street")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_narrow_screens(visit: Visit, demo: dict[str, str], scheme: str) -> None:
    """360 pixels are also what is left of 720 at a zoom of 200 %."""
    visitor = visit("owner", viewport={"width": 360, "height": 720}, color_scheme=scheme)
    for path in ("", "/members", "/settings", "/start", "/account", f"/lists/{demo['list']}"):
        page = visitor.go(f"/w/{demo['workspace']}{path}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.wait_for_load_state("networkidle")
        visitor.check()
    page.get_by_role("button", name="Open navigation").click()
    expect(page.get_by_role("dialog").get_by_role("link", name="Members")).to_be_visible()
    visitor.check()


def test_light_and_dark_are_chosen_and_kept(visit: Visit) -> None:
    visitor = visit("owner", color_scheme="light")
    page = visitor.go("/")
    page.get_by_role("button", name=re.compile("Your account")).click()
    page.get_by_role("menuitem", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "dark")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "dark")
    expect(page.get_by_role("heading", name="Recent changes")).to_be_visible()
    visitor.check()


def test_without_a_connection_it_says_so(visit: Visit) -> None:
    visitor = visit("owner")
    page = visitor.go("/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    visitor.context.set_offline(True)
    expect(page.get_by_text("No connection.")).to_be_visible()
    visitor.context.set_offline(False)
    expect(page.get_by_text("No connection.")).to_be_hidden()
