"""Loading: categories, shops, goods, banners, people. Each through the function that the screens use too."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import httpx2
import msgspec
import structlog
from sqlalchemy import select

from lilong import accounts, catalog, content, shops
from lilong.demo import pictures
from lilong.demo.credentials import OPERATOR_PHONE, PASSWORD
from lilong.demo.data import (
    DemoAttribute,
    DemoBanner,
    DemoBranch,
    DemoCategory,
    DemoPerson,
    DemoProduct,
    DemoShop,
    DemoValue,
    photographs,
    products_of,
    read,
)
from lilong.demo.pictures import SYSTEM
from lilong.platform import clock
from lilong.platform.access import ShopStaff
from lilong.platform.db import Db, Transactions

COMMISSION_BP = 500
OLDER = timedelta(days=25)
"""How much longer most goods have been on the shelf than the newest ones."""
log = structlog.get_logger(__name__)


async def is_loaded(begin: Transactions) -> bool:
    """Whether the demo is there: its last part is the banners."""
    async with begin() as db:
        return await content.has_banners(db)


async def load(begin: Transactions, simulator_url: str) -> None:
    """Load everything that is not there yet; a killed run is completed by the next. `begin` has the worker's rights."""
    async with begin() as db:
        await _operator(db)
    category_ids = await _categories(begin)
    hashed = await accounts.hash_password(PASSWORD)
    shop_ids: dict[str, int] = {}
    async with httpx2.AsyncClient(base_url=simulator_url, timeout=30) as wechat:
        for shop in read("shops.json", list[DemoShop]):
            shop_ids[shop.code] = await _shop(begin, wechat, shop, hashed, category_ids)
        await _people(begin, wechat)
    await _banners(begin, category_ids, shop_ids)


async def _operator(db: Db) -> None:
    roles = await accounts.ensure_platform_roles(db)
    if await accounts.has_operators(db):
        return
    await accounts.create_operator(
        db,
        accounts.founder(None),
        phone=OPERATOR_PHONE,
        name="周明远",
        password_hash=await accounts.hash_password(PASSWORD),
        role_id=roles[accounts.ADMIN_ROLE],
    )


async def _categories(begin: Transactions) -> dict[str, int]:
    branches = read("categories.json", list[DemoBranch])
    icons = await pictures.store(
        begin, {node.icon for branch in branches for node in (branch, *branch.children)}
    )
    async with begin() as db:
        rows = await db.execute(select(catalog.category.c.name, catalog.category.c.id))
        known: dict[str, int] = dict(rows.tuples().all())
        found: dict[str, int] = {}
        for position, branch in enumerate(branches):
            found[branch.code] = parent_id = known.get(branch.name) or await catalog.add_category(
                db, name=branch.name, position=position, icon_id=icons[branch.icon]
            )
            for place, leaf in enumerate(branch.children):
                found[leaf.code] = known.get(leaf.name) or await catalog.add_category(
                    db,
                    name=leaf.name,
                    position=place,
                    parent_id=parent_id,
                    icon_id=icons[leaf.icon],
                    attributes=[_asked(attribute) for attribute in leaf.attributes],
                    return_policy=leaf.return_policy,
                )
    return found


async def _shop(
    begin: Transactions,
    wechat: httpx2.AsyncClient,
    ask: DemoShop,
    hashed: str,
    category_ids: Mapping[str, int],
) -> int:
    async with begin() as db:
        known = (
            await db.execute(select(shops.shop.c.id).where(shops.shop.c.name == ask.name))
        ).scalar_one_or_none()
    shop_id = known or await _found(begin, wechat, ask, hashed)
    await _goods(begin, shop_id, ask, category_ids)
    async with begin() as db:
        if (await shops.show_profile(db, shop_id)).state == "preparing":
            await shops.open_shop(db, SYSTEM, shop_id, has_freight_template=True, has_listed_product=True)
    log.info("demo shop opened", shop=ask.code)
    return shop_id


async def _found(begin: Transactions, wechat: httpx2.AsyncClient, ask: DemoShop, hashed: str) -> int:
    licence = await pictures.store(begin, [ask.logo])
    signed = (await wechat.post("/sim/sub-merchants", json={"name": ask.name})).raise_for_status()
    async with begin() as db:
        owner_id = await accounts.create_staff(
            db, phone=ask.owner_phone, name=ask.owner_name, password_hash=hashed
        )
        shop = shops.NewShop(
            name=ask.name,
            tagline=ask.tagline,
            sub_mchid=signed.json()["sub_mchid"],
            company_name=ask.company_name,
            licence_number=ask.licence_number,
            licence_media_id=licence[ask.logo],
            address=msgspec.convert(msgspec.to_builtins(ask.address), shops.PlaceInput),
            owner_id=owner_id,
            commission_bp=COMMISSION_BP,
            is_self_operated=ask.is_self_operated,
            notice=ask.notice,
        )
        shop_id = await shops.found_shop(db, SYSTEM, shop)
        terms = msgspec.convert(ask.freight_template, catalog.FreightTerms)
        await catalog.create_freight_template(db, shop_id=shop_id, terms=terms, actor=SYSTEM)
    logo = await pictures.store(begin, [ask.logo], shop_id)
    async with begin() as db:
        owner = ShopStaff(owner_id, shop_id, frozenset(accounts.SHOP_PERMISSIONS))
        profile = shops.ProfileInput(tagline=ask.tagline, notice=ask.notice, logo_media_id=logo[ask.logo])
        await shops.change_profile(db, owner, profile)
    return shop_id


async def _goods(begin: Transactions, shop_id: int, ask: DemoShop, category_ids: Mapping[str, int]) -> None:
    async with begin() as db:
        wanted = (
            select(catalog.freight_template.c.id)
            .where(catalog.freight_template.c.shop_id == shop_id)
            .limit(1)
        )
        template_id = (await db.execute(wanted)).scalar_one()
        rows = await db.execute(select(catalog.product.c.title).where(catalog.product.c.shop_id == shop_id))
        known = set(rows.scalars())
    missing = [product for product in products_of(ask.code) if product.title not in known]
    shown = {name for product in missing for name in product.shown}
    media_ids = await pictures.store(begin, shown, shop_id)
    async with begin() as db:
        for product in missing:
            is_new = product.pictures[0] in photographs()
            clock.turn(timedelta() if is_new else -OLDER)
            form = _form(product, category_ids[product.category], template_id, media_ids)
            product_id = await catalog.create_product(db, shop_id=shop_id, form=form, actor=SYSTEM)
            await catalog.put_on_shelf(db, shop_id=shop_id, product_id=product_id, actor=SYSTEM)
    clock.turn(timedelta())


def _form(
    product: DemoProduct, category_id: int, template_id: int, media_ids: Mapping[str, int]
) -> catalog.ProductForm:
    leaf = _leaves()[product.category]
    form: dict[str, Any] = {
        "category_id": category_id,
        "title": product.title,
        "subtitle": product.subtitle,
        "picture_ids": [media_ids[name] for name in product.pictures],
        "attributes": _with_units(product.attributes, leaf),
        "dimensions": [
            {"name": dimension.name, "values": [_value(value, media_ids) for value in dimension.values]}
            for dimension in product.dimensions
        ],
        "skus": [msgspec.to_builtins(sku) for sku in product.skus],
        "detail": [
            {"kind": block.kind, "text": block.text, "media_id": _maybe(media_ids, block.picture)}
            for block in product.detail
        ],
        "services": product.services,
        "return_policy": leaf.return_policy,
        "freight_template_id": template_id,
    }
    return msgspec.convert(form, catalog.ProductForm)


def _leaves() -> dict[str, DemoCategory]:
    return {
        leaf.code: leaf for branch in read("categories.json", list[DemoBranch]) for leaf in branch.children
    }


def _asked(attribute: DemoAttribute) -> catalog.CategoryAttribute:
    return catalog.CategoryAttribute(attribute.name, attribute.choices, attribute.is_required)


def _with_units(values: Mapping[str, str], leaf: DemoCategory) -> dict[str, str]:
    units = {attribute.name: attribute.unit for attribute in leaf.attributes}
    return {name: f"{value} {units.get(name, '')}".strip() for name, value in values.items()}


def _value(value: DemoValue, media_ids: Mapping[str, int]) -> dict[str, object]:
    return {"name": value.name, "media_id": _maybe(media_ids, value.picture)}


def _maybe(media_ids: Mapping[str, int], name: str | None) -> int | None:
    return media_ids[name] if name else None


async def _people(begin: Transactions, wechat: httpx2.AsyncClient) -> None:
    people = read("people.json", list[DemoPerson])
    here = {person["nickname"]: person["openid"] for person in (await wechat.get("/sim/people")).json()}
    avatars = await pictures.store(begin, [person.avatar for person in people])
    for person in people:
        openid = here.get(person.nickname)
        if openid is None:
            answer = await wechat.post("/sim/people", json={"nickname": person.nickname})
            openid = answer.raise_for_status().json()["openid"]
        async with begin() as db:
            buyer_id = await accounts.create_buyer(
                db, openid, person.nickname, avatar_media_id=avatars[person.avatar]
            )
            if (await accounts.list_addresses(db, buyer_id)).items:
                continue
            for address in person.addresses:
                ask = msgspec.convert(msgspec.to_builtins(address), accounts.AddressInput)
                await accounts.add_address(db, buyer_id, ask)


async def _banners(begin: Transactions, category_ids: Mapping[str, int], shop_ids: Mapping[str, int]) -> None:
    banners = read("banners.json", list[DemoBanner])
    media_ids = await pictures.store(begin, [banner.picture for banner in banners])
    async with begin() as db:
        for position, banner in enumerate(banners):
            await content.add_banner(
                db,
                position=position,
                media_id=media_ids[banner.picture],
                title=banner.title,
                subtitle=banner.subtitle,
                action=banner.action,
                link_kind=banner.link.kind,
                link_id=await _target(db, banner, category_ids, shop_ids),
            )


async def _target(
    db: Db, banner: DemoBanner, category_ids: Mapping[str, int], shop_ids: Mapping[str, int]
) -> int:
    if banner.link.kind == "category":
        return category_ids[banner.link.code]
    if banner.link.kind == "shop":
        return shop_ids[banner.link.code]
    wanted = select(catalog.sku.c.product_id).where(catalog.sku.c.code.startswith(banner.link.code)).limit(1)
    return (await db.execute(wanted)).scalar_one()
