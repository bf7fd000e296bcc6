"""The weights shipped with the package, read only when their hash is the one in SHA256SUMS."""

from __future__ import annotations

import hashlib
from pathlib import Path

FOLDER = Path(__file__).parent


class WeightsError(RuntimeError):
    """A weight file is missing or is not the file that was released."""


def read(name: str, folder: Path = FOLDER) -> bytes:
    """The bytes of a weight file, checked against SHA256SUMS in the same folder."""
    path = folder / name
    if not path.is_file():
        raise WeightsError(f"{path} is missing: install the package again, or fetch the weights with the source")
    data = path.read_bytes()
    wanted = sums(folder).get(name)
    found = hashlib.sha256(data).hexdigest()
    if wanted != found:
        raise WeightsError(f"{path} has SHA-256 {found}, but SHA256SUMS says {wanted}: it is damaged or was replaced")
    return data


def sums(folder: Path = FOLDER) -> dict[str, str]:
    """File name to SHA-256, as `sha256sum` writes them."""
    path = folder / "SHA256SUMS"
    if not path.is_file():
        raise WeightsError(f"{path} is missing: without it the weights cannot be checked")
    lines = path.read_text(encoding="ascii").split("\n")
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines) if name}
