"""Alembic's way in: the connection comes from `grantdesk.operations.upgrade`, which is the only one that calls it."""

from alembic import context

from grantdesk.models import registry

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=registry.metadata(),
    transaction_per_migration=True,
)
with context.begin_transaction():
    context.run_migrations()
