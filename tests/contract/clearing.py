"""Takes a throwaway market away again.

A Saleor deletes no placed order: the channel's orders move to `contract-orders`, a channel of the same
currency that is not active and stays. The embedded core, in the tests' own database, is simply emptied.
"""

from __future__ import annotations

from typing import Any

from django.core.management import call_command

from tests.contract import core
from tests.contract.market import Market

ARCHIVE = "contract-orders"
#: In the order in which things let go of each other: mutation, and its argument's name and type.
DELETIONS = {
    "product": ("productBulkDelete", "ids", "[ID!]!"),
    "collection": ("collectionBulkDelete", "ids", "[ID!]!"),
    "page": ("pageBulkDelete", "ids", "[ID!]!"),
    "voucher": ("voucherBulkDelete", "ids", "[ID!]!"),
    "menu": ("menuBulkDelete", "ids", "[ID!]!"),
    "productType": ("productTypeBulkDelete", "ids", "[ID!]!"),
    "pageType": ("pageTypeBulkDelete", "ids", "[ID!]!"),
    "attribute": ("attributeBulkDelete", "ids", "[ID!]!"),
    "category": ("categoryBulkDelete", "ids", "[ID!]!"),
    "customer": ("customerBulkDelete", "ids", "[ID!]!"),
    "shippingZone": ("shippingZoneBulkDelete", "ids", "[ID!]!"),
    "warehouse": ("deleteWarehouse", "id", "ID!"),
    "taxClass": ("taxClassDelete", "id", "ID!"),
}
CHANNEL = "query($slug: String) { channel(slug: $slug) { id } }"
CHANNEL_CREATE = """mutation($input: ChannelCreateInput!) {
  channelCreate(input: $input) { channel { id } errors { field code } }
}"""
CHANNEL_DELETE = """mutation($id: ID!, $archive: ID!) {
  channelDelete(id: $id, input: {channelId: $archive}) { errors { field code } }
}"""


def clear(market: Market) -> list[str]:
    """Delete all that a market made; return what could not be, which should be nothing."""
    if not core.is_saleor():
        call_command("flush", interactive=False, verbosity=0)
        return []
    left = [
        f"{kind} {given}: {fault}"
        for kind in DELETIONS
        for given in _given(kind, market.made.get(kind, []))
        if (fault := _delete(kind, given, market.token))
    ]
    return left + [
        f"channel {each}: {fault}"
        for each in market.made.get("channel", [])
        if (fault := _delete_channel(each, market.token))
    ]


def _given(kind: str, ids: list[str]) -> list[Any]:
    """What each request names: all ids at once where the mutation takes a list."""
    if not ids:
        return []
    return [ids] if DELETIONS[kind][1] == "ids" else list(ids)


def _delete(kind: str, given: Any, token: str) -> str:
    name, argument, type_name = DELETIONS[kind]
    call = f"{name}({argument}: ${argument}) {{ errors {{ field code }} }}"
    document = f"mutation(${argument}: {type_name}) {{ {call} }}"
    return _fault_of(core.ask(document, {argument: given}, token=token))


def _delete_channel(channel_id: str, token: str) -> str:
    archive = core.data(CHANNEL, {"slug": ARCHIVE}, token=token)
    if archive is None:
        made = {"slug": ARCHIVE, "name": ARCHIVE, "currencyCode": "RON", "defaultCountry": "RO"}
        archive = core.told(CHANNEL_CREATE, {"input": made}, token=token)["channel"]
    variables = {"id": channel_id, "archive": archive["id"]}
    return _fault_of(core.ask(CHANNEL_DELETE, variables, token=token))


def _fault_of(answer: core.Answer) -> str:
    """What an answer says went wrong, empty when nothing did."""
    if answer.faults:
        return str(answer.faults)
    (payload,) = answer.body["data"].values()
    return str(payload["errors"]) if payload["errors"] else ""
