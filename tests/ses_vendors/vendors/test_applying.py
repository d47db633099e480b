"""A SES asks to be let in: once, under a name of its own."""

from __future__ import annotations

from typing import Any

import pytest

from ses_vendors.vendors.models import Membership, RegistryKind, Role, State, Vendor
from ses_vendors.vendors.services import applying
from tests.engine.checkout.parallel import together
from tests.ses_vendors.vendors.people import NOW, a_cui, a_person

ASKED = {
    "trade_name": "Pâinea Vecinilor",
    "legal_name": "Pâinea Vecinilor DEMO SRL",
    "legal_form": "SRL",
    "cui": "RO 9900000045",
    "email": "Contact@Painea.example",
    "phone": "0700 000 004",
}


def apply(**changes: Any) -> Vendor:
    """Ask to be let in."""
    return applying.apply(**{**ASKED, "user": None, "now": NOW, **changes})


@pytest.mark.django_db
def test_whoever_applies_owns_the_workshop() -> None:
    ana = a_person()

    vendor = apply(user=ana)

    kept = Vendor.objects.get(pk=vendor.pk)
    assert (kept.slug, kept.state, kept.cui) == ("painea-vecinilor", State.APPLIED, "9900000045")
    assert (kept.phone, kept.email) == ("+40700000004", "contact@painea.example")
    assert (kept.applied_at, kept.state_changed_at) == (NOW, NOW)
    assert Membership.objects.get(vendor=kept).roles == {Role.OWNER}
    step = kept.state_changes.get()
    assert (step.from_state, step.to_state, step.by, step.at) == ("", "applied", ana, NOW)


@pytest.mark.django_db
def test_an_association_is_looked_for_in_its_own_register() -> None:
    assert apply(legal_form="ASOC").registry_kind == RegistryKind.ASSOCIATIONS


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"trade_name": " "}, ["trade_name"]),
        ({"legal_form": "PFA", "email": "nu"}, ["email", "legal_form"]),
        ({"phone": "12"}, ["phone"]),
        ({"trade_name": "x" * 81}, ["trade_name"]),
    ],
)
def test_wrong_fields_are_named_and_nobody_is_taken_in(changes: Any, fields: list[str]) -> None:
    with pytest.raises(applying.BadFields) as refused:
        apply(**changes, user=a_person())

    assert sorted(refused.value.message_dict) == fields
    assert not Vendor.objects.exists()
    assert not Membership.objects.exists()


@pytest.mark.django_db
def test_a_tax_number_is_right_and_nobody_elses() -> None:
    first = apply()

    with pytest.raises(applying.BadCui):
        apply(cui="9900000046")
    with pytest.raises(applying.CuiTaken):
        apply(cui="9900000045", trade_name="Altă brutărie")

    assert list(Vendor.objects.all()) == [first]


@pytest.mark.django_db
@pytest.mark.parametrize("state", [State.REJECTED, State.CLOSED])
def test_the_tax_number_of_one_that_was_refused_or_has_gone_is_free(state: State) -> None:
    gone = apply()
    Vendor.objects.filter(pk=gone.pk).update(state=state)

    made = apply(trade_name="Brutăria Nouă")

    assert (made.cui, made.state) == (gone.cui, State.APPLIED)
    with pytest.raises(applying.CuiTaken):
        apply(trade_name="A treia")


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["GraphQL", "Director", "Cont", "Demo", "Invitație"])
def test_no_seller_takes_an_address_that_is_another_pages(name: str) -> None:
    slug = apply(trade_name=name).slug

    assert slug == f"{name.lower().replace('ț', 't')}-2"


@pytest.mark.django_db
def test_a_name_is_kept_on_one_line() -> None:
    assert apply(trade_name="Pâinea\r\nBcc:  Vecinilor").trade_name == "Pâinea Bcc: Vecinilor"


@pytest.mark.django_db
def test_namesakes_get_addresses_of_their_own() -> None:
    names = ["Pâinea Vecinilor", "Painea  vecinilor", "Пекарня", "面包", "-" * 5]

    slugs = [apply(trade_name=name, cui=a_cui()).slug for name in names]

    assert slugs[:2] == ["painea-vecinilor", "painea-vecinilor-2"]
    assert [slug[:4] for slug in slugs[2:]] == ["ses-"] * 3
    assert len(set(slugs)) == 5


@pytest.mark.django_db
def test_nul_bytes_do_no_harm() -> None:
    vendor = apply(trade_name="Pâinea\x00 Vecinilor", legal_name="\x00Pâinea SRL", email="a\x00@b.example")

    assert (vendor.trade_name, vendor.legal_name) == ("Pâinea Vecinilor", "Pâinea SRL")
    assert vendor.email == "a@b.example"


@pytest.mark.django_db(transaction=True)
def test_of_four_who_apply_with_one_number_at_the_same_moment_one_is_taken_in() -> None:
    def ask(person: int) -> str:
        try:
            return apply(trade_name=f"Brutăria {person}").state
        except applying.CuiTaken:
            return "taken"

    assert sorted(together(4, ask)) == ["applied", "taken", "taken", "taken"]
    assert Vendor.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_namesakes_who_apply_at_the_same_moment_are_all_taken_in() -> None:
    numbers = [a_cui() for _ in range(4)]

    slugs = together(4, lambda person: apply(cui=numbers[person]).slug)

    assert len(set(slugs)) == 4
    assert Vendor.objects.count() == 4
