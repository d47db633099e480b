"""What other sites and machines are given: the code to scan, the picture, oEmbed."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
import resvg_py
import segno
import time_machine
from django.test import Client
from PIL import Image

from ses_vendors.badge.models import Attestation
from ses_vendors.badge.services import reviewing
from tests.ses_vendors.badge.papers import a_verified
from tests.ses_vendors.vendors.people import NOW, a_vendor

pytestmark = pytest.mark.django_db
SVG = "{http://www.w3.org/2000/svg}"


def picture(client: Client, code: str, prefix: str = "/en") -> tuple[Any, str]:
    answer = client.get(f"{prefix}/insigna/{code}/insigna.svg")
    root = ElementTree.fromstring(answer.content)  # noqa: S314
    return answer, root.findtext(f"{SVG}title") or ""


def test_the_code_to_scan_is_the_address_of_the_proof(client: Client, attestation: Attestation) -> None:
    svg = client.get(f"/insigna/{attestation.code}/qr.svg")
    png = client.get(f"/insigna/{attestation.code}/qr.png")

    wanted = segno.make(f"https://magazin.example/insigna/{attestation.code}/", error="m", micro=False)
    assert svg["Content-Type"] == "image/svg+xml"
    drawn = Image.open(io.BytesIO(png.content)).convert("1")
    size = wanted.symbol_size(border=4)[0]
    read = [[drawn.getpixel((x * 12 + 6, y * 12 + 6)) == 0 for x in range(size)] for y in range(size)]
    assert read == [[bool(module) for module in row] for row in wanted.matrix_iter(border=4)]
    scaled = bytes(resvg_py.svg_to_bytes(svg_string=svg.content.decode(), width=size * 12))
    again = Image.open(io.BytesIO(scaled)).convert("L")
    assert [
        [again.getpixel((x * 12 + 6, y * 12 + 6)) < 128 for x in range(size)] for y in range(size)
    ] == read


def test_the_picture_says_what_holds_and_other_sites_may_show_it(
    client: Client, attestation: Attestation
) -> None:
    answer, title = picture(client, attestation.code)

    assert title == "Made by social economy. Atelierul Anei. valid until 11 March 2029"
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert answer["Cache-Control"] == "public, max-age=300, must-revalidate"
    assert "script" not in answer.content.decode()
    assert picture(client, attestation.code, prefix="")[1].startswith("Făcut de economia socială. ")


def test_the_picture_is_kept_until_midnight_at_most_and_then_says_expired(
    client: Client, attestation: Attestation, clock: time_machine.Coordinates
) -> None:
    midnight = datetime(2029, 3, 11, 22, 0, tzinfo=UTC)

    clock.move_to(midnight - timedelta(seconds=40), tick=False)
    answer, title = picture(client, attestation.code)
    assert answer["Cache-Control"] == "public, max-age=40, must-revalidate"
    assert title.startswith("Made by social economy.")

    clock.move_to(midnight, tick=False)
    assert picture(client, attestation.code)[1] == "Expired. Atelierul Anei. does not count today"


def test_the_picture_of_a_withdrawn_and_of_an_invented_code_says_so(
    client: Client, attestation: Attestation
) -> None:
    reviewing.withdraw(attestation=attestation, reason="Retras.", by=None, now=NOW)

    assert picture(client, attestation.code)[1].startswith("Withdrawn.")
    answer, title = picture(client, "AAAAAAAAAAAA")
    assert (answer.status_code, title) == (404, "No such badge. This code does not exist.")


@pytest.mark.parametrize(
    "name", ["A&B <i>", "Cooperativa Meșteșugărească a Țesătoarelor și Olarilor din Valea Lungă de Sus"]
)
def test_any_name_stays_on_the_card(client: Client, db: None, clock: Any, name: str) -> None:
    attestation = a_verified(a_vendor(trade_name=name))

    answer, title = picture(client, attestation.code)

    assert name in title
    drawn = Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=answer.content.decode()))))
    edge = drawn.convert("RGB").crop((350, 10, 357, 78))
    assert len(edge.getcolors() or []) == 1


def oembed(client: Client, **asked: str) -> Any:
    return client.get("/oembed", asked)


def test_oembed_gives_a_link_around_a_picture(client: Client, attestation: Attestation) -> None:
    url = f"https://magazin.example/insigna/{attestation.code}/"

    answer = oembed(client, url=url)

    told = answer.json()
    assert (told["type"], told["version"]) == ("rich", "1.0")
    assert told["author_name"] == "Atelierul Anei"
    assert (told["width"], told["height"], told["cache_age"]) == (360, 88, 300)
    assert told["html"] == (
        f'<a href="{url}"><img src="{url}insigna.svg" width="360" height="88" alt="{told["title"]}"></a>'
    )
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_oembed_is_in_the_language_of_the_address_and_in_xml_too(
    client: Client, attestation: Attestation
) -> None:
    url = f"https://magazin.example/en/insigna/{attestation.code}/"

    answer = oembed(client, url=url, format="xml")

    root = ElementTree.fromstring(answer.content)  # noqa: S314
    assert answer["Content-Type"].startswith("text/xml")
    assert root.findtext("type") == "rich"
    assert root.findtext("title") == "Badge of Atelierul Anei: see the proof"
    assert f'href="{url}"' in (root.findtext("html") or "")


def test_oembed_keeps_within_the_bounds_it_is_given(client: Client, attestation: Attestation) -> None:
    url = f"https://magazin.example/insigna/{attestation.code}/"

    assert oembed(client, url=url, maxwidth="180").json()["width"] == 180
    assert oembed(client, url=url, maxheight="44").json()["height"] == 44
    for odd in ("-1", "", "x", "1e9", "99999999999999999999999"):
        assert oembed(client, url=url, maxwidth=odd).json()["width"] == 360


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://magazin.example/",
        "https://alt-magazin.example/insigna/4KX7TR2MPQ9W/",
        "http://magazin.example/insigna/4KX7TR2MPQ9W/",
        "https://magazin.example/insigna/AAAAAAAAAAAA/",
        "https://magazin.example/insigna/semnaleaza/x/",
        "https://[/insigna/x/",
        "javascript:alert(1)",
    ],
)
def test_oembed_knows_no_other_addresses(client: Client, attestation: Attestation, url: str) -> None:
    assert oembed(client, url=url).status_code == 404


def test_oembed_gives_no_other_formats(client: Client, attestation: Attestation) -> None:
    url = f"https://magazin.example/insigna/{attestation.code}/"

    assert oembed(client, url=url, format="yaml").status_code == 501


def test_the_page_tells_where_its_oembed_is(client: Client, attestation: Attestation) -> None:
    html = client.get(f"/insigna/{attestation.code}/").content.decode()

    for kind in ("application/json+oembed", "text/xml+oembed"):
        assert f'type="{kind}"' in html
    quoted = f"https%3A%2F%2Fmagazin.example%2Finsigna%2F{attestation.code}%2F"
    assert f"https://magazin.example/oembed?url={quoted}&amp;format=json" in html
