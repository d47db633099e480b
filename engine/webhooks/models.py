"""Apps, what they may do, what they listen to, and what was sent to them."""

from __future__ import annotations

from django.db import models

from engine.accounts.models import User
from engine.metadata import WithMetadata


class App(WithMetadata):
    """Another program that works for the shop. `permissions` are codes of Saleor's PermissionEnum."""

    name = models.CharField(max_length=60)
    identifier = models.CharField(max_length=256, blank=True, default="")
    type = models.CharField(max_length=60, default="LOCAL")
    is_active = models.BooleanField(default=True)
    permissions = models.JSONField(default=list, blank=True)
    about_app = models.TextField(blank=True, default="")
    data_privacy_url = models.URLField(blank=True, default="")
    homepage_url = models.URLField(blank=True, default="")
    support_url = models.URLField(blank=True, default="")
    configuration_url = models.URLField(blank=True, default="")
    app_url = models.URLField(blank=True, default="")
    manifest_url = models.URLField(blank=True, default="")
    version = models.CharField(max_length=60, blank=True, default="")
    author = models.CharField(max_length=60, blank=True, default="")
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class AppToken(models.Model):
    """A key of an app; only its SHA-256 (hex) and its last four characters are kept."""

    app = models.ForeignKey(App, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=128, blank=True, default="")
    digest = models.CharField(max_length=64, unique=True)
    last_four = models.CharField(max_length=4)

    def __str__(self) -> str:
        return f"…{self.last_four}"


class AppInstallation(models.Model):
    """An app that is being installed; it is deleted when the app is there, and tells why when it failed."""

    app_name = models.CharField(max_length=60)
    manifest_url = models.URLField()
    permissions = models.JSONField(default=list, blank=True)
    activate_after_installation = models.BooleanField(default=True)
    status = models.CharField(max_length=50, default="PENDING")
    message = models.CharField(max_length=255, blank=True, default="")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.app_name


class Webhook(models.Model):
    """Where an app listens. What it is told is the answer to `subscription_query`.

    With a `secret_key` (Saleor's older way) the signature is an HMAC with it; else it is made with the
    core's RSA key.
    """

    app = models.ForeignKey(App, on_delete=models.CASCADE, related_name="webhooks")
    name = models.CharField(max_length=255, blank=True, default="")
    identifier = models.CharField(max_length=256, null=True, blank=True)  # noqa: DJ001
    target_url = models.URLField(max_length=255)
    is_active = models.BooleanField(default=True)
    secret_key = models.CharField(max_length=255, blank=True, default="")
    subscription_query = models.TextField(blank=True, default="")
    custom_headers = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["app", "identifier"], name="engine_webhook_identifier_unique")
        ]

    def __str__(self) -> str:
        return self.name or self.target_url


class WebhookEvent(models.Model):
    """A kind of event that a webhook listens to, by its code in capitals."""

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="events")
    event_type = models.CharField(max_length=128, db_index=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["webhook", "event_type"], name="engine_webhook_event_unique")
        ]

    def __str__(self) -> str:
        return self.event_type


class CoreEvent(models.Model):
    """The outbox: something that happened, written in the transaction in which it happened.

    It is deleted in the transaction that stores its deliveries. `details` are further facts for the
    payload (`warehouse`: a key). `payloads` are those of a farewell, by the webhook's key: they were built
    while the subject was there.
    """

    type = models.CharField(max_length=128)
    subject = models.CharField(max_length=64)
    subject_key = models.CharField(max_length=64)
    details = models.JSONField(default=dict, blank=True)
    payloads = models.JSONField(default=dict, blank=True)
    issued_at = models.DateTimeField(db_index=True)
    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    app = models.ForeignKey(App, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self) -> str:
        return f"{self.type} {self.subject}:{self.subject_key}"


class EventDelivery(models.Model):
    """A payload on its way to a webhook.

    `due_at` is when it is tried next. Whoever tries it first moves `due_at` on, so that of two workers one
    tries, and what a killed worker had taken comes up again.
    """

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    event_type = models.CharField(max_length=128)
    payload = models.TextField()
    status = models.CharField(max_length=16, default="PENDING")
    due_at = models.DateTimeField()
    created_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["status", "due_at"], name="engine_delivery_due")]

    def __str__(self) -> str:
        return f"{self.event_type} {self.status}"


class EventDeliveryAttempt(models.Model):
    """One try to deliver: what was answered, and how long it took (seconds)."""

    delivery = models.ForeignKey(EventDelivery, on_delete=models.CASCADE, related_name="attempts")
    task_id = models.CharField(max_length=255, blank=True, default="")
    status = models.CharField(max_length=16)
    duration = models.FloatField(null=True, blank=True)
    response = models.TextField(blank=True, default="")
    response_headers = models.TextField(blank=True, default="")
    response_status_code = models.PositiveSmallIntegerField(null=True, blank=True)
    request_headers = models.TextField(blank=True, default="")
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.status} {self.response_status_code}"
