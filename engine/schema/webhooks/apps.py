"""Installing apps, and what staff do with them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import graphene
from django.db import transaction

from engine.errors import refuse
from engine.schema.enums import code
from engine.schema.mutations import CoreMutation, errors_of
from engine.schema.setup import rows
from engine.schema.webhooks.enums import PermissionEnum
from engine.schema.webhooks.errors import AppError
from engine.schema.webhooks.types import App, AppInstallation, AppToken
from engine.webhooks import models, sending, tasks
from engine.webhooks.services import apps, installing

PERMISSIONS = graphene.List(graphene.NonNull(PermissionEnum))


class AppInput(graphene.InputObjectType):
    """An app of the shop's own."""

    name = graphene.String()
    identifier = graphene.String()
    permissions = PERMISSIONS


class AppInstallInput(graphene.InputObjectType):
    """An app to install, and what it may do."""

    app_name = graphene.String(required=True)
    manifest_url = graphene.String(required=True)
    activate_after_installation = graphene.Boolean(default_value=True)
    permissions = PERMISSIONS


class AppTokenInput(graphene.InputObjectType):
    """A key for an app."""

    name = graphene.String()
    app = graphene.ID(required=True)


def granted(given: Sequence[Any] | None) -> list[str]:
    """Return the permissions of an input.

    Raises:
        Refusal: OUT_OF_SCOPE_PERMISSION: no app may manage apps, or it could give itself the rest.
    """
    names = [code(each) for each in given or ()]
    if "MANAGE_APPS" in names:
        message = "MANAGE_APPS permission cannot be granted to an app."
        raise refuse("OUT_OF_SCOPE_PERMISSION", message, "permissions", permissions=["MANAGE_APPS"])
    return names


def _app(global_id: str, field: str = "id") -> models.App:
    return rows.one(models.App, global_id, "App", field=field)


def _install_after_commit(installation: models.AppInstallation) -> None:
    """Have an app installed: at once when it lives on this site, else in the background."""
    is_here = sending.is_own(installation.manifest_url)
    run = tasks.install if is_here else tasks.install.delay
    transaction.on_commit(partial(run, installation.pk), robust=True)


class _StaffMutation(CoreMutation):
    """What members of staff do: no app is ever given the permission to."""

    class Meta:
        abstract = True

    permissions = ("MANAGE_APPS",)


class AppInstall(_StaffMutation):
    """Install an app by its manifest."""

    class Arguments:
        input = AppInstallInput(required=True)

    app_installation = graphene.Field(AppInstallation)
    errors = errors_of(AppError)

    @classmethod
    def perform(cls, info: Any, input: dict[str, Any]) -> dict[str, Any]:
        """Write it down; the installation follows the commit."""
        installation = installing.start(
            app_name=input["app_name"],
            manifest_url=input["manifest_url"],
            permissions=granted(input.get("permissions")),
            activate=input["activate_after_installation"] is not False,
            now=info.context.now,
        )
        _install_after_commit(installation)
        return {"app_installation": _kept(installation)}


def _kept(installation: models.AppInstallation) -> models.AppInstallation:
    """Return the row as it is now: it is gone when the answer is written, if the app is installed by then."""
    return models.AppInstallation.objects.get(pk=installation.pk)


class AppRetryInstall(_StaffMutation):
    """Try a failed installation again."""

    class Arguments:
        id = graphene.ID(required=True)
        activate_after_installation = graphene.Boolean(default_value=True)

    app_installation = graphene.Field(AppInstallation)
    errors = errors_of(AppError)

    @classmethod
    def perform(cls, info: Any, id: str, activate_after_installation: bool | None) -> dict[str, Any]:
        """Try it."""
        found = rows.one(models.AppInstallation, id, "AppInstallation")
        installing.start_again(installation=found, activate=activate_after_installation is not False)
        _install_after_commit(found)
        return {"app_installation": _kept(found)}


class AppDeleteFailedInstallation(_StaffMutation):
    """Forget a failed installation."""

    class Arguments:
        id = graphene.ID(required=True)

    app_installation = graphene.Field(AppInstallation)
    errors = errors_of(AppError)

    @classmethod
    def perform(cls, info: Any, id: str) -> dict[str, Any]:
        """Forget it."""
        found = rows.one(models.AppInstallation, id, "AppInstallation")
        key = found.pk
        installing.forget(installation=found)
        found.pk = key
        return {"app_installation": found}


class AppCreate(_StaffMutation):
    """Make an app of the shop's own; its key is shown this once."""

    class Arguments:
        input = AppInput(required=True)

    auth_token = graphene.String()
    app = graphene.Field(App)
    errors = errors_of(AppError)

    @classmethod
    def perform(cls, info: Any, input: dict[str, Any]) -> dict[str, Any]:
        """Make it."""
        app, token = apps.create(
            name=input.get("name") or "",
            identifier=input.get("identifier") or "",
            permissions=granted(input.get("permissions")),
            now=info.context.now,
        )
        return {"app": app, "auth_token": token}


class AppUpdate(_StaffMutation):
    """Change an app's name and permissions."""

    class Arguments:
        id = graphene.ID(required=True)
        input = AppInput(required=True)

    app = graphene.Field(App)
    errors = errors_of(AppError)

    @classmethod
    def perform(cls, info: Any, id: str, input: dict[str, Any]) -> dict[str, Any]:
        """Change it."""
        given = input.get("permissions")
        permissions = None if given is None else granted(given)
        return {"app": apps.update(app=_app(id), name=input.get("name"), permissions=permissions)}


class AppDelete(_StaffMutation):
    """Delete an app with its keys, webhooks and deliveries."""

    class Arguments:
        id = graphene.ID(required=True)

    app = graphene.Field(App)
    errors = errors_of(AppError)

    @classmethod
    def perform(cls, info: Any, id: str) -> dict[str, Any]:
        """Delete it."""
        app = _app(id)
        key = app.pk
        app.delete()
        app.pk = key
        return {"app": app}


class AppActivate(_StaffMutation):
    """Let an app work."""

    class Arguments:
        id = graphene.ID(required=True)

    app = graphene.Field(App)
    errors = errors_of(AppError)

    @classmethod
    def perform(cls, info: Any, id: str) -> dict[str, Any]:
        """Let it."""
        return {"app": apps.set_active(app=_app(id), is_active=True)}


class AppDeactivate(_StaffMutation):
    """Stop an app: its keys open nothing, and nothing is sent to it."""

    class Arguments:
        id = graphene.ID(required=True)

    app = graphene.Field(App)
    errors = errors_of(AppError)

    @classmethod
    def perform(cls, info: Any, id: str) -> dict[str, Any]:
        """Stop it."""
        return {"app": apps.set_active(app=_app(id), is_active=False)}


class AppTokenCreate(CoreMutation):
    """Give an app another key; it is shown this once."""

    class Arguments:
        input = AppTokenInput(required=True)

    permissions = ("MANAGE_APPS",)
    auth_token = graphene.String()
    app_token = graphene.Field(AppToken)
    errors = errors_of(AppError)

    @classmethod
    def perform(cls, info: Any, input: dict[str, Any]) -> dict[str, Any]:
        """Give it."""
        row, token = apps.add_token(app=_app(input["app"], "app"), name=input.get("name") or "")
        return {"app_token": row, "auth_token": token}


class AppTokenDelete(CoreMutation):
    """Take a key away."""

    class Arguments:
        id = graphene.ID(required=True)

    permissions = ("MANAGE_APPS",)
    app_token = graphene.Field(AppToken)
    errors = errors_of(AppError)

    @classmethod
    def perform(cls, info: Any, id: str) -> dict[str, Any]:
        """Take it."""
        row = rows.one(models.AppToken, id, "AppToken")
        key = row.pk
        row.delete()
        row.pk = key
        return {"app_token": row}


class AppTokenVerify(CoreMutation):
    """Say whether a key opens anything."""

    class Arguments:
        token = graphene.String(required=True)

    valid = graphene.Boolean(required=True)
    errors = errors_of(AppError)

    @classmethod
    def perform(cls, info: Any, token: str) -> dict[str, Any]:
        """Look it up."""
        return {"valid": apps.of_token(token) is not None}


class AppMutations:
    """The apps' fields of Mutation."""

    app_install = AppInstall.Field()
    app_retry_install = AppRetryInstall.Field()
    app_delete_failed_installation = AppDeleteFailedInstallation.Field()
    app_create = AppCreate.Field()
    app_update = AppUpdate.Field()
    app_delete = AppDelete.Field()
    app_activate = AppActivate.Field()
    app_deactivate = AppDeactivate.Field()
    app_token_create = AppTokenCreate.Field()
    app_token_delete = AppTokenDelete.Field()
    app_token_verify = AppTokenVerify.Field()
