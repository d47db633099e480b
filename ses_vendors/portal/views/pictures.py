"""Pictures and the logo of a SES, with what they show in words."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ses_vendors.callers import person_of
from ses_vendors.portal import publishing
from ses_vendors.portal.access import member_of
from ses_vendors.portal.drafts import keeps_draft
from ses_vendors.portal.forms.filling import fill, status
from ses_vendors.portal.forms.papers import LogoForm, PictureForm
from ses_vendors.vendors.models import Picture, Role, Vendor
from ses_vendors.vendors.services import pictures


@keeps_draft
@require_http_methods(["GET", "HEAD", "POST"])
@member_of(Role.CATALOGUE)
def show_pictures(request: HttpRequest, vendor: Vendor) -> HttpResponse:
    """List the pictures, and take another one."""
    filled = fill(request, PictureForm)
    if filled.is_good and _keep(request, vendor, filled.form):
        return redirect("portal:pictures", slug=vendor.slug)
    values = {
        "vendor": vendor,
        "form": filled.form,
        "is_draft": filled.is_draft,
        "pictures": list(vendor.pictures.filter(is_logo=False)),
        "logo": vendor.pictures.filter(is_logo=True).first(),
    }
    return render(request, "portal/pictures.html", values, status=status(filled))


@require_http_methods(["GET", "HEAD", "POST"])
@member_of(Role.CATALOGUE)
def put_logo(request: HttpRequest, vendor: Vendor) -> HttpResponse:
    """Take the logo."""
    filled = fill(request, LogoForm)
    if filled.is_good and _keep(request, vendor, filled.form):
        return redirect("portal:pictures", slug=vendor.slug)
    values = {
        "vendor": vendor,
        "form": filled.form,
        "logo": vendor.pictures.filter(is_logo=True).first(),
    }
    return render(request, "portal/logo.html", values, status=status(filled))


@require_POST
@member_of(Role.CATALOGUE)
def remove_picture(request: HttpRequest, vendor: Vendor, pk: int) -> HttpResponse:
    """Take a picture or the logo away."""
    picture: Picture = get_object_or_404(vendor.pictures, pk=pk)
    now = timezone.now()
    pictures.remove(picture=picture, by=person_of(request), now=now)
    publishing.tell(vendor=vendor, now=now)
    messages.success(request, _("The picture is removed."))
    return redirect("portal:pictures", slug=vendor.slug)


def _keep(request: HttpRequest, vendor: Vendor, form: PictureForm | LogoForm) -> bool:
    """Keep what was sent; say no, with words beside the fields, where it is refused."""
    data, now = form.cleaned_data, timezone.now()
    service = pictures.put_logo if isinstance(form, LogoForm) else pictures.add
    words = {name: data[name] for name in ("alt_ro", "alt_en") if name in data}
    try:
        service(vendor=vendor, upload=data["file"], by=person_of(request), now=now, **words)
    except pictures.BadFile as fault:
        form.add_error("file", str(fault))
        return False
    except pictures.BadFields as fault:
        form.refuse(fault)
        return False
    publishing.tell(vendor=vendor, now=now)
    messages.success(request, _("The picture is kept."))
    return True
