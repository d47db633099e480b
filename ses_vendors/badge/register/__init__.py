"""The register of social enterprises (Registrul unic de evidență), read from a file and compared. Pure.

The register has no public interface; an operator downloads or is sent a table, in CSV or XLSX. `reading`
turns bytes into cells, `table` finds the columns and reads rows, `comparing` says what differs from what the
shop holds. Hostile files end as `UnreadableRegister`.

Source of the sections: Ordin 1905/2022, annex (0 county, A identification, B attestation, C social mark,
D technical and financial data, E sanctions).
"""

from __future__ import annotations

from ses_vendors.badge.register.entries import Entry, UnreadableRegister
from ses_vendors.badge.register.reading import LARGEST_FILE
from ses_vendors.badge.register.table import read

__all__ = ["LARGEST_FILE", "Entry", "UnreadableRegister", "read"]
