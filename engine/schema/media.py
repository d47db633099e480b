"""Files and pictures on the wire."""

from __future__ import annotations

import graphene


class File(graphene.ObjectType):
    """An uploaded file."""

    url = graphene.String(required=True)
    content_type = graphene.String()


class Image(graphene.ObjectType):
    """A picture in one size."""

    url = graphene.String(required=True)
    alt = graphene.String()
