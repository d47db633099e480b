"""The door for a WSGI server: `granian --interface wsgi config.wsgi:application`."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from config.stack import with_room

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = with_room(get_wsgi_application())
