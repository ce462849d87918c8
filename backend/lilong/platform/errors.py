"""A refusal is data: a status, a stable code, a Chinese sentence that says what to do, and facts.

Modules raise subclasses of DomainError; one handler in platform.http turns them into RFC 9457 problem JSON.
"""


class DomainError(Exception):
    """A request that the business refuses. `message` is formatted with the facts and may be shown to people."""

    status = 409
    code = "refused"
    message = "操作没有完成，请稍后再试"
    headers: dict[str, str] = {}  # noqa: RUF012 -- a constant of the class; instances that differ assign their own

    def __init__(self, **facts: object) -> None:
        super().__init__(self.message.format(**facts))
        self.facts = facts


class NotFound(DomainError):
    """The thing does not exist, or belongs to somebody else: a stranger cannot tell which."""

    status, code, message = 404, "not_found", "没有找到，可能已被删除"


class InvalidInput(DomainError):
    """Fields that cannot be accepted; `fields` maps the path of each to a Chinese sentence."""

    status, code, message = 400, "invalid_input", "填写的内容有误，请检查后再提交"

    def __init__(self, fields: dict[str, str]) -> None:
        super().__init__(fields=fields)


class NotSignedIn(DomainError):
    """No token, or one that is unknown or over."""

    status, code, message = 401, "session_expired", "登录已过期，请重新登录"


class NotAllowed(DomainError):
    """Signed in, but without the permission that the route declares."""

    status, code, message = 403, "not_allowed", "您没有权限进行此操作，请联系管理员"


class TooManyRequests(DomainError):
    """A limit on what can be guessed or abused was reached; `retry_after_seconds` says when to come back."""

    status, code, message = 429, "too_many_requests", "操作太频繁，请 {retry_after_seconds} 秒后再试"

    def __init__(self, retry_after_seconds: int) -> None:
        super().__init__(retry_after_seconds=retry_after_seconds)
        self.headers = {"Retry-After": str(retry_after_seconds)}


class Busy(DomainError):
    """The database or the outside world did not answer; nothing was lost and the same request may be repeated."""

    status, code, message = 503, "busy", "系统繁忙，请稍后重试"

    def __init__(self, **facts: object) -> None:
        super().__init__(**facts)
        self.headers = {"Retry-After": "1"}


class EditedElsewhere(DomainError):
    """Somebody else saved the same thing since it was opened."""

    code, message = "edited_elsewhere", "内容已被其他人修改，请刷新后再编辑"
