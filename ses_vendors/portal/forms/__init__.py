"""Forms of the sellers' pages: what is typed becomes a typed value or a message beside its field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError


@dataclass(frozen=True, slots=True)
class ErrorLink:
    """A line of the error summary; `target` is the id of the control, empty for the form as a whole."""

    target: str
    text: str


class PortalForm(forms.Form):
    """A form that lists what is wrong with it. Put `novalidate` on its tag: our messages stay on the page."""

    #: The name of a service's field, where it is not that of ours.
    NAMES: ClassVar[dict[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    @property
    def error_links(self) -> list[ErrorLink]:
        """The messages of this form, in the order of its fields."""
        return error_links(self)

    def refuse(self, fault: ValidationError, name: str | None = None) -> None:
        """Put what a service refused beside its field; what is about no field here, by `name` or above."""
        if not hasattr(fault, "error_dict"):
            self.add_error(name, fault)
            return
        for key, errors in fault.error_dict.items():
            ours = self.NAMES.get(key, key)
            for each in errors:
                self.add_error(ours if ours in self.fields else name, each)


def error_links(*filled: forms.BaseForm) -> list[ErrorLink]:
    """Collect the messages of the forms of one page, in the order of the forms and their fields."""
    return [link for form in filled for link in _links(form)]


def _links(form: forms.BaseForm) -> list[ErrorLink]:
    whole = [ErrorLink("", str(text)) for text in form.non_field_errors()]
    fields = [ErrorLink(_first_control(field), str(text)) for field in form for text in field.errors]
    return whole + fields


def _first_control(field: forms.BoundField) -> str:
    """A group of radio buttons or checkboxes has no id that could be focused; its first one has."""
    return field.id_for_label or f"{field.auto_id}_0"
