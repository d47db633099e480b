"""Who is at the desk."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest


def operator_of(request: HttpRequest) -> User:
    """Return the operator of a request. Raises PermissionDenied for who is not signed in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
