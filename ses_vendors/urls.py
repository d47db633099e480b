"""Addresses that a core calls."""

from __future__ import annotations

from django.urls import path

from ses_vendors.inbox.views import receive
from ses_vendors.installation.views import show_manifest, take_token
from ses_vendors.payments.views import answer

app_name = "app"

urlpatterns = [
    path("manifest", show_manifest, name="manifest"),
    path("token", take_token, name="token"),
    path("webhooks/", receive, name="webhooks"),
    path("payments/", answer, name="payments"),
]
