"""Passwords: lock-out, change, and the second factor."""

from datetime import UTC, datetime, timedelta

import pyotp

from tests.accounts.doors import Clerk, at_once, code_of, delete_with, fresh_phone, refusal, soon
from tests.actors import PASSWORD, Caller
from tests.stack import Stack

WRONG = "not-the-password-1"


def test_five_wrong_tries_close_the_phone_for_a_quarter_of_an_hour(stack: Stack) -> None:
    clerk = Clerk.registered(stack)
    for _ in range(5):
        assert code_of(lambda: clerk.signs_in(WRONG)) == "wrong_credentials"

    locked = refusal(clerk.signs_in)

    assert locked is not None
    assert (locked.status, locked.code) == (429, "locked_out")
    assert 800 < locked.facts["retry_after_seconds"] <= 900
    stack.advance(timedelta(minutes=15, seconds=1))
    assert clerk.signs_in()["staff"]["id"] == clerk.id


def test_simultaneous_guesses_are_still_five(stack: Stack) -> None:
    clerk = Clerk.registered(stack)

    codes = at_once([lambda: code_of(lambda: clerk.signs_in(WRONG))] * 12)

    assert sorted(map(str, codes)) == ["locked_out"] * 7 + ["wrong_credentials"] * 5


def test_a_phone_that_nobody_has_is_answered_and_locked_alike(stack: Stack) -> None:
    nobody = {"phone": fresh_phone(), "password": WRONG}
    codes = [code_of(lambda: Caller(stack).post("/api/v1/merchant/sessions", nobody)) for _ in range(6)]

    assert codes == ["wrong_credentials"] * 5 + ["locked_out"]


def test_a_right_password_makes_earlier_mistakes_forgotten(stack: Stack) -> None:
    clerk = Clerk.registered(stack)
    for _ in range(2):
        for _ in range(4):
            assert code_of(lambda: clerk.signs_in(WRONG)) == "wrong_credentials"
        assert clerk.signs_in()["staff"]["id"] == clerk.id


def test_two_people_cannot_register_one_phone(stack: Stack) -> None:
    ask = {"phone": fresh_phone(), "password": PASSWORD, "name": "周"}

    codes = at_once([lambda: code_of(lambda: Caller(stack).post("/api/v1/merchant/staff", ask))] * 6)

    assert sorted(map(str, codes)) == ["None"] + ["phone_taken"] * 5


def test_a_new_password_signs_the_other_devices_out(stack: Stack) -> None:
    clerk = Clerk.registered(stack)
    other = Caller(stack, clerk.signs_in()["access_token"])

    clerk.put("/api/v1/merchant/me/password", {"old": PASSWORD, "new": "another-2027"})

    soon(lambda: code_of(lambda: other.get("/api/v1/merchant/me")) == "session_expired", "still signed in")
    assert clerk.is_signed_in()
    assert code_of(clerk.signs_in) == "wrong_credentials"
    assert clerk.signs_in("another-2027")["staff"]["id"] == clerk.id


def test_an_easy_new_password_is_refused_at_its_field(stack: Stack) -> None:
    clerk = Clerk.registered(stack)

    refused = refusal(lambda: clerk.put("/api/v1/merchant/me/password", {"old": PASSWORD, "new": "12345678"}))

    assert refused is not None
    assert list(refused.facts["fields"]) == ["new"]
    assert clerk.signs_in()["staff"]["id"] == clerk.id


def _code(stack: Stack, secret: str) -> str:
    return pyotp.TOTP(secret).at(datetime.now(UTC) + stack.offset)


def _protected(stack: Stack) -> tuple[Clerk, str]:
    """A clerk with the second factor on, and its secret."""
    clerk = Clerk.registered(stack)
    secret: str = clerk.post("/api/v1/merchant/me/totp")["secret"]
    clerk.put("/api/v1/merchant/me/totp", {"code": _code(stack, secret)})
    stack.advance(timedelta(seconds=61))
    return clerk, secret


def test_the_second_factor_is_asked_for_once_it_is_on(stack: Stack) -> None:
    clerk, secret = _protected(stack)

    assert code_of(clerk.signs_in) == "totp_required"
    assert clerk.signs_in(totp_code=_code(stack, secret))["staff"]["has_totp"]


def test_of_two_sign_ins_with_one_code_only_one_succeeds(stack: Stack) -> None:
    clerk, secret = _protected(stack)
    code = _code(stack, secret)

    codes = at_once([lambda: code_of(lambda: clerk.signs_in(totp_code=code))] * 4)

    assert sorted(map(str, codes)) == ["None"] + ["wrong_credentials"] * 3


def test_asking_for_the_code_does_not_make_wrong_codes_forgotten(stack: Stack) -> None:
    clerk, _ = _protected(stack)
    codes = []
    for _ in range(5):
        codes += [code_of(clerk.signs_in), code_of(lambda: clerk.signs_in(totp_code="000000"))]

    assert codes == ["totp_required", "wrong_credentials"] * 5
    assert code_of(clerk.signs_in) == "locked_out"


def test_the_second_factor_goes_only_with_password_and_code(stack: Stack) -> None:
    clerk, secret = _protected(stack)
    path, code = "/api/v1/merchant/me/totp", _code(stack, secret)

    assert code_of(lambda: delete_with(clerk, path, {"code": code, "password": WRONG})) == "wrong_credentials"
    assert (
        code_of(lambda: delete_with(clerk, path, {"code": "000000", "password": PASSWORD}))
        == "wrong_totp_code"
    )
    delete_with(clerk, path, {"code": code, "password": PASSWORD})

    assert not clerk.signs_in()["staff"]["has_totp"]
