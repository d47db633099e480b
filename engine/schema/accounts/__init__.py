"""Accounts on the wire."""

from __future__ import annotations

from engine.schema.accounts.mutations import AccountMutations
from engine.schema.accounts.queries import AccountQueries

__all__ = ["AccountMutations", "AccountQueries"]
