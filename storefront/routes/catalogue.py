"""Addresses of the catalogue pages."""

from __future__ import annotations

from django.urls import URLPattern, path

from storefront.views import catalogue, products

urlpatterns: list[URLPattern] = [
    path("produse/", catalogue.listing, name="products"),
    path("produse/<str:slug>/", products.show, name="product"),
    path("categorii/<str:slug>/", catalogue.category, name="category"),
    path("sitemap.xml", catalogue.sitemap, name="sitemap"),
]
