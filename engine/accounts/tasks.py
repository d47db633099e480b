"""Background work over accounts."""

from __future__ import annotations

from smtplib import SMTPException

from celery import shared_task
from django.utils import timezone

from engine.accounts import mails
from engine.accounts.models import User
from engine.accounts.services import login


@shared_task(
    autoretry_for=(OSError, SMTPException),
    retry_backoff=10,
    retry_backoff_max=200,
    max_retries=5,
)
def send_letter(kind: str, user_id: int, redirect_url: str) -> None:
    """Mail a letter of `mails.LETTERS`; nothing when the account has gone since."""
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is not None:
        mails.compose(kind, user=user, redirect_url=redirect_url).send()


@shared_task
def forget_login_failures() -> int:
    """Delete failed log-ins that no longer count; return how many. Safe to run twice."""
    return login.forget_failures(now=timezone.now())
