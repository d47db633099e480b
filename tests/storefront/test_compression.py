"""What travels compressed, and what does not."""

from __future__ import annotations

import gzip

from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.test import RequestFactory

from storefront.compression import PageCompressionMiddleware

PAGE = "<p>Șorț de in</p>" * 100


def answer(response: HttpResponseBase, encodings: str = "gzip, br") -> HttpResponseBase:
    def view(request: HttpRequest) -> HttpResponseBase:
        return response

    request = RequestFactory().get("/", headers={"accept-encoding": encodings})
    return PageCompressionMiddleware(view)(request)


def test_a_page_is_compressed_for_a_browser_that_can_read_it() -> None:
    sent = answer(HttpResponse(PAGE))

    assert sent["Content-Encoding"] == "gzip"
    assert sent["Vary"] == "Accept-Encoding"
    assert gzip.decompress(sent.content).decode() == PAGE


def test_a_browser_that_cannot_read_it_gets_the_page_as_it_is() -> None:
    sent = answer(HttpResponse(PAGE), encodings="identity")

    assert "Content-Encoding" not in sent
    assert sent.content.decode() == PAGE


def test_pictures_data_and_files_are_left_alone() -> None:
    picture = answer(HttpResponse(b"RIFF" * 200, content_type="image/webp"))
    data = answer(JsonResponse({"data": "x" * 500}))
    file = answer(FileResponse([b"<p>" * 200], content_type="text/html"))

    assert all("Content-Encoding" not in sent for sent in (picture, data, file))
