"""Settings that the proof cannot use are named at start."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ses_vendors.badge import checks
from ses_vendors.badge.proof import keys


def test_nothing_set_is_nothing_wrong() -> None:
    assert checks.check_proof_settings() == []


def test_good_settings_pass(settings: Any, tmp_path: Path) -> None:
    mark = tmp_path / "element.png"
    mark.touch()
    settings.CREDENTIAL_KEYS, settings.SHOP_OFFICIAL_MARK = [keys.new_seed()], str(mark)

    assert checks.check_proof_settings() == []


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [
        ("CREDENTIAL_KEYS", ["nu e cheie"], "badge.E001"),
        ("SHOP_OFFICIAL_MARK", "/nicaieri/element.svg", "badge.E002"),
        ("SHOP_OFFICIAL_MARK", __file__, "badge.E002"),
    ],
)
def test_what_cannot_be_used_is_named(settings: Any, name: str, value: Any, wanted: str) -> None:
    setattr(settings, name, value)

    assert [each.id for each in checks.check_proof_settings()] == [wanted]
