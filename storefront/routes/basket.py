"""Addresses of the basket pages."""

from __future__ import annotations

from django.urls import path

from storefront.views import basket

urlpatterns = [
    path("cos/", basket.show, name="basket"),
    path("cos/adauga/", basket.add, name="basket-add"),
    path("cos/linie/", basket.change_line, name="basket-line"),
    path("cos/vanzator/", basket.drop_seller, name="basket-seller"),
    path("cos/cupon/", basket.change_voucher, name="basket-voucher"),
]
