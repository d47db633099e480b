"""Tax classes."""

from __future__ import annotations

from typing import Any

import graphene

from engine.catalog import models
from engine.schema.catalog.channels import TaxClass
from engine.schema.connections import PAGE_ARGUMENTS, connect, connection_types

TaxClassCountableConnection = connection_types(TaxClass)


class TaxClassQueries(graphene.ObjectType):
    """Tax classes, for staff."""

    tax_classes = graphene.Field(TaxClassCountableConnection, **PAGE_ARGUMENTS)

    @staticmethod
    def resolve_tax_classes(root: Any, info: Any, **arguments: Any) -> Any:
        info.context.require_staff("AUTHENTICATED_STAFF_USER", "AUTHENTICATED_APP")
        return connect(info, models.TaxClass.objects.all(), order=("name", "pk"), arguments=arguments)
