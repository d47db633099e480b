"""Forms for files: papers the operator asks for, public pictures, the logo."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ses_vendors.portal.forms import PortalForm
from ses_vendors.portal.forms.fields import ACCEPTED_PICTURES, TextField, UploadField


class PaperForm(PortalForm):
    """A paper for the operator's eyes."""

    file = UploadField(
        label=_("File"), help_text=_("A scan or a photo: PDF, JPEG, PNG or WebP, up to 10 MB.")
    )


class PictureForm(PortalForm):
    """A picture for shoppers, and what it shows in words."""

    file = UploadField(
        label=_("Picture"),
        help_text=_("JPEG, PNG or WebP, up to 10 MB. People in it must have agreed."),
        accept=ACCEPTED_PICTURES,
    )
    alt_ro = TextField(
        label=_("What it shows, in Romanian"),
        help_text=_("For people who cannot see it, for example: two women glazing bowls at a long table."),
        max_length=200,
        missing=_("Describe the picture in a few words."),
    )
    alt_en = TextField(label=_("What it shows, in English"), max_length=200, required=False)


class LogoForm(PortalForm):
    """The logo; without words of its own it is called after the SES."""

    file = UploadField(
        label=_("Logo"), help_text=_("JPEG, PNG or WebP, up to 10 MB."), accept=ACCEPTED_PICTURES
    )
