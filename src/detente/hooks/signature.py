"""Signatures: HMAC-SHA256 (RFC 2104) over the time of sending and the body, so that neither can be changed nor sent again late."""

from __future__ import annotations

import hashlib
import hmac
from typing import Final

HEADER: Final = "Detente-Signature"
TOLERANCE: Final = 300
"""Seconds between sending and receiving after which a signature is taken for a repeated one."""


def sign(secret: str, body: bytes, at: int) -> str:
    """The header for a body sent at a time, in Unix seconds: `t=1747000000,v1=5257a8…`."""
    return f"t={at},v1={_digest(secret, body, at)}"


def verify(secret: str, body: bytes, header: str, *, now: int, tolerance: int = TOLERANCE) -> bool:
    """Whether a header signs this body, by that secret, within the tolerance."""
    parts = [part.strip().partition("=") for part in header.split(",")]
    times = [value for key, _, value in parts if key == "t"]
    if len(times) != 1 or not times[0].isascii() or not times[0].isdecimal() or len(times[0]) > 12:
        return False
    at = int(times[0])
    expected = _digest(secret, body, at).encode()
    genuine = any(hmac.compare_digest(expected, value.encode()) for key, _, value in parts if key == "v1")
    return genuine and abs(now - at) <= tolerance


def _digest(secret: str, body: bytes, at: int) -> str:
    return hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
