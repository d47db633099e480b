"""What all verbs of the App share: asking and telling with its token."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, cast

import orjson

from commerce.app.session import Session
from commerce.call import mutate, nodes, query
from commerce.transport import Json, Upload
from kernel.money import Money


class Verbs:
    """The base of the groups of verbs that make up `AppClient`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def _ask(self, operation: str, **variables: Any) -> Any:
        """Return the only field of a query's data, None when there is no such thing."""
        (found,) = query(f"app/{operation}", variables, token=self._session.access_token()).values()
        return found

    def _ask_both(self, operation: str, **variables: Any) -> Json:
        """Return all fields of a query's data."""
        return query(f"app/{operation}", variables, token=self._session.access_token())

    def _ask_first(self, operation: str, **variables: Any) -> Json | None:
        """Return the first node of a query's connection."""
        edges = self._ask(operation, **variables)["edges"]
        return cast(Json, edges[0]["node"]) if edges else None

    def _ask_all(self, operation: str, **variables: Any) -> Iterator[Json]:
        """Yield every node of a query's connection."""
        return nodes(f"app/{operation}", variables, token=self._session.access_token())

    def _tell(self, operation: str, *, files: Mapping[str, Upload] | None = None, **variables: Any) -> Json:
        """Run a mutation and return its payload. Raises Refused."""
        return mutate(f"app/{operation}", variables, token=self._session.access_token(), files=files)

    def _put(self, noun: str, found: Json | None, made: Json, *, payload_key: str, **others: Any) -> str:
        """Update what was found, or create it with `others` too; return its id."""
        if found is not None:
            self._tell(f"{noun}_update", id=found["id"], input=made)
            return str(found["id"])
        return str(self._tell(f"{noun}_create", input=made, **others)[payload_key]["id"])

    def _translate(self, noun: str, object_id: str, english: Mapping[str, Any] | None) -> None:
        """Give an object its English texts; rich texts may come as parsed JSON."""
        if english:
            written = {name: json_text(value) for name, value in english.items()}
            self._tell(f"{noun}_translate", id=object_id, language="EN", input=written)

    def set_metadata(self, *, object_id: str, values: Mapping[str, str]) -> None:
        """Set keys of any object's public metadata; others stay."""
        if values:
            pairs = [{"key": key, "value": value} for key, value in values.items()]
            self._tell("metadata_update", id=object_id, input=pairs)


def json_text(value: Any) -> Any:
    """Write rich text (EditorJS, a dict) as the JSON text Saleor takes; other values stay."""
    return orjson.dumps(value).decode() if isinstance(value, Mapping) else value


def decimal_text(amount: Money) -> str:
    """Write an amount as Saleor's decimal in lei."""
    return str(amount.amount)
