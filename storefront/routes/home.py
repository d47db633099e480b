"""Addresses of the home page and of what browsers and search engines ask for by themselves."""

from __future__ import annotations

from django.urls import path

from storefront.views import home

urlpatterns = [
    path("", home.home, name="home"),
    path("robots.txt", home.robots, name="robots"),
    path("favicon.ico", home.favicon, name="favicon"),
]
