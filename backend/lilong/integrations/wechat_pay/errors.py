"""The three ways in which WeChat Pay can disappoint; see the package's docstring for what to do."""


class WechatPayRefusal(Exception):
    """WeChat answered no. Branch on `code`, never on `message`: the message is prose and changes."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(f"WeChat Pay refused: {status} {code}: {message}")
        self.status = status
        self.code = code
        self.message = message

    @property
    def retryable(self) -> bool:
        """Whether the same request, with the same numbers, may be sent again later."""
        return self.status == 429 or self.status >= 500

    @property
    def is_outcome_unknown(self) -> bool:
        """5xx: WeChat may have done it all the same. Query, or repeat with the same numbers."""
        return self.status >= 500


class WechatPayUnreachable(Exception):
    """No trustworthy answer came (time-out, broken connection, bad signature): the outcome is unknown."""


class UntrustedMessage(Exception):
    """A signed message did not pass; `reason` is for our log, never for the sender."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NotificationRejected(UntrustedMessage):
    """A callback is forged, stale, damaged or a probe: answer it with a 4xx and do nothing else."""
