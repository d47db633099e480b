"""What the settings make of an environment: each case in a process of its own."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
KEY = "not-the-key-of-any-real-shop-" * 2
NAMES = (
    *("DEBUG", "SHOP_DEMO", "PRODUCTION", "SECRET_KEY", "SALEOR_STAFF_PASSWORD"),
    *("ALLOWED_HOSTS", "SESSION_COOKIE_SECURE", "SECURE_HSTS_SECONDS", "SECURE_SSL_REDIRECT"),
    *("CELERY_BROKER_URL", "COMMERCE_TRANSPORT", "EMAIL_BACKEND"),
)
PRINT = (
    "import json\nfrom config import settings\n"
    f"print(json.dumps({{name: getattr(settings, name) for name in {NAMES}}} | {{\n"
    "    'database': settings.DATABASES['default']['ENGINE'],\n"
    "    'cache': settings.CACHES['default']['BACKEND'],\n"
    "}))"
)
PRODUCTION = {
    "SALEOR_STAFF_EMAIL": "echipa@shop.example",
    "SALEOR_STAFF_PASSWORD": "a long password of the team",
    "SHOP_DEMO": "0",
    "SECRET_KEY": KEY,
    "ALLOWED_HOSTS": "shop.example",
    "EMAIL_HOST": "mail.example",
    "PUBLIC_URL": "https://shop.example",
    "SHOP_OPERATOR_LEGAL_NAME": "Operator SRL",
    "SHOP_OPERATOR_CUI": "RO18547290",
    "SHOP_OPERATOR_REGISTRATION": "J2006000000000",
    "SHOP_OPERATOR_IBAN": "RO49AAAA1B31007593840000",
}

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run Python with this environment and no other switch of the shop."""

    def python(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        bare = {"PATH": os.environ["PATH"], "SHOP_VAR_DIR": str(tmp_path / "var"), **environment}
        return subprocess.run(
            [sys.executable, *arguments], cwd=ROOT, env=bare, capture_output=True, text=True, timeout=60
        )

    return python


def read(run: Run, **environment: str) -> dict[str, Any]:
    result = run("-c", PRINT, **environment)
    assert result.returncode == 0, result.stderr
    settings: dict[str, Any] = json.loads(result.stdout)
    return settings


def test_nothing_set_is_a_demo_of_this_machine_only(run: Run) -> None:
    settings = read(run)

    assert (settings["DEBUG"], settings["SHOP_DEMO"], settings["PRODUCTION"]) == (False, True, False)
    assert settings["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]
    assert settings["database"] == "config.sqlite3"
    assert settings["cache"] == "django.core.cache.backends.locmem.LocMemCache"
    assert settings["CELERY_BROKER_URL"] == "memory://"
    assert settings["COMMERCE_TRANSPORT"] == "commerce.in_process.InProcessTransport"
    assert settings["EMAIL_BACKEND"] == "config.outbox.EmailBackend"


def test_the_demo_keeps_its_own_secret_key(run: Run, tmp_path: Path) -> None:
    first = read(run)
    second = read(run)

    stored = tmp_path / "var" / "secret_key"
    assert first["SECRET_KEY"] == second["SECRET_KEY"] == stored.read_text()
    assert len(first["SECRET_KEY"]) == 64
    assert stat.S_IMODE(stored.stat().st_mode) == 0o600
    assert first["SALEOR_STAFF_PASSWORD"] == second["SALEOR_STAFF_PASSWORD"] != ""


def test_a_secret_key_makes_it_production(run: Run, tmp_path: Path) -> None:
    settings = read(run, SECRET_KEY=KEY)

    assert settings["PRODUCTION"] is True
    assert settings["ALLOWED_HOSTS"] == []
    assert settings["SESSION_COOKIE_SECURE"] is True
    assert settings["SECURE_SSL_REDIRECT"] is True
    assert settings["SECURE_HSTS_SECONDS"] == 31_536_000
    assert settings["SALEOR_STAFF_PASSWORD"] == ""
    assert not (tmp_path / "var").exists()


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        ("", "SECRET_KEY must be set in production."),
        ("changeme", "SECRET_KEY is a known default: make your own."),
        (
            "django-insecure-0123456789abcdef0123456789abcdef0123456789",
            "SECRET_KEY is a known default: make your own.",
        ),
        ("short-but-secret", "SECRET_KEY must have at least 50 characters."),
    ],
)
def test_production_refuses_a_key_others_know(run: Run, key: str, sentence: str) -> None:
    result = run("manage.py", "check", SHOP_DEMO="0", SECRET_KEY=key)

    assert result.returncode == 1
    assert result.stderr == f"{sentence}\n"


def test_servers_by_address(run: Run) -> None:
    settings = read(
        run,
        DATABASE_URL="postgres://ana@db.example/magazin",
        REDIS_URL="redis://cache.example/1",
        SALEOR_API_URL="https://saleor.example/graphql/",
    )

    assert settings["database"] == "django.db.backends.postgresql"
    assert settings["cache"] == "django.core.cache.backends.redis.RedisCache"
    assert settings["CELERY_BROKER_URL"] == "redis://cache.example/1"
    assert settings["COMMERCE_TRANSPORT"] == "commerce.http.HttpTransport"


def test_the_supervised_broker_is_used_when_named_or_found(run: Run, tmp_path: Path) -> None:
    found = tmp_path / "var" / "valkey.sock"

    assert (
        read(run, SHOP_BROKER_SOCKET="/run/shop.sock")["CELERY_BROKER_URL"] == "redis+socket:///run/shop.sock"
    )
    found.parent.mkdir(exist_ok=True)
    found.touch()
    assert read(run)["CELERY_BROKER_URL"] == f"redis+socket://{found}"


def test_complete_production_settings_pass_the_deployment_checks(run: Run) -> None:
    result = run("manage.py", "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)

    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize(
    ("missing", "code"),
    [
        ("ALLOWED_HOSTS", "config.E001"),
        ("EMAIL_HOST", "config.E002"),
        ("SHOP_OPERATOR_CUI", "config.E003"),
        ("SALEOR_STAFF_PASSWORD", "config.E004"),
        ("PUBLIC_URL", "config.E005"),
    ],
)
def test_production_names_what_it_still_has_from_the_demo(run: Run, missing: str, code: str) -> None:
    result = run("manage.py", "check", **{**PRODUCTION, missing: ""})

    assert result.returncode == 1
    assert code in result.stderr


def test_a_folder_that_cannot_be_written_to_is_one_sentence(run: Run, tmp_path: Path) -> None:
    (tmp_path / "var").touch()

    result = run("manage.py", "check")

    assert result.returncode == 1
    assert result.stderr == f"{tmp_path / 'var'} cannot be written to (File exists).\n"


@pytest.mark.parametrize("url", ["http://shop.example", "https://elsewhere.example", "shop.example"])
def test_production_is_reached_by_https_at_a_name_of_its_own(run: Run, url: str) -> None:
    result = run("manage.py", "check", **{**PRODUCTION, "PUBLIC_URL": url})

    assert result.returncode == 1
    assert "config.E005" in result.stderr


def test_all_processes_of_the_running_shop_share_a_cache(run: Run) -> None:
    code = "from config import settings; print(settings.CACHES['shared'].get('LOCATION'))"

    alone = run("-c", code)
    supervised = run("-c", code, SHOP_BROKER_SOCKET="/run/shop.sock")
    with_redis = run("-c", code, REDIS_URL="redis://cache.example/1", SHOP_BROKER_SOCKET="/run/shop.sock")

    assert (alone.stdout, supervised.stdout, with_redis.stdout) == (
        "shared\n", "unix:///run/shop.sock\n", "redis://cache.example/1\n",
    )  # fmt: skip


def test_the_apps_token_is_encrypted_with_the_secret_key_unless_others_are_given(run: Run) -> None:
    code = "from config import settings; print(settings.APP_ENCRYPTION_KEYS == [settings.SECRET_KEY])"

    assert run("-c", code).stdout == "True\n"
    assert run("-c", code, APP_ENCRYPTION_KEY="new,old").stdout == "False\n"
