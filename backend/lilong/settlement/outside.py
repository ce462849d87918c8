"""Sharing an earning at WeChat: commission to the platform, the rest to the shop, in one call with finish."""

from datetime import timedelta

from lilong import payments
from lilong.integrations.wechat_pay import (
    FinishRequest,
    Sharing,
    SharingReceiver,
    SharingRequest,
    SharingResult,
    SharingStatus,
    WechatPay,
    WechatPayRefusal,
)
from lilong.platform import clock, due, jobs
from lilong.platform.db import Transactions
from lilong.settlement import earnings
from lilong.settlement.earnings import SHARE, Earning

AGAIN = timedelta(seconds=15)
AFTER_REFUSAL = timedelta(hours=1)
"""A refusal is before a person by then."""
FAILED = "sharing_failed"


async def share_earning(wechat: WechatPay, begin: Transactions, payload: jobs.Payload) -> None:
    """A job: share and finish an earning, or see how that stands; again every quarter of a minute until it is done.

    The fee is what WeChat leaves out of the amount to share; it is read and kept before anything is shared. A repeated
    call under the same number shares nothing twice.
    """
    async with begin() as db:
        row = await earnings.claim(db, payload["id"])
        if row is None:
            return
        await due.set_clock(db, SHARE, row.id, clock.now() + AGAIN)
    with payments.left_to_the_clock(SHARE, row.id):
        row = await _with_fee(wechat, begin, row)
        await _record(begin, row, await _share(wechat, begin, row))


async def _with_fee(wechat: WechatPay, begin: Transactions, row: Earning) -> Earning:
    if row.fee_fen is not None:
        return row
    unsplit_fen = await wechat.query_unsplit_fen(row.transaction_id)
    async with begin() as db:
        return await earnings.keep_fee(db, row, row.captured_fen - unsplit_fen)


async def _share(wechat: WechatPay, begin: Transactions, row: Earning) -> Sharing:
    try:
        await _ask(wechat, row)
        return await wechat.query_sharing(row.sub_mchid, row.transaction_id, row.sharing_number)
    except WechatPayRefusal as refusal:
        if not refusal.retryable:
            await _put_before_a_person(begin, row, refusal.code)
        raise


async def _ask(wechat: WechatPay, row: Earning) -> None:
    if row.commission_fen == 0:
        finish = FinishRequest(
            sub_mchid=row.sub_mchid,
            transaction_id=row.transaction_id,
            out_order_no=row.sharing_number,
            description="分账完结",
        )
        await wechat.finish_sharing(finish)
        return
    receiver = SharingReceiver(account=wechat.mch_id, amount_fen=row.commission_fen, description="平台佣金")
    ask = SharingRequest(
        sub_mchid=row.sub_mchid,
        transaction_id=row.transaction_id,
        out_order_no=row.sharing_number,
        receivers=[receiver],
        is_finish=True,
    )
    await wechat.share(ask)


async def _record(begin: Transactions, row: Earning, sharing: Sharing) -> None:
    """Done only when every receiver has its share; a closed one took nothing, which a person must see."""
    results = {receiver.result for receiver in sharing.receivers}
    if SharingResult.CLOSED in results:
        await _put_before_a_person(begin, row, "CLOSED")
    elif sharing.status == SharingStatus.FINISHED and results <= {SharingResult.SUCCESS}:
        async with begin() as db:
            await earnings.record_shared(db, row)
            await due.stop_clock(db, SHARE, row.id)
            await payments.resolve_repair(db, FAILED, row.sharing_number)


async def _put_before_a_person(begin: Transactions, row: Earning, code: str) -> None:
    async with begin() as db:
        await payments.open_repair(db, FAILED, row.sharing_number, {"code": code, "order_id": row.order_id})
        await due.set_clock(db, SHARE, row.id, clock.now() + AFTER_REFUSAL)
