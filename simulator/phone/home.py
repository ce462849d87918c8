"""The phone's first screen: whose it is, what was paid, what the shops hold."""

from html import escape
from typing import Annotated, Any

import msgspec
from litestar import MediaType, Request, Response, get, post
from litestar.response import Redirect
from msgspec import Meta
from sqlalchemy import Row, func, select

from simulator.control import ledger, people, sub_merchants
from simulator.control.people import PersonView
from simulator.control.sub_merchants import SubMerchantView
from simulator.database import Db
from simulator.errors import Refused
from simulator.parameters import TheWorld
from simulator.phone.forms import chosen_person, form
from simulator.phone.html import STYLE, avatar, moment, page, redirect, sorry, yuan
from simulator.tables import part, person, trade

_STATES = {"NOTPAY": "待支付", "SUCCESS": "已支付", "CLOSED": "已关闭"}
_RECENT = 10


class Choice(msgspec.Struct):
    """Whose phone it is to be."""

    person_id: str


class Newcomer(msgspec.Struct):
    """Somebody new."""

    nickname: Annotated[str, Meta(min_length=1, max_length=32)]


@get(["/", "/phone"])
async def show_home(world: TheWorld, request: Request[Any, Any, Any]) -> Response[str]:
    """The first screen."""
    async with world.begin() as db:
        everybody = await people.people(db)
        paid = await _recent(db)
        shops = await sub_merchants.sub_merchants(db)
        held = {(row.holder, row.kind): row.balance_fen for row in await ledger.balances(db)}
    owner = chosen_person(request, everybody)
    blocks = [
        _owner(owner),
        _people(everybody, owner),
        _payments(paid),
        _shops(shops, held, held.get((world.mch_id, "basic"), 0)),
    ]
    return page("手机", "".join(blocks))


@post("/phone/person")
async def choose_person(request: Request[Any, Any, Any]) -> Redirect:
    """Make it somebody's phone."""
    chosen = await form(request, Choice)
    return redirect("/", int(chosen.person_id) if chosen.person_id.isdigit() else None)


@post("/phone/people")
async def create_person(world: TheWorld, request: Request[Any, Any, Any]) -> Redirect | Response[str]:
    """Give somebody new this phone."""
    try:
        newcomer = await form(request, Newcomer)
    except Refused:
        return sorry("昵称需要 1 到 32 个字，请返回重新填写")
    async with world.begin() as db:
        created = await people.add_person(db, world, newcomer.nickname, "")
    return redirect("/", created.id)


@get("/phone/phone.css")
async def show_style() -> Response[str]:
    """The pages' style."""
    return Response(STYLE, media_type=MediaType.CSS)


def face_grid(everybody: list[PersonView], owner: PersonView | None) -> str:
    """Everybody's faces as buttons that send `person_id`."""
    return f'<ul class="people">{"".join(_face(each, owner) for each in everybody)}</ul>'


def _face(each: PersonView, owner: PersonView | None) -> str:
    kind = ' class="chosen"' if owner and owner.id == each.id else ""
    return (
        f'<li{kind}><button name="person_id" value="{each.id}">{avatar(each)}'
        f'<span class="name">{escape(each.nickname)}</span></button></li>'
    )


def _owner(owner: PersonView | None) -> str:
    if owner is None:
        return '<header class="owner"><div><h1>这是谁的手机？</h1><p>在下面选一个人，或新建一个人。</p></div></header>'
    return (
        f'<header class="owner">{avatar(owner, "large")}<div><h1>{escape(owner.nickname)}</h1>'
        f"<p>openid：{escape(owner.openid)}</p></div></header>"
    )


def _people(everybody: list[PersonView], owner: PersonView | None) -> str:
    faces = face_grid(everybody, owner) if everybody else '<p class="empty">还没有人，先新建一个吧。</p>'
    return (
        f'<section class="block"><h2>{"换一个人" if owner else "选择一个人"} <small>共 {len(everybody)} 人</small></h2>'
        f'<form method="post" action="/phone/person">{faces}</form>'
        '<form class="new" method="post" action="/phone/people">'
        '<input name="nickname" placeholder="新人的昵称" aria-label="新人的昵称" maxlength="32" required>'
        "<button>新建并使用</button></form></section>"
    )


def _payments(paid: list[Row[Any]]) -> str:
    rows = "".join(_payment(row) for row in paid) or '<li class="empty">还没有支付记录。</li>'
    return f'<section class="block"><h2>最近的支付</h2><ul class="rows">{rows}</ul></section>'


def _payment(row: Row[Any]) -> str:
    more = f" 等 {row.parts} 家" if row.parts > 1 else ""
    return (
        f'<li><div class="what"><b>{escape(row.description)}{more}</b>'
        f"<small>{escape(row.nickname)} · {moment(row.paid_at or row.created_at)}</small></div>"
        f'<div class="sum">{yuan(row.total_fen)}'
        f'<small class="state {row.state}">{_STATES[row.state]}</small></div></li>'
    )


def _shops(shops: list[SubMerchantView], held: dict[tuple[str, str], int], basic_fen: int) -> str:
    rows = "".join(_shop(each, held) for each in shops) or '<li class="empty">还没有签约的店铺。</li>'
    return (
        '<section class="block"><h2>商户余额</h2><ul class="rows">'
        f'<li><div class="what"><b>平台</b><small>基本账户</small></div><div class="sum">{yuan(basic_fen)}</div></li>'
        f"{rows}</ul></section>"
    )


def _shop(each: SubMerchantView, held: dict[tuple[str, str], int]) -> str:
    frozen_fen, available_fen = (
        held.get((each.sub_mchid, "frozen"), 0),
        held.get((each.sub_mchid, "available"), 0),
    )
    return (
        f'<li><div class="what"><b>{escape(each.name)}</b><small>二级商户号 {each.sub_mchid}</small></div>'
        f'<div class="sum">{yuan(available_fen)}<small>待分账 {yuan(frozen_fen)}</small></div></li>'
    )


async def _recent(db: Db) -> list[Row[Any]]:
    latest = select(trade).order_by(trade.c.id.desc()).limit(_RECENT).subquery()
    columns = select(
        latest.c.total_fen,
        latest.c.state,
        latest.c.paid_at,
        latest.c.created_at,
        person.c.nickname,
        func.min(part.c.description).label("description"),
        func.count().label("parts"),
    )
    joined = columns.join(person, person.c.id == latest.c.person_id).join(
        part, part.c.trade_id == latest.c.id
    )
    grouped = joined.group_by(*latest.c, person.c.nickname).order_by(latest.c.id.desc())
    return list((await db.execute(grouped)).all())
