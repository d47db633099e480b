"""`.env.example` and `docker-compose.yml` say what the settings read."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from config import env

ROOT = Path(__file__).resolve().parents[2]
READ = re.compile(r'env\.\w+\(\s*"([A-Z_]+)"')
ASSIGNED = re.compile(r"^([A-Z_]+)=(.*)$", re.MULTILINE)
ADDRESSES = re.compile(r"DATABASE_URL=(\S+) REDIS_URL=(\S+)")
#: What an operator writes where the example leaves a blank.
FILLED = {
    "SECRET_KEY": "not-the-key-of-any-real-shop-" * 2,
    "SHOP_OPERATOR_LEGAL_NAME": "Operator SRL",
    "SHOP_OPERATOR_CUI": "RO18547290",
    "SHOP_OPERATOR_REGISTRATION": "J2006000000000",
    "SHOP_OPERATOR_ADDRESS": "Str. Exemplului 1, Iași",
    "SHOP_OPERATOR_EMAIL": "contact@magazin.example",
    "SHOP_OPERATOR_PHONE": "+40700000000",
    "SHOP_OPERATOR_IBAN": "RO49AAAA1B31007593840000",
}


def example() -> dict[str, str]:
    """The variables of `.env.example`."""
    return dict(ASSIGNED.findall((ROOT / ".env.example").read_text(encoding="utf-8")))


def compose() -> Any:
    yaml = pytest.importorskip("yaml", reason="PyYAML comes with the development tools.")
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))


def test_the_example_names_only_what_is_read() -> None:
    sources = [ROOT / "config" / "settings.py", *(ROOT / "config").rglob("commands/*.py")]
    read = {name for source in sources for name in READ.findall(source.read_text(encoding="utf-8"))}

    assert set(example()) - read == set()


def test_the_example_with_its_blanks_filled_is_a_production_shop(tmp_path: Path) -> None:
    given = {name: value or FILLED.get(name, "") for name, value in example().items()}
    environment = {"PATH": os.environ["PATH"], "SHOP_VAR_DIR": str(tmp_path), **given}
    code = (
        "from config import settings as s; d = s.DATABASES['default'];"
        "print(s.PRODUCTION, d['HOST'], d['NAME'], s.CELERY_BROKER_URL);"
        "print(s.ALLOWED_HOSTS, s.SECURE_PROXY_SSL_HEADER)"
    )

    result = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60
    )

    assert result.stderr == ""
    assert result.stdout == (
        "True localhost shop redis://localhost:6379/0\n['magazin.example'] "
        "('HTTP_X_FORWARDED_PROTO', 'https')\n"
    )


def test_the_compose_file_gives_the_servers_that_its_own_words_name() -> None:
    services = compose()["services"]
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    [(database, redis)] = ADDRESSES.findall(text)

    stated = env.postgres("URL", environ={"URL": database.replace("$POSTGRES_PASSWORD", "p")})

    assert stated is not None
    assert (stated["USER"], stated["NAME"], stated["HOST"], stated["PORT"]) == (
        services["postgres"]["environment"]["POSTGRES_USER"],
        services["postgres"]["environment"]["POSTGRES_DB"],
        "127.0.0.1",
        "5432",
    )
    assert redis == "redis://127.0.0.1:6379/0"
    assert [service["ports"] for service in services.values()] == [
        ["127.0.0.1:5432:5432"],
        ["127.0.0.1:6379:6379"],
    ]


def test_the_compose_file_has_no_password_and_a_broker_that_drops_nothing() -> None:
    services = compose()["services"]

    assert services["postgres"]["environment"]["POSTGRES_PASSWORD"].startswith("${POSTGRES_PASSWORD:?")
    assert "noeviction" in services["redis"]["command"]
