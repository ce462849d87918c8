"""What the merchant platform hands out, in the shape of the simulator's `credentials.json`."""

import msgspec


class WechatPayCredentials(msgspec.Struct, frozen=True, kw_only=True):
    """The platform's account with WeChat Pay. Its `repr` names the account and keeps the keys to itself."""

    mch_id: str
    """Merchant number of the platform."""
    app_id: str
    """The mini program in which people pay; it is bound to `mch_id`."""
    serial_number: str
    """Serial number of the merchant certificate that belongs to `private_key_pem`."""
    private_key_pem: str
    """Merchant's RSA key: signs requests and payment sheets."""
    api_v3_key: str
    """32 bytes: opens the encrypted part of notifications."""
    public_keys: dict[str, str]
    """WeChat's own keys as PEM by serial: `PUB_KEY_ID_…` public keys and platform certificates, together."""

    def __post_init__(self) -> None:
        if len(self.api_v3_key.encode()) != 32:
            raise ValueError("api_v3_key must be 32 bytes")
        if not self.public_keys:
            raise ValueError("public_keys is empty: no answer of WeChat could be trusted")

    def __repr__(self) -> str:
        return f"WechatPayCredentials(mch_id={self.mch_id!r}, app_id={self.app_id!r})"
