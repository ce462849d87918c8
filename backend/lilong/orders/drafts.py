"""A trade before it is written: all ids, numbers and frozen rows, worked out from a quote."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import islice

import msgspec

from lilong import accounts, billing, inventory, promotions
from lilong.orders import policy
from lilong.orders.schemas import ShopName, TradeOrder, TradeView
from lilong.platform import clock, ids, secrets, settings
from lilong.platform.access import Buyer
from lilong.platform.db import Db
from lilong.platform.money import portion


class Draft(msgspec.Struct, frozen=True):
    """The trade with all its ids, before anything is written."""

    buyer: Buyer
    trade_id: int
    order_ids: tuple[int, ...]
    line_ids: tuple[int, ...]
    """Those of the goods, shop by shop, then one freight line per order."""
    event_ids: tuple[int, ...]
    numbers: tuple[str, ...]
    """The trade's, then one per order."""
    quote: promotions.Quote
    placed_at: datetime
    rates: Mapping[tuple[int, int], int]

    @property
    def pay_by(self) -> datetime:
        """When the hold ends."""
        return self.placed_at + policy.UNPAID

    def wanted(self) -> list[inventory.Wanted]:
        """What stock has to hold."""
        goods = [line for shop in self.quote.shops for line in shop.lines]
        return [
            inventory.Wanted(line_id, line.facts.sku_id, line.quantity)
            for line_id, line in zip(self.line_ids, goods, strict=False)
        ]

    def rows(self, address: accounts.Address, remarks: Mapping[str, str]) -> dict[str, object]:
        """Everything to write, as JSON rows of trade, shop_order, order_line and order_event."""
        lines = _line_rows(self)
        return {
            "trade": _trade_row(self),
            "orders": _order_rows(self, remarks, address, lines),
            "lines": lines,
            "events": _event_rows(self),
        }

    def view(self) -> TradeView:
        """The trade as its buyer sees it."""
        orders = [
            TradeOrder(order_id, number_, ShopName(shop.shop_id, shop.shop_name), shop.payable_fen, "unpaid")
            for order_id, number_, shop in zip(
                self.order_ids, self.numbers[1:], self.quote.shops, strict=True
            )
        ]
        total = self.quote.total_fen
        return TradeView(self.trade_id, self.numbers[0], "open", total, self.pay_by, orders)


async def number(db: Db, buyer: Buyer, quote: promotions.Quote) -> Draft:
    """Number everything that a quote will become, and read the rates that its commission is frozen at."""
    goods = [line for shop in quote.shops for line in shop.lines]
    orders = len(quote.shops)
    fresh = iter(await ids.take(db, 1 + 3 * orders + len(goods)))
    return Draft(
        buyer=buyer,
        trade_id=next(fresh),
        order_ids=tuple(islice(fresh, orders)),
        line_ids=tuple(islice(fresh, len(goods) + orders)),
        event_ids=tuple(fresh),
        numbers=tuple(ids.number() for _ in range(1 + orders)),
        quote=quote,
        placed_at=clock.now(),
        rates=await billing.commission_rates(
            db, {(line.facts.shop_id, line.facts.category_id) for line in goods}
        ),
    )


def _trade_row(draft: "Draft") -> dict[str, object]:
    return {
        "id": draft.trade_id,
        "number": draft.numbers[0],
        "buyer_id": draft.buyer.id,
        "state": "open",
        "version": 1,
        "total_fen": draft.quote.total_fen,
        "pay_by": draft.pay_by,
        "placed_at": draft.placed_at,
    }


def _order_rows(
    draft: "Draft",
    remarks: Mapping[str, str],
    address: accounts.Address,
    lines: Sequence[Mapping[str, object]],
) -> list[dict[str, object]]:
    frozen = _frozen_address(address)
    return [
        {
            "id": order_id,
            "number": number_,
            "trade_id": draft.trade_id,
            "buyer_id": draft.buyer.id,
            "shop_id": shop.shop_id,
            "shop_name": shop.shop_name,
            "sub_mchid": shop.lines[0].facts.sub_mchid,
            "state": "unpaid",
            "goods_fen": shop.goods_fen,
            "freight_fen": shop.freight_fen or 0,
            "shop_borne_fen": shop.discount_fen,
            "platform_borne_fen": 0,
            "payable_fen": shop.payable_fen,
            "commission_fen": sum(
                int(str(line["commission_fen"])) for line in lines if line["order_id"] == order_id
            ),
            "remark": remarks.get(str(shop.shop_id), "").strip(),
            "note": "",
            "placed_at": draft.placed_at,
            "pay_by": draft.pay_by,
            **frozen,
        }
        for order_id, number_, shop in zip(draft.order_ids, draft.numbers[1:], draft.quote.shops, strict=True)
    ]


def _frozen_address(address: accounts.Address) -> dict[str, object]:
    return {
        "recipient_name": address.name,
        "phone_sealed": "\\x" + secrets.seal(settings.load().encryption_key, address.phone).hex(),
        "phone_last4": address.phone[-4:],
        "address": {
            "region_code": address.region_code,
            "province": address.province,
            "city": address.city,
            "district": address.district,
            "street": address.street,
            "detail": address.detail,
        },
    }


def _line_rows(draft: "Draft") -> list[dict[str, object]]:
    line_ids = iter(draft.line_ids)
    rows = []
    for order_id, shop in zip(draft.order_ids, draft.quote.shops, strict=True):
        owner = {
            "order_id": order_id,
            "buyer_id": draft.buyer.id,
            "shop_id": shop.shop_id,
            "shipped_quantity": 0,
        }
        rows += [_goods_row(next(line_ids), line, draft.rates) | owner for line in shop.lines]
    freight = zip(draft.order_ids, draft.quote.shops, strict=True)
    for order_id, shop in freight:
        owner = {
            "order_id": order_id,
            "buyer_id": draft.buyer.id,
            "shop_id": shop.shop_id,
            "shipped_quantity": 0,
        }
        rows.append(_freight_row(next(line_ids), shop.freight_fen or 0) | owner)
    return rows


def _goods_row(
    line_id: int, line: promotions.QuotedLine, rates: Mapping[tuple[int, int], int]
) -> dict[str, object]:
    """A frozen line. The commission's base is what was paid plus what the platform bore, rounded half up once."""
    facts = line.facts
    shop_borne = sum(discount.amount_fen for discount in line.discounts if discount.borne_by == "shop")
    rate = rates[facts.shop_id, facts.category_id]
    return {
        "id": line_id,
        "kind": "goods",
        "sku_id": facts.sku_id,
        "product_id": facts.product_id,
        "title": facts.title,
        "spec_text": facts.spec_text,
        "code": facts.code,
        "picture": msgspec.to_builtins(facts.picture),
        "quantity": line.quantity,
        "unit_price_fen": facts.price_fen,
        "list_fen": line.list_fen,
        "payable_fen": line.payable_fen,
        "shop_borne_fen": shop_borne,
        "platform_borne_fen": line.list_fen - line.payable_fen - shop_borne,
        "commission_bp": rate,
        "commission_fen": portion(line.list_fen - shop_borne, rate),
        "weight_grams": facts.weight_grams,
        "limit_per_buyer": facts.limit_per_buyer,
        "return_policy": facts.return_policy,
    }


def _freight_row(line_id: int, freight_fen: int) -> dict[str, object]:
    return {
        "id": line_id,
        "kind": "freight",
        "sku_id": None,
        "product_id": None,
        "title": "运费",
        "spec_text": "",
        "code": "",
        "picture": None,
        "quantity": 1,
        "unit_price_fen": freight_fen,
        "list_fen": freight_fen,
        "payable_fen": freight_fen,
        "shop_borne_fen": 0,
        "platform_borne_fen": 0,
        "commission_bp": 0,
        "commission_fen": 0,
        "weight_grams": 0,
        "limit_per_buyer": None,
        "return_policy": "",
    }


def _event_rows(draft: "Draft") -> list[dict[str, object]]:
    return [
        {
            "id": id_,
            "order_id": order_id,
            "buyer_id": draft.buyer.id,
            "shop_id": shop.shop_id,
            "kind": "placed",
            "from_state": None,
            "to_state": "unpaid",
            "actor_kind": "buyer",
            "actor_id": draft.buyer.id,
            "reason": "",
            "at": draft.placed_at,
        }
        for id_, order_id, shop in zip(draft.event_ids, draft.order_ids, draft.quote.shops, strict=True)
    ]
