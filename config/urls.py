"""Every address of the site: machine doors first, then pages in two languages."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = [
    path("", include("engine.urls")),
    *i18n_patterns(path("", include("storefront.urls")), prefix_default_language=False),
]
