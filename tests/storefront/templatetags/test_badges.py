"""The badge as templates draw it."""

from __future__ import annotations

from datetime import date, datetime

import time_machine
from django.template import Context, Template
from django.utils import translation

from kernel.badge import Level
from kernel.selling import State
from storefront.templatetags.badges import badge_mark, judged
from tests.storefront import papers
from tests.storefront.test_badges import card
from tests.storefront.views.test_badges import BUCHAREST


def test_cards_are_judged_at_the_moment_they_are_shown() -> None:
    from commerce.types import SellerName

    until = papers.standing(papers.attestation(valid_until=date(2026, 11, 24)))
    shown = card(seller=SellerName("ana", "Ana", until))

    with time_machine.travel(datetime(2026, 11, 24, 23, 59, 59, tzinfo=BUCHAREST), tick=False):
        ((_, before, still_sold),) = judged([shown])
    with time_machine.travel(datetime(2026, 11, 25, 0, 0, 0, tzinfo=BUCHAREST), tick=False):
        ((_, after, sold_after),) = judged([shown])

    assert before is not None
    assert (before.level, after) == (Level.ATTESTED, None)
    assert (still_sold.state, sold_after.state) == (State.OPEN, State.OPEN)


def test_the_mark_takes_the_colour_of_the_words_and_has_no_name_of_its_own() -> None:
    drawn = badge_mark(Level.INSERTION, 20)

    assert 'fill="currentColor"' in drawn
    assert 'aria-hidden="true"' in drawn
    assert "style=" not in drawn


@time_machine.travel(datetime(2026, 11, 24, 12, 0, tzinfo=BUCHAREST))
def test_a_badge_has_words_and_leads_to_its_proof() -> None:
    template = Template('{% load badges %}{% badge_of card as shown %}{% include "storefront/_badge.html" %}')

    with translation.override("ro"):
        drawn = template.render(Context({"card": card()}))

    assert "Făcut de economia socială de inserție" in drawn
    assert 'href="/insigna/7YB3NC0HVE2D/"' in drawn
