"""`grantdesk user`: who may log in."""

from __future__ import annotations

import secrets
import sys
from typing import Any

import click

from grantdesk import clock, db
from grantdesk.actions import administer
from grantdesk.actions.administer import NewUser
from grantdesk.cli import options
from grantdesk.cli.ground import opened, put_json
from grantdesk.domain.fields import InputError, InputErrors
from grantdesk.domain.messages import message
from grantdesk.domain.roles import POSITIONS, ROLES
from grantdesk.models.user import User
from grantdesk.queries import people

# Long enough that nobody guesses it, and made of letters and digits that can be read aloud.
_READABLE = "abcdefghjkmnpqrstuvwxyz23456789"
_LENGTH = 16

_password_option = click.option(
    "--password-stdin", is_flag=True, help="Read the password from standard input; without it one is made and printed."
)


@click.group("user")
def group() -> None:
    """Users: add, list, disable, give a new password."""


@group.command("add")
@click.argument("email")
@click.option("--role", required=True, help=f"One of {', '.join(ROLES)}.")
@click.option("--position", default=None, help=f"Where the role has several: one of {', '.join(POSITIONS)}.")
@click.option("--name", default=None, help="As it stands on decisions; the e-mail address when absent.")
@_password_option
@options.json_option
def add(email: str, role: str, position: str | None, name: str | None, password_stdin: bool, as_json: bool) -> None:
    """Add somebody who may log in."""
    with options.said_as(as_json=as_json):
        new = NewUser(_email(email), name or email, _position(role, position), _password(password_stdin))
        opened()
        with db.transaction(at=clock.now()):
            user = administer.add_user(new, by=None)
    _say(user, None if password_stdin else new.password, as_json=as_json)


@group.command("list")
@options.json_option
def list_command(as_json: bool) -> None:
    """Everybody, in order of name."""
    opened()
    users = people.everyone()
    if as_json:
        put_json({"users": [_as_json(user) for user in users]})
        return
    for user in users:
        click.echo(f"{user.email:<40}  {user.position:<16}  {'' if user.active else 'disabled  '}{user.name}")


@group.command("disable")
@click.argument("email")
@options.json_option
def disable(email: str, as_json: bool) -> None:
    """Let somebody in no more; what they have done stays theirs."""
    with options.said_as(as_json=as_json):
        opened()
        with db.transaction(at=clock.now()):
            user = people.by_email(email)
            administer.disable_user(user, by=None)
    _say(user, None, as_json=as_json)


@group.command("reset-password")
@click.argument("email")
@_password_option
@options.json_option
def reset_password(email: str, password_stdin: bool, as_json: bool) -> None:
    """Give somebody a new password; sessions begun with the old one end."""
    with options.said_as(as_json=as_json):
        opened()
        password = _password(password_stdin)
        with db.transaction(at=clock.now()):
            user = people.by_email(email)
            administer.reset_password(user, password, by=None)
    _say(user, None if password_stdin else password, as_json=as_json)


def _email(written: str) -> str:
    name, _, domain = written.strip().rpartition("@")
    if not name or not domain or any(character.isspace() for character in written.strip()):
        raise InputErrors([InputError("EMAIL", message("input.email"))])
    return written


def _position(role: str, position: str | None) -> str:
    """The position given, which must go with the role; without one the role's first."""
    options.chosen("--role", role, ROLES)
    fitting = [each for each, of_role in POSITIONS.items() if of_role == role]
    return options.chosen("--position", fitting[0] if position is None else position, fitting)


def _password(from_standard_input: bool) -> str:
    if from_standard_input:
        return sys.stdin.readline().rstrip("\r\n")
    return "".join(secrets.choice(_READABLE) for _ in range(_LENGTH))


def _say(user: User, password: str | None, *, as_json: bool) -> None:
    if as_json:
        put_json(_as_json(user) | ({"password": password} if password else {}))
        return
    click.echo(f"{user.email}  {user.role}  {user.position}  {'active' if user.active else 'disabled'}")
    if password:
        click.echo(f"Password: {password}")


def _as_json(user: User) -> dict[str, Any]:
    return {
        "email": user.email,
        "name": user.name,
        "role": user.role,
        "position": user.position,
        "active": user.active,
    }
