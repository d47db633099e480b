"""Small shapes shared by the object types: global ids, metadata, translations."""

from __future__ import annotations

from typing import Any

import graphene

from kernel.ids import to_global_id


class Node(graphene.Interface):
    """An object with a global id."""

    id = graphene.ID(required=True)


class MetadataItem(graphene.ObjectType):
    """One pair of metadata."""

    key = graphene.String(required=True)
    value = graphene.String(required=True)


class MetadataInput(graphene.InputObjectType):
    """One pair of metadata to write."""

    key = graphene.String(required=True)
    value = graphene.String(required=True)


def written(pairs_given: list[Any] | None) -> dict[str, str]:
    """Return metadata input as a dict; the last of two equal keys wins."""
    return {item["key"]: item["value"] for item in pairs_given or ()}


class Metadata(graphene.Scalar):
    """Metadata pairs as one JSON object."""

    @staticmethod
    def serialize(value: Any) -> Any:
        return value


class ObjectWithMetadata(graphene.Interface):
    """An object that carries metadata; the private part is for staff."""

    metadata = graphene.List(graphene.NonNull(MetadataItem), required=True)
    metafield = graphene.String(key=graphene.String(required=True))
    metafields = graphene.Field(Metadata, keys=graphene.List(graphene.NonNull(graphene.String)))
    private_metadata = graphene.List(graphene.NonNull(MetadataItem), required=True)
    private_metafield = graphene.String(key=graphene.String(required=True))
    private_metafields = graphene.Field(Metadata, keys=graphene.List(graphene.NonNull(graphene.String)))

    @staticmethod
    def resolve_metadata(root: Any, info: Any) -> list[MetadataItem]:
        return pairs(root.metadata)

    @staticmethod
    def resolve_metafield(root: Any, info: Any, key: str) -> str | None:
        return root.metadata.get(key)

    @staticmethod
    def resolve_metafields(root: Any, info: Any, keys: list[str] | None = None) -> dict[str, str]:
        return _chosen(root.metadata, keys)

    @staticmethod
    def resolve_private_metadata(root: Any, info: Any) -> list[MetadataItem]:
        _require_private(info)
        return pairs(root.private_metadata)

    @staticmethod
    def resolve_private_metafield(root: Any, info: Any, key: str) -> str | None:
        _require_private(info)
        return root.private_metadata.get(key)

    @staticmethod
    def resolve_private_metafields(root: Any, info: Any, keys: list[str] | None = None) -> dict[str, str]:
        _require_private(info)
        return _chosen(root.private_metadata, keys)


def _require_private(info: Any) -> None:
    """Ask for the permission that writing the object's metadata asks for, as Saleor does."""
    from engine.schema.setup.metadata import KINDS

    kind = KINDS.get(info.parent_type.name)
    info.context.require_staff(kind.permission if kind else "MANAGE_SETTINGS")


def _chosen(values: dict[str, str], keys: list[str] | None) -> dict[str, str]:
    return values if keys is None else {key: values[key] for key in keys if key in values}


def pairs(values: dict[str, str]) -> list[MetadataItem]:
    """Shape stored metadata, sorted by key."""
    return [MetadataItem(key=key, value=value) for key, value in sorted(values.items())]


def global_id(type_name: str) -> Any:
    """Make the resolver of a type's `id`: the global id of its row."""

    def resolve_id(root: Any, info: Any) -> str:
        return to_global_id(type_name, root.pk)

    return staticmethod(resolve_id)
