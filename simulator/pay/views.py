"""Trades and refunds in WeChat Pay's words, as queries answer and notifications tell them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from simulator.clock import rfc3339
from simulator.pay.rows import Part, Refund, Sharing, Trade
from simulator.world import World

_STATE_WORDS = {"SUCCESS": "支付成功", "REFUND": "转入退款", "NOTPAY": "订单未支付", "CLOSED": "订单已关闭"}


def of_trade(world: World, trade: Trade, parts: Sequence[Part], openid: str) -> dict[str, Any]:
    """A trade, as a query answers and TRANSACTION.SUCCESS tells it."""
    if not trade.is_combined:
        return _direct(world, trade, parts[0], openid)
    return {
        "combine_appid": world.app_id,
        "combine_mchid": world.mch_id,
        "combine_out_trade_no": trade.number,
        "combine_payer_info": {"openid": openid},
        "scene_info": {"payer_client_ip": trade.payer_ip},
        "sub_orders": [_sub_order(world, trade, part) for part in parts],
    }


def of_refund(refund: Refund, part: Part) -> dict[str, Any]:
    """A refund, as a query answers it: its state is `status`."""
    shown = _refund(refund, part) | {
        "channel": "ORIGINAL",
        "status": refund.status,
        "create_time": rfc3339(refund.created_at),
        "refund_account": "REFUND_SOURCE_SUB_MERCHANT",
        "funds_account": "UNSETTLED" if refund.from_frozen_fen else "AVAILABLE",
    }
    shown["amount"] = {
        "refund": refund.refund_fen,
        "payer_refund": refund.refund_fen,
        "discount_refund": 0,
        "currency": "CNY",
    }
    return shown


def of_refund_notice(world: World, refund: Refund, part: Part) -> dict[str, Any]:
    """A refund, as its notification tells it: its state is `refund_status`."""
    shown = _refund(refund, part) | {
        "sp_mchid": world.mch_id,
        "sub_mchid": part.sub_mchid,
        "refund_status": refund.status,
        "refund_account": "REFUND_SOURCE_SUB_MERCHANT",
    }
    shown["amount"] = {
        "total": part.total_fen,
        "refund": refund.refund_fen,
        "payer_total": part.total_fen,
        "payer_refund": refund.refund_fen,
    }
    return shown


def _refund(refund: Refund, part: Part) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "refund_id": refund.refund_id,
        "out_refund_no": refund.out_refund_no,
        "transaction_id": part.transaction_id,
        "out_trade_no": part.out_trade_no,
        "user_received_account": "模拟零钱",
    }
    return shown | ({"success_time": rfc3339(refund.succeeded_at)} if refund.succeeded_at else {})


def of_sharing(sharing: Sharing, part: Part) -> dict[str, Any]:
    """A sharing or a finish."""
    shown: dict[str, Any] = {
        "sub_mchid": part.sub_mchid,
        "transaction_id": part.transaction_id,
        "out_order_no": sharing.out_order_no,
        "order_id": sharing.order_id,
        "status": sharing.status,
        "receivers": sharing.receivers,
    }
    if sharing.finish_fen is not None:
        shown |= {"finish_amount": sharing.finish_fen, "finish_description": sharing.finish_description}
    return shown


def of_sharing_notice(
    world: World, sharing: Sharing, part: Part, receiver: dict[str, Any], now: datetime
) -> dict[str, Any]:
    """One receiver's share, as PROFITSHARING.SUCCESS tells it."""
    return {
        "sp_mchid": world.mch_id,
        "sub_mchid": part.sub_mchid,
        "transaction_id": part.transaction_id,
        "order_id": sharing.order_id,
        "out_order_no": sharing.out_order_no,
        "receiver": {
            "type": receiver["type"],
            "account": receiver["receiver_account"],
            "amount": receiver["amount"],
            "description": receiver["description"],
        },
        "success_time": rfc3339(now),
    }


def _direct(world: World, trade: Trade, part: Part, openid: str) -> dict[str, Any]:
    state = _state(trade, part)
    amount: dict[str, object] = {"total": part.total_fen, "currency": "CNY"}
    shown: dict[str, Any] = {
        "appid": world.app_id,
        "mchid": world.mch_id,
        "out_trade_no": part.out_trade_no,
        "trade_state": state,
        "trade_state_desc": _STATE_WORDS[state],
        "amount": amount,
    }
    if part.attach is not None:
        shown["attach"] = part.attach
    if trade.paid_at is None:
        return shown
    amount |= {"payer_total": part.total_fen, "payer_currency": "CNY"}
    return shown | _paid(part, trade.paid_at) | {"payer": {"openid": openid}}


def _sub_order(world: World, trade: Trade, part: Part) -> dict[str, Any]:
    amount: dict[str, object] = {"total_amount": part.total_fen, "currency": "CNY"}
    shown = {
        "mchid": world.mch_id,
        "sub_mchid": part.sub_mchid,
        "out_trade_no": part.out_trade_no,
        "attach": part.attach,
        "trade_state": _state(trade, part),
        "amount": amount,
    }
    if trade.paid_at is None:
        return shown
    amount |= {"payer_amount": part.total_fen, "payer_currency": "CNY"}
    return shown | _paid(part, trade.paid_at)


def _paid(part: Part, paid_at: datetime) -> dict[str, Any]:
    return {
        "transaction_id": part.transaction_id,
        "trade_type": "JSAPI",
        "bank_type": "OTHERS",
        "success_time": rfc3339(paid_at),
    }


def _state(trade: Trade, part: Part) -> str:
    return "REFUND" if trade.state == "SUCCESS" and part.refunded_fen else trade.state
