"""Pictures of products and files of attributes, over GraphQL and over HTTP."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from engine.accounts import tokens
from engine.catalog import tasks
from engine.catalog.models import Product, ProductMedia
from engine.catalog.services import media
from kernel.ids import to_global_id
from tests.engine.catalog import shelf
from tests.engine.catalog.test_pictures import drawn, files, png_header, upload
from tests.engine.schema.setup.staff import ana, denied, gid, refused, tell

pytestmark = pytest.mark.django_db

CREATE = """
mutation($input: ProductMediaCreateInput!) {
  productMediaCreate(input: $input) {
    product { media { id alt } }
    media { id alt type url sortOrder }
    errors { field code message }
  }
}
"""
DELETE = """
mutation($id: ID!) {
  productMediaDelete(id: $id) { product { media { id } } media { id } errors { field code } }
}
"""
UPLOAD = """
mutation($file: Upload!) {
  fileUpload(file: $file) { uploadedFile { url contentType } errors { field code } }
}
"""
HOSTILE = [
    pytest.param(b"Only text.", "INVALID_FILE_TYPE", id="text"),
    pytest.param(b"<svg onload='alert(1)'/>", "INVALID_FILE_TYPE", id="svg"),
    pytest.param(drawn()[:100], "INVALID_FILE_TYPE", id="half"),
    pytest.param(png_header(20_000, 10_000), "FILE_SIZE_LIMIT_EXCEEDED", id="200-megapixels"),
]


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture(autouse=True)
def enqueued(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """What is sent to the worker."""
    sent: list[tuple[str, str]] = []
    for name in ("make_thumbnails", "forget_picture"):
        monkeypatch.setattr(
            getattr(tasks, name), "delay", lambda source, name=name: sent.append((name, source))
        )
    return sent


def test_a_picture_is_added_as_the_last_and_its_renderings_follow_the_commit(
    folder: Path, enqueued: list[tuple[str, str]], django_capture_on_commit_callbacks: Any
) -> None:
    apron = shelf.product("Șorț")

    with django_capture_on_commit_callbacks(execute=True):
        first = tell(CREATE, {"input": {"product": gid(apron), "alt": "Față", "image": upload(drawn())}})
        second = tell(
            CREATE, {"input": {"product": gid(apron), "alt": "Spate", "image": upload(drawn("JPEG"))}}
        )
        assert enqueued == []

    rows = list(ProductMedia.objects.all())
    assert [(row.alt, row.sort_order) for row in rows] == [("Față", 0), ("Spate", 1)]
    assert first["media"] == {
        "id": gid(rows[0]), "alt": "Față", "type": "IMAGE", "url": f"/media/{rows[0].path}", "sortOrder": 0
    }  # fmt: skip
    assert [each["alt"] for each in second["product"]["media"]] == ["Față", "Spate"]
    assert enqueued == [("make_thumbnails", row.path) for row in rows]
    assert sorted(files(folder)) == sorted(folder / row.path for row in rows)


@pytest.mark.parametrize(("content", "code"), HOSTILE)
def test_a_hostile_picture_is_refused(
    folder: Path,
    enqueued: list[tuple[str, str]],
    django_capture_on_commit_callbacks: Any,
    content: bytes,
    code: str,
) -> None:
    apron = shelf.product("Șorț")

    with django_capture_on_commit_callbacks(execute=True):
        given = {"product": gid(apron), "image": upload(content)}
        assert refused(CREATE, {"input": given}) == [("image", code)]

    assert (ProductMedia.objects.count(), files(folder), enqueued) == (0, [], [])


def test_other_wrong_pictures_are_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    apron = gid(shelf.product("Șorț"))
    monkeypatch.setattr(media, "MOST_PICTURES", 0)

    assert refused(CREATE, {"input": {"product": apron}}) == [("input", "REQUIRED")]
    assert refused(CREATE, {"input": {"product": apron, "image": upload(drawn())}}) == [("input", "INVALID")]
    monkeypatch.undo()
    assert refused(CREATE, {"input": {"product": apron, "image": "sort.png"}}) == [
        ("image", "INVALID_FILE_TYPE")
    ]
    long = {"product": apron, "image": upload(drawn()), "alt": "x" * 251}
    assert refused(CREATE, {"input": long}) == [("alt", "INVALID")]
    unknown = {"product": to_global_id("Product", 9999), "image": upload(drawn())}
    assert refused(CREATE, {"input": unknown}) == [("product", "NOT_FOUND")]
    assert (ProductMedia.objects.count(), files(folder)) == (0, [])


def test_a_picture_is_taken_away_and_its_files_follow_the_commit(
    enqueued: list[tuple[str, str]], django_capture_on_commit_callbacks: Any
) -> None:
    row = ProductMedia.objects.create(product=shelf.product("Șorț"), path="products/a.png")

    with django_capture_on_commit_callbacks(execute=True):
        gone = tell(DELETE, {"id": gid(row)})

    assert gone == {"product": {"media": []}, "media": {"id": gid(row)}, "errors": []}
    assert enqueued == [("forget_picture", "products/a.png")]
    assert refused(DELETE, {"id": gid(row)}) == [("id", "NOT_FOUND")]


def test_pictures_mark_their_product_as_changed() -> None:
    apron = shelf.product("Șorț")
    Product.objects.update(updated_at="2020-01-01T00:00:00+00:00")

    tell(CREATE, {"input": {"product": gid(apron), "image": upload(drawn())}})

    assert Product.objects.get().updated_at == shelf.NOW


def test_a_file_is_stored_for_an_attribute(folder: Path) -> None:
    made = tell(UPLOAD, {"file": upload(drawn("WEBP"), "sigla.png")})

    [stored] = files(folder)
    assert made == {
        "uploadedFile": {"url": f"/media/file_upload/{stored.name}", "contentType": "image/webp"},
        "errors": [],
    }


@pytest.mark.parametrize("content", [b"Only text.", png_header(20_000, 10_000)])
def test_a_hostile_file_is_refused(folder: Path, content: bytes) -> None:
    assert refused(UPLOAD, {"file": upload(content)}) == [("file", "INVALID_FILE_TYPE")]

    assert files(folder) == []


def test_a_file_comes_in_over_http_as_multipart(client: Client, folder: Path) -> None:
    token = tokens.create(ana(), "access", now=timezone.now())

    def send(file: SimpleUploadedFile) -> Any:
        return client.post(
            "/graphql/",
            {
                "operations": json.dumps({"query": UPLOAD, "variables": {"file": None}}),
                "map": json.dumps({"0": ["variables.file"]}),
                "0": file,
            },
            headers={"Authorization": f"Bearer {token}"},
        )

    good, bad = send(upload(drawn())), send(upload(b"Only text."))

    assert (good.status_code, bad.status_code) == (200, 200)
    assert good.json()["data"]["fileUpload"]["uploadedFile"]["contentType"] == "image/png"
    assert bad.json()["data"]["fileUpload"]["errors"] == [{"field": "file", "code": "INVALID_FILE_TYPE"}]
    shown = client.get(good.json()["data"]["fileUpload"]["uploadedFile"]["url"])
    assert b"".join(shown) == drawn()  # type: ignore[call-overload]
    assert len(files(folder)) == 1


def test_strangers_store_nothing(folder: Path) -> None:
    apron = shelf.product("Șorț")

    assert denied(UPLOAD, {"file": upload(drawn())})
    assert denied(CREATE, {"input": {"product": gid(apron), "image": upload(drawn())}})

    assert (files(folder), ProductMedia.objects.count()) == ([], 0)
