"""Addresses of the checkout and of a placed order."""

from __future__ import annotations

from django.urls import path

from storefront.views import checkout, orders

urlpatterns = [
    path("comanda/", checkout.contact, name="checkout"),
    path("comanda/sumar/", checkout.summary, name="checkout-summary"),
    path("comanda/urmarire/<str:token>/", orders.show, name="order"),
]
