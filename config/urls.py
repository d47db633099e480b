"""Every address of the site: machine doors first, then pages in two languages."""

from __future__ import annotations

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

handler400 = "storefront.views.errors.bad_request"
handler403 = "storefront.views.errors.forbidden"
handler404 = "storefront.views.errors.not_found"
handler500 = "storefront.views.errors.server_error"

admin.site.site_header = settings.SHOP_NAME
admin.site.site_title = settings.SHOP_NAME

urlpatterns = [
    path("", include("engine.urls")),
    path("app/", include("ses_vendors.urls")),
    path("ses/", include("ses_vendors.api.urls")),
    path("operator/", admin.site.urls),
    *i18n_patterns(
        path("", include("ses_vendors.badge.urls")),
        path("", include("ses_vendors.portal.urls")),
        path("", include("storefront.urls")),
        prefix_default_language=False,
    ),
]
