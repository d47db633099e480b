"""Addresses of labels and hang tags."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from ses_vendors.portal.views import labels

urlpatterns: list[URLPattern | URLResolver] = [
    path("atelier/<slug:slug>/atestate/<str:code>/etichete/", labels.show_sheets, name="label-sheets"),
    path(
        "atelier/<slug:slug>/atestate/<str:code>/etichete/<str:size>.pdf", labels.print_sheet, name="labels"
    ),
]
