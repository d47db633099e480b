"""Anybody sees how things stand, at the moment of asking; who guesses codes waits."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.test import Client
from redis.exceptions import ConnectionError as RedisConnectionError

from ses_vendors.badge import codes
from ses_vendors.badge.models import Attestation, Kind
from ses_vendors.badge.proof import limits
from ses_vendors.badge.services import reviewing
from ses_vendors.vendors.models import State
from tests.ses_vendors.badge.papers import a_draft, a_submitted, a_verified
from tests.ses_vendors.vendors.people import NOW, a_vendor, an_operator

pytestmark = pytest.mark.django_db
NOWHERE = "AAAAAAAAAAAA"


def page(client: Client, attestation: Attestation, prefix: str = "/en") -> str:
    answer = client.get(f"{prefix}/insigna/{attestation.code}/")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def state_told(html: str) -> str:
    found = re.search(r'class="proof-state">.*?states\.svg#([a-z-]+)".*?<strong>(.*?)</strong>', html)
    assert found is not None
    return f"{found[1]}: {found[2]}"


def test_it_tells_who_which_document_and_since_when(client: Client, attestation: Attestation) -> None:
    reviewing.check_register(attestation=attestation, looked_on=date(2026, 11, 20), by=None, now=NOW)

    html = page(client, attestation)

    assert state_told(html) == "valid: Valid"
    for fact in (
        "Atelierul Anei DEMO SRL",
        attestation.vendor.cui,
        attestation.number,
        "AJOFM Iași",
        "12 March 2024",
        "11 March 2029",
        "20 November 2026",
        codes.printed(attestation.code),
        "Legea 219/2015, art. 8",
        "Made by social economy: produced by an attested social enterprise in its own workshop.",
    ):
        assert fact in html


def test_it_is_in_romanian_too(client: Client, attestation: Attestation) -> None:
    html = page(client, attestation, prefix="")

    assert '<html lang="ro">' in html
    assert "11 martie 2029" in html
    assert "Făcut de economia socială: produs în atelierul unei întreprinderi sociale atestate." in html


def test_it_goes_at_midnight_in_bucharest_and_no_job_has_run(
    client: Client, attestation: Attestation, clock: time_machine.Coordinates
) -> None:
    midnight = datetime(2029, 3, 11, 22, 0, tzinfo=UTC)

    clock.move_to(midnight - timedelta(seconds=1), tick=False)
    assert state_told(page(client, attestation)) == "expiring: Valid, ends soon"

    clock.move_to(midnight, tick=False)
    html = page(client, attestation)
    assert state_told(html) == "expired: Expired"
    assert "Its last day was 11 March 2029." in html
    assert "Made by social economy" not in html
    assert "insigna.svg" not in html


def test_a_suspension_and_a_withdrawal_show_at_once_and_in_the_history(
    client: Client, attestation: Attestation
) -> None:
    reviewing.suspend(attestation=attestation, reason="Plângere de la Bogdan.", by=None, now=NOW)
    suspended = page(client, attestation)
    reviewing.withdraw(attestation=attestation, reason="Secret de serviciu.", by=None, now=NOW)
    withdrawn = page(client, attestation)

    assert state_told(suspended) == "suspended: Suspended"
    assert state_told(withdrawn) == "withdrawn: Withdrawn"
    assert "The document was withdrawn here." in withdrawn
    assert "The document was suspended here." in withdrawn
    for html in (suspended, withdrawn):
        assert "Made by social economy" not in html
        assert "Bogdan" not in html
        assert "Secret" not in html


def test_nobody_is_named(client: Client, attestation: Attestation) -> None:
    html = page(client, attestation)

    for person in (attestation.entered_by, attestation.verified_by):
        assert person is not None
        assert person.username not in html


@pytest.mark.parametrize(
    ("state", "wanted"),
    [(State.SUSPENDED, "suspended: Suspended"), (State.CLOSED, "left: No longer vouched for")],
)
def test_a_seller_who_is_stopped_is_told_of(
    client: Client, attestation: Attestation, state: State, wanted: str
) -> None:
    vendor = attestation.vendor
    vendor.state, vendor.state_changed_at = state, NOW
    vendor.save(update_fields=["state", "state_changed_at"])

    html = page(client, attestation)

    assert state_told(html) == wanted
    assert f"/ses/{vendor.slug}/" not in html


def test_a_mark_without_an_attestation_carries_no_badge(client: Client, db: None, clock: Any) -> None:
    vendor = a_vendor()
    attestation = a_verified(vendor)
    mark = a_verified(vendor, Kind.MARK, issued_on=date(2025, 3, 1), valid_until=date(2028, 2, 28))
    with_both = page(client, mark)

    reviewing.withdraw(attestation=attestation, reason="Retras.", by=None, now=NOW)

    alone = page(client, mark)
    assert "Made by a social enterprise of work integration." in with_both
    assert "Made by a social enterprise" not in alone
    assert "its goods carry no badge" in alone


def test_what_is_checked_and_what_is_said_never_look_alike(client: Client, attestation: Attestation) -> None:
    html = page(client, attestation)

    facts = html[html.index('class="proof-facts"') : html.index('class="proof-claims"')]
    claims = html[html.index('class="proof-claims"') :]
    claims = claims[: claims.index("</section>")]
    assert "We sew by the metre and to measure." in claims
    assert "8 jobs" in claims
    assert "We sew" not in facts
    assert "states.svg" not in claims
    assert "Said by the enterprise, not checked by us" in claims
    css = Path("ses_vendors/badge/static/badge/css/proof.css").read_text()
    assert "dashed" in css[css.index(".proof-claims {") :].partition("}")[0]
    assert "solid" in css[css.index(".proof-facts {") :].partition("}")[0]


def test_it_is_kept_by_nobody(client: Client, attestation: Attestation) -> None:
    answer = client.get(f"/insigna/{attestation.code}/")

    assert "no-store" in answer["Cache-Control"]


def test_it_needs_no_script_of_its_own(client: Client, attestation: Attestation) -> None:
    html = page(client, attestation)
    main = html[html.index("<main") : html.index("</main>")]

    assert "<script" not in main
    assert "style=" not in main
    assert "hx-" not in main


def test_search_engines_are_told_the_same(client: Client, attestation: Attestation) -> None:
    told = json.loads(re.search(r'ld\+json">(.*?)</script>', page(client, attestation))[1])  # type: ignore[index]

    assert told["@type"] == "Certification"
    assert told["certificationStatus"] == "https://schema.org/CertificationActive"
    assert told["expires"] == "2029-03-11"
    reviewing.withdraw(attestation=attestation, reason="Retras.", by=None, now=NOW)
    later = json.loads(re.search(r'ld\+json">(.*?)</script>', page(client, attestation))[1])  # type: ignore[index]
    assert later["certificationStatus"] == "https://schema.org/CertificationInactive"


def test_a_name_cannot_break_out_of_the_data_block(client: Client, db: None, clock: Any) -> None:
    attestation = a_verified(a_vendor(trade_name="</script><b>Ana & co"))

    html = page(client, attestation)

    assert "</script><b>" not in html


@pytest.mark.parametrize("spelling", ["lower", "spaced", "look-alikes"])
def test_a_code_may_be_typed_carelessly(client: Client, attestation: Attestation, spelling: str) -> None:
    code = attestation.code
    typed = {
        "lower": code.lower(),
        "spaced": codes.printed(code),
        "look-alikes": code.replace("0", "O").replace("1", "I"),
    }[spelling]

    found = client.get("/insigna/", {"cod": typed})

    assert found.status_code == 302
    assert found["Location"] == f"/insigna/{code}/"
    assert client.get(f"/insigna/{typed}/", follow=True).status_code == 200


def test_a_mistyped_code_stays_in_its_field_with_the_reason(client: Client, attestation: Attestation) -> None:
    answer = client.get("/en/insigna/", {"cod": "4KX7-TR2M"})

    html = answer.content.decode()
    assert answer.status_code == 200
    assert 'value="4KX7-TR2M"' in html
    assert "a character is wrong or missing" in html


@pytest.mark.parametrize(
    "code", [NOWHERE, "x", "%00", "4KX7-TR2M-PQ9W-4KX7-TR2M-PQ9W-4KX7-TR2M-PQ9W", "…", "' OR 1=1"]
)
def test_an_unknown_code_says_so_plainly(client: Client, attestation: Attestation, code: str) -> None:
    answer = client.get(f"/en/insigna/{code}/")

    assert answer.status_code == 404
    assert "No such badge" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


def test_papers_nobody_vouched_for_are_unknown(client: Client, db: None, clock: Any) -> None:
    vendor, carmen = a_vendor(), an_operator("carmen")
    draft = a_draft(vendor, by=carmen)
    handed_in = a_submitted(vendor, Kind.SHELTERED, by=carmen)

    for each in (draft, handed_in):
        for form in ("", "credential.jwt", "credential.json", "insigna.svg", "qr.svg", "qr.png"):
            assert client.get(f"/insigna/{each.code}/{form}").status_code == 404


def test_who_guesses_waits_with_right_codes_too(
    client: Client, attestation: Attestation, clock: time_machine.Coordinates
) -> None:
    for _ in range(30):
        assert client.get(f"/insigna/{NOWHERE}/").status_code == 404

    locked = client.get(f"/insigna/{attestation.code}/")

    assert (locked.status_code, locked["Retry-After"]) == (429, "600")
    for form in ("credential.jwt", "insigna.svg", "qr.png"):
        assert client.get(f"/insigna/{attestation.code}/{form}").status_code == 429
    assert Client(REMOTE_ADDR="192.0.2.7").get(f"/insigna/{attestation.code}/").status_code == 200


def test_right_codes_are_never_counted(client: Client, attestation: Attestation) -> None:
    for _ in range(40):
        assert client.get(f"/insigna/{attestation.code}/qr.svg").status_code == 200


def test_neighbours_of_one_ipv6_network_count_together(attestation: Attestation) -> None:
    for host in range(30):
        Client(REMOTE_ADDR=f"2001:db8:1:2::{host:x}").get(f"/insigna/{NOWHERE}/")

    assert Client(REMOTE_ADDR="2001:db8:1:2:ffff::1").get(f"/insigna/{NOWHERE}/").status_code == 429
    assert Client(REMOTE_ADDR="2001:db8:1:3::1").get(f"/insigna/{NOWHERE}/").status_code == 404


def test_a_proof_is_shown_while_the_cache_that_counts_is_away(
    attestation: Attestation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: Any, **__: Any) -> Any:
        raise RedisConnectionError("no route")

    monkeypatch.setattr(limits, "shared", SimpleNamespace(get=away, add=away, incr=away, set=away))

    assert Client().get(f"/insigna/{attestation.code}/").status_code == 200
    assert Client().get(f"/insigna/{NOWHERE}/").status_code == 404


def test_behind_a_proxy_the_last_name_counts(attestation: Attestation, settings: Any) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    for number in range(30):
        invented = f"203.0.113.{number}, 198.51.100.4"
        Client().get(f"/insigna/{NOWHERE}/", headers={"X-Forwarded-For": invented})

    headers = {"X-Forwarded-For": "198.51.100.4"}
    assert Client().get(f"/insigna/{NOWHERE}/", headers=headers).status_code == 429


def test_the_official_mark_stands_only_where_the_operator_put_one(
    client: Client, db: None, clock: Any, settings: Any, tmp_path: Path
) -> None:
    vendor = a_vendor()
    attestation = a_verified(vendor)
    mark = a_verified(vendor, Kind.MARK)
    assert "element-oficial" not in page(client, mark)
    assert client.get("/insigna/element-oficial/").status_code == 404

    file = tmp_path / "element.svg"
    file.write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    settings.SHOP_OFFICIAL_MARK = str(file)

    assert "element-oficial" in page(client, mark)
    assert "element-oficial" not in page(client, attestation)
    assert client.get("/insigna/element-oficial/")["Content-Type"] == "image/svg+xml"
