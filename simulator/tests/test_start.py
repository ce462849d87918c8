"""Starting: where it refuses to, and what it leaves in its home."""

from pathlib import Path

import pytest

from simulator.home import open_home
from simulator.settings import read_settings
from simulator.testing import Simulated

GOOD = {"SIMULATOR_DATABASE_URL": "postgresql://localhost/simulator", "SIMULATOR_HOME": "home"}


def test_production_is_refused() -> None:
    with pytest.raises(SystemExit, match="拒绝在生产环境启动"):
        read_settings(GOOD | {"LILONG_ENVIRONMENT": "production"})


@pytest.mark.parametrize("name", list(GOOD))
def test_a_missing_variable_is_named(name: str) -> None:
    with pytest.raises(SystemExit, match=name):
        read_settings({key: value for key, value in GOOD.items() if key != name})


def test_the_address_loses_its_last_slash() -> None:
    assert read_settings(GOOD | {"SIMULATOR_PUBLIC_URL": "http://sim/"}).public_url == "http://sim"


def test_keys_are_made_once_and_only_for_the_owner(tmp_path: Path) -> None:
    first, second = open_home(tmp_path / "home"), open_home(tmp_path / "home")
    assert first.credentials == second.credentials
    assert first.credentials.app_id.startswith("wxsim")
    assert (tmp_path / "home/credentials.json").stat().st_mode & 0o077 == 0
    assert (tmp_path / "home/platform.json").stat().st_mode & 0o077 == 0
    assert {serial[:11] for serial in first.credentials.public_keys} == {
        "PUB_KEY_ID_",
        first.certificate_serial[:11],
    }


@pytest.mark.anyio
async def test_ids_cannot_be_mistaken_for_real_ones(simulator: Simulated) -> None:
    person = await simulator.tell("POST", "people", {"nickname": "小美"})
    code = (await simulator.tell("POST", f"people/{person['id']}/login-codes"))["code"]
    assert (person["openid"][:4], len(person["openid"]), code[:3]) == ("oSim", 28, "sim")
    assert (await simulator.tell("GET", "health"))["app_id"].startswith("wxsim")


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("origin", "is_allowed"),
    [("http://localhost:5173", True), ("http://127.0.0.1:8000", True), ("http://evil.example", False)],
)
async def test_only_pages_of_this_machine_may_call(
    simulator: Simulated, origin: str, is_allowed: bool
) -> None:
    answer = await simulator.http.get("/sim/health", headers={"Origin": origin})
    assert (answer.headers.get("access-control-allow-origin") == origin) is is_allowed
