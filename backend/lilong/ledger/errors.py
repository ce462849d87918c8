"""Refusals of the ledger."""

from lilong.platform.errors import DomainError


class BalanceTooLow(DomainError):
    """The posting would take an account below its floor."""

    code, message = "balance_too_low", "余额不足，操作没有完成"
