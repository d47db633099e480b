"""Pictures and the logo of a SES, for everybody to see."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from ses_vendors.vendors import uploads
from ses_vendors.vendors.models import Picture, Vendor
from ses_vendors.vendors.services import checking
from ses_vendors.vendors.services.checking import BadFields
from ses_vendors.vendors.services.locking import locked
from ses_vendors.vendors.services.storing import forget, stored
from ses_vendors.vendors.uploads import BadFile, Upload

if TYPE_CHECKING:
    from django.contrib.auth.models import User

__all__ = ["BadFields", "BadFile", "add", "put_logo", "remove"]

PICTURE_SIDE = 2000
LOGO_SIDE = 800
MOST_PICTURES = 12


def add(
    *, vendor: Vendor, upload: Upload, alt_ro: str, alt_en: str = "", by: User | None, now: datetime
) -> Picture:
    """Keep a picture behind the others, at most 2000 pixels a side, with words for who does not see it.

    Raises:
        BadFile: it is no picture, too large, damaged, or one too many.
        BadFields: the words for it are missing or too long.
    """
    kept = uploads.picture(upload, side=PICTURE_SIDE)
    made = _described(Picture(vendor=vendor), alt_ro, alt_en)
    with transaction.atomic():
        locked(vendor.pk)
        others = vendor.pictures.filter(is_logo=False)
        if others.count() >= MOST_PICTURES:
            raise BadFile(_("Twelve pictures are enough: please remove one first."), code="too_many")
        made.position = (others.aggregate(last=Max("position"))["last"] or 0) + 1
        with stored(made.file, kept):
            made.save()
    return made


def put_logo(
    *, vendor: Vendor, upload: Upload, alt_ro: str = "", alt_en: str = "", by: User | None, now: datetime
) -> Picture:
    """Keep the logo, at most 800 pixels a side, instead of the one before. Raises BadFile, BadFields."""
    kept = uploads.picture(upload, side=LOGO_SIDE)
    words = alt_ro or f"Sigla {vendor.trade_name}", alt_en or f"Logo of {vendor.trade_name}"
    made = _described(Picture(vendor=vendor, is_logo=True), *words)
    with transaction.atomic():
        locked(vendor.pk)
        for before in vendor.pictures.filter(is_logo=True):
            _delete(before)
        with stored(made.file, kept):
            made.save()
    return made


@transaction.atomic
def remove(*, picture: Picture, by: User | None, now: datetime) -> None:
    """Take a picture or the logo away, with its file; one that is gone already is no error."""
    kept = Picture.objects.filter(pk=picture.pk).first()
    if kept is not None:
        _delete(kept)


def _delete(picture: Picture) -> None:
    forget(picture.file)
    picture.delete()


def _described(picture: Picture, alt_ro: str, alt_en: str) -> Picture:
    picture.alt_ro, picture.alt_en = checking.plain(alt_ro), checking.plain(alt_en)
    checking.clean(picture, {"alt_ro", "alt_en"})
    return picture
