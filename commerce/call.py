"""One way to ask and one way to tell the core, for everything above the transport."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, cast

from django.conf import settings

from commerce import transport
from commerce.refusals import raise_if_refused
from commerce.transport import Json, Upload
from commerce.types import Language

# The channel's own texts are in this language; others are translations of them.
BASE_LANGUAGE: Language = "RO"


def query(operation: str, variables: Json, *, token: str | None = None) -> Json:
    """Return the data of a query. Raises CoreUnavailable, InvalidRequest or PermissionRefused."""
    return transport.current().execute(operation=operation, variables=variables, token=token)


def mutate(
    operation: str,
    variables: Json,
    *,
    token: str | None = None,
    files: Mapping[str, Upload] | None = None,
) -> Json:
    """Run a mutation and return its payload: the last one where a document has several.

    Raises what `query` raises, and Refused (or the named refusal of its area).
    """
    data = transport.current().execute(operation=operation, variables=variables, token=token, files=files)
    payloads = list(data.values())
    raise_if_refused(payloads, area=operation.partition("/")[0])
    return cast(Json, payloads[-1])


def nodes(operation: str, variables: Json, *, token: str | None = None) -> Iterator[Json]:
    """Yield the nodes of a query's only connection, page after page."""
    cursor: str | None = None
    while True:
        data = query(operation, {**variables, "cursor": cursor}, token=token)
        (connection,) = data.values()
        for edge in connection["edges"]:
            yield edge["node"]
        if not connection["pageInfo"]["hasNextPage"]:
            return
        cursor = connection["pageInfo"]["endCursor"]


def speaking(language: Language) -> dict[str, Any]:
    """The variables with which a document reads texts in a language."""
    return {"language": language, "translated": language != BASE_LANGUAGE}


def in_shop(language: Language) -> dict[str, Any]:
    """The same, with the shop's channel."""
    return {"channel": settings.SALEOR_CHANNEL, **speaking(language)}
