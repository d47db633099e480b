"""`.env.example` says what the settings read."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
READ = re.compile(r'env\.\w+\(\s*"([A-Z_]+)"')
ASSIGNED = re.compile(r"^([A-Z_]+)=(.*)$", re.MULTILINE)
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
    """The variables of `.env.example`, as a shell reads them."""
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    return {name: "".join(shlex.split(value)) for name, value in ASSIGNED.findall(text)}


def test_the_example_names_only_what_is_read() -> None:
    sources = [ROOT / "config" / "settings.py", *(ROOT / "config").rglob("commands/*.py")]
    read = {name for source in sources for name in READ.findall(source.read_text(encoding="utf-8"))}
    for_compose = {"POSTGRES_PASSWORD", *(name for name in example() if name.startswith("SALEOR_"))}

    assert set(example()) - read - for_compose == set()


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


def test_the_readme_tells_of_every_switch() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    source = (ROOT / "config" / "settings.py").read_text(encoding="utf-8")
    #: What the shop's own processes, tests and benches tell each other.
    internal = {"CELERY_TASK_ALWAYS_EAGER", "COMMERCE_TRANSPORT", "SHOP_BROKER_SOCKET"}
    told = set(re.findall(r"`([A-Z][A-Z_]+)`", readme))
    told |= {f"SHOP_OPERATOR_{name}" for name in told}

    assert set(READ.findall(source)) - internal - told == set()


def test_the_readme_shows_what_is_there() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    targets = {target.split("#")[0] for target in re.findall(r"\]\((?!https?:)([^)]+)\)", readme)}
    rooms = re.findall(r"^    ((?:  )?)((?:\w+/\s+)+)", readme, re.MULTILINE)

    assert [target for target in sorted(targets) if not (ROOT / target).exists()] == []
    parent = ROOT
    for indent, names in rooms:
        for name in names.split():
            folder = (parent if indent else ROOT) / name
            assert folder.is_dir(), folder
        if not indent:
            parent = ROOT / names.strip()
