"""Every address of the site: machine doors first, then pages in two languages."""

from __future__ import annotations

from allauth.account.decorators import secure_admin_login
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
# Operators come in by the same door as the people of SES, with a second factor.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

urlpatterns = [
    path("", include("engine.urls")),
    path("app/", include("ses_vendors.urls")),
    path("ses/", include("ses_vendors.api.urls")),
    path("operator/", admin.site.urls),
    *i18n_patterns(
        path("", include("ses_vendors.badge.urls")),
        path("atelier/cont/", include("ses_vendors.portal.routes.sign_in")),
        path("", include("ses_vendors.demo.urls")),
        path("", include("ses_vendors.portal.urls")),
        path("", include("storefront.urls")),
        prefix_default_language=False,
    ),
]
