"""Keys: from the environment or the database, and what goes wrong with either."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from kernel import jws
from ses_vendors.badge.models import SigningKey
from ses_vendors.badge.proof import keys
from ses_vendors.installation import encryption
from tests.ses_vendors.vendors.people import NOW

pytestmark = pytest.mark.django_db
# The key of RFC 8037, appendix A.
SEED = "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"
PUBLIC = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
THUMBPRINT = "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"


def test_a_key_is_known_by_its_thumbprint(settings: Any) -> None:
    settings.CREDENTIAL_KEYS = [SEED]

    public = keys.current(now=NOW).public

    assert (public.x, public.key_id) == (PUBLIC, THUMBPRINT)
    assert SigningKey.objects.count() == 0


def test_given_keys_are_all_published_and_the_first_signs(settings: Any) -> None:
    newer = keys.new_seed()
    settings.CREDENTIAL_KEYS = [newer, SEED]

    published = [each.key_id for each in keys.published(now=NOW)]

    assert published == [keys.current(now=NOW).public.key_id, THUMBPRINT]
    with pytest.raises(CommandError, match="CREDENTIAL_KEYS"):
        call_command("rotate_badge_key")


def test_a_shop_that_goes_over_to_given_keys_keeps_its_own_published(settings: Any) -> None:
    own = keys.current(now=NOW).public.key_id

    settings.CREDENTIAL_KEYS = [SEED]

    assert [each.key_id for each in keys.published(now=NOW)] == [THUMBPRINT, own]


@pytest.mark.parametrize("seed", ["", "abc", "nu e cheie", SEED + "AA"])
def test_what_is_no_key_is_named(settings: Any, seed: str) -> None:
    settings.CREDENTIAL_KEYS = [seed or "x"]

    with pytest.raises(keys.BadKey, match="CREDENTIAL_KEYS"):
        keys.current(now=NOW)


def test_the_database_holds_one_current_key() -> None:
    keys.current(now=NOW)

    with pytest.raises(IntegrityError), transaction.atomic():
        SigningKey.objects.create(key_id="x", public_x="x", private="x", made_at=NOW)


def test_a_new_encryption_key_takes_over_before_the_old_one_goes(settings: Any) -> None:
    settings.APP_ENCRYPTION_KEYS = ["veche"]
    own = keys.current(now=NOW).public
    settings.APP_ENCRYPTION_KEYS = ["nouă", "veche"]

    call_command("rotate_badge_key", "--encrypt-anew")
    settings.APP_ENCRYPTION_KEYS = ["nouă"]

    assert keys.current(now=NOW).public == own
    settings.APP_ENCRYPTION_KEYS = ["alta"]
    with pytest.raises(encryption.Undecryptable):
        keys.current(now=NOW)


def test_a_key_for_the_environment_is_printed_and_nothing_changes() -> None:
    out = StringIO()

    call_command("rotate_badge_key", "--print", stdout=out)

    assert len(jws.from_url_safe(out.getvalue().strip())) == 32
    assert SigningKey.objects.count() == 0
