"""Shoppers: sign-in by WeChat, profile, addresses, regions."""

from litestar import Response, delete, get, post, put

from lilong.accounts import addresses, outside, profiles
from lilong.accounts.identity import SEES_ALL_PEOPLE
from lilong.accounts.rules import device_name
from lilong.accounts.schemas import (
    Address,
    Addresses,
    AddressInput,
    BuyerSession,
    LoginCode,
    Me,
    ProfileChange,
    Renewal,
)
from lilong.accounts.security_routes import sign_out_handler
from lilong.accounts.sessions import SignedIn
from lilong.integrations.wechat_mini import WechatMini
from lilong.platform import access, callers, regions
from lilong.platform.access import Buyer
from lilong.platform.db import Db, Transactions
from lilong.platform.encoded import answers
from lilong.platform.http import AnyRequest, json_bytes
from lilong.platform.idempotency import Once


@post("/sessions/wechat", guards=[access.public], dependencies=SEES_ALL_PEOPLE)
async def sign_in(
    data: LoginCode, request: AnyRequest, begin: Transactions, wechat_mini: WechatMini
) -> BuyerSession:
    """Sign a shopper in by the code of `wx.login`; the first time makes their account."""
    await callers.hit("300/minute", "wechat-session", request)
    device = device_name(request.headers.get("user-agent", ""))
    return await _session(begin, await outside.sign_in_by_wechat(begin, wechat_mini, data.code, device))


@post("/sessions/renewal", guards=[access.public], dependencies=SEES_ALL_PEOPLE)
async def renew(data: Renewal, begin: Transactions) -> BuyerSession:
    """Fresh tokens for a refresh token; the same again within 30 seconds."""
    return await _session(begin, await outside.renew(begin, "buyer", data.refresh_token))


async def _session(begin: Transactions, signed_in: SignedIn) -> BuyerSession:
    tokens = signed_in.tokens
    async with begin() as db:
        me = await profiles.me(db, signed_in.person_id)
    return BuyerSession(tokens.access_token, tokens.refresh_token, tokens.expires_at, me)


@get("/me", guards=[access.signed_in_buyer])
async def show_me(buyer: Buyer, db: Db) -> Me:
    """The shopper to themselves."""
    return await profiles.me(db, buyer.id)


@put("/me", guards=[access.signed_in_buyer])
async def change_me(data: ProfileChange, buyer: Buyer, db: Db) -> Me:
    """Change one's nickname."""
    return await profiles.rename_buyer(db, buyer.id, data.nickname)


@get("/addresses", guards=[access.signed_in_buyer])
async def list_addresses(buyer: Buyer, db: Db) -> Addresses:
    """All addresses, the default first."""
    return await addresses.list_addresses(db, buyer.id)


@post("/addresses", guards=[access.signed_in_buyer], responses=answers(Address, 201))
async def add_address(data: AddressInput, buyer: Buyer, db: Db, once: Once) -> Response[bytes]:
    """Keep another address, at most 50."""
    return await once(lambda: addresses.add_address(db, buyer.id, data))


@put("/addresses/{address_id:int}", guards=[access.signed_in_buyer])
async def change_address(address_id: int, data: AddressInput, buyer: Buyer, db: Db) -> Address:
    """Edit an address."""
    return await addresses.change_address(db, buyer.id, address_id, data)


@delete("/addresses/{address_id:int}", guards=[access.signed_in_buyer])
async def remove_address(address_id: int, buyer: Buyer, db: Db) -> None:
    """Forget an address."""
    await addresses.remove_address(db, buyer.id, address_id)


@get("/regions", guards=[access.public], responses=answers(regions.Regions))
async def list_regions(request: AnyRequest) -> Response[bytes]:
    """Provinces, cities and districts as a tree, with an ETag."""
    tree = regions.document()
    return json_bytes(tree.body, request, tree.etag, max_age_seconds=86_400)


handlers = [
    sign_in,
    renew,
    sign_out_handler("buyer", access.signed_in_buyer, SEES_ALL_PEOPLE),
    show_me,
    change_me,
    list_addresses,
    add_address,
    change_address,
    remove_address,
    list_regions,
]
