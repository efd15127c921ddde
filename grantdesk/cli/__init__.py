"""The door for people with a keyboard: `grantdesk` and its commands."""

from __future__ import annotations

import importlib
from typing import Any

import click

from grantdesk.domain.messages import render
from grantdesk.domain.refusal import Refused

# Command: the module and the name it is found under. Loaded when asked for, so that `calculate` needs no database.
COMMANDS = {
    "calculate": ("calculate", "group"),
    "db": ("database", "group"),
    "demo": ("demo", "command"),
    "diary": ("diary", "group"),
    "frames": ("frames", "command"),
    "payouts": ("payouts", "group"),
    "periods": ("periods", "group"),
    "rates": ("rates", "group"),
    "region": ("regions", "group"),
    "report": ("report", "group"),
    "rules": ("rules", "group"),
    "serve": ("serve", "command"),
    "state-aid": ("state_aid", "group"),
    "totals": ("totals", "command"),
    "user": ("users", "group"),
    "verify": ("verification", "command"),
    "who-may": ("who_may", "command"),
}


class Commands(click.Group):
    """The commands of the table above."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name]
        command = getattr(importlib.import_module(f"grantdesk.cli.{module}"), name)
        return command if isinstance(command, click.Command) else None

    def invoke(self, ctx: click.Context) -> Any:
        """As ever, with a refused act and a bad setting said as a sentence and exit code 2."""
        from grantdesk.domain.fields import InputErrors
        from grantdesk.settings import BadSetting

        try:
            return super().invoke(ctx)
        except Refused as refused:
            raise InputRefused(render(refused.reason, "en")) from refused
        except BadSetting as bad:
            raise InputRefused(str(bad)) from bad
        except InputErrors as errors:
            raise InputRefused(str(errors)) from errors


class InputRefused(click.ClickException):
    """What was asked is refused, or what was given is wrong."""

    exit_code = 2


@click.command("grantdesk", cls=Commands)
@click.version_option(package_name="grantdesk")
def main() -> None:
    """The desk where a Swedish region handles the State's money for regional development.

    Exit codes: 0 done, 1 the thing asked about is not so, 2 the input is wrong.
    """
