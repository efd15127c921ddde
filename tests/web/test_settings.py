"""Settings: the environment beats the file, and what cannot be used is told with its place."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from grantdesk import settings


def _read(instance: Path, written: str = "", **environment: str) -> settings.Settings:
    (instance / "settings.toml").write_text(written)
    return settings.read({"GRANTDESK_INSTANCE": str(instance), **environment})


def test_without_settings_there_is_a_database_file_and_a_region(tmp_path: Path) -> None:
    found = settings.read({"GRANTDESK_INSTANCE": str(tmp_path / "new")})
    assert found.database_url == f"sqlite:///{tmp_path}/new/grantdesk.db"
    assert found.region_folder.name == "vastmanland"
    assert found.archive == tmp_path / "new" / "archive"


def test_the_environment_beats_the_file(tmp_path: Path) -> None:
    written = 'database_url = "sqlite:////from/the/file.db"'
    assert _read(tmp_path, written).database_url.endswith("file.db")
    assert _read(tmp_path, written, GRANTDESK_DATABASE_URL="sqlite://").database_url == "sqlite://"


def test_the_secret_is_made_once_and_read_by_its_owner_alone(tmp_path: Path) -> None:
    first, second = _read(tmp_path), _read(tmp_path)
    assert first.secret == second.secret
    assert len(first.secret) >= 48
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600
    assert sorted(file.name for file in tmp_path.iterdir()) == ["secret", "settings.toml"]


def test_neither_secret_nor_password_is_shown(tmp_path: Path) -> None:
    found = _read(tmp_path, GRANTDESK_DATABASE_URL="postgresql+psycopg://desk:hemligt@host/desk")
    assert found.secret not in repr(found)
    assert "hemligt" not in repr(found)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("databas_url = 'x'", "databas_url is not a setting"),
        ("database_url = 3", "database_url is 3"),
        ("database_url = 'mysql://desk:hemligt@host/desk'", "postgresql+psycopg://"),
        ("region = 'nowhere'", "vastmanland"),
        ("trusted_proxies = -1", "0 or more"),
        ("trusted_proxies = true", "0 or more"),
        ("hosts = 'grantdesk.example.se'", "a list"),
        ("region =", "cannot be read as TOML"),
    ],
)
def test_a_bad_setting_is_told_with_what_would_be_right(tmp_path: Path, written: str, told: str) -> None:
    with pytest.raises(settings.BadSetting, match=r"settings\.toml") as refused:
        _read(tmp_path, written)
    assert told in str(refused.value)
    assert "hemligt" not in str(refused.value)


def test_a_variable_is_named_when_it_is_wrong(tmp_path: Path) -> None:
    with pytest.raises(settings.BadSetting, match="GRANTDESK_REGION"):
        _read(tmp_path, GRANTDESK_REGION="nowhere")


def test_what_travels_with_the_program_is_found() -> None:
    assert (settings.templates_folder() / "_layout.html").is_file()
    assert settings.migrations_folder().is_dir()
