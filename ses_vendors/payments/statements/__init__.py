"""Bank statements: two formats, one kind of line. Pure; hostile files end as `UnreadableStatement`."""

from __future__ import annotations

from ses_vendors.payments.statements.lines import Line, Statement, UnreadableStatement
from ses_vendors.payments.statements.reading import LARGEST_FILE, read

__all__ = ["LARGEST_FILE", "Line", "Statement", "UnreadableStatement", "read"]
