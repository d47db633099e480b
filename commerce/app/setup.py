"""Where and how the shop sells: channel, taxes, warehouses, deliveries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from commerce.app.verbs import Verbs, decimal_text
from commerce.shop import addresses
from commerce.types import Address
from kernel.money import Money


class SetupVerbs(Verbs):
    """Verbs for an operator's first day."""

    def configure_shop(self, *, settings: Mapping[str, Any]) -> None:
        """Set fields of Saleor's ShopSettingsInput, such as reserveStockDurationAnonymousUser (minutes).

        `preserveAllAddressFields` must be true here: Saleor drops the Bucharest sector otherwise.
        """
        self._tell("shop_settings_update", input=dict(settings))

    def put_channel(self, *, slug: str, name: str, currency: str = "RON", country: str = "RO") -> str:
        """Make or update the channel; orders without payment are allowed in it. Returns its id."""
        found = self._ask("channel", slug=slug)
        made: dict[str, Any] = {
            "name": name,
            "slug": slug,
            "defaultCountry": country,
            "isActive": True,
            # An order that staff mark as paid gets a transaction, as one that an App reports.
            "orderSettings": {"allowUnpaidOrders": True, "markAsPaidStrategy": "TRANSACTION_FLOW"},
        }
        if found is None:
            made["currencyCode"] = currency
        return self._put("channel", found, made, payload_key="channel")

    def add_warehouses_to_channel(self, *, channel_id: str, warehouse_ids: Sequence[str]) -> None:
        """Let the channel sell from warehouses; those it has already may be named again."""
        self._tell("channel_update", id=channel_id, input={"addWarehouses": list(warehouse_ids)})

    def configure_taxes(self, *, channel_slug: str) -> None:
        """Have the channel's prices entered and shown with tax, at the flat rates of the tax classes."""
        channel = self._ask("channel", slug=channel_slug)
        wanted = {
            "chargeTaxes": True,
            "taxCalculationStrategy": "FLAT_RATES",
            "displayGrossPrices": True,
            "pricesEnteredWithTax": True,
        }
        self._tell("tax_configuration_update", id=channel["taxConfiguration"]["id"], input=wanted)

    def put_tax_class(self, *, name: str, rate_percent: Decimal, country: str = "RO") -> str:
        """Find a tax class by name or make it with one country's rate. Returns its id."""
        found = self._ask("tax_classes")["edges"]
        for edge in found:
            if edge["node"]["name"] == name:
                return str(edge["node"]["id"])
        # Saleor's rate is a Float; whole and half percents are exact in it.
        rates = [{"countryCode": country, "rate": float(rate_percent)}]
        made = self._tell("tax_class_create", input={"name": name, "createCountryRates": rates})
        return str(made["taxClass"]["id"])

    def put_warehouse(self, *, slug: str, name: str, email: str, address: Address) -> str:
        """Make or update a warehouse. Returns its id."""
        found = self._ask_first("warehouse", slugs=[slug])
        made = {"slug": slug, "name": name, "email": email, "address": addresses.write(address)}
        return self._put("warehouse", found, made, payload_key="warehouse")

    def put_shipping_zone(
        self, *, name: str, countries: Sequence[str], channel_id: str, warehouse_ids: Sequence[str]
    ) -> str:
        """Make or update a shipping zone by its name. Returns its id."""
        made = {
            "name": name,
            "countries": list(countries),
            "addChannels": [channel_id],
            "addWarehouses": list(warehouse_ids),
        }
        return self._put("shipping_zone", self._zone(name), made, payload_key="shippingZone")

    def put_shipping_method(
        self,
        *,
        zone_name: str,
        name: str,
        english_name: str,
        channel_id: str,
        price: Money,
        days: tuple[int, int],
        minimum_order: Money | None = None,
        maximum_order: Money | None = None,
    ) -> str:
        """Make or update a delivery method of a zone by its name; `days` are the fewest and the most.

        Returns the method's id. Raises LookupError when there is no zone of that name.
        """
        zone = self._zone(zone_name)
        if zone is None:
            raise LookupError(f"There is no shipping zone {zone_name!r}.")
        found = next((m for m in zone["shippingMethods"] or () if m["name"] == name), None)
        made = {
            "name": name,
            "type": "PRICE",
            "shippingZone": zone["id"],
            "minimumDeliveryDays": days[0],
            "maximumDeliveryDays": days[1],
        }
        method_id = self._put("shipping_price", found, made, payload_key="shippingMethod")
        self._list_method(method_id, channel_id, price, minimum_order, maximum_order)
        self._translate("shipping_price", method_id, {"name": english_name})
        return method_id

    def _list_method(
        self,
        method_id: str,
        channel_id: str,
        price: Money,
        minimum_order: Money | None,
        maximum_order: Money | None,
    ) -> None:
        listing = {"channelId": channel_id, "price": decimal_text(price)}
        if minimum_order is not None:
            listing["minimumOrderPrice"] = decimal_text(minimum_order)
        if maximum_order is not None:
            listing["maximumOrderPrice"] = decimal_text(maximum_order)
        self._tell("shipping_method_listing", id=method_id, input={"addChannels": [listing]})

    def _zone(self, name: str) -> Any:
        nodes = (edge["node"] for edge in self._ask("shipping_zones")["edges"])
        return next((node for node in nodes if node["name"] == name), None)
