"""`manage.py check_messages`: every sentence is in its catalogue, translated, and compiled."""

from __future__ import annotations

import gettext
import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    """Say what a translator still has to do, and fail when there is anything."""

    help = "Fails when a catalogue misses a sentence, a translation, or its compiled file."

    def handle(self, **_: Any) -> None:
        """Look at every catalogue of the project."""
        catalogues = sorted(settings.BASE_DIR.glob("*/locale/*/LC_MESSAGES/django.po"))
        faults = [fault for catalogue in catalogues for fault in find_faults(catalogue)]
        if faults:
            raise CommandError("\n".join([*faults, "`make messages` collects and compiles."]))
        self.stdout.write(f"{len(catalogues)} catalogue(s) complete and compiled.")


def find_faults(catalogue: Path) -> Iterator[str]:
    """Yield one sentence per fault of a `.po` file."""
    with catalogue.open("rb") as file:
        messages = read_po(file)
    for message in messages:
        if message.id and (message.fuzzy or not _is_translated(message.string or "")):
            yield f"{catalogue}: not translated: {message.id!r}"
    if not _is_compiled(messages, catalogue.with_suffix(".mo")):
        yield f"{catalogue.with_suffix('.mo')}: not compiled from its catalogue"
    for missing in sorted(_sentences_in_use(catalogue) - _ids(messages)):
        yield f"{catalogue}: not collected: {missing!r}"


def _is_translated(translation: str | tuple[str, ...] | list[str]) -> bool:
    return all([translation] if isinstance(translation, str) else translation)


def _is_compiled(messages: Catalog, compiled: Path) -> bool:
    if not compiled.exists():
        return False
    fresh = io.BytesIO()
    write_mo(fresh, messages)
    fresh.seek(0)
    with compiled.open("rb") as stored:
        return _translations(stored) == _translations(fresh)


def _translations(compiled: Any) -> dict[Any, str]:
    found: dict[Any, str] = gettext.GNUTranslations(compiled)._catalog  # type: ignore[attr-defined]
    # The header holds dates.
    return {key: text for key, text in found.items() if key != ""}


def _ids(messages: Catalog) -> set[str]:
    return {
        message.id if isinstance(message.id, str) else message.id[0] for message in messages if message.id
    }


def _sentences_in_use(catalogue: Path) -> set[str]:
    """Return what Django collects from a copy of the app; nothing where gettext is not installed."""
    if shutil.which("xgettext") is None:
        return set()
    app, language = catalogue.parents[3], catalogue.parents[1].name
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / app.name
        shutil.copytree(app, copy, ignore=shutil.ignore_patterns("*.po", "*.mo", "__pycache__"))
        (copy / "locale").mkdir(exist_ok=True)
        command = [
            sys.executable,
            "-P",
            "-m",
            "django",
            "makemessages",
            "--locale",
            language,
            "--verbosity",
            "0",
        ]
        environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
        subprocess.run(command, cwd=copy, env=environment, check=True)  # noqa: S603 - this project's own
        collected = copy / "locale" / language / "LC_MESSAGES" / "django.po"
        with collected.open("rb") as file:
            return _ids(read_po(file))
