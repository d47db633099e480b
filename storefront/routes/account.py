"""Addresses of the account pages."""

from __future__ import annotations

from django.urls import path

from storefront.views import access, account, addresses

urlpatterns = [
    path("cont/intra/", access.log_in, name="log-in"),
    path("cont/iesire/", access.log_out, name="log-out"),
    path("cont/nou/", access.register, name="register"),
    path("cont/nou/trimis/", access.registered, name="registered"),
    path("cont/confirmare/", access.confirm, name="account-confirm"),
    path("cont/parola/", access.forgot_password, name="password-forgotten"),
    path("cont/parola/trimis/", access.reset_sent, name="password-sent"),
    path("cont/parola/noua/", access.set_password, name="password-new"),
    path("cont/", account.home, name="account"),
    path("cont/comenzi/", account.orders, name="account-orders"),
    path("cont/profil/", account.profile, name="account-profile"),
    path("cont/profil/parola/", account.password, name="account-password"),
    path("cont/profil/stergere/", account.request_deletion, name="account-deletion"),
    path("cont/profil/stergere/confirmare/", account.delete, name="account-delete"),
    path("cont/adrese/", addresses.book, name="account-addresses"),
    path("cont/adrese/noua/", addresses.add, name="account-address-new"),
    path("cont/adrese/<str:address_id>/", addresses.change, name="account-address"),
    path("cont/adrese/<str:address_id>/stergere/", addresses.delete, name="account-address-delete"),
    path("cont/adrese/<str:address_id>/prima/", addresses.make_default, name="account-address-default"),
]
