"""Which codes of the authenticator app are taken."""

import pyotp
import pytest

from lilong.accounts.totp import matching_step

SECRET = "JBSWY3DPEHPK3PXP" * 2
NOW = 1_764_000_015  # in the middle of a half minute
STEP = NOW // 30


@pytest.mark.parametrize("drift", [-1, 0, 1])
def test_the_present_code_and_its_neighbours_are_taken(drift: int) -> None:
    code = pyotp.TOTP(SECRET).at(NOW + 30 * drift)

    assert matching_step(SECRET, code, NOW) == STEP + drift


@pytest.mark.parametrize("drift", [-2, 2, 100])
def test_codes_of_other_times_are_not(drift: int) -> None:
    assert matching_step(SECRET, pyotp.TOTP(SECRET).at(NOW + 30 * drift), NOW) is None
