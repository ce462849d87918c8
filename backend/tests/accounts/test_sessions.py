"""Sessions: silent renewal, repeats, theft, devices."""

from datetime import timedelta

import pytest

from tests.accounts.doors import Clerk, at_once, code_of, renewed, soon
from tests.actors import Buyer, Caller
from tests.stack import Stack


def test_a_renewal_gives_fresh_tokens_and_ends_the_old_access_token(stack: Stack) -> None:
    clerk = Clerk.registered(stack)

    session = renewed(stack, clerk.session["refresh_token"])

    assert session["refresh_token"] != clerk.session["refresh_token"]
    assert Caller(stack, session["access_token"]).get("/api/v1/merchant/me")["id"] == clerk.id
    soon(lambda: not clerk.is_signed_in(), "the old access token is still good")


def test_simultaneous_renewals_get_the_same_session_and_sign_nobody_out(stack: Stack) -> None:
    clerk = Clerk.registered(stack)

    sessions = at_once([lambda: renewed(stack, clerk.session["refresh_token"])] * 8)

    assert len({session["access_token"] for session in sessions}) == 1
    assert len({session["refresh_token"] for session in sessions}) == 1
    assert Caller(stack, sessions[0]["access_token"]).get("/api/v1/merchant/me")["id"] == clerk.id


def test_a_refresh_token_that_comes_back_late_ends_the_session(stack: Stack) -> None:
    clerk = Clerk.registered(stack)
    session = renewed(stack, clerk.session["refresh_token"])
    stack.advance(timedelta(seconds=31))

    assert code_of(lambda: renewed(stack, clerk.session["refresh_token"])) == "session_expired"

    thief = Caller(stack, session["access_token"])
    soon(lambda: code_of(lambda: thief.get("/api/v1/merchant/me")) == "session_expired", "still signed in")
    assert code_of(lambda: renewed(stack, session["refresh_token"])) == "session_expired"


def test_the_refresh_token_of_one_side_opens_no_other(stack: Stack) -> None:
    clerk = Clerk.registered(stack)

    assert code_of(lambda: renewed(stack, clerk.session["refresh_token"], side="")) == "session_expired"
    assert code_of(lambda: renewed(stack, clerk.session["refresh_token"], side="ops/")) == "session_expired"
    assert clerk.is_signed_in()


@pytest.mark.parametrize("path", ["/api/v1/me", "/api/v1/ops/me"])
def test_a_staff_token_is_nobody_on_the_other_sides(stack: Stack, path: str) -> None:
    assert code_of(lambda: Clerk.registered(stack).get(path)) == "session_expired"


@pytest.mark.parametrize("token", ["x", "Bearer", "x" * 5000])
def test_a_made_up_token_is_nobody(stack: Stack, token: str) -> None:
    caller = Caller(stack)
    caller.http.headers["Authorization"] = f"Bearer {token}"

    assert code_of(lambda: caller.get("/api/v1/merchant/me")) == "session_expired"
    assert caller.get("/api/v1/regions")["items"]  # what is public stays so


def test_signing_out_ends_the_session(stack: Stack) -> None:
    buyer = Buyer.arrived(stack)

    buyer.delete("/api/v1/sessions/current")

    soon(lambda: code_of(lambda: buyer.get("/api/v1/me")) == "session_expired", "still signed in")


def test_a_device_can_be_signed_out_from_another(stack: Stack) -> None:
    clerk = Clerk.registered(stack)
    phone = Caller(stack, clerk.signs_in()["access_token"])
    devices = clerk.get("/api/v1/merchant/me/sessions")["items"]
    other = next(device["id"] for device in devices if not device["is_current"])

    clerk.delete(f"/api/v1/merchant/me/sessions/{other}")

    soon(lambda: code_of(lambda: phone.get("/api/v1/merchant/me")) == "session_expired", "still signed in")
    assert [device["is_current"] for device in clerk.get("/api/v1/merchant/me/sessions")["items"]] == [True]


def test_nobody_signs_strangers_out(stack: Stack) -> None:
    clerk, stranger = Clerk.registered(stack), Clerk.registered(stack)
    mine = clerk.get("/api/v1/merchant/me/sessions")["items"][0]["id"]

    assert code_of(lambda: stranger.delete(f"/api/v1/merchant/me/sessions/{mine}")) == "not_found"
    assert clerk.is_signed_in()
