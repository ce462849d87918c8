"""A mutation that is sent twice happens once."""

import uuid

import pytest

from tests.accounts.doors import at_once
from tests.actors import HUANGPU, Buyer, Refused
from tests.stack import Stack

PLACE = {
    "region_code": HUANGPU,
    "street": "豫园街道",
    "detail": "方浜中路 259 号",
    "name": "林宁",
    "phone": "13800002046",
}
PATH = "/api/v1/addresses"


def count(buyer: Buyer) -> int:
    """How many addresses the buyer has."""
    return len(buyer.get(PATH)["items"])


def test_a_repeated_request_gets_the_first_answer_and_does_nothing(buyer: Buyer) -> None:
    key, before = str(uuid.uuid4()), count(buyer)
    first = buyer.post(PATH, PLACE, key)
    assert buyer.post(PATH, PLACE, key) == first
    assert count(buyer) == before + 1


def test_of_simultaneous_requests_one_works_and_all_get_its_answer(buyer: Buyer) -> None:
    key, before = str(uuid.uuid4()), count(buyer)
    answers = at_once([lambda: buyer.post(PATH, PLACE, key)] * 8)
    assert {answer["id"] for answer in answers} == {answers[0]["id"]}
    assert count(buyer) == before + 1


def test_the_same_key_with_another_body_is_refused(buyer: Buyer) -> None:
    key = str(uuid.uuid4())
    buyer.post(PATH, PLACE, key)
    with pytest.raises(Refused) as refused:
        buyer.post(PATH, PLACE | {"detail": "方浜中路 260 号"}, key)
    assert (refused.value.status, refused.value.code) == (422, "idempotency_key_reused")


def test_two_people_may_use_the_same_key(stack: Stack, buyer: Buyer) -> None:
    key = str(uuid.uuid4())
    assert buyer.post(PATH, PLACE, key)["id"] != Buyer.arrived(stack).post(PATH, PLACE, key)["id"]


def test_a_refused_request_leaves_its_key_free(buyer: Buyer) -> None:
    key = str(uuid.uuid4())
    with pytest.raises(Refused):
        buyer.post(PATH, PLACE | {"region_code": "999999"}, key)
    assert buyer.post(PATH, PLACE, key)["id"]


@pytest.mark.parametrize("key", [None, "short", "x" * 65])
def test_a_creating_request_needs_a_usable_key(buyer: Buyer, key: str | None) -> None:
    headers = {"Idempotency-Key": key} if key else {}
    before = count(buyer)
    answer = buyer.http.post(PATH, json=PLACE, headers=headers)
    assert answer.status_code == 400
    assert "Idempotency-Key" in answer.json()["facts"]["fields"]
    assert count(buyer) == before
