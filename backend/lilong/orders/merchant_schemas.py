"""Orders as a shop and the platform see them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec

from lilong.orders.policy import FEE_ESTIMATE_BP
from lilong.orders.queries import LineRow, OrderRow, OrderState
from lilong.orders.schemas import STATE_TEXTS, OrderLineView, OrderView, ShopName
from lilong.platform.money import portion
from lilong.platform.secrets import mask_name


class StaffOrderRow(msgspec.Struct, kw_only=True):
    """An order in a console's list; personal data masked."""

    id: int
    number: str
    state: OrderState
    state_text: str
    shop: ShopName
    buyer_name_masked: str
    district: str
    lines: list[OrderLineView]
    item_count: int
    payable_fen: int
    remark: str
    placed_at: datetime
    paid_at: datetime | None
    ship_by: datetime | None
    """The promise to ship; null when nothing is left to ship."""

    @classmethod
    def of(cls, row: OrderRow, lines: Sequence[LineRow]) -> "StaffOrderRow":
        """From an order and the lines of its page."""
        mine = [OrderLineView.of(line) for line in lines if line.order_id == row.id]
        return cls(
            id=row.id,
            number=row.number,
            state=row.state,
            state_text=STATE_TEXTS[row.state],
            shop=ShopName(row.shop_id, row.shop_name),
            buyer_name_masked=mask_name(row.recipient_name),
            district=row.address["district"],
            lines=mine,
            item_count=sum(line.quantity for line in mine),
            payable_fen=row.payable_fen,
            remark=row.remark,
            placed_at=row.placed_at,
            paid_at=row.paid_at,
            ship_by=row.ship_by,
        )


class OrderMoney(msgspec.Struct):
    """How an order's money comes about, in fen."""

    goods_fen: int
    freight_fen: int
    discount_fen: int
    payable_fen: int
    commission_fen: int
    fee_estimate_fen: int
    """WeChat's fee as it usually is; its bill decides."""
    expected_income_fen: int

    @classmethod
    def of(cls, row: OrderRow) -> "OrderMoney":
        """From an order."""
        fee = portion(row.payable_fen, FEE_ESTIMATE_BP)
        return cls(
            goods_fen=row.goods_fen,
            freight_fen=row.freight_fen,
            discount_fen=row.shop_borne_fen + row.platform_borne_fen,
            payable_fen=row.payable_fen,
            commission_fen=row.commission_fen,
            fee_estimate_fen=fee,
            expected_income_fen=row.payable_fen - row.commission_fen - fee,
        )


class StaffOrderView(OrderView, kw_only=True):
    """An order whole, for the shop or the platform: with money, note and promise."""

    money: OrderMoney
    note: str
    ship_by: datetime | None


class StateCounts(msgspec.Struct):
    """How many orders stand in each state."""

    all: int
    unpaid: int
    to_ship: int
    partly_shipped: int
    shipped: int
    completed: int
    closed: int

    @classmethod
    def of(cls, counts: dict[str, int]) -> "StateCounts":
        """From the counts of the states that occur."""
        return cls(sum(counts.values()), **{state: counts.get(state, 0) for state in STATE_TEXTS})


def staff_fields(row: OrderRow) -> dict[str, Any]:
    """What a StaffOrderView has beyond an OrderView."""
    return {"money": OrderMoney.of(row), "note": row.note, "ship_by": row.ship_by}
