"""What a SES says of itself. Nobody here has checked it, and no page may make it look as if.

The verified facts are in `records`; the two share no type, no template and no look.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ses_vendors.vendors.models import Vendor


@dataclass(frozen=True, slots=True)
class Claims:
    """In the reader's language where there is one, else in Romanian."""

    tagline: str
    jobs: int
    jobs_for_the_vulnerable: int
    jobs_as_of: date | None
    web: str

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not (self.tagline or self.jobs or self.web)


def of(vendor: Vendor, *, language: str) -> Claims:
    """Gather what a SES says of itself."""
    english = vendor.tagline_en if language == "en" else ""
    return Claims(
        tagline=english or vendor.tagline_ro,
        jobs=vendor.jobs_total,
        jobs_for_the_vulnerable=vendor.jobs_vulnerable,
        jobs_as_of=vendor.jobs_as_of,
        web=vendor.web,
    )
