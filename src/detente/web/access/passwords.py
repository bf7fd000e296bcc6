"""Passwords: which are taken, and how they are kept: argon2id, hashed anew when the parameters have changed.

Length alone is asked for, not kinds of characters (NIST SP 800-63B-4, 3.1.1.2); what is typed is brought to one Unicode form first.
"""

from __future__ import annotations

import secrets
import unicodedata
from functools import cached_property
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from detente.errors import UsageError

SHORTEST: Final = 12
LONGEST: Final = 1000  # characters; more would only cost time
UNGUESSED: Final = 8  # characters that must be left without what everybody tries first
TRIED_FIRST: Final = (
    "12345678", "87654321", "abcdefgh", "administrator", "admin", "asdfghjkl", "changeme", "detente", "iloveyou", "letmein", "passphrase",
    "password", "passwort", "qwertyuiop", "qwerty", "secret", "trustno1", "welcome", "zxcvbnm",
)  # fmt: skip
WORDS: Final = "abcdefghjkmnpqrstuvwxyz23456789"  # of passwords made here: nothing that looks like something else


class Passwords:
    """Hashes and checks passwords. The parameters are argon2-cffi's current defaults; tests hand in cheap ones."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()

    def kept(self, password: str) -> str:
        """What is stored in its place."""
        return self._hasher.hash(_folded(password))

    def fits(self, kept: str | None, password: str) -> bool:
        """Whether it is the password. With None (no such account) it takes the same time and is False."""
        try:
            return self._hasher.verify(kept or self._nobody, _folded(password)) and kept is not None
        except (VerificationError, InvalidHashError):
            return False

    def is_old(self, kept: str) -> bool:
        """Whether it was hashed with other parameters than today's."""
        return self._hasher.check_needs_rehash(kept)

    @cached_property
    def _nobody(self) -> str:
        return self._hasher.hash(secrets.token_hex())


def check(password: str, name: str) -> None:
    """Raises `UsageError` for a password that is not taken."""
    folded = _folded(password)
    if not SHORTEST <= len(folded) <= LONGEST:
        raise UsageError(
            "password", f"it has {len(folded)} characters", f"use {SHORTEST} to {LONGEST}: a few words do well"
        )
    left = folded.casefold()
    for word in (name.casefold(), *TRIED_FIRST):
        left = left.replace(word, "")
    if len(set(folded)) < 5 or len(left) < UNGUESSED:
        raise UsageError("password", "it is easily guessed", "use a few words that have nothing to do with each other")


def check_twice(password: str, again: str, name: str) -> None:
    """The same for one that was typed twice."""
    if password != again:
        raise UsageError("password", "the two are not the same", "type it twice")
    check(password, name)


def made() -> str:
    """A password for somebody to use once: 4 × 5 characters, 99 bits."""
    return "-".join("".join(secrets.choice(WORDS) for _ in range(5)) for _ in range(4))


def _folded(password: str) -> str:
    return unicodedata.normalize("NFKC", password[: LONGEST + 1]).encode("utf-8", "replace").decode()
