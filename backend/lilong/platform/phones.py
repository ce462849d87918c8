"""Phone numbers as we keep them: sealed, with a keyed hash to find equal ones by."""

from lilong.platform import secrets, settings


def seal(phone: str) -> bytes:
    """For the column; only plain() reads it."""
    return secrets.seal(settings.load().encryption_key, phone)


def plain(sealed: bytes) -> str:
    """The number itself."""
    return secrets.unseal(settings.load().encryption_key, sealed)


def masked(sealed: bytes) -> str:
    """138****2046."""
    return secrets.mask_phone(plain(sealed))


def index(phone: str) -> bytes:
    """Equal for equal numbers, and not to be guessed from the database alone."""
    key = secrets.blind_index(settings.load().encryption_key, "index of phones")
    return secrets.blind_index(key, phone)
