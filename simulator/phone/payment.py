"""The payment sheet: to whom, for what, how much; 立即支付 or 取消; and back to the merchant's page."""

from html import escape
from typing import Any, TypeVar

import msgspec
from litestar import Request, Response, get, post
from litestar.response import Redirect
from sqlalchemy import select

from simulator import payer
from simulator.control import people
from simulator.control.people import PersonView
from simulator.database import Db
from simulator.errors import Refused, wrong_parameter
from simulator.parameters import TheWorld
from simulator.pay.rows import Part
from simulator.payer import PaymentFields, Sheet
from simulator.phone.forms import chosen_person, fields, form
from simulator.phone.html import avatar, hidden, is_address, page, redirect, sorry, with_query, yuan
from simulator.tables import sub_merchant
from simulator.world import World

_INCOMPLETE = "支付参数不完整，请返回商家页面重新发起支付"


class Question(PaymentFields, kw_only=True):
    """The fields of `wx.requestPayment`, and where to go afterwards."""

    return_url: str = msgspec.field(name="return_url")


class Decision(Question, kw_only=True):
    """What the person tapped: pay or cancel."""

    decision: str


Q = TypeVar("Q", bound=Question)


@get("/phone/pay")
async def show_sheet(world: TheWorld, request: Request[Any, Any, Any]) -> Response[str]:
    """The sheet."""
    try:
        question = _checked(fields(dict(request.query_params), Question))
    except Refused:
        return sorry(_INCOMPLETE)
    try:
        async with world.begin() as db:
            sheet = await payer.open_sheet(world, db, question)
            everybody = {each.id: each for each in await people.people(db)}
            names = await _names(db, sheet.parts)
    except Refused as refusal:
        return _refused(question, refusal)
    buyer = everybody[sheet.trade.person_id]
    owner = chosen_person(request, list(everybody.values()))
    return page("支付", _sheet(question, sheet, names, buyer, owner), is_dimmed=True)


@post("/phone/pay")
async def decide(world: TheWorld, request: Request[Any, Any, Any]) -> Redirect | Response[str]:
    """Pay or cancel, and go back."""
    try:
        decision = _checked(await form(request, Decision))
    except Refused:
        return sorry(_INCOMPLETE)
    if decision.decision != "pay":
        return redirect(with_query(decision.return_url, result="cancel"))
    try:
        buyer_id = await _pay(world, decision)
    except Refused as refusal:
        return _refused(decision, refusal)
    return redirect(with_query(decision.return_url, result="ok"), buyer_id)


async def _pay(world: World, decision: Decision) -> int:
    """Pay as the person who ordered: the sheet said so."""
    async with world.begin() as db:
        sheet = await payer.open_sheet(world, db, decision)
        buyer = next(each for each in await people.people(db) if each.id == sheet.trade.person_id)
    await payer.pay(world, buyer.openid, decision)
    return buyer.id


def _checked(question: Q) -> Q:
    """The same, if the browser can be sent back where it says."""
    if not is_address(question.return_url):
        raise wrong_parameter("/return_url", "须为网址")
    return question


def _refused(question: Question, refusal: Refused) -> Response[str]:
    """Why it cannot be paid; a trade that is paid already counts as paid."""
    result = "ok" if refusal.code == "ORDERPAID" else "cancel"
    return sorry(refusal.message, with_query(question.return_url, result=result))


async def _names(db: Db, parts: list[Part]) -> dict[str | None, str]:
    """Whom the parts are paid to, by sub_mchid; null is the platform."""
    shops = select(sub_merchant.c.sub_mchid, sub_merchant.c.name)
    rows = await db.execute(shops.where(sub_merchant.c.sub_mchid.in_({part.sub_mchid for part in parts})))
    return {None: "里弄平台"} | {row.sub_mchid: row.name for row in rows}


def _sheet(
    question: Question,
    sheet: Sheet,
    names: dict[str | None, str],
    buyer: PersonView,
    owner: PersonView | None,
) -> str:
    is_others = owner is not None and owner.id != buyer.id
    is_single = len(sheet.parts) == 1
    rows = "".join(_row(part, "商品" if is_single else names[part.sub_mchid]) for part in sheet.parts)
    payee = (
        names[sheet.parts[0].sub_mchid]
        if len(sheet.parts) == 1
        else f"里弄 · {len(sheet.parts)} 家店铺合并支付"
    )
    return (
        '<form class="sheet" method="post" action="/phone/pay" onsubmit="this.classList.add(\'busy\')">'
        f'{hidden(_kept(question))}<p class="payee">{escape(payee)}</p>'
        f'<p class="total">{yuan(sheet.trade.total_fen)}</p><ul class="rows">{rows}</ul>'
        f'<p class="by"><span>付款人</span><span>{avatar(buyer)}{escape(buyer.nickname)} · 模拟零钱</span></p>'
        f"{_warning(buyer, owner) if is_others else ''}"
        '<button class="button" name="decision" value="pay">立即支付</button>'
        '<button class="button quiet" name="decision" value="cancel">取消</button></form>'
    )


def _row(part: Part, name: str) -> str:
    return (
        f'<li><div class="what"><b>{escape(name)}</b><small>{escape(part.description)}</small></div>'
        f'<div class="sum">{yuan(part.total_fen)}</div></li>'
    )


def _warning(buyer: PersonView, owner: PersonView | None) -> str:
    current = escape(owner.nickname) if owner else ""
    return (
        f'<p class="warn">这部手机现在是{current}在用，而这笔订单由{escape(buyer.nickname)}提交；'
        f"支付后手机将切换为{escape(buyer.nickname)}。</p>"
    )


def _kept(question: Question) -> dict[str, str]:
    return {
        name: value
        for name, value in msgspec.to_builtins(question).items()
        if isinstance(value, str) and name != "decision"
    }
