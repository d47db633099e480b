"""The demo's shoppers: made up, with passwords that everybody may know."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shopper:
    """Somebody with an account; `.example` addresses reach nobody."""

    email: str
    password: str
    first_name: str
    last_name: str = "Demo"


SHOPPERS = (
    Shopper("bogdan@client.example", "cana-albastra-26", "Bogdan"),
    Shopper("carmen@client.example", "borcan-cu-miere-26", "Carmen"),
)
