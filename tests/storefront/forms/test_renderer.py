"""What the shop draws itself is what Django's templates draw."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.test.html import parse_html

from storefront.forms.renderer import PlainRenderer

CHOICES = [
    ("", "Choose"),
    ("RO-IS", "Iași"),
    ("RO-VS", "Vaslui <&> 'V'"),
    (3, "Three"),
    ("Others", [("a", "A"), ("b", "B")]),
]
VALUES = [None, "", "RO-IS", 3, "a", "<b> \"q\" & 's'", "strange", True, 1234]
ATTRIBUTES = [
    {},
    {"id": "id_county", "required": True, "aria-invalid": "true", "hidden": False, "maxlength": 1000},
    {"placeholder": '"><script>', "data-x": "a & b"},
]
WIDGETS = [
    forms.TextInput(attrs={"autocomplete": "tel"}),
    forms.EmailInput(),
    forms.NumberInput(attrs={"min": 1}),
    forms.PasswordInput(render_value=True),
    forms.HiddenInput(),
    forms.CheckboxInput(),
    forms.Select(attrs={"autocomplete": "address-level1"}, choices=CHOICES),
    forms.RadioSelect(choices=CHOICES[:3]),
    forms.Textarea(),
]


@pytest.mark.parametrize("widget", WIDGETS, ids=lambda widget: type(widget).__name__)
@pytest.mark.parametrize("attributes", ATTRIBUTES)
@pytest.mark.parametrize("value", VALUES)
def test_a_control_is_django_s_own(widget: forms.Widget, attributes: dict[str, Any], value: Any) -> None:
    ours = widget.render("coun<ty", value, attributes, renderer=PlainRenderer())
    plain = widget.render("coun<ty", value, attributes, renderer=DjangoTemplates())

    assert parse_html(ours) == parse_html(plain)
    assert ours.split() == plain.split() or isinstance(widget, forms.Select)


def test_forms_of_the_shop_are_drawn_so() -> None:
    assert isinstance(forms.Form().renderer, PlainRenderer)
