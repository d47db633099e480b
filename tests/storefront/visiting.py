"""How a test visits the shop: what a page says, Bogdan, his log-in, and the links of his letters."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from django.core import mail
from django.test import Client

from tests.engine.accounts.people import PASSWORD, person

EMAIL = "bogdan@example.com"
NEW_PASSWORD = "altă parolă de încredere"
HOME = {
    "first_name": "Bogdan",
    "last_name": "Ionescu",
    "phone": "0722 123 456",
    "county": "RO-IS",
    "city": "Iași",
    "sector": "",
    "street": "Str. Exemplului nr. 4",
    "street_extra": "",
    "postal_code": "700505",
}


def bogdan(**fields: Any) -> Any:
    """A confirmed account."""
    return person(EMAIL, **{"first_name": "Bogdan", "last_name": "Ionescu", **fields})


def log_in(client: Client, email: str = EMAIL, password: str = PASSWORD, **more: str) -> Any:
    """Send the log-in form."""
    return client.post("/en/cont/intra/", {"email": email, "password": password, **more})


def letter_link() -> str:
    """The path and query of the link in the only letter."""
    (letter,) = mail.outbox
    found = re.search(r"http://testserver(/\S+)", str(letter.body))
    assert found, letter.body
    return found[1]


def hidden_fields(page: bytes) -> dict[str, str]:
    """The hidden fields of the page's own form, the form token not counted."""
    main = page.decode().split("<main", 1)[1]
    found = re.findall(r'<input\s+type="hidden"\s+name="(\w+)"\s+value="([^"]*)"', main)
    return {name: unescape(value) for name, value in found if name != "csrfmiddlewaretoken"}


def path_of(url: str) -> str:
    """A link without its query."""
    return urlsplit(url).path


def text_of(response: Any) -> str:
    """The words of a page, its messages first."""
    bare = re.sub(r"<[^>]+>", " ", response.content.decode().split("</header>", 1)[-1].split("</main", 1)[0])
    return " ".join(unescape(bare).split())


def markup(page: Any) -> str:
    """The page with every run of white space as one space."""
    return re.sub(r"\s+", " ", page.content.decode())


def words(page: Any) -> str:
    """The words in the page's main part."""
    main = page.content.decode().split("<main", 1)[1].split("</main", 1)[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split()).replace(" ,", ",")


def goods(page: Any) -> list[str]:
    """The slugs of the cards on a page, in order."""
    return re.findall(r'goods__name"><a href="(?:/en)?/produse/([\w-]+)/"', markup(page))
