"""Whom a token speaks for, and for how long."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key

from engine import signing
from engine.accounts import tokens
from engine.accounts.models import User
from kernel.ids import to_global_id

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def bogdan() -> User:
    return User.objects.create(email="bogdan@example.com", password="!", jwt_key="first")


def test_a_token_names_its_user(bogdan: User) -> None:
    token = tokens.create(bogdan, "access", now=NOW)

    user, claims = tokens.read(token, "access", now=NOW + timedelta(minutes=4))

    assert user == bogdan
    assert claims["email"] == "bogdan@example.com"
    assert (claims["type"], claims["is_staff"], claims["token"]) == ("access", False, "first")
    assert claims["exp"] - claims["iat"] == 300


def test_a_token_ends(bogdan: User) -> None:
    token = tokens.create(bogdan, "access", now=NOW)

    with pytest.raises(tokens.ExpiredToken):
        tokens.read(token, "access", now=NOW + timedelta(minutes=5))


def test_a_refresh_token_is_no_access_token(bogdan: User) -> None:
    token = tokens.create(bogdan, "refresh", now=NOW)

    with pytest.raises(tokens.BadToken):
        tokens.read(token, "access", now=NOW)


def test_a_new_jwt_key_revokes_every_token(bogdan: User) -> None:
    token = tokens.create(bogdan, "refresh", now=NOW)
    User.objects.filter(pk=bogdan.pk).update(jwt_key="second")

    with pytest.raises(tokens.BadToken):
        tokens.read(token, "refresh", now=NOW)


def test_an_inactive_user_has_no_token(bogdan: User) -> None:
    token = tokens.create(bogdan, "access", now=NOW)
    User.objects.filter(pk=bogdan.pk).update(is_active=False)

    with pytest.raises(tokens.BadToken):
        tokens.read(token, "access", now=NOW)


def test_another_key_or_no_signature_is_refused(bogdan: User) -> None:
    claims = jwt.decode(tokens.create(bogdan, "access", now=NOW), options={"verify_signature": False})
    other = generate_private_key(public_exponent=65537, key_size=2048)

    for forged in (jwt.encode(claims, other, "RS256"), jwt.encode(claims, None, "none"), "abc", ""):
        with pytest.raises(tokens.BadToken):
            tokens.read(forged, "access", now=NOW)


def test_the_published_key_verifies_a_token(bogdan: User) -> None:
    token = tokens.create(bogdan, "access", now=NOW)
    [published] = signing.jwks()["keys"]

    claims = jwt.decode(
        token, jwt.PyJWK(published).key, ["RS256"], options={"verify_exp": False, "verify_iat": False}
    )

    assert jwt.get_unverified_header(token)["kid"] == published["kid"]
    assert claims["user_id"] == to_global_id("User", bogdan.pk)
    assert "d" not in published


def test_the_own_key_is_made_once_and_for_the_owner_only(settings: Any, tmp_path: Path) -> None:
    settings.RSA_PRIVATE_KEY, settings.VAR_DIR = "", tmp_path / "var"

    first, second = signing.key_id(), signing.key_id()

    stored = tmp_path / "var" / "rsa_key.pem"
    assert first == second
    assert stored.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in stored.parent.iterdir()] == ["rsa_key.pem"]


def test_a_given_key_wins_also_with_written_line_breaks(settings: Any) -> None:
    key = generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()
    settings.RSA_PRIVATE_KEY = pem.replace("\n", "\\n")

    assert signing.private_key().private_numbers() == key.private_numbers()
