"""Words of Django and of its apps that have no Romanian there: named here, they get ours."""

from __future__ import annotations

from django.utils.translation import gettext_noop

WORDS = (gettext_noop("Show counts"), gettext_noop("Hide counts"), gettext_noop("Audit log"))
