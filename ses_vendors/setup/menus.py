"""The menus other shop fronts find at the core: the categories above, the shop's own pages below."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings

from commerce.app import AppClient
from commerce.app.content import MenuEntry
from ses_vendors.setup import lists

#: Saleor's own shop fronts look for menus of these names.
ABOVE, BELOW = "navbar", "footer"
#: Pages of this site: Romanian name, English name, path.
PAGES = (
    ("Termeni și condiții", "Terms and conditions", "/info/termeni/"),
    ("Confidențialitate", "Privacy", "/info/confidentialitate/"),
    ("Livrare și plată", "Delivery and payment", "/info/livrare-si-plata/"),
    ("Dreptul de retragere", "Right of withdrawal", "/info/retragere/"),
    ("Contact", "Contact", "/contact/"),
)


def prepare(client: AppClient, category_ids: Mapping[str, str]) -> None:
    """Make the menus, or add the entries they lack; `category_ids` is by slug."""
    shelves = [
        MenuEntry(top["name"], top["name_en"], category_id=category_ids[top["slug"]])
        for top in lists.read("categories")
    ]
    pages = [MenuEntry(name, english, url=f"{settings.PUBLIC_URL}{path}") for name, english, path in PAGES]
    client.put_menu(slug=ABOVE, name="Meniu principal", entries=shelves)
    client.put_menu(slug=BELOW, name="Subsolul paginii", entries=pages)
