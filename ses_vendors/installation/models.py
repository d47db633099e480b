"""Where the App is installed."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Installation(models.Model):
    """The App at one core: its token there, and the keys by which that core's words are known.

    `encrypted_token` is opened by `encryption.decrypt` only. `jwks` is the core's JSON Web Key Set as it was
    at `jwks_fetched_at`; `version` is the Saleor version that the core said it was when the App came.
    """

    api_url = models.URLField(_("API URL"), unique=True)
    domain = models.CharField(_("domain"), max_length=255)
    app_id = models.CharField(_("app at the core"), max_length=128)
    encrypted_token = models.TextField()
    jwks = models.JSONField(_("keys of the core"))
    jwks_fetched_at = models.DateTimeField(_("keys fetched at"))
    version = models.CharField(_("Saleor version"), max_length=32)
    installed_at = models.DateTimeField(_("installed at"))

    class Meta:
        verbose_name = _("installation")
        verbose_name_plural = _("installations")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(encrypted_token=""), name="ses_installation_has_token"
            ),
        ]

    def __str__(self) -> str:
        return self.api_url
