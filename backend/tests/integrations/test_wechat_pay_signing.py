"""Our signatures against `wechatpayv3`, an implementation that shares no code with ours, in both directions."""

import json
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from wechatpayv3.utils import aes_decrypt, build_authorization, load_public_key, rsa_sign, rsa_verify  # type: ignore[import-untyped]  # the oracle has no hints

from lilong.integrations.wechat_pay import WechatPay, WechatPayCredentials
from lilong.integrations.wechat_pay.errors import UntrustedMessage
from lilong.integrations.wechat_pay.signing import Opener, Signer, Verifier
from simulator.testing import Simulated

pytestmark = pytest.mark.anyio
PATH = "/v3/pay/transactions/jsapi?a=%7C"


def _now() -> datetime:
    return datetime.now(UTC)


def _fields(authorization: str) -> dict[str, str]:
    pairs = authorization.partition(" ")[2].split(",")
    return {name: value.strip('"') for name, _, value in (pair.partition("=") for pair in pairs)}


async def test_our_authorization_is_what_the_oracle_builds(credentials: WechatPayCredentials) -> None:
    ours = Signer(credentials, _now).authorization("POST", PATH, b'{"a":1}')
    key = load_pem_private_key(credentials.private_key_pem.encode(), password=None)
    message = "POST\n{}\n{}\n{}\n{}\n".format(
        PATH, *(_fields(ours)[part] for part in ("timestamp", "nonce_str")), '{"a":1}'
    )
    assert _fields(ours)["signature"] == rsa_sign(key, message)
    theirs = build_authorization(PATH, "POST", credentials.mch_id, credentials.serial_number, key, '{"a":1}')
    assert _fields(ours).keys() == _fields(theirs).keys()


async def test_the_simulator_admits_the_oracle(
    simulator: Simulated, credentials: WechatPayCredentials
) -> None:
    key = load_pem_private_key(credentials.private_key_pem.encode(), password=None)
    authorization = build_authorization(
        "/v3/certificates", "GET", credentials.mch_id, credentials.serial_number, key
    )
    answer = await simulator.http.get("/v3/certificates", headers={"Authorization": authorization})

    assert answer.status_code == 200
    signature_key = load_public_key(credentials.public_keys[answer.headers["Wechatpay-Serial"]])
    stamp, nonce = answer.headers["Wechatpay-Timestamp"], answer.headers["Wechatpay-Nonce"]
    assert rsa_verify(stamp, nonce, answer.text, answer.headers["Wechatpay-Signature"], signature_key)
    (only,) = json.loads(answer.text)["data"]
    sealed = only["encrypt_certificate"]
    certificate = aes_decrypt(
        sealed["nonce"], sealed["ciphertext"], sealed["associated_data"], credentials.api_v3_key
    )
    assert certificate == credentials.public_keys[only["serial_no"]]


async def test_our_verifier_trusts_what_the_oracle_signs(
    simulator: Simulated, credentials: WechatPayCredentials
) -> None:
    home = simulator.world.home
    for serial, key in home.signing_keys.items():
        stamp = str(int(_now().timestamp()))
        headers = {
            "wechatpay-timestamp": stamp,
            "WECHATPAY-NONCE": "n",
            "Wechatpay-Serial": serial,
            "Wechatpay-Signature": rsa_sign(key, f"{stamp}\nn\n正文\n"),
        }
        Verifier(credentials.public_keys, _now).verify(headers, "正文".encode())
        with pytest.raises(UntrustedMessage, match="wrong signature"):
            Verifier(credentials.public_keys, _now).verify(headers, "正文 ".encode())


async def test_the_payment_sheet_is_signed_for_the_oracle(credentials: WechatPayCredentials) -> None:
    wechat = WechatPay(credentials, "http://nowhere", _now)
    sheet = wechat.pay_sign("wxsim1")
    key = load_pem_private_key(credentials.private_key_pem.encode(), password=None)
    message = f"{credentials.app_id}\n{sheet.time_stamp}\n{sheet.nonce_str}\nprepay_id=wxsim1\n"
    assert sheet.pay_sign == rsa_sign(key, message)
    assert (sheet.sign_type, sheet.package) == ("RSA", "prepay_id=wxsim1")
    await wechat.aclose()


async def test_a_damaged_resource_does_not_open(credentials: WechatPayCredentials) -> None:
    with pytest.raises(UntrustedMessage):
        Opener(credentials.api_v3_key).open("0" * 12, "", "AAAA")
    with pytest.raises(UntrustedMessage):
        Opener(credentials.api_v3_key).open("0" * 12, "", "not base64!")


async def test_keys_stay_out_of_representations(credentials: WechatPayCredentials) -> None:
    wechat = WechatPay(credentials, "http://nowhere", _now)
    for shown in (repr(credentials), str(credentials), repr(wechat), repr(vars(wechat))):
        assert "PRIVATE KEY" not in shown
        assert credentials.api_v3_key not in shown
    await wechat.aclose()
