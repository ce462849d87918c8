"""Refusals of fulfilment."""

from lilong.platform.errors import DomainError


class TrackingNumberUsed(DomainError):
    """This shop has already shipped a parcel with the number."""

    code, message = "tracking_number_used", "运单号 {tracking_number} 已用于其他包裹，请核对后重新填写"
