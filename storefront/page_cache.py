"""Whole pages kept for every visitor, with holes where the visitor's own things go.

A page rendered for the cache carries marks instead of the form token, the basket's number and the account
link (the tags in `templatetags/visitor.py` print them). Each answer fills them for who asks, so a kept page
holds nothing of anybody. A page that touched the session or the form token while it was rendered is
somebody's own and is not kept.
"""

from __future__ import annotations

import functools
import hashlib
import re
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, overload

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, QueryDict
from django.http.response import HttpResponseBase
from django.utils import timezone, translation
from django.utils.http import parse_etags

from commerce import cached, freshness
from kernel.badge import day_of
from kernel.badge.rule import BUCHAREST
from storefront import visitors

View = Callable[..., HttpResponseBase]

# Characters of a query; a page with a longer one is rendered and not kept.
LONGEST_QUERY = 500
# A gzip stream's first ten bytes (no name, no time), and an empty last block of deflate.
# A page of things that could not be read again is kept this long: when they can be, it should say so soon.
STALE_SECONDS = 5
GZIP_HEAD, DEFLATE_END = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff", b"\x03\x00"
_INDENTATION, _SPACED = re.compile(rb"\s*\n\s*"), re.compile(rb"<(?:pre|textarea)\b")
KEPT_HEADERS = ("Content-Type", "HX-Push-Url")


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A rendered page cut at its holes: there is one part more than there are holes.

    `packed` are the parts as pieces of one gzip stream; a hole's filling goes between them as it is.
    """

    parts: tuple[bytes, ...]
    packed: tuple[bytes, ...]
    holes: tuple[str, ...]
    headers: Mapping[str, str]
    digest: str


@overload
def cached_page(view: View) -> View: ...


@overload
def cached_page(*, params: Collection[str]) -> Callable[[View], View]: ...


def cached_page(view: View | None = None, *, params: Collection[str] = ()) -> View | Callable[[View], View]:
    """Keep a view's page for `settings.PAGE_CACHE_SECONDS`, never past midnight in Bucharest.

    Only the query parameters named in `params` tell pages apart; the view must not print any other. A page is
    rendered afresh when the setting is 0, and while a message waits for the visitor.
    """
    if view is None:
        return functools.partial(_keeping, params=frozenset(params))
    return _keeping(view, params=frozenset(params))


def seconds_to_keep(*, now: datetime) -> int:
    """Return how many seconds a page may be kept: the setting, or what is left of the day in Bucharest.

    In the day's last second it is 0: no page made then is kept.
    What a page says of dates, as an attestation in force or a day of delivery, changes at midnight.
    """
    midnight = datetime.combine(day_of(now) + timedelta(days=1), time.min, tzinfo=BUCHAREST)
    left = int(midnight.timestamp() - now.timestamp())
    return max(0, min(settings.PAGE_CACHE_SECONDS, left))


def _keeping(view: View, *, params: frozenset[str]) -> View:
    @functools.wraps(view)
    def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        request.kept_params = sorted(params)  # type: ignore[attr-defined]
        if not _may_keep(request):
            return view(request, *args, **kwargs)
        _keep_only(params, request)
        key = _key(request)
        page = cache.get(key)
        if page is None:
            response = _render(view, request, *args, **kwargs)
            if not isinstance(response, HttpResponse):
                return response
            page = _cut(response)
            if response.status_code != 200 or response.cookies or visitors.has_own(request):
                response.content = _filled(page, visitors.read(request))
                return response
            _keep(key, page)
        return _answer(request, page)

    return kept


def _keep(key: str, page: KeptPage) -> None:
    """Keep a page, for as long as it may be; not at all in the last second of the day."""
    seconds = seconds_to_keep(now=timezone.now())
    if seconds:
        cache.set(key, page, min(seconds, STALE_SECONDS) if cached.oldest() else seconds)


def _may_keep(request: HttpRequest) -> bool:
    return (
        settings.PAGE_CACHE_SECONDS > 0
        and request.method in ("GET", "HEAD")
        and "messages" not in request.COOKIES
        and len(request.META.get("QUERY_STRING", "")) <= LONGEST_QUERY
    )


def _keep_only(params: frozenset[str], request: HttpRequest) -> None:
    """Drop what the page does not know from the query, in one order: what is not read cannot be printed."""
    if not request.META.get("QUERY_STRING"):
        return
    known = QueryDict(mutable=True)
    for name, values in sorted(request.GET.lists()):
        if name in params:
            known.setlist(name, [value for value in values if value])
    request.GET = known  # type: ignore[assignment]
    request.META["QUERY_STRING"] = known.urlencode()


def _key(request: HttpRequest) -> str:
    """Name what a page depends on: host (addresses on it are absolute), path, query, language, htmx, the
    day in Bucharest, and how fresh goods and sellers are. It is named before the page is rendered: what
    changes meanwhile makes it old. A page of yesterday is not found, whatever its time to live still is.
    """
    headers = request.headers
    part = "HX-Request" in headers and "HX-History-Restore-Request" not in headers
    query = request.META.get("QUERY_STRING", "")
    fresh = (freshness.stamp("catalogue"), freshness.stamp("index"))
    where = (request.scheme, request.get_host(), request.path, query)
    told = (*where, translation.get_language(), part, day_of(timezone.now()).isoformat(), fresh)
    return f"page:{hashlib.blake2b(repr(told).encode(), digest_size=16).hexdigest()}"


def _render(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    """Render with marks in the holes. An error page is nobody's to keep, so it gets no marks."""
    with visitors.shared_page(request):
        response = view(request, *args, **kwargs)
        render = getattr(response, "render", None)
        return render() if callable(render) else response


def _cut(response: HttpResponse) -> KeptPage:
    content = _unindented(response.content)
    pieces = visitors.HOLE.split(content)
    parts = tuple(pieces[::2])
    return KeptPage(
        parts=parts,
        packed=_packed(parts),
        holes=tuple(name.decode() for name in pieces[1::2]),
        headers={name: response.headers[name] for name in KEPT_HEADERS if name in response.headers},
        digest=hashlib.blake2b(content, digest_size=12).hexdigest(),
    )


def _unindented(content: bytes) -> bytes:
    """Drop the templates' indentation and empty lines, except where white space is shown as it is."""
    return content if _SPACED.search(content) else _INDENTATION.sub(b"\n", content)


def _packed(parts: Sequence[bytes]) -> tuple[bytes, ...]:
    """Deflate each part up to a full stop, so that something else can stand before the next."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return tuple(deflate.compress(part) + deflate.flush(zlib.Z_FULL_FLUSH) for part in parts)


def _answer(request: HttpRequest, page: KeptPage) -> HttpResponse:
    """Answer with a kept page, or with 304 when the visitor has this very page with the same things in it."""
    visitor = visitors.read(request)
    tag = f'W/"{page.digest}-{visitor.digest}"'
    if visitor.is_known and tag in parse_etags(request.headers.get("If-None-Match", "")):
        response: HttpResponse = HttpResponseNotModified()
    elif "gzip" in request.headers.get("Accept-Encoding", ""):
        response = HttpResponse(_zipped(page, visitor), headers=page.headers)
        response.headers["Content-Encoding"] = "gzip"
    else:
        response = HttpResponse(_filled(page, visitor), headers=page.headers)
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Vary"] = "Accept-Encoding, Cookie, HX-Request"
    return response


def _filled(page: KeptPage, visitor: visitors.Visitor) -> bytes:
    return b"".join(_woven(page.parts, _things(page, visitor)))


def _zipped(page: KeptPage, visitor: visitors.Visitor) -> bytes:
    """Write the page as gzip (RFC 1952) out of pieces that were deflated when it was kept.

    What is the visitor's own is stored, not deflated: the length of an answer tells nothing of it (BREACH).
    """
    things = _things(page, visitor)
    check = size = 0
    for piece in _woven(page.parts, things):
        check, size = zlib.crc32(piece, check), size + len(piece)
    blocks = [_stored(thing) for thing in things]
    tail = check.to_bytes(4, "little") + size.to_bytes(4, "little")
    return b"".join((GZIP_HEAD, *_woven(page.packed, blocks), DEFLATE_END, tail))


def _stored(thing: bytes) -> bytes:
    """Write bytes as a deflate block that is not compressed (RFC 1951, 3.2.4)."""
    length = len(thing)
    return b"\x00" + length.to_bytes(2, "little") + (length ^ 0xFFFF).to_bytes(2, "little") + thing


def _things(page: KeptPage, visitor: visitors.Visitor) -> list[bytes]:
    """What goes into each hole; all forms of a page carry one and the same token."""
    made = {hole: visitor.thing(hole).encode() for hole in set(page.holes)}
    return [made[hole] for hole in page.holes]


def _woven(parts: Sequence[bytes], things: Sequence[bytes]) -> Iterator[bytes]:
    yield parts[0]
    for thing, part in zip(things, parts[1:], strict=True):
        yield thing
        yield part
