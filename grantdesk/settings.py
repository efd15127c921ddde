"""Where things are: the instance folder, the database, the region, and the folders that travel with the program."""

from __future__ import annotations

import os
import secrets
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from grantdesk import region
from grantdesk.domain.fields import InputErrors

_PACKAGE = Path(__file__).resolve().parent
_DATABASES = ("sqlite", "postgresql")
_KNOWN = ("database_url", "hosts", "region", "trusted_proxies")


class BadSetting(Exception):
    """A setting cannot be used; the text says which, where it was read, and what would be right."""


@dataclass(frozen=True)
class Settings:
    """What differs between one installation and another."""

    instance: Path
    database_url: str = field(repr=False)
    region_folder: Path
    secret: str = field(repr=False)
    hosts: tuple[str, ...] = ()
    trusted_proxies: int = 0

    @property
    def archive(self) -> Path:
        return self.instance / "archive"

    @property
    def rules(self) -> Path:
        return self.instance / "rules"


def read(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings from the environment, then from `settings.toml` in the instance folder, then the defaults.

    Makes the instance folder and its secret where they are missing. Raises BadSetting.
    """
    environment = os.environ if environment is None else environment
    instance = _instance(environment)
    written = _written(instance / "settings.toml")
    return Settings(
        instance=instance,
        database_url=_database_url(environment, written, instance),
        region_folder=_region_folder(environment, written),
        secret=_secret(instance / "secret"),
        hosts=_hosts(written),
        trusted_proxies=_trusted_proxies(written),
    )


def templates_folder() -> Path:
    return _travelling("templates")


def migrations_folder() -> Path:
    return _travelling("migrations")


def _travelling(name: str) -> Path:
    """The folder beside the package in a checkout, or inside the package once it is installed."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def _instance(environment: Mapping[str, str]) -> Path:
    instance = Path(environment.get("GRANTDESK_INSTANCE") or "instance").expanduser().resolve()
    try:
        instance.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadSetting(
            f"GRANTDESK_INSTANCE: {instance} cannot be used as a folder ({error.strerror}); "
            "name a folder that exists or can be made"
        ) from error
    return instance


def _written(file: Path) -> dict[str, Any]:
    if not file.exists():
        return {}
    try:
        written = tomllib.loads(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadSetting(
            f'{file}: cannot be read as TOML ({error}); write lines such as region = "vastmanland"'
        ) from error
    if unknown := sorted(written.keys() - set(_KNOWN)):
        raise BadSetting(f"{file}: {unknown[0]} is not a setting; the settings are {', '.join(_KNOWN)}")
    return written


def _chosen(environment: Mapping[str, str], written: Mapping[str, Any], name: str, default: str) -> tuple[str, str]:
    """The value of a setting, and where it was read."""
    variable = f"GRANTDESK_{name.upper()}"
    if environment.get(variable):
        return environment[variable], variable
    value = written.get(name, default)
    if not isinstance(value, str) or not value:
        raise BadSetting(f"settings.toml: {name} is {value!r}; it would be a text in quotation marks")
    return value, f"settings.toml: {name}"


def _database_url(environment: Mapping[str, str], written: Mapping[str, Any], instance: Path) -> str:
    default = f"sqlite:///{instance / 'grantdesk.db'}"
    url, where = _chosen(environment, written, "database_url", default)
    if url != default and not _is_known(url):
        # The address may hold a password, so it is not repeated.
        raise BadSetting(
            f"{where}: not the address of a database that grantdesk knows; write "
            "sqlite:////folder/grantdesk.db or postgresql+psycopg://user:password@host/database"
        )
    return url


def _is_known(url: str) -> bool:
    # To load SQLAlchemy takes longer than a calculation, which needs no database.
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        return make_url(url).get_backend_name() in _DATABASES
    except ArgumentError:
        return False


def _region_folder(environment: Mapping[str, str], written: Mapping[str, Any]) -> Path:
    named, where = _chosen(environment, written, "region", "vastmanland")
    try:
        return region.find(named)
    except InputErrors as error:
        raise BadSetting(f"{where}: {error}") from error


def _secret(file: Path) -> str:
    """The key that signs cookies: made once, readable by the owner alone."""
    if not file.exists():
        _make_secret(file)
    return _kept_secret(file)


def _make_secret(file: Path) -> None:
    # Written whole under another name first: of several workers starting at once, one gives it its name.
    draft = file.with_name(f"secret.{secrets.token_hex(8)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as new:
        new.write(secrets.token_urlsafe(48))
    try:
        with suppress(FileExistsError):
            os.link(draft, file)
    finally:
        draft.unlink()


def _kept_secret(file: Path) -> str:
    kept = file.read_text("ascii").strip()
    if len(kept) < 32:
        raise BadSetting(f"{file}: the secret is too short; remove the file and a new one is made")
    return kept


def _hosts(written: Mapping[str, Any]) -> tuple[str, ...]:
    hosts = written.get("hosts", [])
    if not isinstance(hosts, list) or not all(isinstance(host, str) and host for host in hosts):
        raise BadSetting(f'settings.toml: hosts is {hosts!r}; it would be a list such as ["grantdesk.example.se"]')
    return tuple(hosts)


def _trusted_proxies(written: Mapping[str, Any]) -> int:
    proxies = written.get("trusted_proxies", 0)
    if type(proxies) is not int or proxies < 0:
        raise BadSetting(
            f"settings.toml: trusted_proxies is {proxies!r}; it would be the number of proxies in front, 0 or more"
        )
    return proxies
