"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from ses_vendors.api.views.feeds import directory_csv, directory_json_ld
from ses_vendors.api.views.graphql import graphql

app_name = "api"

urlpatterns = [
    path("graphql/", graphql, name="graphql"),
    path("director.jsonld", directory_json_ld, name="directory_json_ld"),
    path("director.csv", directory_csv, name="directory_csv"),
]
