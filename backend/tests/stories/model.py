"""A market in plain Python, to compare the platform with: it knows the rules by itself and shares no code with it.

Times are minutes of the story; amounts are fen.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

DAY = 24 * 60
PAY_WITHIN, RECEIVE_WITHIN, SHARE_AFTER = 30, 10 * DAY, 15 * DAY
FREIGHT_FEN, FREE_OVER_FEN = 600, 9_900
PAID = ("to_ship", "partly_shipped", "shipped", "completed")


def rounded(amount_fen: int, rate_bp: int) -> int:
    """Half up, by whole numbers."""
    whole, rest = divmod(amount_fen * rate_bp, 10_000)
    return whole + (rest >= 5_000)


@dataclass
class Good:
    """An SKU."""

    shop: int
    price_fen: int
    on_hand: int
    reserved: int = 0


@dataclass
class Line:
    """Pieces of a good in an order."""

    good: Good
    quantity: int
    shipped: int = 0


@dataclass
class Order:
    """One shop's part of a trade."""

    shop: int
    lines: list[Line]
    state: str = "unpaid"
    shipped_at: float = 0
    completed_at: float = 0
    is_shared: bool = False

    @property
    def payable_fen(self) -> int:
        """Goods and freight."""
        goods = sum(line.good.price_fen * line.quantity for line in self.lines)
        return goods + (0 if goods >= FREE_OVER_FEN else FREIGHT_FEN)

    @property
    def commission_fen(self) -> int:
        """5 % of each line of goods."""
        return sum(rounded(line.good.price_fen * line.quantity, 500) for line in self.lines)

    @property
    def net_fen(self) -> int:
        """What the shop gets in the end."""
        return self.payable_fen - self.commission_fen - rounded(self.payable_fen, 60)


@dataclass
class Trade:
    """What is paid at once."""

    orders: list[Order]
    placed_at: float

    @property
    def is_open(self) -> bool:
        """Neither paid nor closed."""
        return self.orders[0].state == "unpaid"


@dataclass
class Market:
    """Everything that happened."""

    goods: list[Good]
    now: float = 0
    trades: list[Trade] = field(default_factory=list)

    def orders(self, shop: int) -> Iterator[Order]:
        """A shop's orders."""
        return (order for trade in self.trades for order in trade.orders if order.shop == shop)

    def can_place(self, basket: Sequence[tuple[int, int]]) -> bool:
        """Whether there is enough of everything."""
        return all(self.goods[good].on_hand - self.goods[good].reserved >= pieces for good, pieces in basket)

    def place(self, basket: Sequence[tuple[int, int]]) -> Trade:
        """Order: one order per shop, in the order of shops."""
        lines = [Line(self.goods[good], pieces) for good, pieces in basket]
        for line in lines:
            line.good.reserved += line.quantity
        shops = sorted({line.good.shop for line in lines})
        orders = [Order(shop, [line for line in lines if line.good.shop == shop]) for shop in shops]
        trade = Trade(orders, self.now)
        self.trades.append(trade)
        return trade

    def pay(self, trade: Trade) -> None:
        """The money is there."""
        for order in trade.orders:
            order.state = "to_ship"

    def close(self, trade: Trade) -> None:
        """Nobody pays any more."""
        for order in trade.orders:
            order.state = "closed"
            for line in order.lines:
                line.good.reserved -= line.quantity

    def ship(self, order: Order, pieces: Sequence[int]) -> None:
        """A parcel with so many pieces of each line."""
        for line, count in zip(order.lines, pieces, strict=True):
            line.shipped += count
            line.good.on_hand -= count
            line.good.reserved -= count
        is_all = all(line.shipped == line.quantity for line in order.lines)
        order.state, order.shipped_at = ("shipped" if is_all else "partly_shipped"), self.now

    def complete(self, order: Order) -> None:
        """The buyer has it."""
        order.state, order.completed_at = "completed", self.now

    def wait(self, minutes: float) -> None:
        """Clocks go off at the end of the wait, as the platform's were turned at once."""
        self.now += minutes
        for trade in self.trades:
            if trade.is_open and self.now >= trade.placed_at + PAY_WITHIN:
                self.close(trade)
            for order in trade.orders:
                if order.state == "completed" and self.now >= order.completed_at + SHARE_AFTER:
                    order.is_shared = True
                if order.state == "shipped" and self.now >= order.shipped_at + RECEIVE_WITHIN:
                    self.complete(order)

    def pending_fen(self, shop: int) -> int:
        """Paid and not shared."""
        return sum(
            order.payable_fen for order in self.orders(shop) if order.state in PAID and not order.is_shared
        )

    def available_fen(self, shop: int) -> int:
        """Shared."""
        return sum(order.net_fen for order in self.orders(shop) if order.is_shared)
