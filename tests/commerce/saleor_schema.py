"""Saleor's own schema, from its introspection, where that file is at hand."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

from graphql import GraphQLSchema, build_client_schema

REPOSITORY = Path(__file__).resolve().parents[2]
DEFAULT_PATH = REPOSITORY.parent / "shared" / "saleor" / "schema.introspection.json"
PATH = Path(os.environ.get("SALEOR_INTROSPECTION") or DEFAULT_PATH)
ABSENT = f"Saleor's introspected schema is not at {PATH}; SALEOR_INTROSPECTION names another place."


@cache
def load() -> GraphQLSchema | None:
    """Build the schema once; None where the file is absent."""
    if not PATH.exists():
        return None
    answer = json.loads(PATH.read_text(encoding="utf-8"))
    introspected = answer.get("data", answer)
    _give_reasons(introspected["__schema"]["types"])
    return build_client_schema(introspected)


def _give_reasons(types: list[dict[str, Any]]) -> None:
    """graphql-core knows a deprecated field by its reason, which this introspection was made without."""
    for declared in types:
        for field in declared.get("fields") or ():
            if field["isDeprecated"]:
                field["deprecationReason"] = field.get("deprecationReason") or "Deprecated."
