"""The GraphQL schema of the embedded core, in Saleor's dialect."""

from __future__ import annotations
