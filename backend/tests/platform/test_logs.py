"""Logs help to find faults and tell nothing of people."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests import actors
from tests.stack import Stack, credentials

SPEAK = """
import logging
from lilong.platform import logs
import structlog
logs.set_up("{log_format}")
structlog.get_logger("ours").info("sent", phone="13800002046", note="call 13800002046", courier="shunfeng")
logging.getLogger("httpx2").info("HTTP Request: GET http://wechat/?secret=hush")
try:
    raise ValueError("new row violates check\\nDETAIL:  Failing row contains (7, 林宁, 方浜中路).")
except ValueError:
    structlog.get_logger("ours").error("failed", exc_info=True)
    logging.getLogger("pgqueuer").exception("job failed for 13800002046")
"""


@pytest.mark.parametrize("log_format", ["console", "json"])
def test_what_slips_in_is_masked_ours_and_that_of_libraries(log_format: str) -> None:
    script = SPEAK.format(log_format=log_format)
    spoken = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    said = spoken.stdout + spoken.stderr

    assert "shunfeng" in said
    assert "job failed for 1**********" in said
    assert said.count("ValueError") >= 2
    for private in ("13800002046", "林宁", "方浜中路", "hush"):
        assert private not in said


def test_a_purchase_leaves_no_person_in_any_log(stack: Stack, shop: actors.Shop, buyer: actors.Buyer) -> None:
    tea = shop.sells("日志里的茶", price_fen=1_000, stock=5)
    trade = buyer.pays(buyer.places((tea, 1)))
    shop.ships(trade["orders"][0]["id"])
    with pytest.raises(actors.Refused):
        buyer.post("/api/v1/addresses", {"name": "林宁", "phone": "13800002046", "detail": 7})
    stack.settle()

    logged = "".join(log.read_text(errors="replace") for log in sorted(stack.data_dir.glob("*.log")))

    keys = credentials(stack)
    private = ["13800002046", "林宁", "方浜中路", "沈佳宁", buyer.openid, str(keys["app_secret"])]
    private += [str(keys["api_v3_key"]), token(buyer), token(shop), actors.PASSWORD]
    assert [word for word in private if word in logged] == []
    assert "HTTP Request" not in logged
    assert Path(stack.data_dir, "worker.log").read_text(), "the worker says nothing: is this its log?"


def token(caller: actors.Caller) -> str:
    """What the caller's session bears."""
    return caller.http.headers["Authorization"].removeprefix("Bearer ")
