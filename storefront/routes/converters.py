"""What an address may hold in the place of a slug."""

from __future__ import annotations

from django.urls import register_converter
from django.urls.converters import StringConverter


class CoreSlug(StringConverter):
    """A slug as the core makes them: letters of any alphabet, digits, hyphens. All else is not found."""

    regex = r"[-\w]{1,255}"


register_converter(CoreSlug, "core_slug")
