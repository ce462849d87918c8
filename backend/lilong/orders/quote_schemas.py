"""Quotes as shoppers see them. Amounts in fen."""

from collections.abc import Sequence

import msgspec

from lilong import promotions
from lilong.orders.schemas import ShopName
from lilong.platform.media import Picture


class DiscountView(msgspec.Struct):
    """Something taken off a line, and who bears it."""

    name: str
    amount_fen: int
    borne_by: str


class QuotedLineView(msgspec.Struct):
    """A line of a quote."""

    sku_id: int
    product_id: int
    title: str
    spec_text: str
    picture: Picture
    quantity: int
    unit_price_fen: int
    list_fen: int
    payable_fen: int
    discounts: list[DiscountView]

    @classmethod
    def of(cls, line: promotions.QuotedLine) -> "QuotedLineView":
        """From the engine's line."""
        facts = line.facts
        discounts = [DiscountView(row.name, row.amount_fen, row.borne_by) for row in line.discounts]
        return cls(
            sku_id=facts.sku_id,
            product_id=facts.product_id,
            title=facts.title,
            spec_text=facts.spec_text,
            picture=facts.picture,
            quantity=line.quantity,
            unit_price_fen=facts.price_fen,
            list_fen=line.list_fen,
            payable_fen=line.payable_fen,
            discounts=discounts,
        )


class ProblemView(msgspec.Struct):
    """Why the basket cannot be ordered as it stands."""

    code: str
    message: str
    sku_id: int | None
    shop_id: int | None


class QuotedShopView(msgspec.Struct):
    """What one shop's order would cost."""

    shop: ShopName
    lines: list[QuotedLineView]
    goods_fen: int
    discount_fen: int
    freight_fen: int | None
    """Null while no address is chosen, or the shop does not deliver there."""
    payable_fen: int
    freight_text: str
    problem: str | None
    """Why this shop cannot deliver as things stand, in words; null: it can."""


class QuoteView(msgspec.Struct):
    """What a basket costs. It can be ordered when `problems` is empty."""

    shops: list[QuotedShopView]
    goods_fen: int
    discount_fen: int
    freight_fen: int
    total_fen: int
    problems: list[ProblemView]

    @classmethod
    def of(cls, quote: promotions.Quote) -> "QuoteView":
        """From the engine's quote."""
        problems = [ProblemView(row.code, row.message, row.sku_id, row.shop_id) for row in quote.problems]
        return cls(
            shops=[_shop(shop, quote.problems) for shop in quote.shops],
            goods_fen=sum(shop.goods_fen for shop in quote.shops),
            discount_fen=sum(shop.discount_fen for shop in quote.shops),
            freight_fen=sum(shop.freight_fen or 0 for shop in quote.shops),
            total_fen=quote.total_fen,
            problems=problems,
        )


def _shop(shop: promotions.QuotedShop, problems: Sequence[promotions.Problem]) -> QuotedShopView:
    mine = [problem for problem in problems if problem.shop_id == shop.shop_id and problem.sku_id is None]
    return QuotedShopView(
        shop=ShopName(shop.shop_id, shop.shop_name),
        lines=[QuotedLineView.of(line) for line in shop.lines],
        goods_fen=shop.goods_fen,
        discount_fen=shop.discount_fen,
        freight_fen=shop.freight_fen,
        payable_fen=shop.payable_fen,
        freight_text=_freight_text(shop.freight_fen, mine),
        problem=mine[0].message if mine else None,
    )


def _freight_text(freight_fen: int | None, problems: Sequence[promotions.Problem]) -> str:
    if any(problem.code == "not_delivered_there" for problem in problems):
        return "不配送"
    return "请选择收货地址" if freight_fen is None else "包邮" if freight_fen == 0 else "快递"
