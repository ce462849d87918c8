"""The people of the demo at work: shoppers on their phones, merchants and operators at their consoles, all through HTTP."""

import random
import uuid
from collections.abc import Iterator
from typing import Any

import httpx2
import msgspec

from lilong.demo.credentials import OPERATOR_PHONE, PASSWORD
from lilong.demo.data import DemoPerson, DemoShop, read

Json = Any  # what the API answers; its fields are read by name below
COURIERS = ("shunfeng", "zhongtong", "yuantong", "jd")
AFFORDABLE_FEN = 60_000


class Caller:
    """Somebody with a session, or nobody yet."""

    def __init__(self, http: httpx2.AsyncClient, token: str = "") -> None:
        self._http = http
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}

    async def get(self, path: str, **query: Any) -> Json:
        """GET, decoded. Raises HTTPStatusError for a refusal."""
        return _decoded(await self._http.get(path, params=query, headers=self._headers))

    async def post(self, path: str, body: object = None) -> Json:
        """POST with a key of its own, decoded. Raises HTTPStatusError for a refusal."""
        headers = self._headers | {"Idempotency-Key": uuid.uuid4().hex}
        return _decoded(await self._http.post(path, json=body, headers=headers))

    async def put(self, path: str, body: object) -> Json:
        """PUT, decoded. Raises HTTPStatusError for a refusal."""
        return _decoded(await self._http.put(path, json=body, headers=self._headers))


class Market:
    """Who is there on one day. Sessions belong to the day: the clock is turned between days."""

    def __init__(
        self,
        api: httpx2.AsyncClient,
        simulator: httpx2.AsyncClient,
        chance: random.Random,
        shop_ids: Iterator[int],
    ) -> None:
        self._shop_ids = shop_ids
        self._api = api
        self._visitor = Caller(api)
        self._wechat = Caller(simulator)
        self._chance = chance
        self._merchants: dict[str, Caller] = {}

    async def operator(self) -> Caller:
        """The platform's operator."""
        ask = {"phone": OPERATOR_PHONE, "password": PASSWORD}
        return self._signed_in(await self._visitor.post("/api/v1/ops/sessions", ask))

    async def buys(self, person: DemoPerson, lines: int, quantity: int = 1) -> Json:
        """Somebody orders and pays; the trade."""
        buyer, openid = await self.shopper(person)
        trade = await self.places(buyer, lines, quantity)
        sheet = (await buyer.post(f"/api/v1/trades/{trade['id']}/payments"))["sheet"]
        await self._wechat.post("/sim/pay", sheet | {"openid": openid})
        return await buyer.post(f"/api/v1/trades/{trade['id']}/payment-check")

    async def places(self, buyer: Caller, lines: int, quantity: int = 1) -> Json:
        """Somebody orders and does not pay yet; the trade."""
        items = [{"sku_id": sku_id, "quantity": quantity} for sku_id in await self._chosen(lines, quantity)]
        address = (await buyer.get("/api/v1/addresses"))["items"][0]
        quote = await buyer.post("/api/v1/quotes", {"items": items, "address_id": address["id"]})
        body = {"items": items, "address_id": address["id"], "quoted_total_fen": quote["total_fen"]}
        return await buyer.post("/api/v1/trades", body)

    async def shopper(self, person: DemoPerson) -> tuple[Caller, str]:
        """A shopper, signed in by WeChat, and their openid."""
        known = {row["nickname"]: row for row in await self._wechat.get("/sim/people")}[person.nickname]
        code = (await self._wechat.post(f"/sim/people/{known['id']}/login-codes", {}))["code"]
        session = await self._visitor.post("/api/v1/sessions/wechat", {"code": code})
        return self._signed_in(session), known["openid"]

    async def ships(self, order: Json, pieces: int | None = None) -> None:
        """The shop sends a parcel: everything, or so many pieces of the first line."""
        shop_id = order["shop"]["id"]
        merchant = await self._merchant(order["shop"]["name"])
        lines = (await merchant.get(f"/api/v1/merchant/{shop_id}/orders/{order['id']}"))["lines"]
        wanted = [(lines[0]["id"], pieces)] if pieces else [(line["id"], line["quantity"]) for line in lines]
        parcel = {
            "courier_code": self._chance.choice(COURIERS),
            "tracking_number": f"SF{self._chance.randrange(10**13):013d}",
            "lines": [{"order_line_id": line_id, "quantity": quantity} for line_id, quantity in wanted],
        }
        await merchant.post(f"/api/v1/merchant/{shop_id}/orders/{order['id']}/shipments", parcel)

    async def _merchant(self, shop_name: str) -> Caller:
        if shop_name not in self._merchants:
            phone = next(
                shop.owner_phone for shop in read("shops.json", list[DemoShop]) if shop.name == shop_name
            )
            session = await self._visitor.post(
                "/api/v1/merchant/sessions", {"phone": phone, "password": PASSWORD}
            )
            self._merchants[shop_name] = self._signed_in(session)
        return self._merchants[shop_name]

    async def _chosen(self, lines: int, quantity: int) -> list[int]:
        """SKUs of as many shops as there are lines, so that every shop gets its share of the orders."""
        chosen = []
        for _ in range(lines):
            shop_id = next(self._shop_ids)
            page = await self._visitor.get("/api/v1/products", shop_id=shop_id, limit=50)
            cards = [
                card
                for card in page["items"]
                if card["price_fen"] <= AFFORDABLE_FEN and not card["is_sold_out"]
            ]
            card = self._chance.choice(cards)
            skus = (await self._visitor.get(f"/api/v1/products/{card['id']}"))["skus"]
            there = [
                sku["id"]
                for sku in skus
                if sku["available"] >= quantity and sku["price_fen"] <= AFFORDABLE_FEN
            ]
            chosen.append(self._chance.choice(there))
        return chosen

    def _signed_in(self, session: Json) -> Caller:
        return Caller(self._api, session["access_token"])


def _decoded(answer: httpx2.Response) -> Json:
    answer.raise_for_status()
    return msgspec.json.decode(answer.content) if answer.content else None
