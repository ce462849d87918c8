"""Sharing an earning at WeChat: commission to the platform, the rest to the shop, in one call with finish."""

from datetime import timedelta

from lilong.integrations.wechat_pay import (
    FinishRequest,
    Sharing,
    SharingReceiver,
    SharingRequest,
    SharingResult,
    SharingStatus,
    WechatPay,
)
from lilong.platform import clock, due, jobs
from lilong.platform.db import Transactions
from lilong.settlement import earnings
from lilong.settlement.earnings import SHARE, Earning

AGAIN = timedelta(seconds=15)


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
    if row.fee_fen is None:
        unsplit_fen = await wechat.query_unsplit_fen(row.transaction_id)
        async with begin() as db:
            row = await earnings.keep_fee(db, row, row.captured_fen - unsplit_fen)
    if not _is_done(await _share(wechat, row)):
        return
    async with begin() as db:
        await earnings.record_shared(db, row)
        await due.stop_clock(db, SHARE, row.id)


async def _share(wechat: WechatPay, row: Earning) -> Sharing:
    if row.commission_fen == 0:
        finish = FinishRequest(
            sub_mchid=row.sub_mchid,
            transaction_id=row.transaction_id,
            out_order_no=row.sharing_number,
            description="分账完结",
        )
        await wechat.finish_sharing(finish)
    else:
        receiver = SharingReceiver(
            account=wechat.mch_id, amount_fen=row.commission_fen, description="平台佣金"
        )
        ask = SharingRequest(
            sub_mchid=row.sub_mchid,
            transaction_id=row.transaction_id,
            out_order_no=row.sharing_number,
            receivers=[receiver],
            is_finish=True,
        )
        await wechat.share(ask)
    return await wechat.query_sharing(row.sub_mchid, row.transaction_id, row.sharing_number)


def _is_done(sharing: Sharing) -> bool:
    return sharing.status == SharingStatus.FINISHED and all(
        receiver.result == SharingResult.SUCCESS for receiver in sharing.receivers
    )
