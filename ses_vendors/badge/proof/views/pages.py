"""The pages of the proof: typing a code, the proof itself, reporting a badge."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kernel.badge import Level, day_of, mark
from kernel.badge.texts import wording
from ses_vendors.badge import tasks
from ses_vendors.badge.models import Attestation
from ses_vendors.badge.proof import claims, embed, history, limits, reports, structured_data, words
from ses_vendors.badge.proof.forms import CodeForm, ReportForm
from ses_vendors.badge.proof.records import Record
from ses_vendors.badge.proof.views import guard

#: Pixels of the mark on its page.
MARK_SIZE = 128


@never_cache
@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Ask for a code, and lead to its proof."""
    form = CodeForm(request.GET if "cod" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect("badge:proof", code=form.cleaned_data["cod"])
    levels = [(_mark(level, size=64), wording(level, on=timezone.localdate())) for level in _BADGES]
    kinds = [(kind, words.KINDS[kind], words.CRITERIA[kind]) for kind in words.KINDS]
    return render(
        request, "badge/find.html", {"form": form, "levels": levels, "kinds": kinds, "language": _language()}
    )


@never_cache
@guard.with_record(guard.page)
def proof(request: HttpRequest, record: Record, now: datetime) -> HttpResponse:
    """Show who, which document, and how things stand at this moment."""
    if request.resolver_match and request.resolver_match.kwargs["code"] != record.code:
        return redirect("badge:proof", code=record.code)
    return render(request, "badge/proof.html", _told(record, now=now))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """Take a report of a wrong badge, and tell the operator."""
    form = ReportForm(request.POST or None, initial={"code": request.GET.get("cod", "")[:40]})
    is_waiting = limits.REPORTS.is_reached(request)
    if request.method == "POST" and not is_waiting and form.is_valid():
        if not form.is_machine:
            limits.REPORTS.count(request)
            _take(form)
        return redirect("badge:reported")
    status = 429 if is_waiting and request.method == "POST" else 200
    page = {"form": form, "is_waiting": status == 429, "minutes": limits.REPORTS.window // 60}
    return render(request, "badge/report.html", page, status=status)


@never_cache
@require_safe
def reported(request: HttpRequest) -> HttpResponse:
    """Thank for a report."""
    return render(request, "badge/reported.html")


_BADGES = (Level.ATTESTED, Level.INSERTION)


def _take(form: ReportForm) -> None:
    now, typed = timezone.now(), form.cleaned_data
    reports.take(
        code=typed["code"], seen_at=typed["seen_at"], text=typed["text"], email=typed["email"], now=now
    )
    tasks.enqueue_reports()


def _told(record: Record, *, now: datetime) -> dict[str, object]:
    attestation = Attestation.objects.select_related("vendor").get(pk=record.attestation_id)
    language = _language()
    said = claims.of(attestation.vendor, language=language) if record.seller_slug else None
    told = wording(record.level, on=day_of(now))
    return {
        "record": record,
        "now": now,
        "mark": _mark(record.level if record.level.is_badge else Level.LINE, size=MARK_SIZE),
        "wording": (told.label(language), told.sentence(language)) if told else None,
        "state": words.STATES[record.state],
        "sentence": words.SENTENCES[record.state],
        "kind": words.KINDS[record.kind],
        "criteria": words.CRITERIA[record.kind],
        "steps": [(step.on, words.STEPS[step.event]) for step in history.of(attestation, now=now)],
        "claims": said if said and not said.is_empty else None,
        "snippet": embed.snippet(record, language=language),
        "oembed_query": urlencode({"url": record.url(language=language)}),
        "structured_data": structured_data.certification(record, language=language),
        "has_official_mark": bool(settings.SHOP_OFFICIAL_MARK) and record.level is Level.INSERTION,
    }


def _mark(level: Level, *, size: int) -> SafeString:
    """Decoration: the words stand beside it. It takes the text's colour, so light and dark are the page's."""
    return mark_safe(mark.svg(level, size=size, title="", tone="one"))  # noqa: S308


def _language() -> str:
    return "en" if get_language() == "en" else "ro"
