"""/v3/certificates: WeChat's own certificate, encrypted for the merchant."""

import secrets
from base64 import b64encode

from cryptography.x509 import load_pem_x509_certificate
from litestar import get

from simulator.clock import rfc3339
from simulator.parameters import TheWorld


@get("/v3/certificates")
async def certificates(world: TheWorld) -> dict[str, object]:
    """The platform certificates; there is one."""
    serial = world.home.certificate_serial
    pem = world.home.credentials.public_keys[serial].encode()
    nonce = secrets.token_hex(6)
    sealed = world.home.cipher.encrypt(nonce.encode(), pem, b"certificate")
    dates = load_pem_x509_certificate(pem)
    only = {
        "serial_no": serial,
        "effective_time": rfc3339(dates.not_valid_before_utc),
        "expire_time": rfc3339(dates.not_valid_after_utc),
        "encrypt_certificate": {
            "algorithm": "AEAD_AES_256_GCM",
            "nonce": nonce,
            "associated_data": "certificate",
            "ciphertext": b64encode(sealed).decode(),
        },
    }
    return {"data": [only]}
