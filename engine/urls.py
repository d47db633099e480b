"""Addresses of this house."""

from __future__ import annotations

from django.urls import path

from engine.views.graphql import graphql
from engine.views.keys import jwks
from engine.views.media import media, thumbnail

app_name = "engine"

urlpatterns = [
    path("graphql/", graphql, name="graphql"),
    path(".well-known/jwks.json", jwks, name="jwks"),
    path("media/<path:path>", media, name="media"),
    path("thumbnail/<str:global_id>/<int:size>/", thumbnail, name="thumbnail"),
    path("thumbnail/<str:global_id>/<int:size>/<str:image_format>/", thumbnail, name="thumbnail"),
]
