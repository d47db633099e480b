"""Addresses of the demonstration; in a shop that sells they are not found."""

from __future__ import annotations

from django.urls import path

from ses_vendors.demo import views

app_name = "demo"

urlpatterns = [path("atelier/demo/", views.accounts, name="accounts")]
