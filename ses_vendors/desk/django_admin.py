"""Django's admin app, with the desk's own site for its default one."""

from __future__ import annotations

from django.contrib.admin.apps import AdminConfig


class OperatorAdminConfig(AdminConfig):
    """Finds the admins of all apps, and registers them with the desk."""

    default_site = "ses_vendors.desk.site.DeskSite"
