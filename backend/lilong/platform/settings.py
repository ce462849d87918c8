"""What may differ between two installations, read once from the environment.

Every field is the variable `LILONG_<FIELD>`, except the two database addresses, which keep the names that
hosting platforms give them. A wrong value stops the process at its start with one message that lists
everything wrong: a shop must not find out at its first payment.
"""

import base64
import json
import os
import secrets
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

import msgspec

from lilong.platform.files import create_private

Port = Annotated[int, msgspec.Meta(ge=1, le=65_535)]
Key = Annotated[bytes, msgspec.Meta(min_length=32)]


class SettingsError(Exception):
    """Some settings are missing or wrong; the message, in Chinese, names every variable and what to do."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("配置有误，程序没有启动：\n" + "\n".join(f"  · {problem}" for problem in problems))
        self.problems = problems


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The settings of one process. Frozen: whoever holds them sees what the process started with."""

    environment: Literal["development", "test", "production"]
    """Production refuses defaults and secrets made by itself, and never talks to the simulator."""

    database_url: str
    """`DATABASE_URL`: `postgresql://…` for requests, as the role that owns nothing; may be a PgBouncer."""

    database_direct_url: str
    """`DATABASE_DIRECT_URL`: the same past any PgBouncer, as the owner of the tables: migrations, LISTEN."""

    database_pool_size: Annotated[int, msgspec.Meta(ge=1, le=200)]
    """Connections that one process keeps open at most; processes times this stays under max_connections."""

    data_dir: Path
    """Folder of everything that this machine keeps: embedded database, media, development secrets."""

    media_dir: Path
    """Folder of uploaded pictures and made documents, when no object store is set."""

    object_store_url: str
    """Object storage for media, such as `s3://bucket/prefix`; empty: files go to `media_dir`."""

    secret_key: Key
    """Signs tokens and cursors. 32 bytes or more, base64 in the environment."""

    encryption_key: Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
    """Encrypts columns that hold people's secrets. Exactly 32 bytes, base64 in the environment."""

    public_url: str
    """The API as seen from outside, without a slash at the end: WeChat's notifications come to it."""

    api_port: Port
    """Port of the HTTP API on this machine."""

    metrics_port: Port
    """Port of /healthz, /readyz and /metrics, which the outside never sees."""

    simulator_url: str
    """The simulator of WeChat, couriers, SMS and maps; read in development and tests only."""

    wechat_base_url: str
    """Where the mini program's server API answers; the simulator unless in production."""

    wechat_pay_base_url: str
    """Where WeChat Pay's APIv3 answers; the simulator unless in production."""

    wechat_credentials: Path
    """JSON file: the app's secret, the merchant's key and certificates; the simulator writes one for us."""

    log_format: Literal["console", "json"]
    """`console` for people, `json` for log collectors."""


@cache
def load() -> Settings:
    """The settings of this process, from its environment; read once.

    Raises SettingsError when anything is missing or wrong.
    """
    return read(os.environ)


def read(environ: Mapping[str, str]) -> Settings:
    """Settings from the given variables. Raises SettingsError with everything that is wrong with them."""
    names = Settings.__struct_fields__
    given = {name: text for name in names if (text := environ.get(variable(name)))}
    production = given.get("environment") == "production"
    defaults = _production_defaults(given) if production else _development_defaults(given)
    values, problems = _convert({**defaults, **given})
    if production and not problems:
        problems = _unfit_for_production(values)
    if problems:
        raise SettingsError(problems)
    return Settings(**values)


def variable(field: str) -> str:
    """The environment variable that sets a field."""
    return field.upper() if field in {"database_url", "database_direct_url"} else f"LILONG_{field.upper()}"


def _convert(texts: Mapping[str, str]) -> tuple[dict[str, Any], list[str]]:
    values: dict[str, Any] = {}
    problems: list[str] = []
    for field in msgspec.structs.fields(Settings):
        name, text = variable(field.name), texts.get(field.name)
        if text is None:
            problems.append(f"{name} 没有设置，生产环境必须填写")
            continue
        try:
            values[field.name] = msgspec.convert(text, field.type, strict=False, dec_hook=_decode)
        except msgspec.ValidationError as error:
            problems.append(f"{name} 的值不正确，请检查后修改（{error}）")
    return values, problems


def _decode(kind: type, text: str) -> Any:
    if kind is Path:
        return Path(text).absolute()
    raise NotImplementedError(kind)


def _shared_defaults(given: Mapping[str, str]) -> dict[str, str]:
    data_dir = given.get("data_dir", ".var")
    return {
        "database_pool_size": "16",
        "data_dir": data_dir,
        "media_dir": f"{data_dir}/media",
        "object_store_url": "",
        "api_port": "8000",
        "metrics_port": "9100",
        "simulator_url": "http://127.0.0.1:8010",
    }


def _production_defaults(given: Mapping[str, str]) -> dict[str, str]:
    return _shared_defaults(given) | {
        "wechat_base_url": "https://api.weixin.qq.com",
        "wechat_pay_base_url": "https://api.mch.weixin.qq.com",
        "log_format": "json",
    }


def _development_defaults(given: Mapping[str, str]) -> dict[str, str]:
    known = {**_shared_defaults(given), **given}
    database_url = known.get("database_url", "postgresql://lilong_app@127.0.0.1:5432/lilong")
    return known | {
        "environment": "development",
        "database_url": database_url,
        "database_direct_url": database_url,
        "public_url": f"http://127.0.0.1:{known['api_port']}",
        "wechat_base_url": known["simulator_url"],
        "wechat_pay_base_url": known["simulator_url"],
        "wechat_credentials": f"{known['data_dir']}/simulator/credentials.json",
        "log_format": "console",
        **_development_secrets(Path(known["data_dir"]), given),
    }


def _development_secrets(data_dir: Path, given: Mapping[str, str]) -> dict[str, str]:
    """Secrets made once for this folder, so that a restart does not sign everybody out."""
    names = ("secret_key", "encryption_key")
    if all(name in given for name in names):
        return {}
    file = data_dir / "secrets.json"
    if not file.exists():
        made = {name: base64.b64encode(secrets.token_bytes(32)).decode() for name in names}
        create_private(file, json.dumps(made, indent=2))
    return msgspec.json.decode(file.read_bytes(), type=dict[str, str])


def _unfit_for_production(values: Mapping[str, Any]) -> list[str]:
    problems = []
    if urlsplit(values["public_url"]).scheme != "https":
        problems.append("LILONG_PUBLIC_URL 必须是 https:// 开头的公网地址，微信支付只回调 https")
    for name in ("wechat_base_url", "wechat_pay_base_url"):
        if urlsplit(values[name]).scheme != "https":
            problems.append(f"{variable(name)} 指向的不是微信的 https 地址，生产环境不能使用模拟器")
    for name in ("secret_key", "encryption_key"):
        if len(set(values[name])) < 16:  # 32 random bytes practically never repeat that much
            problems.append(f"{variable(name)} 不是随机密钥，请重新生成：openssl rand -base64 32")
    if values["secret_key"] == values["encryption_key"]:
        problems.append("LILONG_SECRET_KEY 与 LILONG_ENCRYPTION_KEY 不能相同，请分别生成")
    if not values["wechat_credentials"].is_file():
        problems.append(f"LILONG_WECHAT_CREDENTIALS 指向的文件不存在：{values['wechat_credentials']}")
    return problems
