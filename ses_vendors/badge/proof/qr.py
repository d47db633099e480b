"""The address of a proof as a QR code."""

from __future__ import annotations

import io
from typing import Literal

import segno

from ses_vendors.badge.proof.records import Record

#: Modules of quiet around the code (ISO/IEC 18004 wants four).
BORDER = 4
#: Pixels a module has in the PNG: about 400 across, enough to print at 5 cm.
PNG_SCALE = 12

Kind = Literal["svg", "png"]


def drawn(record: Record, kind: Kind) -> bytes:
    """Draw the code of a document's proof; medium correction, so that a crease does not spoil it."""
    out = io.BytesIO()
    code = segno.make(record.url(), error="m", micro=False)
    if kind == "svg":
        code.save(out, kind="svg", border=BORDER, omitsize=True, title=record.url(), light="#fff")
    else:
        code.save(out, kind="png", border=BORDER, scale=PNG_SCALE, light="#fff")
    return out.getvalue()
