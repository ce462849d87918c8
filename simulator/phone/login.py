"""Signing in from a browser, as with WeChat's own page: choose a person, come back with a code."""

from html import escape
from typing import Any

import msgspec
from litestar import Request, Response, get, post
from litestar.response import Redirect

from simulator.control import people
from simulator.control.people import PersonView
from simulator.errors import Refused
from simulator.mini.login import issue_code
from simulator.parameters import TheWorld
from simulator.phone.forms import chosen_person, fields, form
from simulator.phone.home import face_grid
from simulator.phone.html import avatar, hidden, is_address, page, redirect, sorry, with_query

_NO_WAY_BACK = "缺少有效的返回地址（redirect_uri），请从商家页面重新登录"


class Question(msgspec.Struct):
    """Who asks, and where the answer goes."""

    redirect_uri: str
    state: str = ""


class Answer(Question):
    """The person who was chosen."""

    person_id: str = ""


@get("/phone/login")
async def show_login(world: TheWorld, request: Request[Any, Any, Any]) -> Response[str]:
    """Choose who signs in."""
    try:
        question = fields(dict(request.query_params), Question)
    except Refused:
        return sorry(_NO_WAY_BACK)
    if not is_address(question.redirect_uri):
        return sorry(_NO_WAY_BACK)
    async with world.begin() as db:
        everybody = await people.people(db)
    if not everybody:
        return sorry("这部手机还没有人使用，请先在手机首页新建一个人")
    return page("登录", _question(question, everybody, chosen_person(request, everybody)))


@post("/phone/login")
async def log_in(world: TheWorld, request: Request[Any, Any, Any]) -> Redirect | Response[str]:
    """Sign in as the chosen person."""
    answer = await form(request, Answer)
    if not is_address(answer.redirect_uri):
        return sorry(_NO_WAY_BACK)
    async with world.begin() as db:
        chosen = next((each for each in await people.people(db) if str(each.id) == answer.person_id), None)
        if chosen is None:
            return sorry("没有找到这个人，请返回重新选择")
        code = await issue_code(db, world, chosen.id)
    return redirect(with_query(answer.redirect_uri, code=code, state=answer.state), chosen.id)


def _question(question: Question, everybody: list[PersonView], owner: PersonView | None) -> str:
    others = [each for each in everybody if owner is None or each.id != owner.id]
    kept = hidden({"redirect_uri": question.redirect_uri, "state": question.state})
    return (
        '<form method="post" action="/phone/login" onsubmit="this.classList.add(\'busy\')">'
        f'{kept}<header class="ask"><div class="badge" aria-hidden="true">里</div><h1>里弄 申请登录</h1>'
        f"<p>将获得你在此小程序中的身份标识</p>{_continue_as(owner)}</header>"
        f'<section class="block"><h2>{"换一个人登录" if owner else "选择登录的人"}</h2>'
        f"{face_grid(others, None)}</section></form>"
    )


def _continue_as(owner: PersonView | None) -> str:
    if owner is None:
        return ""
    return (
        f'<div class="as">{avatar(owner)}<div><b>{escape(owner.nickname)}</b><small>正在使用这部手机</small></div></div>'
        f'<button class="button" name="person_id" value="{owner.id}">允许并登录</button>'
    )
