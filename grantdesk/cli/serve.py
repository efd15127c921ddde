"""`grantdesk serve`: the production server over the configured database."""

from __future__ import annotations

from typing import Any

import click
from gunicorn.app.base import BaseApplication

from grantdesk.cli.ground import opened
from grantdesk.region import Terms

THREADS = 8


class Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn, told what to serve by us rather than by a file."""

    def __init__(self, options: dict[str, Any], terms: Terms | None) -> None:
        self.options = options
        self.terms = terms
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        # In the worker, so that no connection to the database is shared between processes.
        from grantdesk.app import create_app

        # A worker that takes another's place serves on where the region's files meanwhile cannot be used.
        return create_app(before=self.terms)


def run(host: str, port: int, workers: int, *, terms: Terms | None = None) -> None:
    """Serve until stopped. Threads within a worker, so that a slow reader does not hold up the others."""
    Server(
        {
            "bind": f"{host}:{port}",
            "workers": workers,
            "worker_class": "gthread",
            "threads": THREADS,
            "loglevel": "warning",
            # The calculator keeps its question in the address, which forty rows of costs make long.
            "limit_request_line": 8190,
        },
        terms,
    ).run()


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="Processes that serve.")
def command(host: str, port: int, workers: int) -> None:
    """Serve the configured database."""
    terms = opened()
    click.echo(f"grantdesk serves on http://{host}:{port} (Ctrl-C stops it)")
    run(host, port, workers, terms=terms)
