"""Addresses of the outbox, which exists in a demo and in development only."""

from __future__ import annotations

from django.urls import path

from storefront.views import dev

urlpatterns = [
    path("dev/mail/", dev.outbox, name="dev-mail"),
    path("dev/mail/<str:name>/", dev.message, name="dev-mail-message"),
    path("dev/mail/<str:name>/html/", dev.message_html, name="dev-mail-html"),
]
