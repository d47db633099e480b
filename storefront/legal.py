"""The legal pages a Romanian shop carries, and the dated figures they quote."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class LegalPage:
    """One page under `/info/<slug>/`; its text is `legal/<language>/<slug>.html`."""

    slug: str
    title: Promise


PAGES = (
    LegalPage("termeni", _("Terms and conditions")),
    LegalPage("vanzatori", _("Conditions for sellers")),
    LegalPage("confidentialitate", _("Privacy")),
    LegalPage("cookie-uri", _("Cookies")),
    LegalPage("livrare-si-plata", _("Delivery and payment")),
    LegalPage("retragere", _("Withdraw from the contract")),
    LegalPage("retur-si-garantii", _("Returns and guarantees")),
    LegalPage("verificare", _("How we verify sellers")),
    LegalPage("ordonare-si-recenzii", _("How we rank goods, and reviews")),
    LegalPage("raporteaza", _("Report a product")),
    LegalPage("rechemari", _("Product recalls")),
    LegalPage("accesibilitate", _("Accessibility")),
    LegalPage("anpc-sal", _("ANPC and out-of-court settlement")),
)


def page(slug: str) -> LegalPage | None:
    """Find a legal page by its slug."""
    return next((each for each in PAGES if each.slug == slug), None)


@dataclass(frozen=True, slots=True)
class Facts:
    """Figures of law that the pages quote: days, years, percent. A changed law is a new set with its date."""

    in_force_from: date
    withdrawal_days: int
    refund_days: int
    guarantee_years: int
    repair_days: int
    replacement_days: int
    standard_vat_percent: int
    reduced_vat_percent: int


FACTS = Facts(
    in_force_from=date(2026, 11, 24),
    # OUG 34/2014, art. 9 and 13.
    withdrawal_days=14,
    refund_days=14,
    # OUG 140/2021: two years, repair or replacement within 15 days.
    guarantee_years=2,
    repair_days=15,
    # OUG 140/2021 art. 11 (7), fined by Legea 190/2025 from 23 November 2025.
    replacement_days=30,
    # Legea 141/2025, from 1 August 2025.
    standard_vat_percent=21,
    reduced_vat_percent=11,
)
