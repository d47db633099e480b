"""Admins of facts: they are looked at, and changed by acts only."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.http import HttpRequest


class Facts:
    """What an admin of facts allows: to look."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody makes one by hand."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody edits one."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody deletes one."""
        return False
