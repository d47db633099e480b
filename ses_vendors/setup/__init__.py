"""From an empty core to a shop that can take sellers in: what every shop of SES has, demo or not.

Everything goes through the gateway and is looked up by slug or name first, so a run that stopped
half-way goes on where it was, and a second one changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from commerce.app import AppClient
from ses_vendors.setup import menus, place, shelves, vocabulary
from ses_vendors.setup.place import Place
from ses_vendors.setup.progress import Progress
from ses_vendors.setup.vocabulary import Words
from ses_vendors.vendors.services import requirements

STEPS = 3


@dataclass(frozen=True, slots=True)
class Ground:
    """Ids of what was prepared; categories by slug."""

    place: Place
    words: Words
    category_ids: Mapping[str, str]


def prepare(client: AppClient, *, progress: Progress) -> Ground:
    """Make channel, taxes, delivery, attributes, types, categories and menus, or bring them up to date.

    What the App asks of who wants to sell is put too, where it is not there yet.

    Raises what the gateway raises.
    """
    progress("setup", 0, STEPS)
    where = place.prepare(client)
    progress("setup", 1, STEPS)
    words = vocabulary.prepare(client)
    progress("setup", 2, STEPS)
    category_ids = shelves.prepare(client, progress=progress)
    menus.prepare(client, category_ids)
    requirements.put_defaults()
    progress("setup", STEPS, STEPS)
    return Ground(where, words, category_ids)
