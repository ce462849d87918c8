"""Where shoppers want their parcels."""

import pytest

from tests.accounts.doors import at_once, code_of, refusal
from tests.actors import Buyer, Json
from tests.stack import Stack

PATH = "/api/v1/addresses"
HOME: Json = {
    "name": "林知夏",
    "phone": "13800002046",
    "region_code": "310106",
    "detail": "愚园路 1088 弄 6 号",
}


def _defaults(buyer: Buyer) -> list[int]:
    return [address["id"] for address in buyer.get(PATH)["items"] if address["is_default"]]


def test_an_address_gets_the_names_of_its_region(buyer: Buyer) -> None:
    kept = buyer.post(PATH, HOME)

    assert (kept["province"], kept["city"], kept["district"]) == ("上海市", "上海市", "静安区")
    assert kept["phone"] == "13800002046"


def test_the_first_address_is_the_default_and_a_new_default_replaces_it(buyer: Buyer) -> None:
    assert _defaults(buyer) == [buyer.address_id]

    kept = buyer.post(PATH, HOME | {"is_default": True})

    assert _defaults(buyer) == [kept["id"]]


def test_the_default_stays_when_it_is_merely_unticked(buyer: Buyer) -> None:
    buyer.put(f"{PATH}/{buyer.address_id}", HOME | {"is_default": False})

    assert _defaults(buyer) == [buyer.address_id]


def test_the_latest_takes_over_when_the_default_is_deleted(buyer: Buyer) -> None:
    _older, latest = buyer.post(PATH, HOME), buyer.post(PATH, HOME)

    buyer.delete(f"{PATH}/{buyer.address_id}")

    assert _defaults(buyer) == [latest["id"]]


def test_fifty_addresses_are_enough_even_when_they_come_at_once(stack: Stack, buyer: Buyer) -> None:
    codes = at_once([lambda: code_of(lambda: buyer.post(PATH, HOME | {"is_default": True}))] * 55)

    assert sorted(map(str, codes)) == ["None"] * 49 + ["too_many_addresses"] * 6
    assert len(buyer.get(PATH)["items"]) == 50
    assert len(_defaults(buyer)) == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("region_code", "999999"),
        ("region_code", "3101"),
        ("phone", "12345"),
        ("name", ""),
        ("detail", "x" * 101),
    ],
)
def test_what_cannot_be_delivered_to_is_refused_at_its_field(buyer: Buyer, field: str, value: str) -> None:
    refused = refusal(lambda: buyer.post(PATH, HOME | {field: value}))

    assert refused is not None
    assert list(refused.facts["fields"]) == [field]
    assert len(buyer.get(PATH)["items"]) == 1


def test_a_strangers_address_does_not_exist(stack: Stack, buyer: Buyer) -> None:
    stranger = Buyer.arrived(stack, "路人")

    assert code_of(lambda: stranger.put(f"{PATH}/{buyer.address_id}", HOME)) == "not_found"
    assert code_of(lambda: stranger.delete(f"{PATH}/{buyer.address_id}")) == "not_found"
    assert buyer.get(PATH)["items"][0]["name"] == "林宁"


def test_a_shopper_who_comes_back_is_the_same_one(stack: Stack, buyer: Buyer) -> None:
    renamed = buyer.http.put("/api/v1/me", json={"nickname": "阿宁宁"}).json()

    assert renamed["nickname"] == "阿宁宁"
    assert buyer.get("/api/v1/me") == renamed
