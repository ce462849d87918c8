"""A refusal in WeChat Pay's form: an HTTP status, a code and Chinese prose."""

from collections.abc import Mapping


class Refused(Exception):
    """Becomes `{"code", "message", "detail"?}` under `status`."""

    def __init__(
        self, status: int, code: str, message: str, detail: Mapping[str, object] | None = None
    ) -> None:
        super().__init__(f"{status} {code} {message}")
        self.status = status
        self.code = code
        self.message = message
        self.detail = detail

    def body(self) -> dict[str, object]:
        """The JSON of the answer."""
        plain: dict[str, object] = {"code": self.code, "message": self.message}
        return plain if self.detail is None else plain | {"detail": dict(self.detail)}


def wrong_parameter(field: str, issue: str) -> Refused:
    """A parameter is missing, too long or malformed."""
    return Refused(
        400,
        "PARAM_ERROR",
        f"参数错误：{issue}",
        {"field": field, "issue": issue, "location": "body"},
    )


def invalid_request(message: str) -> Refused:
    """Well formed, but not possible now."""
    return Refused(400, "INVALID_REQUEST", message)


def not_enough(message: str) -> Refused:
    """An account holds too little."""
    return Refused(403, "NOT_ENOUGH", message)


def number_used() -> Refused:
    """The merchant's number stands for other parameters already."""
    return Refused(403, "OUT_TRADE_NO_USED", "商户订单号重复：请用原参数重试，或换新的商户订单号")


def no_such_order() -> Refused:
    """Nothing is known under that number."""
    return Refused(404, "ORDER_NOT_EXIST", "订单不存在")
