"""`grantdesk db`: bring the database to the newest migration, and check that it is what the program expects."""

from __future__ import annotations

import click

from grantdesk import clock, db, region, settings
from grantdesk.actions import administer
from grantdesk.cli.ground import NotSo, connected
from grantdesk.operations import rule_files, upgrade


@click.group("db")
def group() -> None:
    """The database: upgrade it, check it."""


@group.command("upgrade")
def upgrade_command() -> None:
    """Bring schema and the region's reference data to what this version of the program has."""
    bring_up()
    click.echo(f"The database is at migration {upgrade.current(db.engine())}.")


@group.command("check")
def check() -> None:
    """Exit 1 when models, migrations and database differ, names of constraints and triggers included."""
    connected()
    found = upgrade.differences(db.engine(), settings.migrations_folder())
    if found:
        raise NotSo("\n".join(found))
    click.echo("Models, migrations and database agree, names of constraints and triggers included.")


def bring_up() -> None:
    """Connect, migrate, and load the region's reference data and the euro rates."""
    found = connected()
    upgrade.upgrade(db.engine(), settings.migrations_folder())
    rule_files.write_missing(found.rules)
    terms = region.load(found.region_folder, found.rules)
    with db.transaction(at=clock.now()):
        administer.load_region(terms.county)
        administer.load_rates(region.read_eur_rates())
