"""The server is killed at any moment of a payout run, and started again: nothing is lost, and nothing is doubled.

A few runs are tried each time. `GRANTDESK_KILLS=100` tries a hundred on each database, and says how the kills fell.
"""

from __future__ import annotations

import os
import random
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPException
from http.cookiejar import CookieJar

import pytest
from lxml import etree
from sqlalchemy import select

from grantdesk import archive, db, settings
from grantdesk.domain.money import Money, total
from grantdesk.models.payment import Batch, BatchFile, Payment
from grantdesk.operations import verify
from grantdesk.queries import balances
from tests import builders, framing, many_cases
from tests.builders import PASSWORD, Person

pytestmark = pytest.mark.usefixtures("database")

KILLS = int(os.environ.get("GRANTDESK_KILLS", "3"))
PATIENCE = 60
# The longest that a run goes on before it is killed, in seconds: a whole one takes less.
LONGEST = 1.2
FINGERS = re.compile(r'name="csrf_token" value="([^"]+)"')
ONCE = re.compile(r'name="once" value="([^"]+)"')


class Finance:
    """Somebody at finance with a browser of the simplest kind; an act whose answer never comes raises OSError."""

    def __init__(self, url: str, person: Person) -> None:
        self.url, self.person = url, person
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def sign_in(self) -> None:
        self.post("/sign-in", page="/sign-in", email=self.person.email, password=PASSWORD)

    def get(self, path: str) -> str:
        with self.browser.open(self.url + path, timeout=PATIENCE) as answer:
            return str(answer.read().decode())

    def post(self, path: str, *, page: str, **said: str | list[str]) -> str:
        """Fill in and send the form of a page; a refusal is an answer like another."""
        text = self.get(page)
        tokens = {"csrf_token": _first(FINGERS, text), "once": _first(ONCE, text)}
        sent = urllib.parse.urlencode(tokens | said, doseq=True).encode()
        try:
            with self.browser.open(self.url + path, data=sent, timeout=PATIENCE) as answer:
                return str(answer.read().decode())
        except urllib.error.HTTPError as refused:
            return refused.read().decode()

    def pay_out(self) -> None:
        """A whole payout run, from wherever the last one was broken off."""
        desk = self.get("/payments")
        for number in sorted(set(re.findall(r"/payments/(UT-\d{4}-\d{4})", desk)))[:2]:
            self.post(f"/payments/{number}/attest", page=f"/payments/{number}")
        ticked = re.findall(r'name="payments" value="(UT-\d{4}-\d{4})"', self.get("/payments"))
        if ticked:
            self.post("/batches", page="/payments", payments=ticked)
        for batch in sorted(set(re.findall(r"/batches/(UB-\d{4}-\d{4})", self.get("/batches")))):
            page = f"/batches/{batch}"
            shown = self.get(page)
            for act in ("lock", "export"):
                if f"{page}/{act}" in shown:
                    self.post(f"{page}/{act}", page=page)
                    shown = self.get(page)


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[1] if found else ""


@contextmanager
def served(port: int) -> Iterator[Callable[[], None]]:
    """The real server, in a group of its own; what is given back kills all of it at once."""
    serve = "from grantdesk.cli import main; main()"
    program = [sys.executable, "-c", serve, "serve", "--port", str(port), "--workers", "1"]
    server = subprocess.Popen(program, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield lambda: os.killpg(server.pid, signal.SIGKILL)
    finally:
        if server.poll() is None:
            os.killpg(server.pid, signal.SIGKILL)
        server.wait(timeout=PATIENCE)


def _wait_for(port: int) -> None:
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError("the server did not begin to serve")


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def prepared(count: int) -> list[Payment]:
    """Payments that wait to be attested, each of an organisation of its own: none runs out of room for aid."""
    handler, made = builders.a_user(), []
    for index in range(count):
        given = builders.facts()
        given["applicant"] |= {"organisation_number": many_cases.organisation(index)}
        case = builders.a_granted_case(builders.a_registration(given))
        made.append(builders.a_payment(builders.a_claim(case), by=handler))
    return made


def broken_off(port: int, finance: Finance, chance: random.Random) -> str:
    """One run that is killed somewhere; says what it had come to."""
    with served(port) as kill:
        timer = threading.Timer(chance.uniform(0, LONGEST), kill)
        timer.start()
        try:
            finance.pay_out()
        except (OSError, HTTPException, ValueError) as broken:
            return type(broken).__name__
        else:
            return "done before the kill"
        finally:
            timer.cancel()


def whole() -> None:
    """Nothing is lost, nothing is doubled: asked of everything that is kept."""
    db.release()
    assert verify.everything().broken == []
    told: Counter[str] = Counter()
    amounts: list[Money] = []
    for digest in db.session.execute(select(BatchFile.digest).where(BatchFile.form == "pain001")).scalars():
        tree = etree.parse(archive.place(settings.read().archive, digest))
        told.update(each.text or "" for each in tree.iter("{*}EndToEndId"))
        amounts += [Money.parse(each.text or "") for each in tree.iter("{*}InstdAmt")]
    assert set(told.values()) <= {1}
    exported = db.session.execute(
        select(Payment).join(Batch, Batch.id == Payment.batch_id).where(Batch.exported_on.is_not(None))
    ).scalars().all()  # fmt: skip
    assert sorted(told) == sorted(payment.number for payment in exported)
    assert total(amounts) == total(payment.amount for payment in exported) == balances.of_everything().paid
    db.release()


def test_a_server_that_is_killed_in_the_middle_of_a_payout_run_loses_and_doubles_nothing(backend: str) -> None:
    chance = random.Random(f"{backend} {KILLS}")  # noqa: S311 - nothing is secret here
    framing.a_frame(Money.kronor(1_000_000_000))
    prepared(2 * KILLS)
    port = _free_port()
    finance = Finance(f"http://127.0.0.1:{port}", builders.a_user("head_of_finance"))
    with served(port):
        finance.sign_in()
    fell: Counter[str] = Counter()
    for _ in range(KILLS):
        fell[broken_off(port, finance, chance)] += 1
        whole()
    with served(port):
        for _ in range(KILLS):
            finance.pay_out()
    whole()
    left = db.session.execute(select(Payment.state).where(Payment.state != "exported")).scalars().all()
    assert left == []
    sys.stdout.write(f"{backend}: {KILLS} runs, {dict(fell)}\n")
