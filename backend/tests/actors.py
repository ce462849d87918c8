"""The people of a story. They work through the HTTP API only; WeChat is the simulator.

Nouns answer plain values: a test reads like what happened. A refusal raises Refused with the code that clients see.
"""

import itertools
import uuid
from typing import Any

import httpx2
import msgspec
from sqlalchemy import select

from lilong import accounts, catalog
from lilong.platform.db import Db
from lilong.shops.rules import check_digit
from tests.pictures import png
from tests.stack import Stack, wait_until

Json = dict[str, Any]
PASSWORD = "lilong-2026-test"
HUANGPU = "310101"
_phones = itertools.count(19900000001)
_names = itertools.count(1)
_licences = itertools.count(1)


class Refused(Exception):
    """The platform said no."""

    def __init__(self, answer: httpx2.Response) -> None:
        problem: Json = answer.json()
        super().__init__(f"{answer.status_code} {problem.get('code')}: {problem.get('message')}")
        self.status = answer.status_code
        self.code: str = problem.get("code", "")
        self.message: str = problem.get("message", "")
        self.facts: Json = problem.get("facts", {})


class Caller:
    """Somebody with a session."""

    def __init__(self, stack: Stack, token: str | None = None) -> None:
        self.stack = stack
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        self.http = httpx2.Client(base_url=stack.api_url, headers=headers, timeout=30)
        stack.clients.append(self.http)

    def get(self, path: str, **query: Any) -> Any:
        """GET; the decoded answer."""
        return self._answer(self.http.get(path, params={k: v for k, v in query.items() if v is not None}))

    def post(self, path: str, body: object = None, key: str | None = None) -> Any:
        """POST with an Idempotency-Key of its own unless one is given."""
        return self._answer(
            self.http.post(path, json=body, headers={"Idempotency-Key": key or str(uuid.uuid4())})
        )

    def put(self, path: str, body: object) -> Any:
        """PUT."""
        return self._answer(self.http.put(path, json=body))

    def delete(self, path: str, **query: Any) -> Any:
        """DELETE."""
        return self._answer(self.http.delete(path, params=query))

    @staticmethod
    def _answer(answer: httpx2.Response) -> Any:
        if answer.status_code >= 400:
            raise Refused(answer)
        return answer.json() if answer.content else None


class Sku(msgspec.Struct, frozen=True):
    """Something to buy, as a test knows it."""

    id: int
    product_id: int
    shop: "Shop"
    price_fen: int


class Operator(Caller):
    """Somebody of the platform, with every permission."""

    phone: str

    @classmethod
    def hired(cls, stack: Stack) -> "Operator":
        """A new administrator, signed in."""
        phone = str(next(_phones))

        async def hire(db: Db) -> None:
            roles = await accounts.ensure_platform_roles(db)
            hashed = await accounts.hash_password(PASSWORD)
            role_id = roles[accounts.ADMIN_ROLE]
            await accounts.create_operator(
                db,
                accounts.founder(None),
                phone=phone,
                name="平台管理员",
                password_hash=hashed,
                role_id=role_id,
            )

        stack.run(hire)
        session = Caller(stack).post("/api/v1/ops/sessions", {"phone": phone, "password": PASSWORD})
        operator = cls(stack, session["access_token"])
        operator.phone = phone
        return operator

    def trial_balance(self) -> Json:
        """The books."""
        balance: Json = self.get("/api/v1/ops/ledger/trial-balance")
        return balance

    def balance_of(self, account: str) -> int:
        """Debits less credits of an account, in fen."""
        for row in self.trial_balance()["rows"]:
            if row["account"] == account:
                amount: int = row["balance_fen"]
                return amount if row["side"] == "debit" else -amount
        return 0


class Shop(Caller):
    """An open shop, and its owner at the console."""

    id: int
    phone: str
    sub_mchid: str
    name: str
    freight_template_id: int
    category_id: int
    picture_id: int

    @classmethod
    def opened(cls, stack: Stack, operator: Operator, commission_bp: int = 500) -> "Shop":
        """A shop that applied, was approved and sells: freight ¥6, free over ¥99."""
        name, phone = f"弄堂小店{next(_names)}号", str(next(_phones))
        newcomer = Caller(stack).post(
            "/api/v1/merchant/staff", {"phone": phone, "password": PASSWORD, "name": "沈佳宁"}
        )
        shop = cls(stack, newcomer["access_token"])
        shop.name, shop.phone = name, phone
        shop.category_id = stack.run(_category)
        application = shop.post("/api/v1/merchant/applications", shop._application(phone))
        shop.sub_mchid = _sub_merchant(stack, name)
        approval = {"sub_mchid": shop.sub_mchid, "commission_bp": commission_bp, "note": "材料齐全"}
        approved = operator.post(f"/api/v1/ops/applications/{application['id']}/approval", approval)
        shop.id = approved["shop_id"]
        # Sessions are cached in each process: the approval reaches the owner's by NOTIFY, a moment after its answer.
        wait_until(lambda: shop.http.get(shop.path("shop")).status_code == 200, "the owner was not let in", 5)
        shop._furnish()
        return shop

    def _application(self, phone: str) -> Json:
        licence = self._upload("/api/v1/merchant/media")
        return {
            "shop_name": self.name,
            "tagline": "弄堂里的好东西",
            "company_name": f"上海{self.name}有限公司",
            "licence_number": _licence(),
            "licence_media_id": licence,
            "contact_name": "沈佳宁",
            "contact_phone": phone,
            "category_ids": [self.category_id],
            "address": {"region_code": HUANGPU, "street": "外滩街道", "detail": "四川中路 1 号"},
        }

    def _furnish(self) -> None:
        self.picture_id = self._upload(self.path("media"))
        self.put(
            self.path("shop"), {"tagline": "弄堂里的好东西", "notice": "", "logo_media_id": self.picture_id}
        )
        rule = {"region_codes": [], "first_units": 1, "first_fen": 600, "next_units": 1, "next_fen": 0}
        template = {
            "name": "默认运费",
            "charge_by": "piece",
            "rules": [rule],
            "free_over_fen": 9_900,
            "excluded_region_codes": ["650000", "65"],
        }
        self.freight_template_id = self.post(self.path("freight-templates"), template)["id"]
        self.sells("开业纪念杯", price_fen=1_000, stock=100)
        self.post(self.path("shop/opening"))

    def path(self, rest: str) -> str:
        """A path of this shop's API."""
        return f"/api/v1/merchant/{self.id}/{rest}"

    def sells(self, title: str, *, price_fen: int, stock: int, limit_per_buyer: int | None = None) -> Sku:
        """A listed product with one SKU."""
        sku = _sku([], price_fen) | {"stock": stock, "limit_per_buyer": limit_per_buyer}
        return self._lists(title, [], [sku])

    def sells_in_specs(self, title: str, prices_fen: dict[str, int], stock: int = 10) -> Sku:
        """A listed product with one dimension; the first of its SKUs."""
        values = [{"name": name} for name in prices_fen]
        skus = [_sku([name], price_fen) | {"stock": stock} for name, price_fen in prices_fen.items()]
        return self._lists(title, [{"name": "规格", "values": values}], skus)

    def _lists(self, title: str, dimensions: list[Json], skus: list[Json]) -> Sku:
        form = {
            "category_id": self.category_id,
            "title": title,
            "picture_ids": [self.picture_id],
            "dimensions": dimensions,
            "skus": skus,
            "return_policy": "seven_days",
            "freight_template_id": self.freight_template_id,
        }
        product = self.post(self.path("products"), form)
        self.post(self.path(f"products/{product['id']}/listing"))
        return Sku(product["skus"][0]["id"], product["id"], self, skus[0]["price_fen"])

    def stock_of(self, sku: Sku) -> tuple[int, int]:
        """(on hand, reserved)."""
        rows = self.get(self.path("stock"), q=self.get(self.path(f"products/{sku.product_id}"))["title"])[
            "items"
        ]
        row = next(row for row in rows if row["sku_id"] == sku.id)
        return row["on_hand"], row["reserved"]

    def order(self, order_id: int) -> Json:
        """An order as the shop sees it."""
        found: Json = self.get(self.path(f"orders/{order_id}"))
        return found

    def ships(self, order_id: int, quantities: dict[int, int] | None = None) -> Json:
        """Ship a parcel: everything that is left, or some pieces by line id."""
        lines = self.order(order_id)["lines"]
        left = {line["id"]: line["quantity"] - line["shipped_quantity"] for line in lines}
        pieces = quantities or {line_id: quantity for line_id, quantity in left.items() if quantity}
        parcel = {
            "courier_code": "shunfeng",
            "tracking_number": f"SF{uuid.uuid4().int % 10**13:013d}",
            "lines": [
                {"order_line_id": line_id, "quantity": quantity} for line_id, quantity in pieces.items()
            ],
        }
        shipped: Json = self.post(self.path(f"orders/{order_id}/shipments"), parcel)
        return shipped

    def _upload(self, path: str) -> int:
        files = {"file": ("picture.png", png(), "image/png")}
        answer = self.http.post(path, files=files)
        if answer.status_code >= 400:
            raise Refused(answer)
        media_id: int = answer.json()["id"]
        return media_id


class Buyer(Caller):
    """A shopper with WeChat on the phone."""

    openid: str
    address_id: int

    @classmethod
    def arrived(cls, stack: Stack, nickname: str = "阿宁") -> "Buyer":
        """Somebody who has just opened the mini program and has an address in Shanghai."""
        person = httpx2.post(f"{stack.simulator_url}/sim/people", json={"nickname": nickname}).json()
        code = httpx2.post(f"{stack.simulator_url}/sim/people/{person['id']}/login-codes", json={}).json()[
            "code"
        ]
        session = Caller(stack).post("/api/v1/sessions/wechat", {"code": code})
        buyer = cls(stack, session["access_token"])
        buyer.openid = person["openid"]
        place = {"region_code": HUANGPU, "street": "豫园街道", "detail": "方浜中路 259 号 3 楼"}
        address = {"name": "林宁", "phone": "13800002046", "is_default": True} | place
        buyer.address_id = buyer.post("/api/v1/addresses", address)["id"]
        return buyer

    def quote(self, *wanted: tuple[Sku, int]) -> Json:
        """The price of a basket."""
        body = {"items": _items(wanted), "address_id": self.address_id}
        quoted: Json = self.post("/api/v1/quotes", body)
        return quoted

    def places(self, *wanted: tuple[Sku, int], key: str | None = None, total_fen: int | None = None) -> Json:
        """Order a basket at the quoted total; the trade."""
        total = self.quote(*wanted)["total_fen"] if total_fen is None else total_fen
        body = {"items": _items(wanted), "address_id": self.address_id, "quoted_total_fen": total}
        trade: Json = self.post("/api/v1/trades", body, key)
        return trade

    def sheet(self, trade: Json) -> Json:
        """What wx.requestPayment gets."""
        sheet: Json = self.post(f"/api/v1/trades/{trade['id']}/payments")["sheet"]
        return sheet

    def taps_pay(self, sheet: Json) -> httpx2.Response:
        """Pay the sheet in WeChat; nobody tells our client."""
        return httpx2.post(
            f"{self.stack.simulator_url}/sim/pay", json=sheet | {"openid": self.openid}, timeout=30
        )

    def pays(self, trade: Json) -> Json:
        """Pay, return to the mini program, and see the trade."""
        self.taps_pay(self.sheet(trade)).raise_for_status()
        seen: Json = self.post(f"/api/v1/trades/{trade['id']}/payment-check")
        return seen

    def trade(self, trade: Json) -> Json:
        """The trade as it stands."""
        seen: Json = self.get(f"/api/v1/trades/{trade['id']}")
        return seen

    def order(self, order_id: int) -> Json:
        """An order as the buyer sees it."""
        seen: Json = self.get(f"/api/v1/orders/{order_id}")
        return seen

    def receives(self, order_id: int) -> Json:
        """Confirm receipt."""
        seen: Json = self.post(f"/api/v1/orders/{order_id}/receipt")
        return seen

    def cancels(self, trade: Json) -> Json:
        """Cancel an unpaid trade."""
        seen: Json = self.post(f"/api/v1/trades/{trade['id']}/cancellation", {"reason": "不想要了"})
        return seen


def _sku(spec: list[str], price_fen: int) -> Json:
    return {"code": uuid.uuid4().hex[:12], "spec": spec, "price_fen": price_fen, "weight_grams": 500}


def _items(wanted: tuple[tuple[Sku, int], ...]) -> list[Json]:
    return [{"sku_id": sku.id, "quantity": quantity} for sku, quantity in wanted]


def _licence() -> str:
    """A unified social credit code with a right check digit."""
    body = f"91310000MA1FL{next(_licences):04d}"
    return body + check_digit(body)


def _sub_merchant(stack: Stack, name: str) -> str:
    made = httpx2.post(f"{stack.simulator_url}/sim/sub-merchants", json={"name": name})
    number: str = made.raise_for_status().json()["sub_mchid"]
    return number


async def _category(db: Db) -> int:
    """A category to put goods in; the first test makes it."""
    name = "测试茶具"
    known = await db.execute(select(catalog.category.c.id).where(catalog.category.c.name == name))
    if (found := known.scalar_one_or_none()) is not None:
        return found
    return await catalog.add_category(db, name=name, position=1)
