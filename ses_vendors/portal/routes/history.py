"""The address of who did what to a SES."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from ses_vendors.portal.views import history

urlpatterns: list[URLPattern | URLResolver] = [
    path("atelier/<slug:slug>/istoric/", history.show_history, name="history"),
]
