"""The Celery app: which queues there are, which task waits in which, and what the clock starts."""

from __future__ import annotations

import os
from typing import Any

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

QUEUES = ("default", "orders", "mail", "media")

# The queue of each task, by its name; one that is not named here waits in `default`.
ROUTES: dict[str, dict[str, str]] = {
    "engine.accounts.tasks.send_letter": {"queue": "mail"},
    "engine.catalog.tasks.forget_picture": {"queue": "media"},
    "engine.catalog.tasks.make_thumbnails": {"queue": "media"},
    "engine.webhooks.tasks.deliver": {"queue": "orders"},
    "engine.webhooks.tasks.dispatch": {"queue": "orders"},
    "engine.webhooks.tasks.sweep": {"queue": "orders"},
    "ses_vendors.badge.tasks.freeze_order": {"queue": "orders"},
    "ses_vendors.badge.tasks.mail_reports": {"queue": "mail"},
    "ses_vendors.badge.tasks.recheck": {"queue": "mail"},
    "ses_vendors.badge.tasks.remind": {"queue": "mail"},
    "ses_vendors.payments.tasks.check_orders": {"queue": "orders"},
    "ses_vendors.payments.tasks.send_reports": {"queue": "orders"},
    "ses_vendors.portal.tasks.send_letter": {"queue": "mail"},
    "ses_vendors.portal.tasks.tell_vendor": {"queue": "mail"},
    "storefront.tasks.confirm_order": {"queue": "mail"},
}

# What beat starts. One entry per periodic task:
# "name": {"task": "package.tasks.function", "schedule": <seconds or crontab>, "options": {…}}.
BEAT: dict[str, dict[str, Any]] = {
    "catalogue-index": {"task": "storefront.tasks.refresh_catalogue_index", "schedule": 60},
    # Of those that a stopped worker missed, one will do: they expire when the next is due (seconds).
    "expired-reservations": {
        "task": "engine.inventory.tasks.release_expired_reservations",
        "schedule": 60,
        "options": {"expires": 60},
    },
    "abandoned-checkouts": {
        "task": "engine.checkout.tasks.forget_abandoned",
        "schedule": 3600,
        "options": {"expires": 3600},
    },
    "payment-requests": {
        "task": "engine.payments.tasks.sweep_requests",
        "schedule": 60,
        "options": {"expires": 60},
    },
    "order-confirmations": {
        "task": "storefront.tasks.sweep_confirmations",
        "schedule": 240,
        "options": {"expires": 240},
    },
    "inbox": {
        "task": "ses_vendors.inbox.tasks.sweep",
        "schedule": 60,
        "options": {"expires": 60},
    },
    "payment-reports": {
        "task": "ses_vendors.payments.tasks.send_reports",
        "schedule": 60,
        "options": {"expires": 60},
    },
    "orders-to-look-at": {
        "task": "ses_vendors.payments.tasks.check_orders",
        "schedule": 60,
        "options": {"expires": 60},
    },
    "badge-errands": {
        "task": "ses_vendors.badge.tasks.sweep",
        "schedule": 60,
        "options": {"expires": 60},
    },
    # Bucharest's time (timezone of the app). No badge waits for the nightly round: pages judge by dates.
    "badge-nightly": {"task": "ses_vendors.badge.tasks.nightly", "schedule": crontab(hour=0, minute=5)},
    "badge-reports": {
        "task": "ses_vendors.badge.tasks.mail_reports",
        "schedule": 300,
        "options": {"expires": 300},
    },
    "badge-reminders": {"task": "ses_vendors.badge.tasks.remind", "schedule": crontab(hour=8, minute=0)},
    "badge-rechecks": {
        "task": "ses_vendors.badge.tasks.recheck",
        "schedule": crontab(hour=8, minute=10, day_of_week="mon"),
    },
    "missing-words": {
        "task": "engine.catalog.tasks.reindex_missing",
        "schedule": 3600,
        "options": {"expires": 3600},
    },
    "webhook-deliveries": {
        "task": "engine.webhooks.tasks.sweep",
        "schedule": 60,
        "options": {"expires": 60},
    },
    "old-deliveries": {
        "task": "engine.webhooks.tasks.forget_old_deliveries",
        "schedule": 3600,
        "options": {"expires": 3600},
    },
    "people-sessions": {
        "task": "ses_vendors.portal.tasks.forget_sessions",
        "schedule": 86_400,
        "options": {"expires": 3600},
    },
    "people-attempts": {
        "task": "ses_vendors.portal.tasks.forget_attempts",
        "schedule": 86_400,
        "options": {"expires": 3600},
    },
    "people-unconfirmed": {
        "task": "ses_vendors.portal.tasks.reject_unconfirmed",
        "schedule": crontab(hour=3, minute=20),
    },
    "login-failures": {
        "task": "engine.accounts.tasks.forget_login_failures",
        "schedule": 3600,
        "options": {"expires": 3600},
    },
}

app = Celery("shop")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.update(
    task_queues={name: {"exchange": name, "routing_key": name} for name in QUEUES},
    task_default_queue="default",
    task_routes=ROUTES,
    # A misspelt queue is an error at the sender, not a task that waits for ever.
    task_create_missing_queues=False,
    beat_schedule=BEAT,
    accept_content=["json"],
    task_serializer="json",
    result_serializer="json",
    task_ignore_result=True,
    # A task is acknowledged when it is done: a killed worker's task comes back, so every task is idempotent.
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    worker_prefetch_multiplier=1,
    # kombu's own sweep for lost tasks runs every 10 s times 10; without these two a killed worker's task
    # comes back after minutes. An ETA or countdown must stay shorter than the visibility timeout (seconds).
    broker_transport_options={
        "visibility_timeout": 300,
        "unacked_restore_interval": 5,
        "unacked_restore_throttle": 1,
    },
    broker_connection_retry_on_startup=True,
)
app.autodiscover_tasks()
