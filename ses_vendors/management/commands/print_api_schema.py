"""`manage.py print_api_schema`: the public API's schema as a file, for readers and for tools."""

from __future__ import annotations

import difflib
from argparse import ArgumentParser
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from graphql import lexicographic_sort_schema, print_schema

from ses_vendors.api.schema import graphql_schema

PATH = Path(__file__).resolve().parents[2] / "api" / "schema.graphql"
#: Lines of a difference that are shown.
SHOWN = 40


class Command(BaseCommand):
    """Write the schema, or compare the file with it."""

    help = "Writes ses_vendors/api/schema.graphql; with --check, fails where that file is out of date."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the check."""
        parser.add_argument("--check", action="store_true", help="write nothing, compare only")

    def handle(self, *, check: bool, **_: Any) -> None:
        """Write or compare."""
        wanted = printed()
        found = PATH.read_text(encoding="utf-8") if PATH.exists() else ""
        if found == wanted:
            return
        if check:
            raise CommandError(
                f"{PATH.name} is not what the code says; run `manage.py print_api_schema`.\n"
                + _difference(found, wanted)
            )
        PATH.write_text(wanted, encoding="utf-8")
        self.stdout.write(f"Wrote {PATH.name}.")


def printed() -> str:
    """Return the schema as text, sorted by name, so that moved code changes nothing."""
    return print_schema(lexicographic_sort_schema(graphql_schema)) + "\n"


def _difference(found: str, wanted: str) -> str:
    lines = difflib.unified_diff(
        found.splitlines(), wanted.splitlines(), "the file", "the code", lineterm="", n=1
    )
    return "\n".join(islice(lines, SHOWN))
