"""Addresses of this room: the proof of a badge, for people and machines."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from ses_vendors.badge.proof.views import machines, pages

app_name = "badge"

urlpatterns: list[URLPattern | URLResolver] = [
    path(".well-known/did.json", machines.did_document, name="did"),
    path("oembed", machines.oembed_answer, name="oembed"),
    path("insigna/", pages.find, name="find"),
    path("insigna/semnaleaza/", pages.report, name="report"),
    path("insigna/semnaleaza/multumim/", pages.reported, name="reported"),
    path("insigna/element-oficial/", machines.official_mark, name="official-mark"),
    path("insigna/stare/<slug:purpose>-<int:number>.jwt", machines.status_list, name="status-list"),
    path("insigna/<str:code>/", pages.proof, name="proof"),
    path("insigna/<str:code>/credential.jwt", machines.credential, name="credential"),
    path("insigna/<str:code>/credential.json", machines.credential_json, name="credential-json"),
    path("insigna/<str:code>/insigna.svg", machines.picture, name="embed"),
    path("insigna/<str:code>/qr.svg", machines.qr_code, {"kind": "svg"}, name="qr"),
    path("insigna/<str:code>/qr.png", machines.qr_code, {"kind": "png"}, name="qr-png"),
]
