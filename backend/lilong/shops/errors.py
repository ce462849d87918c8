"""Refusals around applications and shops."""

from lilong.platform.errors import DomainError


class ShopNameTaken(DomainError):
    """Another shop is called the same, or so alike that people would confuse them."""

    code, message = "shop_name_taken", "已有同名或极为相似的店铺，请换一个店名"


class AlreadyDecided(DomainError):
    """The application is not waiting for a decision any more."""

    code, message = "already_decided", "这份申请已经处理过，请刷新后查看"


class NotRejected(DomainError):
    """Only a rejected application is filled in again."""

    code, message = "not_rejected", "只有被退回的申请可以修改后重新提交"


class SubMerchantUnknown(DomainError):
    """WeChat Pay does not confirm the number as a sub-merchant of this platform."""

    status, code, message = (
        400,
        "sub_mchid_unknown",
        "微信支付没有确认该商户号归属本平台，请核对商户号是否已完成进件",
    )


class SubMerchantTaken(DomainError):
    """Another shop is paid through this number."""

    code, message = "sub_mchid_taken", "该商户号已用于其他店铺，请核对"


class NotReadyToOpen(DomainError):
    """Things are missing; `facts.missing` holds their codes."""

    code, message = "not_ready_to_open", "开业前请先{what}"


class AlreadyOpened(DomainError):
    """A shop opens once."""

    code, message = "already_opened", "店铺已经开业，无需重复操作"


class NotOpen(DomainError):
    """Only an open shop can be frozen."""

    code, message = "shop_not_open", "只有营业中的店铺可以冻结，请刷新后查看"


class NotFrozen(DomainError):
    """Only a frozen shop can be unfrozen."""

    code, message = "shop_not_frozen", "店铺没有被冻结，请刷新后查看"


class ShopNotFound(DomainError):
    """No such shop for shoppers: it does not exist, or does not sell at present."""

    status, code, message = 404, "shop_not_found", "店铺不存在或暂停营业，去看看其他店铺吧"
