"""Days: when a SES is closed, and when it pays VAT."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given, strategies

from ses_vendors.vendors import closures as judged
from ses_vendors.vendors import queries, vat
from ses_vendors.vendors.models import Closure, VatPeriod
from ses_vendors.vendors.services import closures, vat_history
from tests.ses_vendors.vendors.people import NOW, a_vendor

DAY = timedelta(days=1)
FIRST, LAST = date(2026, 12, 20), date(2027, 1, 6)
DAYS = strategies.dates(date(2026, 1, 1), date(2026, 3, 1))


@dataclass(frozen=True, slots=True)
class Days:
    """Days from the first to the last."""

    starts_on: date
    ends_on: date | None


@pytest.mark.parametrize(
    ("day", "is_closed"),
    [
        (FIRST - DAY, False),
        (FIRST, True),
        (date(2026, 12, 31), True),
        (LAST, True),
        (LAST + DAY, False),
    ],
)
def test_a_shop_is_closed_in_its_closure_neither_before_nor_after(day: date, is_closed: bool) -> None:
    closure = Days(FIRST, LAST)

    assert judged.closed_on([closure], day) == (closure if is_closed else None)


def test_an_open_ended_closure_lasts_and_is_announced_before_it_begins() -> None:
    closure = Days(FIRST, None)

    assert judged.closed_on([closure], FIRST - DAY) is None
    assert judged.announced([closure], FIRST - DAY) == (closure,)
    assert judged.closed_on([closure], FIRST + 1000 * DAY) == closure
    assert judged.announced([closure], FIRST) == ()


def test_of_two_closures_the_one_that_lasts_longer_is_named() -> None:
    short, long = Days(FIRST, FIRST + DAY), Days(FIRST, LAST)

    assert judged.closed_on([short, long], FIRST) == long
    assert judged.closed_on([Days(FIRST, None), long], FIRST) == Days(FIRST, None)


@pytest.mark.django_db
def test_a_closure_is_made_changed_and_taken_back() -> None:
    vendor = a_vendor()
    made = closures.put(vendor=vendor, starts_on=FIRST, ends_on=None, note_ro=" Concediu. ", by=None, now=NOW)
    assert queries.closure_on(vendor, LAST + DAY) == made

    closures.put(vendor=vendor, starts_on=FIRST, ends_on=LAST, closure=made, by=None, now=NOW)

    made.refresh_from_db()
    assert (made.ends_on, vendor.closures.count()) == (LAST, 1)
    assert queries.closure_on(vendor, LAST + DAY) is None
    closures.remove(closure=made, by=None, now=NOW)
    closures.remove(closure=made, by=None, now=NOW)
    assert not vendor.closures.exists()


@pytest.mark.django_db
def test_a_closure_that_ends_before_it_starts_or_is_somebody_elses_is_refused() -> None:
    vendor, other = a_vendor(), a_vendor()
    theirs = closures.put(vendor=other, starts_on=FIRST, ends_on=LAST, by=None, now=NOW)

    with pytest.raises(closures.BadFields) as refused:
        closures.put(vendor=vendor, starts_on=LAST, ends_on=FIRST, by=None, now=NOW)
    with pytest.raises(Closure.DoesNotExist):
        closures.put(vendor=vendor, starts_on=FIRST, ends_on=None, closure=theirs, by=None, now=NOW)

    assert list(refused.value.message_dict) == ["ends_on"]
    assert not vendor.closures.exists()
    theirs.refresh_from_db()
    assert theirs.ends_on == LAST


@given(DAYS, strategies.none() | DAYS, DAYS, strategies.none() | DAYS)
def test_periods_touch_exactly_when_they_share_a_day(
    a: date, b: date | None, c: date, d: date | None
) -> None:
    one, other = Days(a, b if b is None else max(a, b)), Days(c, d if d is None else max(c, d))
    horizon = [date(2026, 1, 1) + n * DAY for n in range(70)]

    shared = [day for day in horizon if vat.contains(one, day) and vat.contains(other, day)]

    assert vat.touches(one, other.starts_on, other.ends_on) == bool(shared)


@pytest.mark.django_db
def test_vat_is_paid_in_its_periods_and_ro_stands_before_the_number_then() -> None:
    vendor = a_vendor()
    vat_history.put(vendor=vendor, starts_on=date(2024, 1, 1), ends_on=date(2024, 12, 31), by=None, now=NOW)
    vat_history.put(vendor=vendor, starts_on=date(2026, 7, 1), by=None, now=NOW)

    days = [date(2023, 12, 31), date(2024, 1, 1), date(2024, 12, 31), date(2025, 1, 1), date(2026, 7, 1)]

    assert [queries.is_vat_payer(vendor, day) for day in days] == [False, True, True, False, True]
    assert queries.cui_on(vendor, date(2025, 1, 1)) == vendor.cui
    assert queries.cui_on(vendor, date(2030, 1, 1)) == f"RO{vendor.cui}"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [
        (date(2024, 12, 31), None),
        (date(2023, 1, 1), date(2024, 1, 1)),
        (date(2023, 1, 1), None),
        (date(2024, 5, 1), date(2024, 6, 1)),
    ],
)
def test_vat_periods_never_overlap(starts_on: date, ends_on: date | None) -> None:
    vendor = a_vendor()
    vat_history.put(vendor=vendor, starts_on=date(2024, 1, 1), ends_on=date(2024, 12, 31), by=None, now=NOW)

    with pytest.raises(vat_history.Overlaps) as refused:
        vat_history.put(vendor=vendor, starts_on=starts_on, ends_on=ends_on, by=None, now=NOW)

    assert list(refused.value.message_dict) == ["starts_on"]
    assert vendor.vat_periods.count() == 1


@pytest.mark.django_db
def test_a_vat_period_is_ended_once_and_may_be_corrected() -> None:
    vendor = a_vendor()
    period = vat_history.put(vendor=vendor, starts_on=date(2024, 1, 1), by=None, now=NOW)

    with pytest.raises(vat_history.BadFields):
        vat_history.end(vendor=vendor, on=date(2023, 12, 31), by=None, now=NOW)
    vat_history.end(vendor=vendor, on=date(2026, 6, 30), by=None, now=NOW)
    assert vat_history.end(vendor=vendor, on=date(2026, 7, 31), by=None, now=NOW) is None
    vat_history.put(
        vendor=vendor, starts_on=date(2024, 2, 1), ends_on=date(2026, 6, 30), period=period, by=None, now=NOW
    )

    kept = VatPeriod.objects.get(vendor=vendor)
    assert (kept.starts_on, kept.ends_on) == (date(2024, 2, 1), date(2026, 6, 30))
