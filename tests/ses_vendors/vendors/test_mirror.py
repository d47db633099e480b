"""A SES's page at the core says what its row says, and keeps quiet about the rest."""

from __future__ import annotations

import json
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from PIL import Image

from commerce.app import AppClient
from commerce.shop import sellers
from ses_vendors.setup import vocabulary
from ses_vendors.vendors import mirror
from ses_vendors.vendors.models import State, Vendor
from ses_vendors.vendors.services import pictures, profile, vat_history
from tests.ses_vendors.vendors.people import NOW, TODAY, a_vendor


@pytest.fixture
def client(db: None) -> AppClient:
    """The embedded core's staff, who have prepared what can be said of SES."""
    email, password = settings.SALEOR_STAFF_EMAIL, settings.SALEOR_STAFF_PASSWORD
    call_command("put_account", email, password=password, staff=True)
    made = AppClient.log_in(email=email, password=password)
    vocabulary.prepare(made)
    return made


def page_of(vendor: Vendor, language: Any = "RO") -> Any:
    """Its page as the storefront reads it."""
    return sellers.one(slug=vendor.slug, language=language)


def words(client: AppClient) -> mirror.CoreWords:
    """What the prepared core says of itself."""
    found = mirror.words_of(client)
    assert found is not None
    return found


def test_the_page_says_who_where_and_what(client: AppClient) -> None:
    vendor = a_vendor(web="https://atelier.example")
    vat_history.put(vendor=vendor, starts_on=date(2020, 1, 1), by=None, now=NOW)

    page_id = mirror.put_page(client, words(client), vendor, day=TODAY)

    page = page_of(vendor)
    assert Vendor.objects.get(pk=vendor.pk).page_id == page_id != ""
    slugs = (
        "denumire-legala",
        "registru",
        "sediu",
        "localitate",
        "telefon",
        "email",
        "web",
        "tip",
        "regiune",
    )
    assert page.name == "Atelierul Anei"
    assert [page.text(slug) for slug in slugs] == [
        "Atelierul Anei DEMO SRL", "J2015999901223", "Str. Exemplului nr. 1, Iași, 700001", "Iași",
        "+40700000001", "ana@atelier.example", "https://atelier.example", "atelier de croitorie", "Nord-Est",
    ]  # fmt: skip
    assert page.text("cui") == f"RO{vendor.cui}"
    assert [value.text for value in page.attributes["grupuri"].values] == [
        "Persoane cu dizabilități",
        "Membri ai familiilor monoparentale",
    ]
    assert page.metadata["tagline.en"] == "We sew by the metre and to measure."
    assert page.metadata["jobs.as_of"] == "2026-11-24"
    assert "long table" in page_of(vendor, "EN").story_html


def test_what_concerns_nobody_outside_is_not_told(client: AppClient) -> None:
    vendor = a_vendor(contact_name="Ana Popescu", state_reason="Nota operatorului")

    mirror.put_page(client, words(client), vendor)

    told = str(page_of(vendor))
    for secret in (vendor.iban, "Banca Demo", "Ana Popescu", "Nota operatorului"):
        assert secret not in told


def test_where_few_work_no_group_is_named_also_after_it_was(client: AppClient) -> None:
    vendor = a_vendor()
    mirror.put_page(client, words(client), vendor)

    values = {"jobs_total": 4, "jobs_vulnerable": 4}
    profile.update(vendor=vendor, section="jobs", values=values, by=None, now=NOW)
    mirror.put_page(client, words(client), vendor)

    page = page_of(vendor)
    assert page.text("locuri-munca-vulnerabili") == "4"
    assert not page.attributes.get("grupuri") or page.attributes["grupuri"].values == ()


def test_a_kind_of_workshop_nobody_had_yet_becomes_a_choice(client: AppClient) -> None:
    vendor = a_vendor(kind="atelier de lumânări")

    mirror.put_page(client, words(client), vendor)
    mirror.put_page(client, words(client), vendor)

    assert page_of(vendor).text("tip") == "atelier de lumânări"
    assert "atelier de lumânări" in words(client).attributes["tip"].value_ids


def test_markup_in_a_story_stays_text(client: AppClient) -> None:
    vendor = a_vendor(story_ro="Lucrăm <b>bine</b> & cinstit.\r\n\r\n<script>alert(1)</script>")

    values = mirror.page_values(words(client), vendor, TODAY)

    (story,) = (json.loads(each["richText"]) for each in values if "richText" in each)
    assert [block["data"]["text"] for block in story["blocks"]] == [
        "Lucrăm &lt;b&gt;bine&lt;/b&gt; &amp; cinstit.",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
    ]


def test_the_logo_is_sent_once(client: AppClient, monkeypatch: pytest.MonkeyPatch) -> None:
    vendor, drawn = a_vendor(), BytesIO()
    Image.new("RGB", (64, 64), "teal").save(drawn, "PNG")
    upload = SimpleUploadedFile("sigla.png", drawn.getvalue())
    pictures.put_logo(vendor=vendor, upload=upload, by=None, now=NOW)
    sent: list[str] = []
    send = client.upload_file
    monkeypatch.setattr(client, "upload_file", lambda upload: sent.append(upload.name) or send(upload))

    mirror.put_page(client, words(client), vendor)
    mirror.put_page(client, words(client), vendor)

    assert sent == [f"{vendor.slug}.png"]
    assert page_of(vendor).logo_url.endswith(".png")


@pytest.mark.parametrize("state", [State.APPLIED, State.ONBOARDING, State.IN_REVIEW, State.REJECTED])
def test_who_was_never_approved_has_no_page(client: AppClient, state: State) -> None:
    vendor = a_vendor(state=state)

    with pytest.raises(mirror.NotPublic):
        mirror.put_page(client, words(client), vendor)

    assert page_of(vendor) is None


def test_a_core_that_was_never_set_up_has_no_words(db: None) -> None:
    call_command("put_account", "echipa@magazin.example", password="o-parola-lunga-26", staff=True)
    client = AppClient.log_in(email="echipa@magazin.example", password="o-parola-lunga-26")

    assert mirror.words_of(client) is None
