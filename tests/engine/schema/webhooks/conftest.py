"""The app on this site, as the tests of the room have it."""

from __future__ import annotations

from tests.engine.webhooks.conftest import _no_background, mailbox

__all__ = ["_no_background", "mailbox"]
