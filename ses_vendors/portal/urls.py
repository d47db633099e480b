"""Addresses of the sellers' pages; those of allauth stand beside them, without a namespace."""

from __future__ import annotations

from ses_vendors.portal.routes import accounts, apply, history, labels, seller, team

app_name = "portal"

# What has a fixed address stands before `atelier/<slug>/`.
urlpatterns = [
    *accounts.urlpatterns,
    *apply.urlpatterns,
    *team.urlpatterns,
    *labels.urlpatterns,
    *history.urlpatterns,
    *seller.urlpatterns,
]
