"""`grantdesk demo`: a running demonstration, loaded the first time and kept after that."""

from __future__ import annotations

import ipaddress
import socket
from typing import Any

import click

from grantdesk import clock, db, region, settings
from grantdesk.cli import options, serve
from grantdesk.cli.database import bring_up
from grantdesk.cli.ground import connected, put_json
from grantdesk.domain.fields import InputError, InputErrors
from grantdesk.domain.messages import in_both, message
from grantdesk.domain.refusal import Refused
from grantdesk.models import registry
from grantdesk.operations import demonstrate, rule_files, upgrade
from grantdesk.operations.demonstrate import Content
from grantdesk.operations.demonstration.people import LOGINS, LogIn

WORKERS = 2


@click.command("demo")
@click.option("--reset", is_flag=True, help="Start over. Refused on a database that is no demonstration.")
@click.option("--no-serve", is_flag=True, help="Load only, and print how to log in.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option(
    "--allow-other-hosts",
    is_flag=True,
    help="Serve on an address that other machines reach, with passwords that everybody can read.",
)
@options.json_option
def command(reset: bool, no_serve: bool, host: str, port: int, allow_other_hosts: bool, as_json: bool) -> None:
    """Load the demonstration into an empty database, or find it there, and serve it."""
    with options.said_as(as_json=as_json):
        _refuse_other_machines(host, allowed=allow_other_hosts)
        if not no_serve:
            _refuse_taken(host, port)
        prepare(reset=reset)
    _say(_url(host, port), as_json=as_json, serving=not no_serve)
    if not no_serve:
        db.release()
        db.engine().dispose()
        serve.run(host, port, WORKERS)


def prepare(*, reset: bool) -> None:
    """Have the configured database hold the demonstration. Raises Refused where it holds something else."""
    found = connected()
    terms = region.load(found.region_folder)
    demonstrate.refuse_another_region(terms)
    if reset or demonstrate.content(db.engine()) is Content.INTERRUPTED:
        demonstrate.reset(db.engine(), registry.metadata())
        rule_files.remove_all(found.rules)
    held = demonstrate.content(db.engine())
    if held is Content.OTHER:
        raise Refused("demonstration.not_empty")
    if held is Content.DEMONSTRATION:
        bring_up()
        return
    click.echo("Läser in demonstrationen ... / Loading the demonstration ...", err=True)
    upgrade.upgrade(db.engine(), settings.migrations_folder())
    demonstrate.load(
        terms,
        region.read_eur_rates(),
        on=clock.today(),
        at=clock.now(),
        foundation=region.foundation(found.region_folder),
    )


def _refuse_other_machines(host: str, *, allowed: bool) -> None:
    if not allowed and not _is_loopback(host):
        raise InputErrors([InputError("--host", message("input.demo_host", host=host))])


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _refuse_taken(host: str, port: int) -> None:
    """Say at once that the port cannot be had, before anything is loaded."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            said = message("input.demo_port", host=host, port=port, why=error.strerror or str(error))
            raise InputErrors([InputError("--port", said)]) from error


def _url(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _say(url: str, *, as_json: bool, serving: bool) -> None:
    if as_json:
        put_json({"url": url, "logins": [_as_json(one) for one in LOGINS]})
        return
    click.echo("\ngrantdesk: demonstration")
    click.echo("Påhittade personer, sökande och ärenden. / Invented people, applicants and cases.")
    if serving:
        click.echo(f"\nÖppna i en webbläsare / Open in a browser:  {url}")
    click.echo("\nLogga in som någon av dem: e-postadress, lösenord, namn.")
    click.echo("Log in as any of them: e-mail address, password, name.\n")
    for one in LOGINS:
        click.echo(f"  {_position(one)}\n    {one.email:<26}  {one.password:<23}  {one.name}")
    if serving:
        click.echo("\nCtrl-C avslutar; det som har matats in finns kvar. / Ctrl-C stops it; what was entered is kept.")


def _position(one: LogIn) -> str:
    """The position in both languages, said once where they agree."""
    said = in_both(message(f"position.{one.position}"))
    return " / ".join(dict.fromkeys(said.values()))


def _as_json(one: LogIn) -> dict[str, Any]:
    return {
        "role": one.role,
        "email": one.email,
        "password": one.password,
        "name": one.name,
        "position": one.position,
    }
