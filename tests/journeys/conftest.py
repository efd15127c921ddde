"""A real server, and a real Chromium in which people sign in."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from tests import builders, parts
from tests.builders import PASSWORD
from tests.conftest import Database

PATIENCE = 30
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]


@dataclass
class Desk:
    """The served program, and a browser to open it in."""

    url: str
    browser: Browser

    def sit_down(self, email: str, *, width: int = 1280, password: str = PASSWORD) -> Visitor:
        """A person who has signed in, in a browser of their own."""
        visitor = self.visitor(width=width)
        visitor.go("/sign-in")
        visitor.fill(email=email, password=password)
        visitor.press("Logga in")
        return visitor

    def visitor(self, *, width: int = 1280) -> Visitor:
        context = self.browser.new_context(locale="sv-SE", viewport={"width": width, "height": 900})
        return Visitor(self.url, context, context.new_page())


@dataclass
class Visitor:
    """Somebody at the keyboard. Every page they come to is searched by axe, and may not scroll sideways."""

    url: str
    context: BrowserContext
    page: Page
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _hear(self, said: ConsoleMessage) -> None:
        # A form with faults and a refused act are answers like others; Chromium reports their status all the same.
        answered = re.search(r"status of (409|422)", said.text)
        if said.type == "error" and not answered:
            self.complaints.append(said.text)

    def go(self, path: str) -> None:
        self.page.goto(self.url + path)
        self.look()

    def fill(self, **fields: str) -> None:
        """Fill in fields by name; a choice is chosen, a box is ticked with "ja"."""
        for name, value in fields.items():
            wanted = self.page.locator(f"[name='{name.replace('__', '-')}']").first
            kind = wanted.evaluate("element => element.tagName + ' ' + (element.type || '')")
            if kind.startswith("SELECT"):
                wanted.select_option(value)
            elif "checkbox" in kind or "radio" in kind:
                self.page.locator(f"[name='{name.replace('__', '-')}'][value='{value}']").check()
            else:
                wanted.fill(value)

    def press(self, label: str, *, within: str = "body", look: bool = True) -> None:
        """Press the button whose name begins with `label`, with the keyboard, and wait for the page that follows."""
        says = re.compile(f"^{re.escape(label)}")
        button = self.page.locator(within).get_by_role("button", name=says).locator("visible=true").first
        button.focus()
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        if look:
            self.look()

    def follow(self, label: str) -> None:
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=label).first.click()
        self.look()

    def sees(self, text: str) -> bool:
        return text in self.text()

    def text(self) -> str:
        return self.page.locator("main").inner_text().replace("\xa0", " ")

    def look(self) -> None:
        """What must hold for every page: axe finds nothing, nothing scrolls sideways, the console is silent."""
        self.page.wait_for_load_state("networkidle")
        found = Axe().run(self.page)
        assert found.violations_count == 0, f"{self.page.url}\n{found.generate_report()}"
        sideways = self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        assert not sideways, f"{self.page.url} scrolls sideways"
        assert not self.complaints, f"{self.page.url}: {self.complaints}"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = parts.browser()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def desk(database: Database, chromium: Browser, tmp_path: Path) -> Iterator[Desk]:
    """The production server over the test's database."""
    yield from _served(chromium, tmp_path, database)


@pytest.fixture
def demonstration_desk(demonstration: Database, chromium: Browser, tmp_path: Path) -> Iterator[Desk]:
    """The production server over the demonstration."""
    yield from _served(chromium, tmp_path, demonstration)


def _served(chromium: Browser, folder: Path, database: Database) -> Iterator[Desk]:
    port = _free_port()
    command = [
        sys.executable,
        "-c",
        "from grantdesk.cli import main; main()",
        "serve",
        "--port",
        str(port),
        "--workers",
        "2",
    ]
    environment = {**os.environ, "GRANTDESK_DATABASE_URL": database.url}
    with (folder / "server.log").open("w") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT)
        try:
            url = f"http://127.0.0.1:{port}"
            _wait_for(url, server, folder / "server.log")
            yield Desk(url, chromium)
        finally:
            for context in chromium.contexts:
                context.close()
            server.terminate()
            server.wait(timeout=PATIENCE)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(PATIENCE * 10):
        if server.poll() is not None:
            pytest.fail(f"the server stopped: {log.read_text()}")
        try:
            with urllib.request.urlopen(f"{url}/healthz", timeout=1) as answer:  # noqa: S310 - our own address
                if answer.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    pytest.fail(f"the server did not answer: {log.read_text()}")


@pytest.fixture
def staff(database: Database) -> dict[str, builders.Person]:
    """One person in each position of the story."""
    assert database.url
    return {
        position: builders.a_user(position, name=name)
        for position, name in {
            "handler": "Påhittade Hanna Handläggare",
            "director": "Påhittade Dag Direktör",
            "finance": "Påhittade Elin Ekonom",
        }.items()
    }
