"""WeChat Pay's notifications: verified before anything is looked up, applied in one transaction, acknowledged by 204.

A forged, stale or damaged message touches no database and calls nobody; it is counted and answered 401.
"""

from typing import Any

import structlog
from litestar import Request, Response, post
from prometheus_client import Counter
from sqlalchemy.dialects.postgresql import insert

from lilong.integrations.wechat_pay import (
    CombinedTrade,
    DirectTrade,
    Notification,
    NotificationRejected,
    RefundNotice,
    WechatPay,
)
from lilong.payments import completion, refunds, repairs
from lilong.payments.tables import payment_notice
from lilong.platform import clock
from lilong.platform.access import public
from lilong.platform.db import Db, Transactions

log = structlog.get_logger(__name__)
_rejected = Counter("lilong_notices_rejected_total", "Callbacks that were not WeChat's, or not fresh")
FAIL = b'{"code":"FAIL","message":"signature"}'


@post("/wechat-pay", guards=[public], include_in_schema=False)
async def hear_wechat_pay(
    request: Request[Any, Any, Any], begin: Transactions, wechat_pay: WechatPay
) -> Response[bytes]:
    """A notification of WeChat Pay, whatever it is about."""
    try:
        notice = wechat_pay.parse_notification(request.headers, await request.body())
    except NotificationRejected as rejected:
        _rejected.inc()
        log.info("notice rejected", reason=rejected.reason)
        return Response(FAIL, status_code=401, media_type="application/json")
    async with begin() as db:
        subject, outcome = await _apply(db, notice)
        await _note(db, notice, subject, outcome)
    return Response(b"", status_code=204)


async def _apply(db: Db, notice: Notification) -> tuple[str, str]:
    content = notice.content
    if isinstance(content, CombinedTrade):
        return content.combine_out_trade_no, await completion.complete(db, content)
    if isinstance(content, RefundNotice):
        number = content.out_refund_no
        return number, await refunds.settle_refund(
            db, number, content.amount.refund_fen, content.status, content.refunded_at
        )
    if isinstance(content, DirectTrade):  # we open none: money has come that nobody asked for
        facts = {"transaction_id": content.transaction_id, "mch_id": content.mch_id}
        await repairs.open_repair(db, "paid_unmatched", content.out_trade_no, facts)
        return content.out_trade_no, "unmatched"
    return "", "ignored"


async def _note(db: Db, notice: Notification, subject: str, outcome: str) -> None:
    now = clock.now()
    row = insert(payment_notice).values(
        id=notice.id,
        kind=notice.event_type,
        subject=subject,
        outcome=outcome,
        times=1,
        first_at=now,
        last_at=now,
    )
    again = {"times": payment_notice.c.times + 1, "last_at": now}
    await db.execute(row.on_conflict_do_update(index_elements=["id"], set_=again))


handlers = [hear_wechat_pay]
