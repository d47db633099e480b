"""The App at work, with its own token or a staff member's log-in."""

from __future__ import annotations

from commerce.app.attributes import AttributeVerbs
from commerce.app.badge import BadgeVerbs
from commerce.app.content import ContentVerbs
from commerce.app.installing import InstallingVerbs
from commerce.app.payments import PaymentVerbs
from commerce.app.products import ProductVerbs
from commerce.app.sales import SalesVerbs
from commerce.app.session import FixedToken, StaffSession
from commerce.app.setup import SetupVerbs
from commerce.app.translations import TranslationVerbs
from commerce.shop import account


class AppClient(
    SetupVerbs,
    AttributeVerbs,
    ContentVerbs,
    ProductVerbs,
    SalesVerbs,
    PaymentVerbs,
    TranslationVerbs,
    InstallingVerbs,
    BadgeVerbs,
):
    """All verbs of the App over one session."""

    @classmethod
    def with_token(cls, token: str) -> AppClient:
        """Act with an App's token."""
        return cls(FixedToken(token))

    @classmethod
    def log_in(cls, *, email: str, password: str) -> AppClient:
        """Act as a staff member. Raises InvalidCredentials, LoginDelayed."""
        return cls(StaffSession(account.log_in(email=email, password=password)))
