"""A real Chromium for the stories, and what every page of the app has to be."""

import os
import shutil
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright

ROOT = Path(__file__).parents[2]
AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
_NAMES = ("chromium", "chromium-browser", "google-chrome")
# Nothing of the browser's own goes out, and root may start it.
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# What fades in has not its colours yet. What turns for ever is not waited for.
_SETTLED = """() => Promise.allSettled(document.getAnimations()
  .filter(({ effect }) => effect.getComputedTiming().endTime !== Infinity)
  .map(({ finished }) => finished))"""
_AXE_RUN = """async () => {
  const { violations } = await axe.run(document, { resultTypes: ['violations'] })
  return violations.map(({ id, help, nodes }) =>
    `${id}: ${help}: ${nodes.map((node) => node.html.slice(0, 160)).slice(0, 3).join(' … ')}`)
}"""


def executable() -> str:
    """The browser of this machine. Raises with what to do where there is none."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None:
        raise AssertionError(
            "There is no Chromium for the stories of the web app. Install one (Debian: apt install chromium),"
            " name one with CHROMIUM=/path/to/chromium, or leave these tests out: ARGS='--ignore tests/web'."
        )
    return found


def launch(playwright: Playwright) -> Browser:
    """Starts it."""
    return playwright.chromium.launch(executable_path=executable(), args=_ARGUMENTS)


class Visitor:
    """Somebody at a browser of their own, who remembers every error that the page reports."""

    def __init__(self, context: BrowserContext, url: str) -> None:
        context.set_default_timeout(15_000)
        self.context = context
        self.page: Page = context.new_page()
        self.url = url
        self.errors: list[str] = []
        self.expected: tuple[str, ...] = ()
        self.page.on("console", self._listen)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _listen(self, message: ConsoleMessage) -> None:
        # A refusal that a story provokes is logged by the browser itself, with its status.
        if message.type == "error" and not any(status in message.text for status in self.expected):
            self.errors.append(message.text)

    def go(self, path: str) -> Page:
        """Opens a page of the app."""
        self.page.goto(self.url + path)
        return self.page

    def check(self) -> None:
        """The page has no violation that axe finds, no error in its console, and nothing beside its width."""
        page = self.page
        page.evaluate(AXE.read_text())  # as the debugger does: the policy of the page stays as it is
        page.evaluate(_SETTLED)
        violations: list[Any] = page.evaluate(_AXE_RUN)
        assert not violations, "\n".join(violations)
        assert not self.errors, "\n".join(self.errors)
        width = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert width[0] <= width[1], f"{page.url} is {width[0]} wide on a screen of {width[1]}"
