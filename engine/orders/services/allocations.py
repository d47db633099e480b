"""What order lines claim of the stocks: claims become parcels, or are given back.

The order must be locked; every function locks the stocks it changes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from engine.errors import refuse
from engine.inventory import locks
from engine.inventory.models import Stock
from engine.orders.models import Allocation, FulfillmentLine, OrderLine
from engine.webhooks import events
from kernel.ids import to_global_id


@dataclass(frozen=True, slots=True)
class Piece:
    """Pieces of an order line that leave, or come back to, one warehouse."""

    line: OrderLine
    warehouse_id: UUID
    quantity: int


class Ledger:
    """The stocks and claims of some order lines, locked, changed in memory and stored at once.

    What becomes empty, or is there again, is told of.
    """

    def __init__(self, lines: Collection[OrderLine], warehouse_ids: Collection[UUID] = ()) -> None:
        self.claims = list(Allocation.objects.filter(order_line__in=lines).order_by("stock_id"))
        own = Stock.objects.filter(pk__in=[claim.stock_id for claim in self.claims])
        near = Stock.objects.filter(
            variant_id__in={line.variant_id for line in lines}, warehouse_id__in=warehouse_ids
        )
        self.stocks = {stock.pk: stock for stock in locks.rows(own | near)}
        self._had = {stock.pk: _is_left(stock) for stock in self.stocks.values()}

    def stock_at(self, piece: Piece) -> Stock | None:
        """Return the line's stock in the warehouse, if there is one."""
        for stock in self.stocks.values():
            if (stock.warehouse_id, stock.variant_id) == (piece.warehouse_id, piece.line.variant_id):
                return stock
        return None

    def claim_on(self, line: OrderLine, stock: Stock) -> Allocation:
        """Return the line's claim on a stock, a new one of nothing where there is none."""
        for claim in self.claims:
            if (claim.order_line_id, claim.stock_id) == (line.pk, stock.pk):
                return claim
        claim = Allocation(order_line=line, stock=stock)
        self.claims.append(claim)
        return claim

    def add_stock(self, piece: Piece) -> Stock:
        """Return the line's stock in the warehouse, made where there is none."""
        stock = self.stock_at(piece)
        if stock is None:
            # Only lines that still have a variant have pieces here.
            stock = Stock(warehouse_id=piece.warehouse_id, variant=piece.line.variant)
            stock.save()
            self.stocks[stock.pk] = stock
        return stock

    def give_up(self, claim: Allocation, quantity: int) -> int:
        """Lessen a claim; return by how much."""
        given = min(quantity, claim.quantity_allocated)
        claim.quantity_allocated -= given
        self.stocks[claim.stock_id].quantity_allocated -= given
        return given

    def store(self, now: datetime) -> None:
        """Write stocks and claims."""
        Stock.objects.bulk_update(self.stocks.values(), ["quantity", "quantity_allocated"])
        kept = [claim for claim in self.claims if claim.pk]
        Allocation.objects.bulk_update(kept, ["quantity_allocated"])
        Allocation.objects.bulk_create(claim for claim in self.claims if not claim.pk)
        self._tell(now)

    def _tell(self, now: datetime) -> None:
        had, stocks = self._had, self.stocks.values()
        filled = [stock for stock in stocks if _is_left(stock) and not had.get(stock.pk, False)]
        emptied = [stock for stock in stocks if not _is_left(stock) and had.get(stock.pk, False)]
        events.record("PRODUCT_VARIANT_BACK_IN_STOCK", about=filled, now=now)
        events.record("PRODUCT_VARIANT_OUT_OF_STOCK", about=emptied, now=now)


def _is_left(stock: Stock) -> bool:
    """Whether there are pieces that no order claims."""
    return stock.quantity > stock.quantity_allocated


def send(pieces: Sequence[Piece], *, now: datetime) -> dict[tuple[UUID, UUID], Stock]:
    """Take pieces out of their warehouses; return the stock of each (line, warehouse).

    A claim on that very stock is used first; what is sent beyond it frees the line's other claims.

    Raises:
        Refusal: INSUFFICIENT_STOCK, when others' claims need the pieces.
    """
    tracked = [piece for piece in pieces if piece.line.variant and piece.line.variant.track_inventory]
    ledger = Ledger([p.line for p in tracked], {p.warehouse_id for p in tracked})
    sent = {(p.line.pk, p.warehouse_id): _send(ledger, p) for p in tracked}
    ledger.store(now)
    return sent


def _send(ledger: Ledger, piece: Piece) -> Stock:
    stock = ledger.stock_at(piece)
    if stock is None:
        raise _insufficient(piece)
    rest = piece.quantity - ledger.give_up(ledger.claim_on(piece.line, stock), piece.quantity)
    if stock.quantity - piece.quantity < stock.quantity_allocated:
        raise _insufficient(piece)
    stock.quantity -= piece.quantity
    for claim in ledger.claims:
        if rest and claim.order_line_id == piece.line.pk:
            rest -= ledger.give_up(claim, rest)
    return stock


def _insufficient(piece: Piece) -> Exception:
    return refuse(
        "INSUFFICIENT_STOCK",
        f"Insufficient product stock: {piece.line.product_name} {piece.line.variant_name}".rstrip(),
        "stocks",
        order_lines=[to_global_id("OrderLine", piece.line.pk)],
        warehouse=to_global_id("Warehouse", piece.warehouse_id),
    )


def take_back(lines: Iterable[FulfillmentLine], warehouse_id: UUID, *, now: datetime) -> None:
    """Return a parcel's pieces to a warehouse, claimed again by their order lines."""
    pieces = [
        Piece(row.order_line, warehouse_id, row.quantity)
        for row in lines
        if row.order_line.variant and row.order_line.variant.track_inventory
    ]
    ledger = Ledger([piece.line for piece in pieces], {warehouse_id})
    for piece in pieces:
        stock = ledger.add_stock(piece)
        stock.quantity += piece.quantity
        stock.quantity_allocated += piece.quantity
        ledger.claim_on(piece.line, stock).quantity_allocated += piece.quantity
    ledger.store(now)


def release(lines: Collection[OrderLine], *, now: datetime) -> int:
    """Give back every claim of the lines; return how many pieces became free."""
    ledger = Ledger(lines)
    freed = sum(ledger.give_up(claim, claim.quantity_allocated) for claim in ledger.claims)
    ledger.store(now)
    return freed
