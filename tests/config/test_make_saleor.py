"""`make test-saleor` without a Saleor says what it needs, and starts nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# What a make passes on to the makes below it, and what would have them tell which folder they enter.
HANDED_DOWN = ("MAKEFLAGS", "MAKELEVEL", "MAKEOVERRIDES", "MFLAGS")
NAMES = ("SALEOR_API_URL", "SALEOR_STAFF_EMAIL", "SALEOR_STAFF_PASSWORD")


@pytest.mark.parametrize("missing", NAMES)
def test_the_saleor_and_the_staff_account_must_be_named(missing: str) -> None:
    if shutil.which("make") is None:
        pytest.skip("make is not installed.")
    given = {name: "http://saleor.example/graphql/" for name in NAMES if name != missing}
    rest = {name: value for name, value in os.environ.items() if name not in (*NAMES, *HANDED_DOWN)}

    done = subprocess.run(
        ["make", "test-saleor"], cwd=ROOT, env={**rest, **given}, capture_output=True, text=True, check=False
    )

    assert done.returncode == 2
    assert "Set SALEOR_API_URL, SALEOR_STAFF_EMAIL and SALEOR_STAFF_PASSWORD" in done.stderr
    assert done.stdout == ""
