"""A job that has a clock need not fail: the clock is set before WeChat is asked, and brings the job back."""

from collections.abc import Iterator
from contextlib import contextmanager

import structlog

from lilong.integrations.wechat_pay import WechatPayRefusal, WechatPayUnreachable
from lilong.payments.errors import PaymentChannelBusy

log = structlog.get_logger(__name__)


@contextmanager
def left_to_the_clock(job: str, subject_id: int) -> Iterator[None]:
    """End a job in good order when WeChat gives no answer, or says no: its clock is running.

    Failing instead would leave the queue trying too: an hour's outage would make a hundred dead letters of one payment.
    """
    try:
        yield
    except (PaymentChannelBusy, WechatPayRefusal, WechatPayUnreachable) as trouble:
        log.warning("left to the clock", job=job, subject_id=subject_id, trouble=str(trouble))
