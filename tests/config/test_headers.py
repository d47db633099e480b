"""What every answer carries, whichever house made it."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from config.urls import urlpatterns as site_patterns


def show(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.POST.get("note", "nothing"))


urlpatterns = [path("page/", show), *site_patterns]


@pytest.fixture
def client(settings: Any) -> Client:
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False)


def test_a_page_may_load_and_send_to_this_site_only(client: Client) -> None:
    response = client.get("/page/")

    assert response.status_code == 200
    assert set(response["Content-Security-Policy"].split("; ")) == {
        "default-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    }
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"


def test_a_foreign_host_name_is_refused(client: Client) -> None:
    assert client.get("/page/", headers={"host": "elsewhere.example"}).status_code == 400


def test_a_form_of_ten_megabytes_is_refused_and_one_of_a_page_is_not(client: Client) -> None:
    assert client.post("/page/", {"note": "ș" * 2000}).content.decode() == "ș" * 2000
    huge = client.post("/page/", "note=" + "a" * 10_000_000, "application/x-www-form-urlencoded")

    assert huge.status_code == 400


def test_a_form_without_its_token_is_refused(settings: Any, db: None) -> None:
    settings.ROOT_URLCONF = __name__

    assert Client(enforce_csrf_checks=True).post("/page/", {"note": "x"}).status_code == 403
