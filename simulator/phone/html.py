"""Words and figures as HTML; everything that came from outside is escaped here."""

from collections.abc import Mapping
from datetime import datetime
from html import escape
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit
from zoneinfo import ZoneInfo

from litestar import MediaType, Response
from litestar.response import Redirect

from simulator.control.people import PersonView

STYLE = (Path(__file__).parent / "phone.css").read_text(encoding="utf-8")
_SHANGHAI = ZoneInfo("Asia/Shanghai")
_NOTICE = "模拟微信 · 仅供开发测试，不涉及真实资金"


def page(title: str, body: str, *, status: int = 200, is_dimmed: bool = False) -> Response[str]:
    """A whole page: the phone's screen with the notice above it."""
    content = (
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">'
        '<meta name="robots" content="noindex"><link rel="icon" href="data:,">'
        f'<title>{escape(title)} · 模拟微信</title><link rel="stylesheet" href="/phone/phone.css"></head>'
        f'<body class="{"dimmed" if is_dimmed else ""}"><p class="notice">{_NOTICE}</p>'
        f'<main class="screen">{body}</main></body></html>'
    )
    return Response(content, status_code=status, media_type=MediaType.HTML)


def sorry(words: str, back_url: str | None = None, back_label: str = "返回商家") -> Response[str]:
    """What could not be done, and the way back."""
    target = back_url or "/"
    label = back_label if back_url else "回到手机首页"
    body = (
        '<section class="sorry"><div class="mark" aria-hidden="true">!</div>'
        f'<h1>{escape(words)}</h1><a class="button" href="{escape(target)}">{escape(label)}</a></section>'
    )
    return page("无法继续", body, status=400)


def yuan(fen: int) -> str:
    """¥ with two decimals; only ever shown."""
    sign = "-" if fen < 0 else ""
    return f"{sign}¥{abs(fen) // 100}.{abs(fen) % 100:02d}"


def moment(when: datetime) -> str:
    """A moment in Shanghai."""
    return f"{when.astimezone(_SHANGHAI):%m月%d日 %H:%M}"


def avatar(person: PersonView, kind: str = "") -> str:
    """A face: the person's picture, or the first character of the nickname on a colour of its own."""
    if person.avatar:
        return f'<span class="avatar {kind}"><img src="{escape(person.avatar)}" alt=""></span>'
    initial, hue = escape(person.nickname[:1]), person.id * 47 % 360
    return f'<span class="avatar {kind}" style="--hue:{hue}" aria-hidden="true">{initial}</span>'


def hidden(fields: Mapping[str, str]) -> str:
    """Form fields that nobody sees."""
    return "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
        for name, value in fields.items()
    )


def is_address(url: str) -> bool:
    """Whether a browser may be sent there: an absolute web address."""
    parts = urlsplit(url)
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def with_query(url: str, **more: str) -> str:
    """The address with fields set in its query; what follows a # stays last."""
    parts = urlsplit(url)
    query = [
        (name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name not in more
    ]
    return urlunsplit(parts._replace(query=urlencode([*query, *more.items()])))


def redirect(url: str, person_id: int | None = None) -> Redirect:
    """Send the browser on with a GET; with `person_id`, the phone is that person's from now on."""
    answer = Redirect(url, status_code=303)
    if person_id is not None:
        answer.set_cookie("sim_person", str(person_id), max_age=31_536_000, httponly=True, samesite="lax")
    return answer
