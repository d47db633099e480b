"""Addresses of the catalogue pages."""

from __future__ import annotations

from django.urls import URLPattern, path

from storefront.routes import converters  # noqa: F401  (registers the converter)
from storefront.views import catalogue, products

urlpatterns: list[URLPattern] = [
    path("produse/", catalogue.listing, name="products"),
    path("produse/<core_slug:slug>/", products.show, name="product"),
    path("categorii/<core_slug:slug>/", catalogue.category, name="category"),
    path("sitemap.xml", catalogue.sitemap, name="sitemap"),
]
