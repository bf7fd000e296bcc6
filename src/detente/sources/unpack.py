"""gzip taken off, never more than a limit of it."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from detente.errors import NotText, TooLarge


def unpacked(content: bytes, *, name: str, most: int) -> bytes:
    """The bytes without their gzip, if they have one; raises `TooLarge` beyond `most` bytes."""
    if len(content) > most:
        raise TooLarge(name, f"larger than {most / 1e6:g} MB", "cut it into parts")
    if not content.startswith(b"\x1f\x8b"):
        return content
    found = bytearray()
    try:
        for piece in inflate([content], raw=False):
            found += piece
            if len(found) > most:
                raise TooLarge(name, f"larger than {most / 1e6:g} MB once unpacked", "cut it into parts")
    except zlib.error:
        raise NotText(name, "the gzip file is damaged", "make it anew") from None
    return bytes(found)


def inflate(chunks: Iterable[bytes], *, raw: bool, step: int = 262_144) -> Iterator[bytes]:
    """gzip or zlib data unpacked in steps of at most `step` bytes, so that no bomb unfolds in memory."""
    unpack = zlib.decompressobj(-zlib.MAX_WBITS if raw else zlib.MAX_WBITS | 32)
    for chunk in chunks:
        pending = chunk
        while pending and not unpack.eof:
            yield unpack.decompress(pending, step)
            pending = unpack.unconsumed_tail
    yield unpack.flush(step)
