"""Ana inside her pages, without the way through the sign-in; what she types."""

from __future__ import annotations

import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from ses_vendors.vendors.models import Role, Vendor
from ses_vendors.vendors.services.requirements import put_defaults
from tests.ses_vendors.portal.entering import an_account
from tests.ses_vendors.vendors.people import a_member, a_vendor


def anas(client: Client, *roles: Role, email: str = "ana@atelier.example", **fields: Any) -> Vendor:
    """Sign Ana in, and return her SES; without roles she owns it."""
    put_defaults()
    vendor = a_vendor(**fields)
    ana = an_account(email)
    a_member(vendor, roles or (Role.OWNER,), ana)
    client.force_login(ana)
    return vendor


def a_picture(name: str = "atelier.png", size: tuple[int, int] = (60, 40)) -> SimpleUploadedFile:
    """A picture as a phone sends it."""
    kept = io.BytesIO()
    Image.new("RGB", size, "#26407c").save(kept, "PNG")
    return SimpleUploadedFile(name, kept.getvalue(), "image/png")


def a_page_that_claims_to_be_pdf(name: str = "act.pdf") -> SimpleUploadedFile:
    """HTML under a PDF's name."""
    return SimpleUploadedFile(name, b"<html><script>alert(1)</script></html>", "application/pdf")
