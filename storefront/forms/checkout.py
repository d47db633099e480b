"""What a shopper fills in to order: who, where to, how."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commerce.errors import Problem, Refused
from commerce.types import Account, Address, Basket, DeliveryOption
from storefront.forms import ErrorLink, ShopForm, error_links
from storefront.forms.address import AddressForm, CompanyForm, Section, as_initial, company_as_initial
from storefront.forms.fields import plain
from storefront.payments import Choice

LONGEST_NOTE = 500
SHIPPING, BILLING = "shipping", "billing"
#: The core's names of an address's parts, where a refusal must be said beside ours.
ADDRESS_FIELDS = {
    "firstName": "first_name",
    "lastName": "last_name",
    "streetAddress1": "street",
    "streetAddress2": "street_extra",
    "city": "city",
    "cityArea": "sector",
    "postalCode": "postal_code",
    "countryArea": "county",
    "phone": "phone",
}


class NoteField(forms.CharField):
    """Some lines for the sellers; each line is made plain, blank ones at the ends go."""

    def __init__(self, **kwargs: Any) -> None:
        area = forms.Textarea(attrs={"rows": 3, "autocomplete": "off"})
        super().__init__(**{"widget": area, "max_length": LONGEST_NOTE, "required": False, **kwargs})

    def to_python(self, value: Any) -> str:
        """Return the lines."""
        return "\n".join(plain(line) for line in str(value or "").splitlines()).strip()


class ContactForm(ShopForm):
    """Where the confirmation goes, and what else the sellers should know."""

    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("The confirmation and the link to follow your order go there."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Enter your e-mail address."),
            "invalid": _("Enter an e-mail address like name@example.com."),
        },
    )
    other_billing = forms.BooleanField(label=_("The invoice goes to another address"), required=False)
    note = NoteField(label=_("Note for the sellers"))


class ContactForms:
    """The forms of the first step as one: contact, company, and the addresses this basket needs."""

    def __init__(
        self,
        basket: Basket,
        *,
        shopper: Account | None = None,
        data: Mapping[str, Any] | None = None,
        typed: Mapping[str, str] | None = None,
    ) -> None:
        """Fill the forms with `data` to be judged, or begin with what is known and what was `typed`."""
        self.is_shipped = basket.is_shipping_required
        self._basket, self._shopper, self._typed = basket, shopper, typed or {}
        self.contact = ContactForm(data, initial=self._known_contact() | self._typed_of(ContactForm))
        self.company = CompanyForm(data, initial=self._known_company() | self._typed_of(CompanyForm))
        self.shipping = self._address_form(SHIPPING, data)
        self.billing = self._address_form(BILLING, data)

    @property
    def needs_billing(self) -> bool:
        """Say whether the billing address is asked for: apart from the shipping one, or instead of it."""
        return not self.is_shipped or bool(self.contact.cleaned_data.get("other_billing"))

    def is_valid(self) -> bool:
        """Judge every form that counts, so that all messages come at once."""
        judged = [form.is_valid() for form in (self.contact, self.company)]
        judged += [form.is_valid() for form in self._address_forms()]
        return all(judged)

    @property
    def email(self) -> str:
        """The e-mail address."""
        return str(self.contact.cleaned_data["email"])

    @property
    def note(self) -> str:
        """The note for the sellers."""
        return str(self.contact.cleaned_data["note"])

    @property
    def shipping_address(self) -> Address | None:
        """Where the parcels go; None where nothing is shipped."""
        return self.shipping.address if self.is_shipped else None

    @property
    def billing_address(self) -> Address:
        """Who pays, with the company's codes."""
        form = self.billing if self.needs_billing else self.shipping
        return self.company.with_company(form.address)

    @property
    def error_links(self) -> list[ErrorLink]:
        """One summary of what is wrong, in the order of the page."""
        if not self.contact.is_bound:
            return []
        return error_links(self.contact, *self._address_forms(), self.company)

    def add_refusal(self, refusal: Refused) -> None:
        """Say beside its field what the core would not take."""
        for problem in refusal.problems:
            self._add_problem(problem)

    # --- What is known before ---

    def _known_contact(self) -> dict[str, Any]:
        email = self._basket.email or (self._shopper.email if self._shopper else "")
        return {"email": email, "note": self._basket.note, "other_billing": self._has_other_billing()}

    def _has_other_billing(self) -> bool:
        shipping, billing = self._basket.shipping_address, self._basket.billing_address
        return bool(shipping and billing) and _place(shipping) != _place(billing)

    def _known_company(self) -> dict[str, Any]:
        return dict(company_as_initial(self._basket.billing_address))

    def _known_address(self, kind: str) -> dict[str, Any]:
        if kind == SHIPPING:
            return as_initial(self._basket.shipping_address or _default(self._shopper, kind))
        return as_initial(self._basket.billing_address or _default(self._shopper, kind))

    def _address_form(self, kind: str, data: Mapping[str, Any] | None) -> AddressForm:
        initial = self._known_address(kind) | self._typed_of(AddressForm, kind)
        section: Section = "shipping" if kind == SHIPPING else "billing"
        return AddressForm(data, prefix=kind, section=section, initial=initial)

    def _typed_of(self, form: type[forms.Form], prefix: str = "") -> dict[str, str]:
        start = f"{prefix}-" if prefix else ""
        names = form.base_fields
        return {name: self._typed[start + name] for name in names if start + name in self._typed}

    def _address_forms(self) -> list[AddressForm]:
        shipping = [self.shipping] if self.is_shipped else []
        return [*shipping, self.billing] if self.needs_billing else shipping

    def _add_problem(self, problem: Problem) -> None:
        if problem.field == "email":
            self.contact.add_error("email", self.contact.fields["email"].error_messages["invalid"])
            return
        is_shipping = problem.address_type == "SHIPPING" or not self.needs_billing
        form = self.shipping if is_shipping and self.is_shipped else self.billing
        field = ADDRESS_FIELDS.get(problem.field or "")
        form.add_error(field, gettext("The shop cannot use this. Please check it."))


def with_address(data: MultiValueDict[str, str], address: Address, kind: str) -> dict[str, str]:
    """Return what was typed, with the address of one kind replaced by one of the book."""
    filled = {f"{kind}-{name}": str(value) for name, value in as_initial(address).items()}
    return {**{key: data.get(key, "") for key in data}, **filled}


def _default(shopper: Account | None, kind: str) -> Address | None:
    if shopper is None:
        return None
    mark = "is_default_shipping" if kind == SHIPPING else "is_default_billing"
    return next((address for address in shopper.addresses if getattr(address, mark)), None)


def _place(address: Address | None) -> Address | None:
    """The address without what tells a company or a copy in the core apart."""
    if address is None:
        return None
    return replace(
        address, id=None, company_name="", metadata={}, is_default_shipping=False, is_default_billing=False
    )


class OrderForm(ShopForm):
    """The second step: how it comes, how it is paid, and the button."""

    delivery = forms.ChoiceField(
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose how the order is delivered."),
            "invalid_choice": _("This delivery is not offered any more. Choose another one."),
        },
    )
    payment = forms.ChoiceField(
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose how you pay."),
            "invalid_choice": _("Choose one of the ways to pay."),
        },
    )
    digital_consent = forms.BooleanField(required=False)
    seen = forms.CharField(required=False, max_length=20_000)

    def __init__(
        self, *args: Any, options: Sequence[DeliveryOption], payments: Sequence[Choice], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._payments = payments
        delivery, payment = self.fields["delivery"], self.fields["payment"]
        assert isinstance(delivery, forms.ChoiceField)  # noqa: S101
        assert isinstance(payment, forms.ChoiceField)  # noqa: S101
        delivery.choices = [(option.id, option.name) for option in options]
        delivery.required = bool(options)
        payment.choices = [(choice.code, choice.name) for choice in payments]

    def clean_payment(self) -> str:
        """Refuse a way to pay that this basket cannot have."""
        code: str = self.cleaned_data["payment"]
        obstacle = next(choice.obstacle for choice in self._payments if choice.code == code)
        if obstacle:
            raise forms.ValidationError(obstacle, code="obstacle")
        return code
