"""What search engines are told of pictures, wherever the core keeps them."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from commerce.types import Picture
from storefront import structured_data

SITE = "https://magazin.example"


@pytest.mark.parametrize(
    ("kept", "told"),
    [
        ("/thumbnail/UHI6MQ==/1024/webp/", "https://magazin.example/thumbnail/UHI6MQ==/1024/webp/"),
        ("https://core.example/thumbnail/UHI6MQ==/1024/webp/",) * 2,
        ("//media.example/a.webp", "https://media.example/a.webp"),
    ],
)
def test_pictures_have_their_whole_address_once(kept: str, told: str) -> None:
    thing = SimpleNamespace(pictures=(Picture("Bol", ((512, "/small.webp"), (1024, kept))),))

    assert structured_data.pictures(thing, site=SITE) == [told]  # type: ignore[arg-type]


def test_a_product_without_pictures_tells_of_none() -> None:
    thing = SimpleNamespace(pictures=(Picture("Bol", ()),))

    assert structured_data.pictures(thing, site=SITE) == []  # type: ignore[arg-type]
