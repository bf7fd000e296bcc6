"""Random ids that whoever holds them shows, and their digests, which alone are kept. 256 bits: no salt, no slow hash is needed."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets


def fresh() -> str:
    """A new one: 256 bits in 43 characters."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """What is kept of it."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def form_of(session: str) -> str:
    """What the forms of a session must bring back: made of its id, which cannot be had back from it. 43 characters."""
    found = hmac.new(session.encode("utf-8", "replace"), b"detente form", hashlib.sha256).digest()
    return base64.urlsafe_b64encode(found).rstrip(b"=").decode()
