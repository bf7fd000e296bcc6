"""Signatures: what was signed is told from what was not."""

from __future__ import annotations

import pytest

from detente.hooks import sign, verify

BODY, SECRET, AT = b'{"a":1}', "s" * 20, 1_747_000_000


def test_a_signature_is_verified() -> None:
    assert verify(SECRET, BODY, sign(SECRET, BODY, AT), now=AT + 10)


def test_it_is_the_hmac_that_others_compute() -> None:
    """By `printf '1747000000.{"a":1}' | openssl dgst -sha256 -hmac ssssssssssssssssssss`."""
    assert sign(SECRET, BODY, AT) == "t=1747000000,v1=" + DIGEST


DIGEST = "0514d53c39dbfb6765f193e421958a6cced44e25afd0ce84e738990eca9f2c1f"


@pytest.mark.parametrize(
    ("secret", "body", "header", "now"),
    [
        ("other" * 4, BODY, sign(SECRET, BODY, AT), AT), (SECRET, b'{"a":2}', sign(SECRET, BODY, AT), AT),
        (SECRET, BODY, sign(SECRET, BODY, AT), AT + 301), (SECRET, BODY, sign(SECRET, BODY, AT), AT - 301),
        (SECRET, BODY, sign(SECRET, BODY, AT).replace(str(AT), str(AT + 1)), AT), (SECRET, BODY, "", AT), (SECRET, BODY, "t=,v1=", AT),
        (SECRET, BODY, f"t={AT}", AT), (SECRET, BODY, f"t={AT},v1=é", AT), (SECRET, BODY, f"t={AT},t={AT + 1}," + sign(SECRET, BODY, AT), AT),
        (SECRET, BODY, sign(SECRET, BODY, AT).replace("v1", "v0"), AT), (SECRET, BODY, "t=²,v1=00", AT),
    ],
)  # fmt: skip
def test_what_was_changed_or_is_old_is_not(secret: str, body: bytes, header: str, now: int) -> None:
    assert not verify(secret, body, header, now=now)


def test_a_second_signature_beside_it_does_no_harm() -> None:
    """While a secret is changed for another, a sender may sign with both."""
    assert verify(SECRET, BODY, sign(SECRET, BODY, AT) + ",v1=00", now=AT)
