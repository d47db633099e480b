"""Start-up checks of what the proof of a badge needs, before somebody verifies one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from ses_vendors.badge.proof import keys

MARK_FILES = (".svg", ".png")


@register()
def check_proof_settings(**_: Any) -> list[CheckMessage]:
    """Say what of CREDENTIAL_KEYS and SHOP_OFFICIAL_MARK cannot be used."""
    errors: list[CheckMessage] = []
    try:
        keys.given()
    except keys.BadKey as error:
        hint = "manage.py rotate_badge_key --print makes one."
        errors.append(Error(str(error), hint=hint, id="badge.E001"))
    mark = Path(settings.SHOP_OFFICIAL_MARK)
    if settings.SHOP_OFFICIAL_MARK and not (mark.suffix.lower() in MARK_FILES and mark.is_file()):
        errors.append(
            Error("SHOP_OFFICIAL_MARK must name an SVG or PNG file that is there.", id="badge.E002")
        )
    return errors
