"""Write docs/api/openapi.json from the routes; a test compares it with what the application says of itself."""

import json
import tempfile
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from lilong import main, wiring
from lilong.integrations.wechat_mini import WechatMini, WechatMiniCredentials
from lilong.integrations.wechat_pay import WechatPay, WechatPayCredentials
from lilong.platform import clock, settings

TARGET = Path(__file__).parents[1] / "docs/api/openapi.json"


def document() -> str:
    """The API's description, as text with a stable order."""
    with tempfile.TemporaryDirectory() as folder:
        chosen = settings.read({"LILONG_DATA_DIR": folder})
        app = main.build(chosen, _nobody())
        return json.dumps(app.openapi_schema.to_schema(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _nobody() -> wiring.OutsideWorld:
    """Clients that never call: describing routes needs their types only."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    credentials = WechatPayCredentials(
        mch_id="1900000001",
        app_id="wx0000000000000000",
        serial_number="0",
        private_key_pem=key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode(),
        api_v3_key="0" * 32,
        public_keys={
            "PUB_KEY_ID_0": key.public_key()
            .public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
            .decode()
        },
    )
    mini = WechatMiniCredentials(app_id=credentials.app_id, app_secret="-")  # noqa: S106 -- calls nobody
    return wiring.OutsideWorld(
        wechat_mini=WechatMini(mini, "http://127.0.0.1:9"),
        wechat_pay=WechatPay(credentials, "http://127.0.0.1:9", clock.now),
    )


if __name__ == "__main__":
    TARGET.write_text(document())
    print(f"wrote {TARGET.relative_to(Path(__file__).parents[1])}")
