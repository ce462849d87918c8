"""Settings are complete or the process does not start, and the message says all that is wrong."""

import base64
import os
import stat
from pathlib import Path

import pytest

from lilong.platform import settings


@pytest.fixture
def production(tmp_path: Path) -> dict[str, str]:
    """The variables of a shop that may open."""
    credentials = tmp_path / "credentials.json"
    credentials.write_text("{}")
    return {
        "LILONG_ENVIRONMENT": "production",
        "DATABASE_URL": "postgresql://app@database/lilong",
        "DATABASE_DIRECT_URL": "postgresql://owner@database/lilong",
        "LILONG_SECRET_KEY": base64.b64encode(os.urandom(48)).decode(),
        "LILONG_ENCRYPTION_KEY": base64.b64encode(os.urandom(32)).decode(),
        "LILONG_PUBLIC_URL": "https://shop.example",
        "LILONG_WECHAT_CREDENTIALS": str(credentials),
    }


def refusal(variables: dict[str, str]) -> str:
    with pytest.raises(settings.SettingsError) as caught:
        settings.read(variables)
    return str(caught.value)


def test_development_needs_nothing_and_talks_to_the_simulator(tmp_path: Path) -> None:
    ours = settings.read({"LILONG_DATA_DIR": str(tmp_path)})

    assert ours.environment == "development"
    assert ours.wechat_pay_base_url == ours.wechat_base_url == ours.simulator_url == "http://127.0.0.1:8010"
    assert ours.public_url == "http://127.0.0.1:8000"
    assert ours.media_dir == tmp_path / "media"
    assert ours.wechat_credentials == tmp_path / "simulator" / "credentials.json"


def test_development_secrets_are_made_once_and_are_private(tmp_path: Path) -> None:
    first = settings.read({"LILONG_DATA_DIR": str(tmp_path)})
    again = settings.read({"LILONG_DATA_DIR": str(tmp_path)})

    assert first.secret_key == again.secret_key
    assert first.secret_key != first.encryption_key
    assert len(first.encryption_key) == 32
    assert stat.S_IMODE((tmp_path / "secrets.json").stat().st_mode) == 0o600


def test_one_port_moves_the_addresses_made_from_it(tmp_path: Path) -> None:
    ours = settings.read({"LILONG_DATA_DIR": str(tmp_path), "LILONG_API_PORT": "8123"})

    assert (ours.api_port, ours.public_url) == (8123, "http://127.0.0.1:8123")


def test_production_starts_with_its_variables_and_the_real_wechat(production: dict[str, str]) -> None:
    ours = settings.read(production)

    assert ours.wechat_base_url == "https://api.weixin.qq.com"
    assert ours.wechat_pay_base_url == "https://api.mch.weixin.qq.com"
    assert ours.log_format == "json"


def test_production_lists_everything_that_is_missing(production: dict[str, str]) -> None:
    message = refusal({"LILONG_ENVIRONMENT": "production"})

    for name in production.keys() - {"LILONG_ENVIRONMENT"}:
        assert f"{name} 没有设置" in message
    assert "配置有误" in message


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("LILONG_PUBLIC_URL", "http://shop.example"),
        ("LILONG_WECHAT_BASE_URL", "http://127.0.0.1:8010"),
        ("LILONG_WECHAT_PAY_BASE_URL", "http://127.0.0.1:8010"),
        ("LILONG_WECHAT_CREDENTIALS", "/nowhere/credentials.json"),
        ("LILONG_SECRET_KEY", base64.b64encode(bytes(32)).decode()),
        ("LILONG_SECRET_KEY", base64.b64encode(os.urandom(31)).decode()),
        ("LILONG_ENCRYPTION_KEY", base64.b64encode(os.urandom(33)).decode()),
        ("LILONG_ENCRYPTION_KEY", "这不是密钥"),
        ("LILONG_API_PORT", "80000"),
        ("LILONG_API_PORT", "http"),
    ],
)
def test_production_refuses(production: dict[str, str], name: str, text: str) -> None:
    assert name in refusal(production | {name: text})


def test_production_refuses_one_key_for_two_uses(production: dict[str, str]) -> None:
    key = production["LILONG_ENCRYPTION_KEY"]

    assert "不能相同" in refusal(production | {"LILONG_SECRET_KEY": key})


def test_an_unknown_environment_is_refused(tmp_path: Path) -> None:
    assert "LILONG_ENVIRONMENT" in refusal({"LILONG_DATA_DIR": str(tmp_path), "LILONG_ENVIRONMENT": "prod"})
