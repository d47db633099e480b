"""Addresses of the legal pages."""

from __future__ import annotations

from django.urls import path

from storefront.views import legal

urlpatterns = [
    path("info/<slug:slug>/", legal.page, name="legal"),
    path("contact/", legal.contact, name="contact"),
]
