"""`docker-compose.yml` and `Dockerfile`: services, variables and pins, held against settings and example."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from config import env
from config.celery import QUEUES
from tests.config import test_env_files

yaml = pytest.importorskip("yaml", reason="PyYAML comes with the development tools.")

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
FILE: dict[str, Any] = yaml.safe_load(TEXT)
SERVICES: dict[str, dict[str, Any]] = FILE["services"]

SHOP = {"prepare", "web", "worker", "beat", "app"}
SERVERS = {"postgres", "redis", "mail"}
SALEOR = {"saleor-postgres", "saleor-prepare", "saleor", "saleor-worker", "saleor-media", "dashboard"}
#: They do one thing and end.
ONCE = {"prepare", "app", "saleor-prepare"}
VARIABLE = re.compile(r"\$\{(?P<name>[A-Z_]+)(?::(?P<kind>[-?])(?P<rest>[^}]*))?\}")
ADDRESSES = re.compile(r"DATABASE_URL=(\S+) REDIS_URL=(\S+)")
#: What compose gives by itself, for the example's variables of a shop without it.
FIXED = {"DATABASE_URL", "REDIS_URL", "SHOP_VAR_DIR"}
READ = re.compile(r'env\.\w+\(\s*"([A-Z_]+)"')


def told() -> str:
    """The file without its comments."""
    return "\n".join(line for line in TEXT.splitlines() if not line.lstrip().startswith("#"))


def variables() -> dict[str, tuple[str, str]]:
    """What the file asks the environment for: by name `-` with its default, or `?` with what it says."""
    return {found["name"]: (found["kind"], found["rest"]) for found in VARIABLE.finditer(told())}


def filled(value: str, given: dict[str, str]) -> str:
    """A value as compose gives it to a service."""

    def put(found: re.Match[str]) -> str:
        set_here = given.get(found["name"], "")
        return set_here or ((found["rest"] or "") if found["kind"] == "-" else "")

    return VARIABLE.sub(put, value).replace("$$", "$")


def read_by_settings() -> set[str]:
    return set(READ.findall((ROOT / "config" / "settings.py").read_text(encoding="utf-8")))


def test_without_a_profile_it_is_the_shop_and_with_saleor_everything() -> None:
    by_default = {name for name, service in SERVICES.items() if "profiles" not in service}
    with_saleor = {name for name, service in SERVICES.items() if service.get("profiles") == ["saleor"]}

    assert by_default == SHOP | SERVERS
    assert with_saleor == SALEOR


def test_what_runs_on_is_looked_after() -> None:
    lasting = {name: service for name, service in SERVICES.items() if name not in ONCE}

    assert [name for name, service in lasting.items() if "healthcheck" not in service] == []
    assert {service["restart"] for service in lasting.values()} == {"unless-stopped"}
    assert [name for name in ONCE if SERVICES[name]["restart"] == "unless-stopped"] == []


def test_services_wait_for_what_they_stand_on() -> None:
    waits = {name: set(service.get("depends_on", {})) for name, service in SERVICES.items()}

    for name in ("web", "worker", "beat"):
        assert waits[name] == {"postgres", "redis", "saleor", "prepare"}
        assert SERVICES[name]["depends_on"]["prepare"] == {"condition": "service_completed_successfully"}
        # Without its profile there is no Saleor to wait for.
        assert SERVICES[name]["depends_on"]["saleor"] == {"condition": "service_healthy", "required": False}
    assert {"web", "worker"} <= waits["app"]
    assert waits["saleor"] == waits["saleor-worker"] == {"saleor-prepare"}


def test_every_port_is_this_machines_alone() -> None:
    ports = [port for service in SERVICES.values() for port in service.get("ports", [])]

    assert ports
    assert [port for port in ports if not port.startswith("127.0.0.1:")] == []


def test_what_is_kept_is_in_named_volumes() -> None:
    mounted = {v.partition(":")[0] for service in SERVICES.values() for v in service.get("volumes", [])}

    assert mounted == set(FILE["volumes"])
    for name in ("postgres", "redis", "saleor-postgres", "saleor", "web"):
        assert SERVICES[name]["volumes"]


def test_no_secret_has_a_default() -> None:
    asked = variables()
    secret = {name for name in asked if re.search(r"SECRET|PASSWORD|PRIVATE", name)}

    assert {name for name, (kind, _) in asked.items() if kind == "?"} == {"SECRET_KEY", "POSTGRES_PASSWORD"}
    assert all(rest for kind, rest in asked.values() if kind == "?")
    assert {name: asked[name] for name in secret - {"SECRET_KEY", "POSTGRES_PASSWORD"}} == {
        name: ("-", "")
        for name in (
            "EMAIL_HOST_PASSWORD",
            "SALEOR_POSTGRES_PASSWORD",
            "SALEOR_RSA_PRIVATE_KEY",
            "SALEOR_SECRET_KEY",
            "SALEOR_STAFF_PASSWORD",
        )
    }
    assert not re.search(r"(?i)change ?me|password=[a-z0-9]", told())


def test_the_shop_is_given_what_its_settings_read() -> None:
    for name in SHOP:
        given = SERVICES[name]["environment"]
        assert set(given) - read_by_settings() == set()
        assert given == SERVICES["web"]["environment"]


def test_every_variable_of_the_example_reaches_a_service() -> None:
    asked, given = set(variables()), set(SERVICES["web"]["environment"])

    assert set(test_env_files.example()) - FIXED - asked == set()
    assert {name for name in test_env_files.example() if name in read_by_settings()} - given == set()


def test_every_variable_it_needs_is_in_the_example() -> None:
    needed = {
        name for name, (kind, rest) in variables().items() if kind == "?" or "SALEOR_" in name and not rest
    }

    assert needed - set(test_env_files.example()) == set()


def test_the_example_in_compose_is_a_production_shop_on_its_servers(tmp_path: Path) -> None:
    written = {**test_env_files.FILLED, **{k: v for k, v in test_env_files.example().items() if v}}
    written |= {"POSTGRES_PASSWORD": "parola26", "SALEOR_API_URL": "http://saleor.localhost:8001/graphql/"}
    environment = {key: filled(value, written) for key, value in SERVICES["web"]["environment"].items()}
    code = (
        "from config import settings as s; d = s.DATABASES['default'];"
        "print(s.PRODUCTION, d['HOST'], d['NAME'], d['USER'], d['PASSWORD']);"
        "print(s.CELERY_BROKER_URL, s.CACHES['default']['LOCATION'], s.CACHES['shared']['LOCATION']);"
        "print(s.COMMERCE_TRANSPORT, s.CATALOGUE_CACHE_SECONDS, s.EMAIL_HOST, s.EMAIL_PORT, s.EMAIL_USE_TLS);"
        "print(s.CONTENT_SECURITY_POLICY['DIRECTIVES']['img-src'])"
    )

    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **environment, "SHOP_VAR_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert result.stderr == ""
    assert result.stdout.splitlines() == [
        "True postgres shop shop parola26",
        "redis://redis:6379/0 redis://redis:6379/0 redis://redis:6379/0",
        "commerce.http.HttpTransport 300 mail.magazin.example 587 True",
        "[\"'self'\", 'data:', 'http://saleor.localhost:8001']",
    ]


def test_shop_and_saleor_share_a_redis_without_sharing_a_database() -> None:
    saleor, shop = SERVICES["saleor"]["environment"], SERVICES["web"]["environment"]
    used = [shop["REDIS_URL"], saleor["CACHE_URL"], saleor["CELERY_BROKER_URL"]]

    assert len(set(used)) == 3
    assert "noeviction" in SERVICES["redis"]["command"]


def test_a_databases_server_is_the_one_its_address_names() -> None:
    for address, server in ((_address("web"), "postgres"), (_address("saleor"), "saleor-postgres")):
        stated = env.postgres("URL", environ={"URL": filled(address, {})})
        made = SERVICES[server]["environment"]
        assert stated is not None
        assert (stated["HOST"], stated["USER"], stated["NAME"]) == (
            server,
            made["POSTGRES_USER"],
            made["POSTGRES_DB"],
        )


def _address(service: str) -> str:
    address: str = SERVICES[service]["environment"]["DATABASE_URL"]
    return address


def test_its_own_words_name_the_servers_it_gives() -> None:
    [(database, redis)] = ADDRESSES.findall(TEXT)

    stated = env.postgres("URL", environ={"URL": database.replace("$POSTGRES_PASSWORD", "p")})

    assert stated is not None
    assert f"{stated['HOST']}:{stated['PORT']}:5432" in SERVICES["postgres"]["ports"]
    assert redis == "redis://127.0.0.1:6379/0"
    assert SERVICES["redis"]["ports"] == ["127.0.0.1:6379:6379"]


def test_browsers_and_services_call_the_two_sites_by_one_name() -> None:
    public = variables()["SALEOR_PUBLIC_URL"][1]

    assert public == "http://saleor.localhost:8001"
    assert SERVICES["saleor"]["networks"]["default"]["aliases"] == ["saleor.localhost"]
    assert SERVICES["saleor"]["ports"] == ["127.0.0.1:8001:8001"]
    assert "--port=8001" in SERVICES["saleor"]["command"]
    assert SERVICES["web"]["networks"]["default"]["aliases"] == ["shop.localhost"]
    assert SERVICES["dashboard"]["environment"]["API_URL"] == "${SALEOR_PUBLIC_URL:-" + public + "}/graphql/"
    assert f"# {public}/graphql/" in (ROOT / ".env.example").read_text(encoding="utf-8")


def test_pictures_that_saleor_makes_are_handed_out_where_the_shop_lets_browsers_look() -> None:
    made = [SERVICES[name]["volumes"] for name in ("saleor", "saleor-worker")]
    media = SERVICES["saleor"]["environment"]["MEDIA_URL"]

    assert made == [["saleor-media:/app/media"]] * 2
    assert SERVICES["saleor-media"]["volumes"] == ["saleor-media:/usr/share/nginx/html:ro"]
    assert media == "${SALEOR_MEDIA_ORIGIN:-http://localhost:8002}/"
    assert SERVICES["saleor-media"]["ports"] == ["127.0.0.1:8002:80"]
    assert SERVICES["web"]["environment"]["SALEOR_MEDIA_ORIGIN"] == "${SALEOR_MEDIA_ORIGIN:-}"


# --- Pins ---


def test_every_image_is_pinned_to_a_version() -> None:
    images = {name: service["image"] for name, service in SERVICES.items() if name not in SHOP}

    loose = [image for image in images.values() if not re.search(r":v?\d+\.\d+(\.\d+)?$", image)]
    assert loose == []
    assert {SERVICES[name]["build"] for name in SHOP} == {"."}


def test_saleors_parts_are_of_one_version_that_the_app_takes() -> None:
    saleor = {SERVICES[name]["image"] for name in ("saleor", "saleor-worker", "saleor-prepare")}
    [image] = saleor
    name, _, version = image.partition(":")
    numbers = [int(part) for part in version.split(".")]

    assert name == "ghcr.io/saleor/saleor"
    assert (3, 23) <= (numbers[0], numbers[1]) < (4, 0)
    assert SERVICES["dashboard"]["image"].startswith(f"ghcr.io/saleor/saleor-dashboard:3.{numbers[1]}.")


def test_the_worker_takes_from_every_queue() -> None:
    assert f"--queues={','.join(QUEUES)}" in SERVICES["worker"]["command"]


def test_the_shops_image_is_made_of_the_lock_and_runs_as_nobody_special() -> None:
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"][
        "requires-python"
    ]
    bases = set(re.findall(r"^FROM python:(\S+)-slim", DOCKERFILE, re.MULTILINE))

    assert (wanted, bases) == (">=3.11,<3.14", {"3.12"})
    assert "--require-hashes" in DOCKERFILE
    assert "requirements/base.txt" in DOCKERFILE
    assert re.findall(r"^USER (\w+)$", DOCKERFILE, re.MULTILINE) == ["shop"]
    assert "SECRET" not in DOCKERFILE


def test_the_image_holds_what_runs_and_nothing_of_this_machine() -> None:
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    taken = {line[1:] for line in lines if line.startswith("!")}

    assert "*" in lines
    assert {"commerce", "config", "engine", "kernel", "ses_vendors", "storefront", "manage.py"} <= taken
    assert [each for each in taken if not (ROOT / each).exists()] == []
    assert not taken & {".env", "var", ".git", "tests"}


def test_what_readies_the_shop_can_be_run() -> None:
    script = ROOT / "docker" / "prepare"

    assert SERVICES["prepare"]["command"] == ["docker/prepare"]
    assert os.access(script, os.X_OK)
    subprocess.run(["sh", "-n", str(script)], check=True)
