"""Logging in with a password, slower after every failure.

Example: a wrong password blocks that e-mail from that address for 1 second, the next for 2, then 4, 8 …
up to an hour. Ten failures from one address block all e-mails from there, for a minute at most: an office
behind one address must not be locked out by one colleague. An hour without failures forgets them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.db.models import F

from engine.accounts.models import LoginFailure, User
from engine.errors import refuse

LONGEST_BLOCK = timedelta(hours=1)
LONGEST_BLOCK_OF_ADDRESS = timedelta(minutes=1)
FREE_FAILURES_OF_ADDRESS = 9
FORGOTTEN_AFTER = timedelta(hours=1)


def log_in(*, email: str, password: str, ip_address: str, now: datetime) -> User:
    """Return the user with this e-mail and password.

    To be called outside a transaction: a failure is remembered although the log-in is refused.

    Raises:
        Refusal: LOGIN_ATTEMPT_DELAYED, INVALID_CREDENTIALS, INACTIVE or ACCOUNT_NOT_CONFIRMED.
    """
    email = email.strip()
    _refuse_blocked(_keys(email, ip_address), now)
    user = User.objects.filter(email__iexact=email).first()
    if not _is_right(user, password):
        _remember_failure(email, ip_address, now)
        raise refuse("INVALID_CREDENTIALS", "Please, enter valid credentials", "email")
    assert user is not None  # noqa: S101 - for the type checker: a missing user is never right
    _refuse_unusable(user)
    LoginFailure.objects.filter(key=_key(email, ip_address)).delete()
    user.last_login_at = now
    user.save(update_fields=["last_login_at"])
    return user


def forget_failures(*, now: datetime) -> int:
    """Delete failures that no longer count; return how many."""
    return LoginFailure.objects.filter(blocked_until__lt=now - FORGOTTEN_AFTER).delete()[0]


def _is_right(user: User | None, password: str) -> bool:
    if user is None:
        # Takes as long as a wrong password, so that time does not tell which e-mails have an account.
        make_password(password)
        return False
    return check_password(password, user.password)


def _refuse_unusable(user: User) -> None:
    if not user.is_active:
        raise refuse("INACTIVE", "Account inactive.", "email")
    if not user.is_confirmed:
        raise refuse("ACCOUNT_NOT_CONFIRMED", "Account needs to be confirmed.", "email")


def _keys(email: str, ip_address: str) -> list[str]:
    """Return what is counted; a caller within the process has no address, so its e-mail alone is."""
    return [_key(email, ip_address), *([_key("", ip_address)] if ip_address else [])]


def _key(email: str, ip_address: str) -> str:
    # A digest, because the e-mail may be any text of any length.
    return hashlib.sha256(f"{ip_address}|{email.lower()}".encode()).hexdigest()


def _refuse_blocked(keys: Iterable[str], now: datetime) -> None:
    found = (
        LoginFailure.objects.filter(key__in=keys, blocked_until__gt=now).order_by("-blocked_until").first()
    )
    if found is not None:
        message = (
            f"Logging has been suspended till {found.blocked_until} due to too many logging attempts "
            "originating from the same IP address."
        )
        raise refuse("LOGIN_ATTEMPT_DELAYED", message)


def _remember_failure(email: str, ip_address: str, now: datetime) -> None:
    failures = _count(_key(email, ip_address), now)
    _block(_key(email, ip_address), until=now + _pause(failures, LONGEST_BLOCK))
    if ip_address:
        failures = _count(_key("", ip_address), now) - FREE_FAILURES_OF_ADDRESS
        _block(_key("", ip_address), until=now + _pause(failures, LONGEST_BLOCK_OF_ADDRESS))


def _count(key: str, now: datetime) -> int:
    LoginFailure.objects.filter(key=key, blocked_until__lt=now - FORGOTTEN_AFTER).delete()
    failure, is_first = LoginFailure.objects.get_or_create(
        key=key, defaults={"failures": 1, "blocked_until": now}
    )
    if not is_first:
        LoginFailure.objects.filter(pk=failure.pk).update(failures=F("failures") + 1)
        failure.refresh_from_db(fields=["failures"])
    return failure.failures


def _pause(failures: int, longest: timedelta) -> timedelta:
    """Return the pause after that many failures: 1 s, 2 s, 4 s …; none after zero or fewer."""
    if failures < 1:
        return timedelta()
    return min(timedelta(seconds=2 ** min(failures - 1, 20)), longest)


def _block(key: str, *, until: datetime) -> None:
    LoginFailure.objects.filter(key=key).update(blocked_until=until)
