"""The letters an account gets: text and HTML, in the account's language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from engine.accounts.models import User
from engine.accounts.proofs import CONFIRMATION, DELETION, PASSWORD_RESET, Proof
from engine.accounts.redirects import with_values


@dataclass(frozen=True, slots=True)
class Letter:
    """What one kind of letter says around its link."""

    proof: Proof
    subject: str | Promise
    reason: str | Promise
    button: str | Promise


LETTERS = {
    "confirmation": Letter(
        CONFIRMATION,
        _("Confirm your e-mail address"),
        _("An account was made with this e-mail address. Confirm that it is yours."),
        _("Confirm the address"),
    ),
    "password_reset": Letter(
        PASSWORD_RESET,
        _("Choose a new password"),
        _("Somebody, probably you, asked for a new password for the account with this e-mail address."),
        _("Choose a password"),
    ),
    "deletion": Letter(
        DELETION,
        _("Delete your account"),
        _("You asked to delete your account. This cannot be undone; orders are kept as the law asks."),
        _("Delete the account"),
    ),
}


def compose(kind: str, *, user: User, redirect_url: str) -> EmailMultiAlternatives:
    """Return a letter with a link to `redirect_url`, which gets the e-mail and a fresh proof."""
    letter = LETTERS[kind]
    link = with_values(redirect_url, email=user.email, token=letter.proof.make_token(user))
    days = timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT).days
    values = {"letter": letter, "user": user, "link": link, "days": days, "shop": settings.SHOP_NAME}
    with translation.override(_language(user)):
        text = render_to_string("engine/mail/letter.txt", values)
        message = EmailMultiAlternatives(f"{letter.subject} – {settings.SHOP_NAME}", text, to=[user.email])
        message.attach_alternative(render_to_string("engine/mail/letter.html", values), "text/html")
    return message


def _language(user: User) -> str:
    spoken = [code for code, _name in settings.LANGUAGES]
    return user.language_code if user.language_code in spoken else settings.LANGUAGE_CODE
