"""Everything the simulator remembers, in the schema `simulator`. Amounts are integer fen, moments are UTC."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    DateTime,
    Identity,
    Index,
    MetaData,
    Named,
    Table,
    Text,
    TypedColumns,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import JSONB

SCHEMA = "simulator"
metadata = MetaData(schema=SCHEMA)


def _key() -> Column[int]:
    return Column(BigInteger, Identity(always=True), primary_key=True)


def _name() -> Column[str]:
    return Column(Text, primary_key=True)


def _fen() -> Column[int]:
    return Column(BigInteger)


def _moment() -> Column[Any]:
    return Column(DateTime(timezone=True))


def _document() -> Column[Any]:
    return Column(JSONB)


class _SettingColumns(TypedColumns):
    name: Named[str] = _name()
    value: Named[str]


setting = Table("setting", metadata, _SettingColumns)
"""What the control API has set: the clock's offset, the address for sharing news."""


class _PersonColumns(TypedColumns):
    id: Named[int] = _key()
    openid: Named[str] = Column(Text, unique=True)
    nickname: Named[str]
    avatar: Named[str]
    created_at: Named[datetime] = _moment()


person = Table("person", metadata, _PersonColumns)
"""People who hold a phone. `avatar` is the address of a picture, or empty."""


class _SubMerchantColumns(TypedColumns):
    sub_mchid: Named[str] = _name()
    name: Named[str]
    created_at: Named[datetime] = _moment()


sub_merchant = Table("sub_merchant", metadata, _SubMerchantColumns)
"""Shops signed under the platform (二级商户)."""


class _LoginCodeColumns(TypedColumns):
    code: Named[str] = _name()
    person_id: Named[int] = Column(BigInteger)
    created_at: Named[datetime] = _moment()
    used_at: Named[datetime | None] = _moment()


login_code = Table("login_code", metadata, _LoginCodeColumns)
"""What `wx.login` gave: good once, for 5 minutes."""


class _TradeColumns(TypedColumns):
    id: Named[int] = _key()
    is_combined: Named[bool]
    number: Named[str]
    request_hash: Named[str]
    person_id: Named[int] = Column(BigInteger)
    notify_url: Named[str]
    payer_ip: Named[str | None]
    state: Named[str]
    total_fen: Named[int] = _fen()
    prepay_id: Named[str] = Column(Text, unique=True)
    prepaid_at: Named[datetime] = _moment()
    expires_at: Named[datetime] = _moment()
    created_at: Named[datetime] = _moment()
    paid_at: Named[datetime | None] = _moment()


trade = Table(
    "trade",
    metadata,
    _TradeColumns,
    UniqueConstraint("is_combined", "number"),
    Index("trade_person_id_idx", "person_id", "id"),
)
"""What a person pays at once.

`number` is out_trade_no or combine_out_trade_no. States: NOTPAY, SUCCESS, CLOSED.
"""


class _PartColumns(TypedColumns):
    id: Named[int] = _key()
    trade_id: Named[int] = Column(BigInteger, index=True)
    sub_mchid: Named[str | None]
    out_trade_no: Named[str] = Column(Text, unique=True)
    description: Named[str]
    attach: Named[str | None]
    is_profit_sharing: Named[bool]
    transaction_id: Named[str | None] = Column(Text, unique=True)
    total_fen: Named[int] = _fen()
    fee_fen: Named[int] = _fen()
    frozen_fen: Named[int] = _fen()
    shared_fen: Named[int] = _fen()
    refunded_fen: Named[int] = _fen()
    is_finished: Named[bool]
    release_at: Named[datetime | None] = _moment()


part = Table(
    "part",
    metadata,
    _PartColumns,
    CheckConstraint("frozen_fen >= 0 AND refunded_fen <= total_fen", name="part_amounts_check"),
    Index(
        "part_release_at_idx", "release_at", postgresql_where="NOT is_finished AND transaction_id IS NOT NULL"
    ),
)
"""One merchant's share of a trade; a direct trade has one, whose `sub_mchid` is null.

`fee_fen`: WeChat's fee still kept. `frozen_fen`: not yet shared, refunded or finished.
"""


class _RefundColumns(TypedColumns):
    id: Named[int] = _key()
    refund_id: Named[str] = Column(Text, unique=True)
    out_refund_no: Named[str] = Column(Text, unique=True)
    request_hash: Named[str]
    part_id: Named[int] = Column(BigInteger, index=True)
    refund_fen: Named[int] = _fen()
    from_frozen_fen: Named[int] = _fen()
    from_available_fen: Named[int] = _fen()
    fee_back_fen: Named[int] = _fen()
    status: Named[str]
    outcome: Named[str]
    notify_url: Named[str | None]
    created_at: Named[datetime] = _moment()
    due_at: Named[datetime | None] = _moment()
    succeeded_at: Named[datetime | None] = _moment()


refund = Table(
    "refund",
    metadata,
    _RefundColumns,
    Index("refund_due_at_idx", "due_at", postgresql_where="due_at IS NOT NULL"),
)
"""A refund; `outcome` is the state that it reaches at `due_at`, which is null once it has."""


class _SharingColumns(TypedColumns):
    id: Named[int] = _key()
    order_id: Named[str] = Column(Text, unique=True)
    out_order_no: Named[str] = Column(Text, unique=True)
    request_hash: Named[str]
    part_id: Named[int] = Column(BigInteger, index=True)
    receivers: Named[list[dict[str, Any]]] = _document()
    outcome: Named[str]
    is_finish: Named[bool]
    finish_description: Named[str | None]
    finish_fen: Named[int | None] = Column(BigInteger)
    status: Named[str]
    created_at: Named[datetime] = _moment()
    due_at: Named[datetime | None] = _moment()


sharing = Table(
    "sharing",
    metadata,
    _SharingColumns,
    Index("sharing_due_at_idx", "due_at", postgresql_where="due_at IS NOT NULL"),
)
"""A sharing or a finish.

Done at `due_at`, which is null once it is. `outcome`: the result of its receivers.
"""


class _BalanceColumns(TypedColumns):
    holder: Named[str] = _name()
    kind: Named[str] = _name()
    balance_fen: Named[int] = _fen()


balance = Table(
    "balance",
    metadata,
    _BalanceColumns,
    CheckConstraint("balance_fen >= 0", name="balance_floor_check"),
)
"""What merchants hold: (sub_mchid, frozen | available) and (mch_id, basic). Nobody overdraws."""


class _EntryColumns(TypedColumns):
    id: Named[int] = _key()
    posting: Named[str]
    holder: Named[str]
    kind: Named[str]
    change_fen: Named[int] = _fen()
    reason: Named[str]
    reference: Named[str]
    posted_at: Named[datetime] = _moment()


entry = Table(
    "entry",
    metadata,
    _EntryColumns,
    Index("entry_holder_idx", "holder", "kind", "id"),
    Index("entry_posting_idx", "posting"),
)
"""Double entry: the changes of one posting add up to zero. Outside holders: payers, wechat."""


class _NotificationColumns(TypedColumns):
    id: Named[str] = _name()
    event_type: Named[str]
    reference: Named[str]
    notify_url: Named[str]
    summary: Named[str]
    resource: Named[dict[str, Any]] = _document()
    state: Named[str]
    attempts: Named[int]
    created_at: Named[datetime] = _moment()
    due_at: Named[datetime | None] = _moment()


notification = Table(
    "notification",
    metadata,
    _NotificationColumns,
    Index("notification_due_at_idx", "due_at", postgresql_where="due_at IS NOT NULL"),
)
"""News to deliver. States: waiting, delivered, given_up; `due_at` is null when nothing is left to do."""


class _DeliveryColumns(TypedColumns):
    id: Named[int] = _key()
    notification_id: Named[str] = Column(Text, index=True)
    attempt: Named[int]
    fault: Named[str | None]
    status: Named[int | None]
    failure: Named[str | None]
    delivered_at: Named[datetime] = _moment()


delivery = Table("delivery", metadata, _DeliveryColumns)
"""One POST of a notification: the fault put into it, and the receiver's HTTP status or why there was none."""
