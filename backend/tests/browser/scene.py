"""A market with something on every screen: buyers with orders in each state, people signed in at each console.

Works through the HTTP API on a platform with the demo in it, so that the gallery can use any such platform.
"""

import json
import uuid
from dataclasses import dataclass, field
from typing import Any

import httpx2

from lilong.demo.credentials import OPERATOR_PHONE, PASSWORD
from lilong.demo.data import FOLDER, DemoShop, read
from lilong.shops.rules import check_digit

Json = dict[str, Any]
AFFORDABLE_FEN = 30_000


@dataclass(frozen=True)
class Site:
    """Where a platform answers."""

    api_url: str
    simulator_url: str


@dataclass
class Scene:
    """What the screens show."""

    site: Site
    ids: dict[str, str] = field(default_factory=dict)
    """What stands in the addresses: {product}, {shop}, {unpaid_order} …"""
    storage: dict[str, dict[str, str]] = field(default_factory=dict)
    """localStorage of each person: buyer, newcomer (a buyer with nothing), merchant, applicant, operator."""


class Person:
    """Somebody with a session."""

    def __init__(self, site: Site, token: str = "") -> None:
        self._api_url = site.api_url
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}

    def get(self, path: str, **query: Any) -> Any:
        """GET, decoded."""
        return self._ask("GET", path, params=query).json()

    def post(self, path: str, body: object = None) -> Any:
        """POST with a key of its own, decoded."""
        return self._ask("POST", path, json=body).json()

    def upload(self, path: str) -> int:
        """A picture; its id."""
        picture = min((FOLDER / "pictures/logos").iterdir())
        media_id: int = self._ask("POST", path, files={"file": (picture.name, picture.read_bytes())}).json()[
            "id"
        ]
        return media_id

    def _ask(self, method: str, path: str, **parts: Any) -> httpx2.Response:
        headers = self._headers | {"Idempotency-Key": uuid.uuid4().hex}
        answer = httpx2.request(method, self._api_url + path, headers=headers, timeout=60, **parts)
        return answer.raise_for_status()


def set_up(site: Site) -> Scene:
    """Make it so."""
    scene = Scene(site)
    newcomer, _ = _shopper(scene, "newcomer", _newcomer(site))
    known = httpx2.get(f"{site.simulator_url}/sim/people").raise_for_status().json()[0]
    buyer, openid = _shopper(scene, "buyer", known)
    _merchant(scene)
    _operator(scene)
    _applicant(scene)
    _Trade(scene, buyer, openid).happens()
    newcomer.get("/api/v1/cart")
    return scene


def _newcomer(site: Site) -> Json:
    person: Json = httpx2.post(f"{site.simulator_url}/sim/people", json={"nickname": "新来的"}).json()
    return person


def _shopper(scene: Scene, name: str, person: Json) -> tuple[Person, str]:
    codes = f"{scene.site.simulator_url}/sim/people/{person['id']}/login-codes"
    code = httpx2.post(codes, json={}).raise_for_status().json()["code"]
    session = Person(scene.site).post("/api/v1/sessions/wechat", {"code": code})
    scene.storage[name] = {"lilong.session": json.dumps({"type": "object", "data": session})}
    scene.ids[f"{name}_person"] = str(person["id"])
    return Person(scene.site, session["access_token"]), person["openid"]


def _staff(scene: Scene, name: str, console: str, session: Json) -> Person:
    kept = {key: session[key] for key in ("access_token", "refresh_token")}
    scene.storage[name] = {f"lilong.{console}.session": json.dumps(kept)}
    return Person(scene.site, session["access_token"])


def _sign_in_owner(site: Site, shop_name: str) -> Json:
    phone = next(shop.owner_phone for shop in read("shops.json", list[DemoShop]) if shop.name == shop_name)
    session: Json = Person(site).post("/api/v1/merchant/sessions", {"phone": phone, "password": PASSWORD})
    return session


def _merchant(scene: Scene) -> None:
    """The owner of the shop whose goods lead the shelf."""
    card = Person(scene.site).get("/api/v1/products")["items"][0]
    merchant = _staff(scene, "merchant", "merchant", _sign_in_owner(scene.site, card["shop_name"]))
    shop_id = card["shop_id"]
    shop = f"/api/v1/merchant/{shop_id}"
    product = merchant.get(f"{shop}/products")["items"][0]
    statements = merchant.get(f"{shop}/statements")["items"]
    scene.ids |= {"shop": str(shop_id), "shop_product": str(product["id"]), "shop_name": card["shop_name"]}
    scene.ids["shop_statement"] = str(statements[0]["id"]) if statements else ""


def _operator(scene: Scene) -> None:
    ask = {"phone": OPERATOR_PHONE, "password": PASSWORD}
    operator = _staff(scene, "operator", "ops", Person(scene.site).post("/api/v1/ops/sessions", ask))
    statement = operator.get("/api/v1/ops/statements")["items"][0]
    scene.ids["statement"] = str(statement["id"])


def _applicant(scene: Scene) -> None:
    """Somebody who has applied for a shop and waits for the decision."""
    phone = f"139{uuid.uuid4().int % 10**8:08d}"
    ask = {"phone": phone, "password": PASSWORD, "name": "沈佳宁"}
    applicant = _staff(scene, "applicant", "merchant", Person(scene.site).post("/api/v1/merchant/staff", ask))
    application = {
        "shop_name": f"瑞金二路花店 {phone[-4:]}",
        "tagline": "清早五点的鲜花",
        "company_name": "上海瑞金花艺有限公司",
        "licence_number": "91310000MA1FL0001" + check_digit("91310000MA1FL0001"),
        "licence_media_id": applicant.upload("/api/v1/merchant/media"),
        "contact_name": "沈佳宁",
        "contact_phone": phone,
        "category_ids": [applicant.get("/api/v1/categories")["items"][0]["id"]],
        "address": {"region_code": "310101", "street": "瑞金二路街道", "detail": "瑞金二路 118 号"},
    }
    sent = applicant.post("/api/v1/merchant/applications", application)
    scene.ids["application"] = str(sent["id"])


class _Trade:
    """The orders of one buyer, one in each state."""

    def __init__(self, scene: Scene, buyer: Person, openid: str) -> None:
        self._scene = scene
        self._buyer = buyer
        self._openid = openid
        cards = buyer.get("/api/v1/products", limit=50)["items"]
        self._cards = [
            card for card in cards if card["price_fen"] <= AFFORDABLE_FEN and not card["is_sold_out"]
        ]
        self._address_id = buyer.get("/api/v1/addresses")["items"][0]["id"]

    def happens(self) -> None:
        """All of it."""
        self._goods()
        self._scene.ids["closed_order"] = self._order(self._cancelled())
        self._scene.ids["completed_order"] = self._order(self._received())
        self._scene.ids["shipped_order"] = self._order(self._shipped())
        self._scene.ids["partly_shipped_order"] = self._order(self._shipped(quantity=3, pieces=1))
        paid = self._paid(self._at_shop())
        self._scene.ids |= {"to_ship_order": self._order(paid), "paid_trade": str(paid["id"])}
        payments = self._of_operator("/api/v1/ops/payments")["items"]
        self._scene.ids["payment"] = str(payments[0]["id"])
        self._scene.ids["unpaid_order"] = self._order(unpaid := self._placed(self._two_shops()))
        self._scene.ids["unpaid_trade"] = str(unpaid["id"])
        self._fill_cart()

    def _of_operator(self, path: str) -> Any:
        kept = json.loads(self._scene.storage["operator"]["lilong.ops.session"])
        return Person(self._scene.site, kept["access_token"]).get(path)

    def _goods(self) -> None:
        details = [self._buyer.get(f"/api/v1/products/{card['id']}") for card in self._cards]
        chosen = max(details, key=lambda one: (len(one["dimensions"]), len(one["skus"])))
        self._scene.ids |= {"product": str(chosen["id"]), "category": str(chosen["category"]["id"])}
        self._scene.ids["category_name"] = chosen["category"]["name"]
        plain = next(one for one in details if len(one["skus"]) == 1)
        self._scene.ids["plain_product"] = str(plain["id"])

    def _sku(self, card: Json, quantity: int = 1) -> Json:
        """A SKU of the product, or of a later one of the same shop when too few pieces are left."""
        of_shop = [one for one in self._cards if one["shop_id"] == card["shop_id"]]
        for one in [card, *of_shop]:
            for sku in self._buyer.get(f"/api/v1/products/{one['id']}")["skus"]:
                if sku["available"] >= quantity:
                    return {"sku_id": sku["id"], "quantity": quantity}
        raise LookupError(f"{card['shop_name']} has nothing left: reset the demo")

    def _two_shops(self) -> list[Json]:
        first = self._cards[0]
        other = next(card for card in self._cards if card["shop_id"] != first["shop_id"])
        return [self._sku(first), self._sku(other)]

    def _at_shop(self) -> list[Json]:
        """Something of the shop whose console is shown."""
        shop_id = int(self._scene.ids["shop"])
        return [self._sku(next(card for card in self._cards if card["shop_id"] == shop_id))]

    def _placed(self, items: list[Json]) -> Json:
        ask = {"items": items, "address_id": self._address_id}
        total_fen = self._buyer.post("/api/v1/quotes", ask)["total_fen"]
        trade: Json = self._buyer.post("/api/v1/trades", ask | {"quoted_total_fen": total_fen})
        return trade

    def _paid(self, items: list[Json]) -> Json:
        trade = self._placed(items)
        sheet = self._buyer.post(f"/api/v1/trades/{trade['id']}/payments")["sheet"]
        paying = f"{self._scene.site.simulator_url}/sim/pay"
        httpx2.post(paying, json=sheet | {"openid": self._openid}, timeout=60).raise_for_status()
        self._buyer.post(f"/api/v1/trades/{trade['id']}/payment-check")
        return trade

    def _cancelled(self) -> Json:
        trade = self._placed([self._sku(self._cards[1])])
        self._buyer.post(f"/api/v1/trades/{trade['id']}/cancellation", {"reason": "商品选错了"})
        return trade

    def _shipped(self, quantity: int = 1, pieces: int | None = None) -> Json:
        card = self._cards[2]
        trade = self._paid([self._sku(card, quantity)])
        session = _sign_in_owner(self._scene.site, card["shop_name"])
        merchant = Person(self._scene.site, session["access_token"])
        order = f"/api/v1/merchant/{card['shop_id']}/orders/{trade['orders'][0]['id']}"
        line = merchant.get(order)["lines"][0]
        parcel = {
            "courier_code": "shunfeng",
            "tracking_number": f"SF{uuid.uuid4().int % 10**13:013d}",
            "lines": [{"order_line_id": line["id"], "quantity": pieces or line["quantity"]}],
        }
        merchant.post(f"{order}/shipments", parcel)
        return trade

    def _received(self) -> Json:
        trade = self._shipped()
        self._buyer.post(f"/api/v1/orders/{trade['orders'][0]['id']}/receipt")
        return trade

    def _fill_cart(self) -> None:
        known = {
            item["sku_id"] for shop in self._buyer.get("/api/v1/cart")["shops"] for item in shop["items"]
        }
        for item in [*self._two_shops(), self._sku(self._cards[5], 2)]:
            if item["sku_id"] not in known:
                self._buyer.post("/api/v1/cart/items", item)

    @staticmethod
    def _order(trade: Json) -> str:
        return str(trade["orders"][0]["id"])
