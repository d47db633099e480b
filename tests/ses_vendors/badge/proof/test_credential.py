"""The credential convinces a verifier that is not ours while the document holds, and never otherwise."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest
import time_machine
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.management import call_command
from django.test import Client

from ses_vendors.badge.models import Attestation, Kind, SigningKey, StatusEntry
from ses_vendors.badge.proof import keys
from ses_vendors.badge.services import reviewing
from ses_vendors.vendors.models import State
from tests.ses_vendors.badge.papers import a_verified
from tests.ses_vendors.badge.proof import verifier
from tests.ses_vendors.badge.proof.verifier import Refused
from tests.ses_vendors.vendors.people import NOW

pytestmark = pytest.mark.django_db
Fetch = Callable[[str], str]


def token_of(client: Client, attestation: Attestation) -> str:
    answer = client.get(f"/insigna/{attestation.code}/credential.jwt")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/vc+jwt"
    return answer.content.decode()


def altered(token: str, change: Callable[[dict[str, Any]], None]) -> str:
    head, body, signature = token.split(".")
    told = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    change(told)
    body = base64.urlsafe_b64encode(json.dumps(told).encode()).rstrip(b"=").decode()
    return f"{head}.{body}.{signature}"


def test_a_good_credential_says_who_and_which_document(
    client: Client, attestation: Attestation, fetch: Fetch
) -> None:
    told = verifier.verify(token_of(client, attestation), fetch=fetch, now=NOW)

    assert told["@context"] == [
        "https://www.w3.org/ns/credentials/v2",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    ]
    assert told["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    assert told["id"] == f"https://magazin.example/insigna/{attestation.code}/credential.jwt"
    assert told["issuer"]["id"] == told["iss"] == "did:web:magazin.example"
    assert told["validFrom"] == "2026-11-24T11:00:00+02:00"
    assert told["validUntil"] == "2029-03-11T23:59:59+02:00"
    assert told["exp"] == int(datetime(2029, 3, 11, 22, 0, tzinfo=UTC).timestamp())
    subject = told["credentialSubject"]
    assert [each["identityHash"] for each in subject["identifier"]] == [
        "Atelierul Anei DEMO SRL",
        attestation.vendor.cui,
    ]
    assert subject["licenseNumber"] == f"DEMO {attestation.number}"
    assert subject["achievement"]["name"] == "Întreprindere socială atestată"
    assert subject["achievement"]["creator"]["name"] == "AJOFM Iași"
    assert [each["statusPurpose"] for each in told["credentialStatus"]] == ["revocation", "suspension"]


def test_the_same_facts_give_the_same_credential(client: Client, attestation: Attestation) -> None:
    first = token_of(client, attestation)

    assert token_of(client, attestation) == first
    assert StatusEntry.objects.count() == 1
    assert SigningKey.objects.count() == 1


def test_the_private_key_is_not_in_the_database_as_it_is(client: Client, attestation: Attestation) -> None:
    token_of(client, attestation)

    kept = SigningKey.objects.get()
    seed = keys.current(now=NOW).private.private_bytes_raw()
    assert base64.urlsafe_b64encode(seed).decode().rstrip("=") not in kept.private


def test_an_altered_payload_is_refused(client: Client, attestation: Attestation, fetch: Fetch) -> None:
    forged = altered(token_of(client, attestation), lambda told: told.update(exp=told["exp"] + 1))

    with pytest.raises(Refused, match="signature"):
        verifier.verify(forged, fetch=fetch, now=NOW)


def test_an_altered_signature_is_refused(client: Client, attestation: Attestation, fetch: Fetch) -> None:
    token = token_of(client, attestation)
    at = len(token) - 20
    forged = token[:at] + ("A" if token[at] != "A" else "B") + token[at + 1 :]

    with pytest.raises(Refused, match="signature"):
        verifier.verify(forged, fetch=fetch, now=NOW)


def test_it_ends_with_the_last_second_of_the_documents_last_day(
    client: Client, attestation: Attestation, fetch: Fetch, clock: time_machine.Coordinates
) -> None:
    token = token_of(client, attestation)
    midnight = datetime(2029, 3, 11, 22, 0, tzinfo=UTC)

    clock.move_to(midnight - timedelta(seconds=1), tick=False)
    assert verifier.verify(token, fetch=fetch, now=midnight - timedelta(seconds=1))

    clock.move_to(midnight, tick=False)
    with pytest.raises(Refused, match="expired"):
        verifier.verify(token, fetch=fetch, now=midnight)


def test_a_withdrawn_one_is_refused_at_once_and_for_ever(
    client: Client, attestation: Attestation, fetch: Fetch
) -> None:
    token = token_of(client, attestation)

    reviewing.withdraw(attestation=attestation, reason="Retras de agenție.", by=None, now=NOW)

    with pytest.raises(Refused, match="revocation"):
        verifier.verify(token, fetch=fetch, now=NOW)


def test_a_suspended_one_is_refused_until_the_suspension_is_lifted(
    client: Client, attestation: Attestation, fetch: Fetch, clock: time_machine.Coordinates
) -> None:
    token = token_of(client, attestation)
    reviewing.suspend(attestation=attestation, reason="Se verifică.", by=None, now=NOW)

    with pytest.raises(Refused, match="suspension"):
        verifier.verify(token, fetch=fetch, now=NOW)

    later = NOW + timedelta(days=1)
    clock.move_to(later, tick=False)
    reviewing.reinstate(attestation=attestation, reason="E în regulă.", by=None, now=later)
    assert verifier.verify(token, fetch=fetch, now=later)


@pytest.mark.parametrize(
    ("state", "why"),
    [(State.SUSPENDED, "suspension"), (State.CLOSED, "revocation"), (State.REJECTED, "revocation")],
)
def test_a_sellers_state_stops_its_credentials(
    client: Client, attestation: Attestation, fetch: Fetch, state: State, why: str
) -> None:
    token = token_of(client, attestation)

    attestation.vendor.state = state
    attestation.vendor.save(update_fields=["state"])

    with pytest.raises(Refused, match=why):
        verifier.verify(token, fetch=fetch, now=NOW)


def test_one_documents_end_does_not_touch_anothers(
    client: Client, attestation: Attestation, fetch: Fetch
) -> None:
    mark = a_verified(attestation.vendor, Kind.MARK)
    token, other = token_of(client, attestation), token_of(client, mark)

    reviewing.withdraw(attestation=mark, reason="Retrasă.", by=None, now=NOW)

    assert verifier.verify(token, fetch=fetch, now=NOW)
    with pytest.raises(Refused, match="revocation"):
        verifier.verify(other, fetch=fetch, now=NOW)


def test_after_a_rotation_old_and_new_credentials_hold(
    client: Client, attestation: Attestation, fetch: Fetch
) -> None:
    old = token_of(client, attestation)

    call_command("rotate_badge_key")
    new = token_of(client, attestation)

    assert jwt.get_unverified_header(old)["kid"] != jwt.get_unverified_header(new)["kid"]
    assert (
        verifier.verify(old, fetch=fetch, now=NOW)["id"] == verifier.verify(new, fetch=fetch, now=NOW)["id"]
    )
    replaced = SigningKey.objects.get(is_current=False)
    assert (replaced.private, str(replaced.needed_until)) == ("", "2029-03-11")


def test_a_replaced_key_leaves_when_its_last_credential_has_ended(
    client: Client, attestation: Attestation, clock: time_machine.Coordinates
) -> None:
    token_of(client, attestation)
    call_command("rotate_badge_key")
    old = SigningKey.objects.get(is_current=False).key_id

    clock.move_to(datetime(2029, 3, 11, 12, 0, tzinfo=UTC), tick=False)
    assert old in client.get("/.well-known/did.json").content.decode()

    clock.move_to(datetime(2029, 3, 12, 12, 0, tzinfo=UTC), tick=False)
    assert old not in client.get("/.well-known/did.json").content.decode()


def test_another_issuers_name_on_our_key_is_refused(
    client: Client, attestation: Attestation, fetch: Fetch
) -> None:
    signer = keys.current(now=NOW)
    token = token_of(client, attestation)
    told = jwt.decode(token, options={"verify_signature": False})
    told["issuer"]["id"] = told["iss"] = "did:web:alt-magazin.example"
    forged = jwt.encode(told, signer.private, algorithm="EdDSA", headers=jwt.get_unverified_header(token))

    with pytest.raises(Refused, match="issuer"):
        verifier.verify(forged, fetch=fetch, now=NOW)


def test_another_key_under_our_name_is_refused(
    client: Client, attestation: Attestation, fetch: Fetch
) -> None:
    token = token_of(client, attestation)
    told = jwt.decode(token, options={"verify_signature": False})
    stranger = Ed25519PrivateKey.generate()
    known = jwt.encode(told, stranger, algorithm="EdDSA", headers=jwt.get_unverified_header(token))
    headers = {**jwt.get_unverified_header(token), "kid": "did:web:magazin.example#altcheie"}
    unknown = jwt.encode(told, stranger, algorithm="EdDSA", headers=headers)

    with pytest.raises(Refused, match="signature"):
        verifier.verify(known, fetch=fetch, now=NOW)
    with pytest.raises(Refused, match="key"):
        verifier.verify(unknown, fetch=fetch, now=NOW)


def test_a_shop_at_another_host_does_not_vouch_for_ours(
    client: Client, attestation: Attestation, fetch: Fetch, settings: Any
) -> None:
    settings.PUBLIC_URL = "https://copie.example"
    token = token_of(client, attestation)
    settings.PUBLIC_URL = "https://magazin.example"

    with pytest.raises(LookupError, match="copie.example"):
        verifier.verify(token, fetch=fetch, now=NOW)
    with pytest.raises(Refused, match="did"):
        verifier.verify(token, fetch=lambda url: fetch(url.replace("copie", "magazin")), now=NOW)


def test_a_port_is_part_of_the_name(client: Client, db: None, settings: Any) -> None:
    settings.PUBLIC_URL = "http://localhost:8000"

    document = client.get("/.well-known/did.json").json()

    assert document["id"] == "did:web:localhost%3A8000"
    assert verifier.did_address(document["id"]) == "http://localhost:8000/.well-known/did.json"


def test_the_readable_form_says_the_same_without_the_tokens_claims(
    client: Client, attestation: Attestation, fetch: Fetch
) -> None:
    told = verifier.verify(token_of(client, attestation), fetch=fetch, now=NOW)

    read = client.get(f"/insigna/{attestation.code}/credential.json").json()

    assert read == {name: told[name] for name in told if name not in ("iss", "sub", "jti", "nbf", "exp")}


def test_other_sites_may_fetch_what_verifies(client: Client, attestation: Attestation) -> None:
    token = jwt.decode(token_of(client, attestation), options={"verify_signature": False})
    listed = token["credentialStatus"][0]["statusListCredential"].removeprefix("https://magazin.example")

    for path in (f"/insigna/{attestation.code}/credential.jwt", "/.well-known/did.json", listed):
        assert client.get(path)["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "path",
    [
        "/insigna/stare/revocation-1.jwt",
        "/insigna/stare/revocation-0.jwt",
        "/insigna/stare/altceva-1.jwt",
        "/insigna/stare/revocation-99999999999999999999999.jwt",
    ],
)
def test_a_list_that_was_not_begun_does_not_exist(client: Client, db: None, path: str) -> None:
    assert client.get(path).status_code == 404
