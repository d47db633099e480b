"""What is kept of prices beside the variants' own: a product's lowest and highest in each channel."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import Max, Min

from engine.catalog.models import Product, ProductChannelListing, VariantChannelListing


def hold(*, product_ids: Collection[int]) -> None:
    """Lock products until the transaction ends: prices of one product change one after the other."""
    list(Product.objects.select_for_update().filter(pk__in=product_ids).order_by("pk").values_list("pk"))


def refresh(*, product_ids: Collection[int]) -> None:
    """Write each listing's lowest and highest variant price anew; None where no variant has a price."""
    found = VariantChannelListing.objects.filter(variant__product_id__in=product_ids, price__isnull=False)
    bounds = {
        (product_id, channel_id): (low, high)
        for product_id, channel_id, low, high in found.values_list("variant__product_id", "channel_id")
        .annotate(low=Min("price"), high=Max("price"))
        .order_by()
    }
    listings = list(ProductChannelListing.objects.filter(product_id__in=product_ids))
    for listing in listings:
        low, high = bounds.get((listing.product_id, listing.channel_id), (None, None))
        listing.minimum_price, listing.maximum_price = low, high
    ProductChannelListing.objects.bulk_update(listings, ["minimum_price", "maximum_price"])


def touch(*, product_ids: Collection[int], now: datetime) -> None:
    """Mark products as changed: whoever keeps a copy asks for those changed since."""
    Product.objects.filter(pk__in=product_ids).update(updated_at=now)
