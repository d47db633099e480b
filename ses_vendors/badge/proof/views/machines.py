"""Forms of the proof for machines: credential, keys, status lists, code to scan, picture, oEmbed."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from ses_vendors.badge.proof import (
    credentials,
    did,
    embed,
    oembed,
    qr,
    signing,
    status_lists,
)
from ses_vendors.badge.proof.records import Record
from ses_vendors.badge.proof.status_lists import Purpose
from ses_vendors.badge.proof.views import guard
from ses_vendors.badge.proof.views.guard import NOT_KEPT, OPEN, PICTURE_POLICY

#: What only the signed form needs (RFC 7519).
CLAIMS = ("iss", "sub", "jti", "nbf", "exp")
PURPOSES = frozenset(each.value for each in Purpose)
LONGEST_NUMBER = 2**31 - 1
PICTURE_TYPES = {".svg": "image/svg+xml", ".png": "image/png"}


@guard.with_record(guard.text)
def credential(request: HttpRequest, record: Record, now: datetime) -> HttpResponse:
    """Give the signed credential."""
    token = credentials.issue(record, now=now)
    return HttpResponse(token, content_type=signing.MEDIA_TYPE, headers={**OPEN, **NOT_KEPT})


@guard.with_record(guard.text)
def credential_json(request: HttpRequest, record: Record, now: datetime) -> HttpResponse:
    """Give what the credential says, unsigned, for people to read."""
    told = {name: value for name, value in credentials.payload(record).items() if name not in CLAIMS}
    text = json.dumps(told, ensure_ascii=False, indent=2)
    return HttpResponse(text, content_type="application/ld+json", headers={**OPEN, **NOT_KEPT})


@require_safe
def did_document(request: HttpRequest) -> HttpResponse:
    """Publish the keys by which credentials are verified."""
    told = did.document(now=timezone.now())
    headers = {**OPEN, "Cache-Control": "public, max-age=300"}
    return JsonResponse(told, content_type="application/did+json", headers=headers)


@require_safe
def status_list(request: HttpRequest, purpose: str, number: int) -> HttpResponse:
    """Give a status list, signed, as things are now."""
    if purpose not in PURPOSES or not 0 < number <= LONGEST_NUMBER or not status_lists.exists(number):
        raise Http404
    now = timezone.now()
    token = signing.signed(status_lists.credential(Purpose(purpose), number, now=now), now=now)
    seconds = int(status_lists.TTL.total_seconds())
    headers = {**OPEN, "Cache-Control": f"public, max-age={seconds}"}
    return HttpResponse(token, content_type=signing.MEDIA_TYPE, headers=headers)


@guard.with_record(guard.text)
def qr_code(request: HttpRequest, record: Record, now: datetime, kind: qr.Kind) -> HttpResponse:
    """Give the code to scan; it is the same as long as the address is."""
    headers = {**OPEN, "Cache-Control": "public, max-age=86400", "Content-Security-Policy": PICTURE_POLICY}
    return HttpResponse(qr.drawn(record, kind), content_type=PICTURE_TYPES[f".{kind}"], headers=headers)


@guard.with_record(guard.picture)
def picture(request: HttpRequest, record: Record, now: datetime) -> HttpResponse:
    """Give the badge for other sites, as things are now."""
    return HttpResponse(
        embed.svg(record, now=now),
        content_type="image/svg+xml",
        headers={**OPEN, **_kept(now), "Content-Security-Policy": PICTURE_POLICY},
    )


@require_safe
def oembed_answer(request: HttpRequest) -> HttpResponse:
    """Tell a site how to show a badge: 404 for an address that is no proof, 501 for another format."""
    wanted = request.GET.get("format", "json")
    if wanted not in oembed.FORMATS:
        return HttpResponse(
            "Only json and xml are given.", content_type="text/plain", status=501, headers=OPEN
        )
    asked = oembed.asked_code(request.GET.get("url", ""))
    if asked is None:
        return guard.text(request, 404)
    code, language = asked
    with translation.override(language):
        return _oembed(request, code=code, is_xml=wanted == "xml")


@guard.with_record(guard.text)
def _oembed(request: HttpRequest, record: Record, now: datetime, *, is_xml: bool) -> HttpResponse:
    told = oembed.answer(
        record,
        language=translation.get_language() or "ro",
        most_wide=_pixels(request, "maxwidth"),
        most_high=_pixels(request, "maxheight"),
        seconds=embed.seconds_to_keep(now=now),
    )
    headers = {**OPEN, **_kept(now)}
    if is_xml:
        return HttpResponse(oembed.as_xml(told), content_type="text/xml; charset=utf-8", headers=headers)
    return JsonResponse(told, headers=headers)


@require_safe
def official_mark(request: HttpRequest) -> HttpResponse:
    """Give the official visual element of the social mark, where the operator has put it."""
    file = Path(settings.SHOP_OFFICIAL_MARK)
    kind = PICTURE_TYPES.get(file.suffix.lower())
    if not settings.SHOP_OFFICIAL_MARK or kind is None or not file.is_file():
        raise Http404
    headers = {"Cache-Control": "public, max-age=3600", "Content-Security-Policy": PICTURE_POLICY}
    return HttpResponse(file.read_bytes(), content_type=kind, headers=headers)


def _kept(now: datetime) -> dict[str, Any]:
    seconds = embed.seconds_to_keep(now=now)
    return {"Cache-Control": f"public, max-age={seconds}, must-revalidate"}


def _pixels(request: HttpRequest, name: str) -> int:
    """Read a number of pixels; what is none sets no bound."""
    given = request.GET.get(name, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 6 else LONGEST_NUMBER
