"""The demo's accounts: what the README and the first screen say is what the core accepts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.hashers import check_password

from engine.accounts.models import User
from ses_vendors.demo import people
from ses_vendors.management.commands.load_demo import put_accounts


@pytest.mark.django_db
def test_staff_and_shoppers_can_log_in(settings: Any) -> None:
    put_accounts()

    staff = User.objects.get(is_staff=True)
    assert staff.email == settings.SALEOR_STAFF_EMAIL
    assert check_password(settings.SALEOR_STAFF_PASSWORD, staff.password)
    for shopper in people.SHOPPERS:
        user = User.objects.get(email=shopper.email, is_staff=False, is_confirmed=True)
        assert check_password(shopper.password, user.password)


def test_the_readme_names_the_same_log_ins(settings: Any) -> None:
    readme = Path(settings.BASE_DIR / "README.md").read_text(encoding="utf-8")

    for shopper in people.SHOPPERS:
        assert f"`{shopper.email}`, password `{shopper.password}`" in readme
