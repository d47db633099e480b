"""Addresses of applying to sell here."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from ses_vendors.portal.views import application, home

urlpatterns: list[URLPattern | URLResolver] = [
    path("vinde-cu-noi/", application.apply, name="apply"),
    path("vinde-cu-noi/urmeaza/", application.show_next, name="applied"),
    path("atelier/", home.show_home, name="home"),
]
